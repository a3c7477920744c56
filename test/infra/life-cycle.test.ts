/**
 * That IAM and code agree: the whole life of NLBs in the account in a box, every call of `sweep` and `reap` held against
 * their synthesized roles with the tags of that moment. Nothing is missing, and nothing is granted that no run uses.
 */
import { reap } from '../../lambda/reap.ts';
import { sweep } from '../../lambda/sweep.ts';
import { channelOf, testArn } from '../../lambda/core/chat/test-nlb.ts';
import { TAG } from '../../lambda/core/tags/keys.ts';
import type { Mode } from '../../lambda/model/policy.ts';
import { CHAT_ANSWERS_KEY, chatAnswersJson, NO_ANSWERS } from '../../lambda/records/chat-answers.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree, ofController, showHostname } from '../../sandbox/made-by-controllers.ts';
import { AMAZON_Q } from '../support/chat.ts';
import { actionsOf, may, type Request, resourcesOf, type Statement, statementsOf } from './support/iam.ts';
import { namesIn, requestsOf } from './support/iam-of-calls.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

const START = new Date('2026-03-01T00:00:00Z');
const VPC = 'vpc-0prod';
const EVERYTHING = { is: 'everything' } as const;

type FunctionName = 'sweep' | 'reap';

/** What a role was asked for, and what else happened, in the order of the calls. */
interface Life {
  readonly box: Box;
  readonly requests: Record<FunctionName, Request[]>;
  readonly statements: Readonly<Record<FunctionName, readonly Statement[]>>;
  readonly failures: string[];
  run(name: FunctionName): Promise<void>;
  /** The change happens right before the next call of that name. */
  before(command: string, change: () => void): void;
}

async function lifeIn(mode: Mode): Promise<Life> {
  const template = templateWith({ mode, chat: FILLED_IN.chat });
  const statements = {
    sweep: statementsOf(template, 'NlbJanitorSweepRole'),
    reap: statementsOf(template, 'NlbJanitorReapRole'),
  };
  const box = new Box({ startAt: START, hasChat: true });
  await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
  box.account.subscribe({ protocol: 'email', endpoint: 'ops@example.com', confirmed: true });
  const settings = parseSettings({ regions: ['eu-west-3'], mode, maxDeletePercent: 100, chat: FILLED_IN.chat }, 'test');
  const requests: Life['requests'] = { sweep: [], reap: [] };
  const failures: string[] = [];
  const changes = new Map<string, () => void>();
  return {
    box,
    requests,
    statements,
    failures,
    before: (command, change) => changes.set(command, change),
    async run(name) {
      const unknown: unknown[] = [];
      box.account.onCall = (call) => {
        changes.get(call.command)?.();
        changes.delete(call.command);
        try {
          requests[name].push(...requestsOf(call, box.account, namesIn(statements[name])));
        } catch (error) {
          // Thrown from here alone, it would pass for a call that AWS refused.
          unknown.push(error);
        }
      };
      const result =
        name === 'sweep'
          ? await sweep(EVERYTHING, box.sweepWorld(), settings)
          : await reap(EVERYTHING, box.reapWorld(), settings);
      failures.push(...result.failures);
      if (unknown.length > 0) throw new AggregateError(unknown, `no rights are known for a call of ${name}`);
    },
  };
}

const denied = (requests: readonly Request[], statements: readonly Statement[]): Request[] =>
  requests.filter((request) => !may(statements, request));

/** Sids without which a request of these runs would be denied. */
function neededOf({ requests, statements }: Life, name: FunctionName): string[] {
  return allowing(statements[name])
    .filter((one) => {
      const others = statements[name].filter((other) => other !== one);
      return denied(requests[name], others).length > 0;
    })
    .map(({ Sid }) => String(Sid));
}

/** All that permissions.ts grants: log and queue are Lambda's business. */
const allowing = (statements: readonly Statement[]): readonly Statement[] =>
  statements.filter(
    ({ Effect, Sid }) => Effect === 'Allow' && Sid !== undefined && !['WriteLog', 'ReceiveMessages'].includes(Sid),
  );

const approve = (box: Box, arn: string): void => box.account.setTags(arn, { [TAG.approval]: 'approved' });

