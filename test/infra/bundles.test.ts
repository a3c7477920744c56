/**
 * The functions as they are deployed: the CDK's own bundles with the environment of the template, each invocation a
 * process of its own with events as AWS sends them, against the account in a box over real HTTP and TLS.
 */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { TAG } from '../../lambda/core/tags/keys.ts';
import { endpointEnvironment, startHttpEndpoint, type HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';
import type { StoredMessage } from '../../sandbox/aws/topic.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree, showHostname } from '../../sandbox/made-by-controllers.ts';
import { BREAKER_MESSAGE } from '../../infra/alarms.ts';
import { RUN_FAILED_MESSAGE, UNREADABLE_MESSAGE } from '../../infra/run-alarms.ts';
import { JUDGED, PAUSED_MESSAGE } from '../../infra/sweep-alarms.ts';
import { SCHEDULE_PAYLOAD } from '../../infra/triggers.ts';
import { PAUSE_PARAMETER } from '../../lambda/model/pause.ts';
import { clusterDeletion, identity, queueEvent, tagFlip } from '../support/events.ts';
import { type Bundles, bundleFunctions, type FunctionName, type Invocation, invoke } from './support/bundles.ts';

const VPC = 'vpc-0prod';
const ACCOUNT = '123456789012';
const REGION = 'eu-west-3';
const SWEEP_ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-sweep-${REGION}`;
const REAP_ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-reap-${REGION}`;
/** The discard port: refused at once. */
const NOWHERE = 'http://127.0.0.1:9';
const NO_FILES = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };

const WEBHOOK_URL = 'https://hooks.slack.example/services/T0/B0/secret';
/** Named in a message of the SDK, or asked for in a `try` by the WebSocket package that no call of ours uses. */
const DISPENSABLE: ReadonlySet<string> = new Set(['@aws-sdk/signature-v4-crt', 'bufferutil', 'utf-8-validate']);

const SCHEDULE = queueEvent(SCHEDULE_PAYLOAD);

type Environment = Readonly<Record<string, string>>;

let bundles: Bundles;

