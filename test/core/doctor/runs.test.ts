/** When the functions last ran and what failed since: each state with its twin. */
import { runChecks } from '../../../lambda/core/doctor/runs.ts';
import type {
  DeployedFunction,
  FunctionName,
  HourlyCounts,
  RunCounts,
  SweepCounts,
} from '../../../lambda/model/deployment.ts';
import { NOW } from '../../support/builders.ts';
import { aFunction, DENIED, DEPLOYED_SETTINGS, read, statesOf, wordsOf, type Row } from '../../support/doctor-facts.ts';

const hoursAgo = (hours: number): HourlyCounts => [{ hour: new Date(NOW.getTime() - hours * 3_600_000), count: 1 }];
const counts = (part: Partial<RunCounts> = {}): RunCounts => ({ ran: hoursAgo(1), failed: [], throttled: [], ...part });
const ALL_READ: SweepCounts = { judged: hoursAgo(1), unreadClusters: 0, unreadSources: 0 };

interface Given {
  readonly name?: FunctionName;
  readonly counts?: Partial<RunCounts>;
  readonly sweep?: Partial<SweepCounts>;
  readonly deployed?: Partial<DeployedFunction>;
  readonly longestSilenceHours?: number;
}

function checksOf({ name = 'sweep', counts: part, sweep, deployed, longestSilenceHours = 2 }: Given) {
  const runs = { of: new Map([[name, counts(part)]]), sweep: { ...ALL_READ, ...sweep } };
  const functions = new Map([[name, aFunction(deployed)]]);
  return runChecks(read(runs), { now: NOW, functions, settings: { ...DEPLOYED_SETTINGS, longestSilenceHours } });
}

const JUST_NOW = { changedAt: new Date(NOW.getTime() - 3_600_000) };

it.each<Row<Given>>([
  ['ran an hour ago', {}, 'ok', /hour from 2026-03-01 09:05 UTC, nothing failed/],
  ['judged too long ago', { sweep: { judged: hoursAgo(4) } }, 'failure', /not judged since .*no-sweep/],
  ['judged as long ago as its schedule means', { sweep: { judged: hoursAgo(3) } }, 'ok', /nothing failed/],
  ['has a slower schedule', { sweep: { judged: hoursAgo(4) }, longestSilenceHours: 25 }, 'ok', /nothing failed/],
  ['has a schedule without an end', { sweep: { judged: [] }, longestSilenceHours: Infinity }, 'ok', /nothing failed/],
  ['has never judged', { sweep: { judged: [] } }, 'failure', /not judged within 8 days/],
  [
    'has just been deployed',
    { sweep: { judged: [] }, deployed: JUST_NOW },
    'warning',
    /since it was deployed.*first run/,
  ],
  ['failed at last', { counts: { failed: hoursAgo(1) } }, 'failure', /1 run failed.*a-function-failed/],
  ['failed and ran since', { counts: { failed: hoursAgo(5) } }, 'warning', /1 run failed.*a-function-failed/],
  ['failed long ago', { counts: { failed: hoursAgo(30) } }, 'ok', /nothing failed/],
  ['was refused', { counts: { throttled: hoursAgo(2) } }, 'warning', /Lambda refused 1 run.*"reservedConcurrency"/],
  ['was refused long ago', { counts: { throttled: hoursAgo(30) } }, 'ok', /nothing failed/],
])('sweep %s', (_, given, state, says) => {
  const [check] = checksOf(given);
  expect([check?.id, check?.state]).toEqual(['runs-sweep', state]);
  expect(check && wordsOf(check)).toMatch(says);
});

it.each<Row<Given>>([
  ['reap ran yesterday', { name: 'reap', counts: { ran: hoursAgo(26) } }, 'ok', /nothing failed/],
  ['reap has not run since', { name: 'reap', counts: { ran: hoursAgo(28) } }, 'failure', /not run since/],
  ['slack had nothing to tell', { name: 'slack', counts: { ran: [] } }, 'ok', /no run within 8 days/],
  ['slack failed', { name: 'slack', counts: { ran: [], failed: hoursAgo(2) } }, 'failure', /1 run failed/],
])('%s', (_, given, state, says) => {
  const [check, ...more] = checksOf(given);
  expect([check?.state, more]).toEqual([state, []]);
  expect(check && wordsOf(check)).toMatch(says);
});

it.each<Row<Partial<SweepCounts>>>([
  ['everything', {}, 'ok', /could read everything/],
  ['not some clusters', { unreadClusters: 2 }, 'failure', /could not read 2 clusters.*not-everything-could-be-read/],
  ['not a source', { unreadSources: 1 }, 'failure', /1 source of AWS/],
  ['what it does not say', { unreadSources: undefined }, 'not-checked', /no sweep has said so/],
  ['nothing, as it never judged', { judged: [] }, 'not-checked', /no sweep has said so/],
])('the last sweep could read %s', (_, sweep, state, says) => {
  const check = checksOf({ sweep }).find(({ id }) => id === 'sweep-reads');
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it('says once that CloudWatch did not tell', () => {
  const known = { now: NOW, functions: new Map([['sweep', aFunction()]] as const), settings: DEPLOYED_SETTINGS };
  expect(statesOf(runChecks(DENIED, known))).toEqual(['not-checked runs']);
});