describe('in mode delete', () => {
  let life: Life;
  let arns: Record<'legacy' | 'web' | 'kept' | 'rejected' | 'refused', string>;
  let tagsAtEnd: Readonly<Record<string, readonly string[]>>;

  beforeAll(async () => {
    life = await lifeIn('delete');
    arns = await liveThrough(life);
    tagsAtEnd = Object.fromEntries(
      Object.entries(arns).map(([name, arn]) => [name, ownTagsOf(life.box, arn)] as const),
    );
  });
  afterAll(() => life.box.close());

  test('IAM allows every call of sweep, with the tags of that moment', () => {
    expect(denied(life.requests.sweep, life.statements.sweep)).toEqual([]);
  });

  test('IAM allows every call of reap, with the tags of that moment', () => {
    expect(denied(life.requests.reap, life.statements.reap)).toEqual([]);
  });

  test.each(['sweep', 'reap'] as const)('no statement of %s could be missing', (name) => {
    expect(neededOf(life, name)).toEqual(allowing(life.statements[name]).map(({ Sid }) => Sid));
  });

  test.each(['sweep', 'reap'] as const)('%s has no action that it does not use', (name) => {
    const used = new Set(life.requests[name].map(({ action }) => action));
    expect(
      allowing(life.statements[name])
        .flatMap(actionsOf)
        .filter((action) => !used.has(action)),
    ).toEqual([]);
  });

  test.each(['sweep', 'reap'] as const)('%s reads every path of API Gateway that it may', (name) => {
    const [statement] = life.statements[name].filter(({ Sid }) => Sid === 'ReadApiGateway');
    const paths = statement === undefined ? [] : resourcesOf(statement);
    expect(paths.length).toBeGreaterThan(1);
    const isRead = (path: string): boolean =>
      statement !== undefined &&
      life.requests[name].some((request) => may([{ ...statement, Resource: path }], request));
    expect(paths.filter((path) => !isRead(path))).toEqual([]);
  });

  test('was lived to its end: deleted, released, refused once, leftovers gone', () => {
    const { account } = life.box;
    expect(account.loadBalancers.has(arns.legacy)).toBe(false);
    expect(account.loadBalancers.has(arns.web)).toBe(false);
    expect([...account.targetGroups.values()].filter(({ tags }) => tags.has(TAG.companionOf))).toEqual([]);
    expect(tagsAtEnd).toEqual({
      legacy: [],
      web: [],
      kept: [TAG.keep],
      rejected: [TAG.approval],
      refused: [],
    });
    expect(life.failures).toEqual([expect.stringMatching(/was not deleted: AWS refused: .*ResourceInUse/)]);
  });

  test('wrote all that it can write', () => {
    const writes = Object.values(life.requests)
      .flat()
      .filter(({ action }) => /AddTags|RemoveTags/.test(action));
    const wrote = (matches: (request: Request) => boolean): boolean => writes.some(matches);
    // An approval before the notice goes back, over the word of a person.
    expect(
      wrote(({ writes: to, tags }) => to?.[TAG.approval] === 'pending' && tags?.[TAG.approval] === 'approved'),
    ).toBe(true);
    expect(wrote(({ writes: to }) => to?.[TAG.lastError] !== undefined)).toBe(true);
    expect(wrote(({ removes = [] }) => removes.includes(TAG.lastError))).toBe(true);
    expect(wrote(({ removes = [] }) => removes.includes(TAG.companionOf))).toBe(true);
    expect(wrote(({ removes = [], tags }) => removes.length > 0 && tags?.[TAG.approval] === 'rejected')).toBe(true);
    expect(wrote(({ removes = [], tags }) => removes.length > 0 && tags?.[TAG.keep] !== undefined)).toBe(true);
  });

  test('wrote a snapshot once, and its outcome again as things went on', () => {
    const times = new Map<string, number>();
    for (const { key } of life.box.account.bucket.history) times.set(key, (times.get(key) ?? 0) + 1);
    const ofFile = (file: string): number[] =>
      [...times].filter(([key]) => key.endsWith(file)).map(([, count]) => count);
    expect(ofFile('/snapshot.json')).toEqual([1, 1, 1]);
    expect(Math.max(...ofFile('/outcome.json'))).toBeGreaterThan(1);
  });
});

