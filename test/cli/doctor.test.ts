/**
 * `doctor` end to end: the command line against an account in a box over HTTP and TLS, well, half configured and not yet
 * deployed. It must never make a call that changes anything but the test message that was asked for.
 */
import { writeFileSync } from 'node:fs';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import type { Box } from '../../sandbox/box.ts';
import {
  DOCTOR_REGION,
  DOCTOR_SETTINGS,
  halfConfiguredBox,
  healthyBox,
  undeployedBox,
} from '../support/doctor-world.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';
import { AMAZON_Q } from '../support/chat.ts';

inFolderOfItsOwn();
withOwnVariables();

let box: Box | undefined;
let endpoint: HttpEndpoint | undefined;

afterEach(async () => {
  await endpoint?.close();
  await box?.close();
});

async function inAccount(make: () => Promise<Box>): Promise<Box> {
  box = await make();
  endpoint = await pointAt([box.account], DOCTOR_REGION);
  writeFileSync('nlb-janitor.json', JSON.stringify(DOCTOR_SETTINGS));
  return box;
}

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function doctor(...args: readonly string[]): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const output = {
    result: (text: string) => void (written.stdout += text),
    say: (text: string) => void (written.stderr += `${text}\n`),
    paint: plain,
  };
  const status = await main(['doctor', ...args], { version: '0', output });
  return { status, ...written };
}

interface Report {
  readonly account: string | null;
  readonly region: string;
  readonly checks: readonly { readonly id: string; readonly state: string; readonly todo: string | null }[];
}

async function reportOf(...args: readonly string[]): Promise<{ status: number; report: Report; states: string[] }> {
  const { status, stdout } = await doctor('--output', 'json', '--quiet', ...args);
  const [report] = (JSON.parse(stdout) as { reports: Report[] }).reports;
  if (report === undefined) throw new Error('no report');
  const states = report.checks.filter(({ state }) => state !== 'ok').map(({ id, state }) => `${state} ${id}`);
  return { status, report, states };
}

const changing = ({ account }: Box): string[] =>
  account.calls.filter(({ mutating }) => mutating).map(({ command }) => command);

test('finds nothing where everything is well, and exits with 0', async () => {
  const { account } = await inAccount(healthyBox);
  const { status, states, report } = await reportOf();
  expect([states, status, account.log.gaps]).toEqual([[], 0, []]);
  expect(Object.keys(report)).toEqual(['account', 'region', 'at', 'checks']);
  expect(Object.keys(report.checks[0] ?? {})).toEqual(['id', 'state', 'title', 'found', 'todo']);
  expect(report).toMatchObject({ account: '123456789012', region: DOCTOR_REGION });
});

test('calls nothing that changes anything, nor Elastic Load Balancing, whose rate is the controllers’', async () => {
  const { account } = await inAccount(healthyBox);
  await reportOf();
  expect(account.calls.filter(({ mutating, service }) => mutating || service === 'elasticloadbalancing')).toEqual([]);
});

test('says of a half-configured account what is to be fixed, from the output alone', async () => {
  const world = await inAccount(halfConfiguredBox);
  const { status, stdout, stderr } = await doctor();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Examining eu-west-3\n/);
  const [head, ...blocks] = stdout.split('\n\n');
  expect(head).toMatch(/^Account 123456789012, eu-west-3, /);
  expect(blocks.map((block) => block.replaceAll(/\s+/g, ' ').trim()).slice(0, 6)).toEqual([
    'FAILURE CloudTrail rules: switched off: TagFlip: an answer or a deleted cluster waits for the next scheduled run → switch on: aws events enable-rule --region eu-west-3 --name TagFlip',
    expect.stringMatching(
      /^FAILURE Who hears: nobody hears .*not confirmed: email ops@example\.com → click the link.* aws sns subscribe --region eu-west-3 --topic-arn \S+ --protocol email --notification-endpoint ops@example\.com$/,
    ),
    expect.stringMatching(
      /^FAILURE Cluster staging: 401 listing services: .* aws eks create-access-entry --region eu-west-3 --cluster-name staging --principal-arn arn:aws:iam::123456789012:role\/nlb-janitor --kubernetes-groups nlb-janitor-readers/,
    ),
    expect.stringMatching(
      /^WARNING Kill switch: paused since 2026-03-01 08:00 UTC by arn:aws:iam::123456789012:user\/ada.*npx nlb-janitor resume --region eu-west-3$/,
    ),
    expect.stringMatching(/^WARNING CloudTrail trail: there is none in this region.*→ make a trail/),
    expect.stringMatching(/^WARNING AWS Config: no recorder is running/),
  ]);
  expect(stdout).toMatch(
    /\n3 failures, 3 warnings, 0 not checked, 30 ok\. Mend first: CloudTrail rules, Who\nhears and Cluster staging\.\n$/,
  );
  // Lines of text fit; commands are whole, so that they can be pasted.
  const long = stdout.split('\n').filter((line) => line.length > 80 && !/^ {15}\S/.test(line));
  expect([long, changing(world)]).toEqual([[], []]);
});

