/** All checks together: which are asked for before and after the deployment, and what makes the command fail. */
import { existsSync, readFileSync } from 'node:fs';
import { checksOf, hasFailure } from '../../../lambda/core/doctor/checks.ts';
import { sourceFiles } from '../../support/source-code.ts';
import {
  aDeployment,
  anExamined,
  BRIEF,
  DENIED,
  DEPLOYED_SETTINGS,
  doctorFactsOf,
  notDeployedYet,
  read,
  statesOf,
} from '../../support/doctor-facts.ts';

const OF_ACCOUNT = ['credentials', 'settings', 'help-url'];
const OF_STACK = [
  'stack',
  'settings-deployed',
  'function-sweep',
  'function-reap',
  'schedules',
  'rules',
  'queues',
  'runs-sweep',
  'runs-reap',
  'sweep-reads',
  'alarms',
];
const OF_REGION = [
  'cluster-prod',
  'access-prod',
  ...['endpoint-services', 'api-gateway', 'global-accelerator', 'cloudfront'].map((source) => `users-${source}`),
  ...['verified-access', 'traffic-mirror', 'ecs-services', 'route-53'].map((source) => `users-${source}`),
  'rights-nlb-janitor-sweep-eu-west-3',
  'trail',
  'throttling',
  'config',
];

it('are all well where everything is well', () => {
  const all = [...OF_ACCOUNT, ...OF_STACK, 'paused', 'listeners', ...OF_REGION];
  const checks = checksOf(doctorFactsOf());
  expect(statesOf(checks)).toEqual(all.map((id) => `ok ${id}`));
  expect(hasFailure(checks)).toBe(false);
});

it('have one line for all of the stack before it is deployed', () => {
  const checks = checksOf(doctorFactsOf({ examined: anExamined({ deployment: notDeployedYet() }) }));
  expect(checks.map(({ id }) => id)).toEqual([...OF_ACCOUNT, 'stack', 'paused', ...OF_REGION]);
  const stack = checks.find(({ id }) => id === 'stack');
  expect(stack).toMatchObject({ state: 'not-checked', found: 'not deployed yet', commands: ['npx cdk deploy --all'] });
  expect(hasFailure(checks)).toBe(false);
});

it('say that nobody knows whether it is deployed', () => {
  const deployment = { ...notDeployedYet(), stack: DENIED };
  const checks = checksOf(doctorFactsOf({ examined: anExamined({ deployment }) }));
  expect(statesOf(checks).slice(3, 5)).toEqual(['not-checked stack', 'ok paused']);
});

it('end with the credentials where AWS does not know who asks', () => {
  const checks = checksOf(doctorFactsOf({ caller: DENIED, examined: undefined }));
  expect(statesOf(checks)).toEqual(['failure credentials', 'ok settings', 'not-checked everything-else']);
  expect(hasFailure(checks)).toBe(true);
});

it('go by the settings that are deployed, then by those that are written', () => {
  const listeners = read({ confirmed: [], pending: [], topicArn: 'arn:topic' });
  const report = { ...BRIEF, mode: 'report' as const };
  const stateWith = (settings: ReturnType<typeof aDeployment>['settings']) => {
    const deployment = aDeployment({ listeners, settings });
    return checksOf(doctorFactsOf({ examined: anExamined({ deployment }) })).find(({ id }) => id === 'listeners')
      ?.state;
  };
  expect(stateWith(read({ ...DEPLOYED_SETTINGS, brief: report }))).toBe('warning');
  expect(stateWith(DENIED)).toBe('failure');
});

it('tell of a test message for which there is no topic', () => {
  const deployment = notDeployedYet({ testMessage: { is: 'failed', why: 'no topic' } });
  const checks = checksOf(doctorFactsOf({ examined: anExamined({ deployment }) }));
  expect(statesOf(checks)).toContain('failure test-message');
});

it('cite headings that exist', () => {
  const cited = sourceFiles(['lambda/core/doctor']).flatMap(({ code }) => [
    ...[...code.matchAll(/(docs\/\w+\.md)#([\w-]+)/g)].map(([, page = '', anchor = '']) => [page, anchor] as const),
    ...[...code.matchAll(/runbook\('([\w-]+)'\)/g)].map(([, anchor = '']) => ['docs/runbook.md', anchor] as const),
  ]);
  expect(cited.length).toBeGreaterThan(15);
  const missing = cited.filter(([page, anchor]) => !existsSync(page) || !anchorsOf(page).includes(anchor));
  expect(missing).toEqual([]);
});

/** As GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
