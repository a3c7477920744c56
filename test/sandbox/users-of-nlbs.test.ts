/** Users outside Kubernetes in the account in a box: the reader, the judge and the sandbox tell the same story. */
import { collect } from '../../lambda/collect/collect.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree } from '../../sandbox/made-by-controllers.ts';
import { SETTINGS } from '../support/builders.ts';

const VPC = 'vpc-0prod';
let box: Box;
let arn: string;
let dnsName: string;

beforeEach(async () => {
  box = new Box({ startAt: new Date('2026-03-02T09:00:00Z') });
  await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
  ({ arn, dnsName } = inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'unhealthy' }, 'gone'));
});

afterEach(() => box.close());

async function verdict() {
  const { accountId: account, region } = box.account;
  const scope = { account, region, now: box.clock.now() };
  const facts = await collect(box.readPorts(), scope, {
    trafficLookbackDays: 7,
    deletedClusters: [],
    ignoredClusters: [],
    usersOfNlb: {},
    dnsRecords: 'caution',
  });
  if (!facts.ok) throw new Error(facts.why);
  const [only] = judge(facts.value, SETTINGS);
  return only;
}

const IN_USE = { is: 'in-use', reason: 'used-by-aws-service' };
const ORPHAN = { is: 'orphan', reason: 'service-gone' };
const listenerOf = (loadBalancerArn: string): string => box.account.listenersOf(loadBalancerArn)[0]?.arn ?? '';

describe('API Gateway', () => {
  test('a VPC link of version 1 that names it keeps it; one that names another does not', async () => {
    const id = box.account.apiGateway.addVpcLink({ name: 'payments', targetArns: [`${arn}0`] });
    expect(await verdict()).toMatchObject(ORPHAN);
    box.account.apiGateway.vpcLinks.delete(id);
    box.account.apiGateway.addVpcLink({ name: 'payments', targetArns: [arn] });
    expect(await verdict()).toMatchObject({
      ...IN_USE,
      explanation: expect.stringMatching(/API Gateway VPC link payments \(a\d+\) points at it\./),
    });
  });

  test.each([
    ['its listener, of an HTTP API', () => box.account.apiGateway.addHttpApi(api({ uri: listenerOf(arn) }))],
    ['its DNS name, of an HTTP API', () => box.account.apiGateway.addHttpApi(api({ uri: `http://${dnsName}:80/x` }))],
    ['it, of a REST API', () => box.account.apiGateway.addRestApi(api({ target: arn, uri: 'https://x.example.com/' }))],
    ['its listener, of a REST API', () => box.account.apiGateway.addRestApi(api({ target: listenerOf(arn) }))],
  ])('an integration that names %s keeps it; of another it does not', async (_what, add) => {
    const { apiGateway } = box.account;
    apiGateway.addVpcLinkV2({ name: 'subnets' });
    apiGateway.addHttpApi(api({ uri: 'http://other.elb.eu-west-3.amazonaws.com/' }));
    apiGateway.addRestApi(api({ target: `${arn}0` }));
    expect(await verdict()).toMatchObject(ORPHAN);
    add();
    expect(await verdict()).toMatchObject(IN_USE);
  });

  test('APIs that could not be read make it unknown', async () => {
    box.account.apiGateway.addVpcLinkV2({ name: 'subnets' });
    box.account.fail({ command: 'GetRestApis', with: 'denied' });
    expect(await verdict()).toMatchObject({ is: 'unknown', reason: 'unreadable' });
  });
});

describe('ECS', () => {
  const groupOf = (): string => [...box.account.targetGroups.keys()][0] ?? '';

  test('a service that registers with its target group keeps it; one of another group does not', async () => {
    box.account.ecs.addService('shop', { name: 'web', targetGroups: [`${groupOf()}0`] });
    expect(await verdict()).toMatchObject(ORPHAN);
    box.account.ecs.addService('shop', { name: 'api', targetGroups: [groupOf()] });
    expect(await verdict()).toMatchObject({
      ...IN_USE,
      explanation: expect.stringContaining('ECS service shop/api points at it.'),
    });
  });

  test('so does one without tasks, of which no target is registered', async () => {
    box.account.setTargets(groupOf(), []);
    expect(await verdict()).toMatchObject(ORPHAN);
    box.account.ecs.addService('shop', { name: 'nightly', targetGroups: [groupOf()] });
    expect(await verdict()).toMatchObject(IN_USE);
  });

  test('so does one that shifts its listener', async () => {
    const loadBalancers = [
      { targetGroupArn: `${groupOf()}0`, advancedConfiguration: { productionListenerRule: listenerOf(arn) } },
    ];
    box.account.ecs.addService('shop', { name: 'web', loadBalancers });
    expect(await verdict()).toMatchObject(IN_USE);
  });

  test('services that could not be read make it unknown', async () => {
    box.account.fail({ command: 'ListClusters', with: 'denied' });
    expect(await verdict()).toMatchObject({ is: 'unknown' });
  });
});