describe('in mode quarantine', () => {
  let life: Life;

  beforeAll(async () => {
    life = await lifeIn('quarantine');
    const { box } = life;
    const arn = inTree(box, 'prod', 'checkout/legacy', { vpcId: VPC, target: 'unhealthy' }, 'gone').arn;
    // Of an earlier deployment, in mode delete.
    box.account.setTags(arn, {
      [TAG.quarantinedAt]: '2026-02-27T00:00:00Z',
      [TAG.reason]: 'service-gone',
      [TAG.evidence]: '0123456789abcdef',
      [TAG.notifiedAt]: '2026-02-27T00:00:05Z',
      [TAG.deleteAfter]: '2026-03-06T00:00:05Z',
      [TAG.approval]: 'approved',
    });
    await life.run('sweep');
  });
  afterAll(() => life.box.close());

  test('IAM allows every call of sweep, also to take back a date of deletion', () => {
    expect(denied(life.requests.sweep, life.statements.sweep)).toEqual([]);
    expect(life.requests.sweep.some(({ removes = [] }) => removes.includes(TAG.deleteAfter))).toBe(true);
    // The notice and the summary.
    expect(life.box.account.messages).toHaveLength(2);
    expect(life.failures).toEqual([]);
  });

  test('what mode report grants would not do', () => {
    const report = statementsOf(templateWith({ mode: 'report' }), 'NlbJanitorSweepRole');
    expect(new Set(denied(life.requests.sweep, report).map(({ action }) => action))).toEqual(
      // Notices it may send; those denied are cards for the chat, of which the report has none, and the types of event that
      // this mode does not say.
      new Set(['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags', 'sns:Publish', 'events:PutEvents']),
    );
  });
});

test('in mode report IAM allows every call of sweep, which are all reads but for the summary and its report', async () => {
  const life = await lifeIn('report');
  const { box, requests, statements, failures } = life;
  inTree(box, 'prod', 'checkout/legacy', { vpcId: VPC, target: 'unhealthy' }, 'gone');
  await life.run('sweep');
  await box.close();
  expect(denied(requests.sweep, statements.sweep)).toEqual([]);
  expect(requests.sweep.length).toBeGreaterThan(0);
  const writes = box.account.calls.filter(({ mutating }) => mutating).map(({ command }) => command);
  expect(writes).toEqual(['PutObject', 'PutObject', 'PutObject', 'Publish', 'Publish', 'PutObject', 'PutEvents']);
  expect(failures).toEqual([]);
});

test('where the chat alone listens IAM allows every call of both, and people are told', async () => {
  const life = await lifeIn('delete');
  const { box, requests, statements, failures } = life;
  box.account.topic.unsubscribe({ protocol: 'email', endpoint: 'ops@example.com' });
  box.account.chatTopic.subscribe(AMAZON_Q);
  const card = { channel: channelOf(FILLED_IN.chat), sentAt: START };
  const by = 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U0123ABCD';
  const test = testArn(card, { account: box.account.accountId, region: box.account.region });
  const eventId = box.account.failToAddTagsBy(by, test, { [TAG.keep]: 'asked-in-chat' });
  const answer = { ...card, answeredAt: START, by, eventId };
  box.account.bucket.put({
    key: CHAT_ANSWERS_KEY,
    text: chatAnswersJson({ ...NO_ANSWERS, proved: answer }),
    contentType: undefined,
    storedAt: START,
  });
  const { arn } = inTree(box, 'prod', 'checkout/legacy', { vpcId: VPC, target: 'unhealthy' }, 'gone');
  await life.run('sweep');
  approve(box, arn);
  box.clock.set(new Date('2026-03-08T01:00:00Z'));
  await life.run('reap');
  await box.close();
  expect(failures).toEqual([]);
  expect(box.account.loadBalancers.has(arn)).toBe(false);
  for (const name of ['sweep', 'reap'] as const) expect(denied(requests[name], statements[name])).toEqual([]);
  expect(box.account.chatTopic.messages.length).toBeGreaterThan(1);
});