test('has one line for the stack before it is deployed, and checks everything else', async () => {
  await inAccount(undeployedBox);
  const { status, states } = await reportOf();
  expect(states).toEqual([
    'not-checked stack',
    'failure slack-webhook',
    'warning trail',
    'not-checked throttling',
    'warning config',
  ]);
  expect(status).toBe(1);
});

test('tells every fault of a settings file, and goes on', async () => {
  const { account } = await inAccount(healthyBox);
  writeFileSync('nlb-janitor.json', JSON.stringify({ ...DOCTOR_SETTINGS, mode: 'destroy', graceDay: 1 }));
  const { status, report, states } = await reportOf();
  expect([status, states]).toEqual([1, ['failure settings']]);
  expect(JSON.stringify(report.checks[1])).toMatch(/graceDay: .*; mode: /);
  expect(account.calls.length).toBeGreaterThan(20);
});

test('says that nobody sees the cards until Amazon Q has the topic', async () => {
  const { account } = await inAccount(healthyBox);
  const settings = { ...DOCTOR_SETTINGS, chat: { slack: { workspaceId: 'T0', channelId: 'C0' } } };
  account.janitor.deploy(parseSettings(settings, 'test'));
  expect((await reportOf()).states).toContain('warning chat');
  account.chatTopic.subscribe(AMAZON_Q);
  expect((await reportOf()).states).not.toContain('warning chat');
});

test('sends a test card to the chat too, and says when that alone was not taken', async () => {
  const { account } = await inAccount(healthyBox);
  await doctor('--test-message');
  expect(account.chatTopic.messages).toEqual([]);
  account.janitor.deploy(parseSettings({ ...DOCTOR_SETTINGS, chat: { byHand: true } }, 'test'));
  await doctor('--test-message');
  const [message] = account.chatTopic.messages;
  expect(JSON.parse(message?.forms['default'] ?? '')).toMatchObject({
    source: 'custom',
    content: { title: 'Test message of nlb-janitor' },
    metadata: { enableCustomActions: true, additionalContext: { NlbJanitorTests: 'yes' } },
  });
});

test('says that no card was sent where nobody knows for which channel', async () => {
  const { account } = await inAccount(healthyBox);
  account.janitor.deploy(parseSettings({ ...DOCTOR_SETTINGS, chat: { byHand: true } }, 'test'));
  const sweep = account.janitor.functions.get('nlb-janitor-sweep');
  if (sweep === undefined) throw new Error('there is no sweep');
  Object.assign(sweep, { environment: { ...sweep.environment, NLB_JANITOR_SETTINGS: '{' } });
  const { stdout } = await doctor('--test-message');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'the e-mail was sent, the card for the chat was not: the settings of the functions are not known',
  );
  expect(account.chatTopic.messages).toEqual([]);
});

test('says which settings were not deployed', async () => {
  await inAccount(healthyBox);
  writeFileSync('nlb-janitor.json', JSON.stringify({ ...DOCTOR_SETTINGS, mode: 'report', emails: ['a@example.com'] }));
  const { stdout, status } = await doctor();
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'WARNING Settings deployed: not those of the file: mode ("delete", should be "report") and emails → deploy it: npx cdk deploy --all',
  );
  expect(status).toBe(0);
});

test('notes that messages cannot link the runbook, and exits with 0 all the same', async () => {
  const { account } = await inAccount(healthyBox);
  const { helpUrl: _none, ...settings } = DOCTOR_SETTINGS;
  account.janitor.deploy(parseSettings(settings, 'test'));
  writeFileSync('nlb-janitor.json', JSON.stringify(settings));
  const { status, states } = await reportOf();
  expect([states, status]).toEqual([['warning help-url'], 0]);
});

test('takes the settings of no other region for those that should be here', async () => {
  await inAccount(healthyBox);
  writeFileSync('other.json', JSON.stringify({ regions: ['us-east-1'], mode: 'report' }));
  const { states } = await reportOf('--settings', 'other.json', '--region', DOCTOR_REGION);
  expect(states).toEqual(['warning settings']);
});