beforeAll(() => {
  bundles = bundleFunctions({
    // A window of no length: the functions know no other clock than the real one.
    graceDays: 0,
    maxDeletePercent: 100,
    slack: { webhookArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:slack-webhook-aB3dE6` },
  });
}, 30_000);

afterAll(() => bundles.remove());

const arnOf = (name: FunctionName): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:nlb-janitor-${name}`;

describe('every function', () => {
  const names = ['sweep', 'reap', 'slack'] as const;

  test('says which variable is missing when it has no environment', async () => {
    const invocations = await Promise.all(names.map((name) => invoke(bundles.files[name], SCHEDULE, arnOf(name), {})));
    const error =
      'SettingsError: environment variable NLB_JANITOR_SETTINGS: 1 fault(s)\n' +
      '  - is missing — deploy with `cdk deploy`, which writes it';
    expect(invocations.map(({ status, error: said }) => [status, said])).toEqual(names.map(() => [1, error]));
  });

  test.each(names)('%s has all of its packages inside', (name) => {
    const code = readFileSync(bundles.files[name], 'utf8');
    const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module);
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((module) => !isBuiltin(module) && !DISPENSABLE.has(module))).toEqual([]);
  });
});

describe('one life', () => {
  let box: Box;
  let endpoint: HttpEndpoint;
  let orphan: { readonly arn: string; readonly name: string };
  const runs: Record<string, { readonly invocation: Invocation; readonly calls: readonly SandboxCall[] }> = {};

  beforeAll(async () => {
    box = new Box({ startAt: new Date('2026-03-01T00:00:00Z'), region: REGION, unlinkDelaySeconds: 0 });
    const { account } = box;
    await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
    const live = inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'healthy', newFlows: 900 });
    showHostname(box, 'prod', 'payments/api', live.dnsName);
    orphan = inTree(box, 'prod', 'checkout/legacy', { vpcId: VPC, target: 'unhealthy' }, 'gone');
    account.subscribe({ protocol: 'email', endpoint: 'ops@example.com', confirmed: true });
    box.clock.followRealTime();
    endpoint = await startHttpEndpoint([account]);
    const run = async (what: string, name: FunctionName, event: unknown, also: Environment = {}): Promise<void> => {
      const before = account.calls.length;
      const environment = { ...environmentOf(name), ...also };
      const invocation = await invoke(bundles.files[name], event, arnOf(name), environment);
      runs[what] = { invocation, calls: account.calls.slice(before) };
    };

    await run('sweep by schedule', 'sweep', SCHEDULE);
    await run('sweep by a deleted cluster', 'sweep', queueEvent(clusterDeletion('eks-cluster')));
    account.setTags(orphan.arn, { [TAG.approval]: 'approved' });
    const readable = account.fail({ command: 'ListObjectsV2', with: 'denied' });
    await run('reap without a count', 'reap', SCHEDULE);
    readable();
    account.secrets.setParameter(PAUSE_PARAMETER, 'since 2026-03-01T00:00:00Z by jane', 'String');
    await run('reap while paused', 'reap', SCHEDULE);
    account.secrets.removeParameter(PAUSE_PARAMETER);
    account.secrets.setSecret('slack-webhook', WEBHOOK_URL);
    const approval = tagFlip(orphan.arn, 'approval', 'approved');
    const own = { ...approval, detail: { ...Object(approval['detail']), userIdentity: identity(SWEEP_ROLE) } };
    await run('sweep by a tag flip', 'sweep', queueEvent(approval, 'no JSON'));
    await Promise.all([
      run('reap by sweep', 'reap', queueEvent(...account.queues.reap.bodies)),
      // While that one waits for its own rate limit.
      run('sweep by an event of its own', 'sweep', queueEvent(own), { AWS_ENDPOINT_URL: NOWHERE }),
      run('slack', 'slack', notificationOf(account.messages[0])),
    ]);
    await run('reap by schedule', 'reap', SCHEDULE);
  }, 60_000);

  afterAll(async () => {
    await endpoint.close();
    await box.close();
  });

  function environmentOf(name: FunctionName): Record<string, string> {
    const { topic, bucket } = box.account;
    const resolved = {
      NlbJanitorNotices: topic.arn,
      NlbJanitorSnapshots: bucket.name,
      NlbJanitorSweepRole: SWEEP_ROLE,
      NlbJanitorReapRole: REAP_ROLE,
      NlbJanitorReapQueue: box.account.queues.reap.url,
    };
    return { ...bundles.environmentOf(name, resolved), ...endpointEnvironment(endpoint, REGION), ...NO_FILES };
  }

  const ran = (what: string) => {
    const found = runs[what];
    if (found === undefined) throw new Error(`there was no run "${what}"`);
    return found;
  };
  const changesIn = (what: string): string[] =>
    ran(what)
      .calls.filter(({ mutating, command }) => mutating && command !== 'PutEvents')
      .map(({ command }) => command);
  /** Without the line of the figures, which has no message. */
  const logged = (what: string) =>
    ran(what).invocation.log.flatMap(({ message }) => (message === undefined ? [] : [message]));
  const figuresIn = (what: string) => ran(what).invocation.log.filter((line) => '_aws' in line);

  test('sweep quarantines, marks, tells and stamps by the schedule, and deletes nothing', () => {
    expect(ran('sweep by schedule').invocation).toMatchObject({ status: 0, result: { outcomes: 1, failures: 0 } });
    expect(changesIn('sweep by schedule')).toEqual([
      'PutObject',
      'PutObject',
      'AddTags',
      'AddTags',
      // What the notice will say, before it is sent.
      'PutObject',
      'Publish',
      'AddTags',
      // The first summary: begun, told, remembered.
      'PutObject',
      'Publish',
      'PutObject',
    ]);
    expect(box.account.messages[0]?.forms['email']).toContain(orphan.name);
    expect(logged('sweep by schedule')).toEqual(expect.arrayContaining(['trigger', 'verdict', 'judged', 'outcome']));
  });

  test('each run that judges writes one line of figures, which is JSON beside the others, and says what it did to programs', () => {
    expect(figuresIn('sweep by schedule')).toEqual([
      expect.objectContaining({
        service: 'nlb-janitor-sweep',
        NlbsInUse: 1,
        NlbsOrphan: 1,
        NlbsUnknown: 0,
        NlbsLeftAlone: 0,
        Waiting: 1,
        UnreadableClusters: 0,
        AwsCalls: ran('sweep by schedule').calls.length,
        ThrottledCalls: 0,
      }),
    ]);
    expect(figuresIn('reap by sweep')).toEqual([
      expect.objectContaining({ service: 'nlb-janitor-reap', Deleted: 1, SavedUsdPerMonth: expect.any(Number) }),
    ]);
    // Paused, and it asked for nothing but the switch.
    expect(figuresIn('reap while paused')).toEqual([expect.objectContaining({ AwsCalls: 1 })]);
    expect(figuresIn('reap while paused')[0]).not.toHaveProperty('Deleted');
    const types = box.account.bus.events.map(({ type }) => type);
    expect(types.filter((type) => type !== 'Sweep Completed')).toEqual(['NLB Quarantined', 'NLB Deleted']);
    expect(types.filter((type) => type === 'Sweep Completed')).toHaveLength(3);
  });

  test('sweep ignores what it did itself, without a call: it has nobody to call', () => {
    const { invocation } = ran('sweep by an event of its own');
    expect(invocation).toMatchObject({ status: 0, result: { ignored: true } });
    expect(logged('sweep by an event of its own')).toEqual(['trigger']);
  });

  test('sweep reads the account when a cluster is deleted, and tells nothing twice', () => {
    const { invocation, calls } = ran('sweep by a deleted cluster');
    expect(invocation).toMatchObject({ status: 0, result: { outcomes: 0, failures: 0 } });
    expect(calls.map(({ command }) => command)).toContain('DescribeLoadBalancers');
    expect(changesIn('sweep by a deleted cluster')).toEqual([]);
  });

  test('sweep wakes reap for the NLB that was approved, and tells of the message that it cannot read', () => {
    expect(ran('sweep by a tag flip').invocation).toMatchObject({ status: 0, result: { outcomes: 0, failures: 0 } });
    // That it was approved is written down: the event of this test is older than the notice, and says nothing of it.
    expect(changesIn('sweep by a tag flip')).toEqual(['AddTags', 'SendMessage']);
    expect(box.account.queues.reap.bodies.map((body) => JSON.parse(body))).toEqual([
      { source: 'nlb-janitor.sweep', run: 'r', scope: { arns: [orphan.arn], clusters: [] } },
    ]);
    const unread = ran('sweep by a tag flip').invocation.log.filter(({ message }) => message === UNREADABLE_MESSAGE);
    expect(unread).toEqual([expect.objectContaining({ level: 'ERROR', messageId: 'message-2' })]);
  });

  test('reap says visibly that it failed, and deletes nothing, when the snapshots of today cannot be counted', () => {
    const { invocation } = ran('reap without a count');
    // An error would bring the message back, and hold up all that comes after it.
    expect(invocation).toMatchObject({ status: 0, error: undefined });
    expect(invocation.log.filter(({ message }) => message === RUN_FAILED_MESSAGE)).toEqual([
      expect.objectContaining({ level: 'ERROR', failures: expect.stringContaining('s3 ListBucket: AccessDenied') }),
    ]);
    // The alarm tells of it: a message of every run would be noise.
    expect(changesIn('reap without a count')).toEqual([]);
    expect(logged('reap by schedule')).not.toContain(RUN_FAILED_MESSAGE);
  });

  test('reap ends at once while it is paused, with the line that the alarm counts, as a warning', () => {
    const { invocation, calls } = ran('reap while paused');
    expect(invocation).toMatchObject({ status: 0, result: { outcomes: 0 } });
    expect(calls.map(({ command }) => command)).toEqual(['GetParameter']);
    expect(invocation.log.filter(({ message }) => message === PAUSED_MESSAGE)).toEqual([
      expect.objectContaining({ level: 'WARN', by: 'person', why: expect.stringContaining('paused since') }),
    ]);
  });

  test('sweep ends with the line that the alarms count', () => {
    const judged = ran('sweep by schedule').invocation.log.filter(({ message }) => message === JUDGED.message);
    expect(judged).toEqual([
      expect.objectContaining({ scope: 'everything', [JUDGED.clusters]: 0, [JUDGED.sources]: 0 }),
    ]);
  });

  test('reap writes the refusal of the breaker as the line that the alarm counts', () => {
    const refusals = ran('reap without a count').invocation.log.filter(({ message }) => message === BREAKER_MESSAGE);
    expect(refusals).toEqual([
      expect.objectContaining({
        level: 'INFO',
        service: 'nlb-janitor-reap',
        why: expect.stringContaining('snapshots'),
      }),
    ]);
    expect(logged('reap by sweep')).not.toContain(BREAKER_MESSAGE);
  });

  test('reap snapshots and deletes when sweep wakes it after an approval, with the target group, and tells', () => {
    expect(ran('reap by sweep').invocation).toMatchObject({ status: 0, result: { outcomes: 1, failures: 0 } });
    expect(changesIn('reap by sweep')).toEqual([
      'PutObject',
      'DeleteLoadBalancer',
      'DeleteTargetGroup',
      'PutObject',
      'Publish',
      'PutObject',
    ]);
    expect([...box.account.objects.keys()]).toEqual([
      expect.stringMatching(/\/outcome\.json$/),
      expect.stringMatching(/\/snapshot\.json$/),
      'report/latest.html',
      'report/state.json',
    ]);
    expect([...box.account.loadBalancers.keys()]).not.toContain(orphan.arn);
    expect(box.account.targetGroups.size).toBe(1);
  });

  test('reap has nothing left to do after that, and asks no cluster', () => {
    const { invocation, calls } = ran('reap by schedule');
    expect(invocation).toMatchObject({ status: 0, result: { outcomes: 0, failures: 0 } });
    expect(calls.map(({ command }) => command)).not.toContain('DescribeCluster');
    expect(changesIn('reap by schedule')).toEqual([]);
  });

  test('slack reads the one secret, posts the notice, and keeps the URL out of its log', () => {
    const { invocation, calls } = ran('slack');
    expect(invocation).toMatchObject({ status: 0, error: undefined });
    expect(calls.filter(({ service }) => service === 'secretsmanager')).toHaveLength(1);
    expect(invocation.posts).toEqual([{ url: WEBHOOK_URL, body: expect.stringContaining(orphan.name) }]);
    expect(JSON.stringify(invocation.log)).not.toContain('hooks.slack');
    expect(logged('slack')).toEqual(['posted to Slack']);
  });
});

/** As SNS hands a message to Lambda: SNS guide, "Fanout to Lambda functions". */
function notificationOf(message: StoredMessage | undefined): object {
  if (message === undefined) throw new Error('nothing was published');
  const Sns = {
    Type: 'Notification',
    MessageId: message.id,
    Subject: message.subject,
    Message: message.forms['default'],
    Timestamp: '2026-03-01T00:00:00.000Z',
  };
  return { Records: [{ EventVersion: '1.0', EventSource: 'aws:sns', Sns }] };
}