/** Quarantine, all the answers that a person can give, delete, refusal, leftovers, a second quarantine and releases. */
async function liveThrough(life: Life) {
  const { box } = life;
  const { account } = box;
  const orphan = (named: string) => inTree(box, 'prod', named, { vpcId: VPC, target: 'unhealthy' }, 'gone');
  const refused = orphan('ledger/db');
  const arns = {
    legacy: movedToClassic(box, 'checkout/legacy'),
    web: ofController(box, 'prod', 'shop/preview', { vpcId: VPC, target: 'none' }, 'gone').arn,
    kept: orphan('search/elastic').arn,
    rejected: orphan('mail/smtp').arn,
    refused: refused.arn,
  };
  // What a snapshot has to hold, and a cluster that is not there: CloudTrail is asked for it, then AWS Config.
  account.config.start();
  account.config.addItem('gone', {});
  account.attach(arns.legacy, groupOf(box, arns.legacy), { protocol: 'TLS', certificateArns: ['arn:aws:acm:x'] });
  account.addNetworkLoadBalancer({
    name: 'a0123456789abcdef0123456789abcde',
    vpcId: VPC,
    createdAt: new Date('2025-09-01T08:00:00Z'),
    tags: { 'kubernetes.io/cluster/gone': 'owned', 'kubernetes.io/service-name': 'a/b' },
  });

  addApis(box);
  const elsewhere = 'arn:aws:elasticloadbalancing:::loadbalancer/net/elsewhere/0';
  account.ec2.addEndpointService({ networkLoadBalancerArns: [elsewhere] });
  account.ec2.addTrafficMirrorTarget(elsewhere);
  account.globalAccelerator.addAccelerator({ name: 'elsewhere', listeners: [{ endpointGroups: [{}] }] });
  account.ecs.addService('batch', {
    name: 'job',
    targetGroups: ['arn:aws:elasticloadbalancing:::targetgroup/other/0'],
  });
  const zone = account.route53.addZone('example.com');
  account.route53.add(zone, { name: 'other.example.com', values: ['192.0.2.1'] });
  account.route53.addTrafficPolicy(zone, 'www.example.com', ['192.0.2.2']);

  life.before('Publish', () => approve(box, arns.web));
  await life.run('sweep');
  // Tells that this approval came too early, and takes it back.
  await life.run('sweep');

  box.clock.set(new Date('2026-03-02T00:00:00Z'));
  for (const name of ['legacy', 'web', 'refused'] as const) approve(box, arns[name]);
  account.setTags(arns.kept, { [TAG.keep]: 'forever' });
  account.setTags(arns.rejected, { [TAG.approval]: 'rejected' });
  await life.run('sweep');

  box.clock.set(new Date('2026-03-09T00:00:00Z'));
  account.loadBalancer(arns.refused).usedByService = true;
  // A leftover, for a later run to finish.
  account.fail({ command: 'DeleteTargetGroup', with: 'denied', times: 1 });
  // Finds something due, and wakes reap.
  await life.run('sweep');
  await life.run('reap');
  box.clock.set(new Date('2026-03-09T01:00:00Z'));
  await life.run('reap');

  // Its target group is no longer its own: quarantined again, over what the refusal left. Then its Service is back.
  account.removeTags(groupOf(box, arns.refused), 'kubernetes.io/service-name');
  await life.run('sweep');
  const group = groupOf(box, arns.refused);
  account.setTags(group, { 'kubernetes.io/service-name': 'ledger/db' });
  box.clock.set(new Date('2026-03-09T02:00:00Z'));
  await life.run('sweep');
  box.cluster('prod').add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'ledger', name: 'db', annotations: {} },
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: {} },
  });
  showHostname(box, 'prod', 'ledger/db', refused.dnsName);
  await life.run('sweep');
  // The summary of the week: it reads what was deleted.
  box.clock.set(new Date('2026-03-09T08:00:00Z'));
  await life.run('sweep');
  return arns;
}

/** A VPC link that names subnets only, and APIs of which a stage says whereto: none of the NLBs. */
function addApis({ account: { apiGateway } }: Box): void {
  apiGateway.addVpcLinkV2({ name: 'subnets' });
  const api = {
    integrations: [{ uri: 'http://${stageVariables.host}/' }],
    stages: [{ name: 'prod', variables: { host: 'elsewhere.example.com' } }],
  };
  apiGateway.addHttpApi({ name: 'shop', ...api });
  apiGateway.addRestApi({ name: 'ledger', ...api });
}

/** Its Service lost the annotation, and shows a Classic load balancer: that API is read too. @returns ARN of the NLB */
function movedToClassic(box: Box, named: string): string {
  const { arn } = inTree(box, 'prod', named, { vpcId: VPC, target: 'unhealthy' }, { annotations: {} });
  const instances = [{ id: 'i-1', state: 'InService' }] as const;
  showHostname(box, 'prod', named, box.account.classic.add({ name: 'classic', instances }));
  return arn;
}

function groupOf(box: Box, loadBalancerArn: string): string {
  const [listener] = box.account.listenersOf(loadBalancerArn);
  if (listener === undefined) throw new Error(`${loadBalancerArn} has no listener`);
  return listener.targetGroupArn;
}

function ownTagsOf({ account }: Box, arn: string): string[] {
  if (!account.loadBalancers.has(arn)) return [];
  return [...account.tagsOf(arn).keys()].filter((key) => key.startsWith('nlb-janitor/'));
}