describe('Route 53', () => {
  test('a record that points at it is a caution; one that points at another is none', async () => {
    const { route53 } = box.account;
    const zone = route53.addZone('example.com');
    route53.add(zone, { name: 'other.example.com', aliasOf: `other-${dnsName}` });
    expect(await verdict()).toMatchObject({ ...ORPHAN, cautions: [] });
    route53.add(zone, { name: 'api.example.com', aliasOf: `dualstack.${dnsName}` });
    expect(await verdict()).toMatchObject({
      ...ORPHAN,
      cautions: [{ kind: 'dns-record', words: 'api.example.com still points here.' }],
    });
  });

  test('records that could not be read make it unknown', async () => {
    box.account.fail({ command: 'ListHostedZones', with: 'denied' });
    expect(await verdict()).toMatchObject({ is: 'unknown', reason: 'unreadable' });
  });
});

test('a capacity reservation is a caution; without one there is none', async () => {
  expect(await verdict()).toMatchObject({ ...ORPHAN, cautions: [] });
  box.account.loadBalancer(arn).reservedCapacityUnits = 500;
  expect(await verdict()).toMatchObject({
    ...ORPHAN,
    cautions: [
      {
        kind: 'capacity-reservation',
        words: 'It has a capacity reservation of 500 LCUs, which somebody pays for.',
      },
    ],
  });
});

function api(integration: { readonly uri?: string; readonly target?: string }) {
  return { name: 'payments', integrations: [{ connectionType: 'VPC_LINK' as const, ...integration }] };
}

describe('Global Accelerator', () => {
  const listeners = (endpoint: string) => [{ endpointGroups: [{ endpoints: [endpoint] }] }];

  test('an accelerator keeps its endpoint, disabled or not; no other', async () => {
    box.account.globalAccelerator.addAccelerator({ name: 'other', listeners: listeners(`${arn}0`) });
    expect(await verdict()).toMatchObject(ORPHAN);
    box.account.globalAccelerator.addAccelerator({ name: 'shop', enabled: false, listeners: listeners(arn) });
    expect(await verdict()).toMatchObject({
      ...IN_USE,
      explanation: expect.stringMatching(
        /Global Accelerator shop \(0[0-9-]+, listener ports 443\) \(disabled\) points at it\./,
      ),
    });
  });

  test('an attachment that shares it keeps it; one that shares another does not', async () => {
    box.account.globalAccelerator.addAttachment({ name: 'other', resources: [`${arn}0`, '203.0.113.0/24'] });
    expect(await verdict()).toMatchObject(ORPHAN);
    box.account.globalAccelerator.addAttachment({ name: 'partners', principals: ['111122223333'], resources: [arn] });
    expect(await verdict()).toMatchObject(IN_USE);
  });

  test('accelerators that could not be read make it unknown', async () => {
    box.account.globalAccelerator.addAccelerator({ name: 'other', listeners: listeners(`${arn}0`) });
    box.account.fail({ command: 'ListEndpointGroups', with: 'denied' });
    expect(await verdict()).toMatchObject({ is: 'unknown', reason: 'unreadable' });
  });
});

describe('CloudFront', () => {
  const domain = (domainName: string) => ({ origins: [{ domainName }] });

  test.each([
    ['its name', () => dnsName.toUpperCase(), (): string => `other-${dnsName}`],
    ['a name that a tenant may make its own', () => dnsName.replace(/^[^.]+/, '{{lb}}'), () => '{{lb}}.example.com'],
  ])('an origin by %s keeps it; another does not', async (_what, own, other) => {
    box.account.cloudFront.addDistribution(domain(other()));
    expect(await verdict()).toMatchObject(ORPHAN);
    box.account.cloudFront.addDistribution(domain(own()));
    expect(await verdict()).toMatchObject(IN_USE);
  });

  test('a VPC origin keeps its endpoint, used or not, and counts once', async () => {
    box.account.cloudFront.addVpcOrigin({ name: 'other', endpointArn: `${arn}0` });
    expect(await verdict()).toMatchObject(ORPHAN);
    const vpcOriginId = box.account.cloudFront.addVpcOrigin({ name: 'payments', endpointArn: arn });
    expect(await verdict()).toMatchObject({
      explanation: expect.stringMatching(/payments \(vo_\d+\) \(used by no distribution\) points at it\.$/),
    });
    box.account.cloudFront.addDistribution({ origins: [{ id: 'api', domainName: dnsName, vpcOriginId }] });
    expect(await verdict()).toMatchObject({
      ...IN_USE,
      explanation: expect.stringMatching(/, origin api by VPC origin payments \(vo_\d+\) points at it\.$/),
    });
  });

  test('distributions that could not be read make it unknown', async () => {
    box.account.fail({ command: 'ListDistributions', with: 'throttled' });
    expect(await verdict()).toMatchObject({ is: 'unknown', reason: 'unreadable' });
  });
});