test('tells dead letters, a run that failed, an alarm, a stopped function and a denied right', async () => {
  const { account, clock } = await inAccount(healthyBox);
  account.janitor.undelivered.send({ body: 'lost', groupId: 'x' });
  account.counted.add({ namespace: 'nlb-janitor', name: 'RunFailed-sweep' }, clock.now(), 2);
  const alarm = account.janitor.alarms.get('nlb-janitor-sweep-failed');
  const reap = account.janitor.functions.get('nlb-janitor-reap');
  if (alarm !== undefined) alarm.state = 'ALARM';
  if (reap !== undefined) reap.reservedConcurrency = 0;
  account.forbidden.add('eks:ListClusters');
  const { states } = await reportOf();
  expect(states).toEqual([
    'failure function-reap',
    'failure queue-nlb-janitor-UndeliveredEvents',
    'failure runs-sweep',
    'failure alarm-nlb-janitor-sweep-failed',
    'failure rights-nlb-janitor-sweep-eu-west-3',
    'failure rights-nlb-janitor-reap-eu-west-3',
  ]);
});

test('tells which cluster lets a function in no more, and which delete its role could not make', async () => {
  const { account } = await inAccount(healthyBox);
  account.clusters.get('staging')?.accessEntries.delete(`arn:aws:iam::123456789012:role/nlb-janitor-reap-eu-west-3`);
  account.forbidden.add('elasticloadbalancing:DeleteLoadBalancer');
  const { stdout } = await doctor();
  const text = stdout.replaceAll(/\s+/g, ' ');
  expect(text).toMatch(
    /FAILURE Rights of nlb-janitor-reap-eu-west-3: a policy denies elasticloadbalancing:DeleteLoadBalancer on arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer\/net\//,
  );
  expect(text).toContain('WARNING Access of the functions to cluster staging: no access entry for nlb-janitor-reap');
  expect(text).toContain('npx nlb-janitor access staging --region eu-west-3');
  expect(text).not.toContain('Rights of nlb-janitor-sweep-eu-west-3: a policy');
});

test('says once what holds of several clusters, which programs get one by one', async () => {
  const { account } = await inAccount(healthyBox);
  const reap = 'arn:aws:iam::123456789012:role/nlb-janitor-reap-eu-west-3';
  for (const cluster of account.clusters.values()) cluster.accessEntries.delete(reap);
  const { stdout } = await doctor();
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /WARNING Access of the functions to clusters prod and staging: no access entry for nlb-janitor-reap.* npx nlb-janitor access prod --region eu-west-3 npx nlb-janitor access staging --region eu-west-3 /,
  );
  expect(stdout).toMatch(/\n0 failures, 1 warning, /);
  expect((await reportOf()).states).toEqual(['warning access-prod', 'warning access-staging']);
});

test('goes on where calls are denied, and says so of each check', async () => {
  const { account } = await inAccount(healthyBox);
  for (const command of ['DescribeAlarms', 'ListSchedules', 'DescribeTrails', 'DescribeStacks', 'GetSecretValue']) {
    account.fail({ command, with: 'denied' });
  }
  const { status, states } = await reportOf();
  expect(states).toEqual([
    'not-checked stack',
    'not-checked schedules',
    'not-checked alarms',
    'not-checked slack-webhook',
    'not-checked trail',
  ]);
  expect(status).toBe(0);
});

test('shows no webhook, whatever is wrong with it', async () => {
  const { account } = await inAccount(healthyBox);
  account.secrets.setSecret('slack-webhook', 'http://hooks.slack.example/secret');
  const { stdout } = await doctor();
  expect(stdout).toMatch(/FAILURE +Slack webhook: .*the value is not an\s+https URL/);
  expect(stdout).not.toContain('hooks.slack.example');
});

test('checks nothing but the settings without credentials', async () => {
  await inAccount(healthyBox);
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAOTHER';
  const { status, report, states } = await reportOf();
  expect([status, report.account]).toEqual([1, null]);
  expect(states).toEqual(['failure credentials', 'not-checked everything-else']);
});

test('sends a message that says that it is a test, when it was asked for one, and nothing else', async () => {
  const world = await inAccount(healthyBox);
  const { report } = await reportOf('--test-message');
  expect(report.checks.find(({ id }) => id === 'test-message')?.state).toBe('ok');
  expect(changing(world)).toEqual(['Publish']);
  const [message, ...more] = world.account.messages;
  expect([message?.subject, more]).toEqual(['nlb-janitor test message, account 123456789012, eu-west-3', []]);
  expect(message?.forms['email']).toMatch(/^This is a test message of nlb-janitor\. Nothing is quarantined or deleted/);
});

test('sends no test message where there is no topic', async () => {
  const world = await inAccount(undeployedBox);
  const { states } = await reportOf('--test-message');
  expect(states).toContain('failure test-message');
  expect(changing(world)).toEqual([]);
});
