/** EC2 of the sandbox, in memory and over HTTP, and what the readers of users make of it. */
import {
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeTrafficMirrorSessionsCommand,
  DescribeTrafficMirrorTargetsCommand,
  DescribeVerifiedAccessEndpointsCommand,
  DescribeVpcEndpointConnectionsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { DeleteLoadBalancerCommand, ResourceInUseException } from '@aws-sdk/client-elastic-load-balancing-v2';

import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { endpointServices } from '../../../lambda/aws/users/endpoint-services.ts';
import { loadBalancerAddresses } from '../../../lambda/aws/users/network-interfaces.ts';
import { trafficMirror } from '../../../lambda/aws/users/traffic-mirror.ts';
import { verifiedAccess } from '../../../lambda/aws/users/verified-access.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { addressesOf } from '../../../sandbox/aws/ec2-interfaces.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const START = new Date('2026-03-01T00:00:00Z');
const PLACE = { account: '123456789012', region: 'eu-west-3' };

let account: Account;
let endpoint: HttpEndpoint;
let http: AwsClients;
let direct: AwsClients;
let arn: string;
let ec2: EC2Client;

beforeEach(async () => {
  account = new Account({ clock: createClock(START) });
  arn = account.addNetworkLoadBalancer({ name: 'edge' });
  endpoint = await startHttpEndpoint([account]);
  http = createAwsClients({
    region: PLACE.region,
    rateLimits: 'off',
    overrides: { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() },
  });
  direct = createSandboxClients(account);
  ec2 = direct.of(EC2Client);
});

afterEach(() => endpoint.close());

function everything(): { readonly service: string; readonly target: string } {
  const service = account.ec2.addEndpointService({
    networkLoadBalancerArns: [arn],
    connections: [{ owner: '111122223333', state: 'available' }, { owner: '444455556666' }],
  });
  account.ec2.addVerifiedAccessEndpoint({ loadBalancerArn: arn, domain: 'pay & <go>.example.com' });
  const target = account.ec2.addTrafficMirrorTarget(arn);
  account.ec2.addTrafficMirrorSession(target);
  account.ec2.addInstance({ tags: { 'kubernetes.io/cluster/old': 'owned' } });
  return { service, target };
}

const CALLS: readonly (readonly [string, string, (client: EC2Client) => Promise<object>])[] = [
  [
    'services',
    'ServiceConfigurations',
    (client) => client.send(new DescribeVpcEndpointServiceConfigurationsCommand({ MaxResults: 1000 })),
  ],
  ['connections', 'VpcEndpointConnections', (client) => client.send(new DescribeVpcEndpointConnectionsCommand({}))],
  [
    'Verified Access',
    'VerifiedAccessEndpoints',
    (client) => client.send(new DescribeVerifiedAccessEndpointsCommand({})),
  ],
  ['mirror targets', 'TrafficMirrorTargets', (client) => client.send(new DescribeTrafficMirrorTargetsCommand({}))],
  ['mirror sessions', 'TrafficMirrorSessions', (client) => client.send(new DescribeTrafficMirrorSessionsCommand({}))],
  [
    'interfaces',
    'NetworkInterfaces',
    (client) =>
      client.send(
        new DescribeNetworkInterfacesCommand({
          Filters: [{ Name: 'description', Values: ['nobody', 'ELB net/*'] }],
          IncludeManagedResources: true,
        }),
      ),
  ],
  [
    'instances',
    'Reservations',
    (client) =>
      client.send(
        new DescribeInstancesCommand({
          Filters: [
            { Name: 'tag-key', Values: ['kubernetes.io/cluster/old'] },
            { Name: 'instance-state-name', Values: ['pending', 'running'] },
          ],
        }),
      ),
  ],
];

test.each(CALLS)('answers the same over HTTP as in memory: %s', async (_what, list, ask) => {
  everything();
  const [overHttp, inMemory] = [await ask(http.of(EC2Client)), await ask(ec2)].map((answer) => ({
    ...answer,
    $metadata: undefined,
  }));
  expect(Reflect.get(overHttp ?? {}, list)).not.toEqual([]);
  expect(overHttp).toEqual(inMemory);
  const [first, second] = account.calls;
  // Of two realms, one of them the SDK's: compare what they say.
  expect(JSON.parse(JSON.stringify(first))).toEqual(JSON.parse(JSON.stringify(second)));
});

test.each(CALLS)('answers an empty list as one over HTTP: %s', async (_what, list, ask) => {
  account.removeLoadBalancer(arn);
  expect(await ask(http.of(EC2Client))).toMatchObject({ [list]: [] });
});

test.each([
  ['over HTTP', () => http],
  ['in memory', () => direct],
])('tells the readers who uses an NLB, %s', async (_how, clients) => {
  const { service, target } = everything();
  expect(await endpointServices(clients(), PLACE)).toEqual({
    ok: true,
    value: [
      {
        who: `VPC endpoint service ${service} (2 connections: 111122223333 available, 444455556666 pendingAcceptance)`,
        to: arn,
      },
    ],
  });
  expect(await verifiedAccess(clients(), PLACE)).toMatchObject({
    ok: true,
    value: [{ who: expect.stringContaining('(pay & <go>.example.com)') as string, to: arn }],
  });
  expect(await trafficMirror(clients(), PLACE)).toMatchObject({
    ok: true,
    value: [{ who: expect.stringContaining(`target ${target} (1 session: tms-`) as string, to: arn }],
  });
  const addresses = await loadBalancerAddresses(clients(), PLACE);
  expect(addresses).toEqual({ ok: true, value: new Map([[arn, addressesOf(account, arn)]]) });
});

test.each([
  ['over HTTP', () => http],
  ['in memory', () => direct],
])('is denied as EC2 denies, %s', async (_how, clients) => {
  account.fail({ command: 'DescribeVpcEndpointServiceConfigurations', with: 'denied' });
  expect(await endpointServices(clients(), PLACE)).toMatchObject({
    ok: false,
    cause: 'denied',
    why: expect.stringContaining('UnauthorizedOperation') as string,
  });
});

describe('network interfaces', () => {
  test('are of NLBs alone, one for each zone, with the same addresses in the same world', async () => {
    account.addLoadBalancer('application', { name: 'web' });
    const inner = account.addNetworkLoadBalancer({ name: 'inner', scheme: 'internal', zones: ['eu-west-3a'] });
    const read = await loadBalancerAddresses(direct, PLACE);
    expect(read.ok && Object.fromEntries(read.value)).toEqual({
      [arn]: ['198.18.0.16', '10.0.0.16', '198.18.0.17', '10.0.0.17'],
      [inner]: ['10.0.0.48'],
    });
  });

  test("of another account's NLB in a shared VPC are listed under that account", async () => {
    account.ec2.otherInterfaces.push({
      NetworkInterfaceId: 'eni-1',
      Description: 'ELB net/theirs/0a1b',
      OwnerId: '999999999999',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.9.9.9' }],
      Ipv6Addresses: [],
    });
    const read = await loadBalancerAddresses(direct, PLACE);
    const theirs = arn.replace(PLACE.account, '999999999999').replace(/net\/.*/, 'net/theirs/0a1b');
    expect(read.ok && read.value.get(theirs)).toEqual(['10.9.9.9']);
  });
});

test.each([
  ['*', true],
  ['ELB net/*', true],
  ['ELB net/edg?/*', true],
  ['ELB net/edge', false],
  ['elb net/*', false],
  ['ELB net/.*', false],
  [String.raw`ELB net/\*`, false],
])('the description filter %s finds the interfaces of the NLB: %s', async (pattern, found) => {
  const Filters = [{ Name: 'description', Values: [pattern] }];
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
  expect(NetworkInterfaces?.length).toBe(found ? 2 : 0);
});

test('gives pages, and refuses a size, a token and a filter that EC2 would refuse', async () => {
  for (let index = 0; index < 7; index += 1) account.ec2.addTrafficMirrorTarget(undefined);
  const first = await ec2.send(new DescribeTrafficMirrorTargetsCommand({ MaxResults: 5 }));
  expect(first.TrafficMirrorTargets).toHaveLength(5);
  const { NextToken } = first;
  const second = await ec2.send(new DescribeTrafficMirrorTargetsCommand({ MaxResults: 5, NextToken }));
  expect([second.TrafficMirrorTargets?.length, second.NextToken]).toEqual([2, undefined]);
  for (const [input, name] of [
    [{ MaxResults: 4 }, 'InvalidParameterValue'],
    [{ MaxResults: 1001 }, 'InvalidParameterValue'],
    [{ NextToken: 'mine' }, 'InvalidNextToken'],
    [{ Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
  ] as const) {
    await expect(ec2.send(new DescribeTrafficMirrorTargetsCommand(input as object))).rejects.toMatchObject({ name });
  }
});

test('an NLB of an endpoint service cannot be deleted, one of a Traffic Mirror target can', async () => {
  account.ec2.addEndpointService({ networkLoadBalancerArns: [arn] });
  const other = account.addNetworkLoadBalancer({ name: 'other' });
  account.ec2.addTrafficMirrorTarget(other);
  for (const { elasticLoadBalancing } of [http, direct]) {
    const deleted = elasticLoadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    await expect(deleted).rejects.toThrow(ResourceInUseException);
  }
  await direct.elasticLoadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: other }));
  expect([...account.loadBalancers.keys()]).toEqual([arn]);
});
