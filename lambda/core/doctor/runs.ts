/** Whether the functions run, when they last did, and what failed since: by what CloudWatch counted. */
import {
  FUNCTION_NAMES,
  type DeployedFunction,
  type DeployedSettings,
  type FunctionName,
  type HourlyCounts,
  type RunCounts,
  type Runs,
  type SweepCounts,
} from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { DAY_MS, HOUR_MS } from '../time.ts';
import { count, dateTime } from '../words.ts';
import { checksOfReading, failure, notChecked, ok, runbook, warning, type About, type Check } from './check.ts';

/** CloudWatch was asked for so many days. */
const DAYS = 8;
/** `reap` runs once a day (infra/triggers.ts). */
const REAP_SILENCE_HOURS = 26;
const NEVER = undefined;

interface Known {
  readonly now: Date;
  /** Those that are there. */
  readonly functions: ReadonlyMap<FunctionName, DeployedFunction>;
  readonly settings: DeployedSettings | undefined;
}

export function runChecks(runs: Reading<Runs>, known: Known): readonly Check[] {
  return checksOfReading({ id: 'runs', title: 'Runs' }, runs, ({ of, sweep }) => {
    const each = FUNCTION_NAMES.flatMap((name) => {
      const deployed = known.functions.get(name);
      const counts = of.get(name);
      return deployed === undefined || counts === undefined ? [] : [runCheck(name, counts, { sweep, deployed, known })];
    });
    return known.functions.has('sweep') ? [...each, readCheck(sweep)] : each;
  });
}

interface Context {
  readonly sweep: SweepCounts;
  readonly deployed: DeployedFunction;
  readonly known: Known;
}

function runCheck(name: FunctionName, counts: RunCounts, { sweep, deployed, known }: Context): Check {
  const about = { id: `runs-${name}`, title: `Runs of ${name}` };
  const silence = silenceOf(name, counts, { sweep, deployed, known });
  if (silence !== undefined) return silence(about);

  const lastRan = lastHour(counts.ran);
  const said = lastRan === NEVER ? `no run within ${DAYS} days` : `last run in the hour from ${dateTime(lastRan)}`;
  const lastFailed = lastHour(counts.failed);
  const failed = within(counts.failed, known.now, DAY_MS);
  if (failed > 0 && lastFailed !== NEVER) {
    const found = `${count(failed, 'run')} failed within the last day, the last in the hour from ${dateTime(lastFailed)}; ${said}`;
    const todo = runbook('a-function-failed');
    // Nothing says that it has worked since.
    return lastRan === NEVER || lastFailed >= lastRan ? failure(about, found, todo) : warning(about, found, todo);
  }
  const throttled = within(counts.throttled, known.now, DAY_MS);
  if (throttled > 0) {
    return warning(
      about,
      `Lambda refused ${count(throttled, 'run')} within the last day: the concurrency of the account is used up; ${said}`,
      'raise the concurrency of the account, or set "reservedConcurrency"',
    );
  }
  return ok(about, `${said}, nothing failed within the last day`);
}

/** That it has not run for longer than its schedule means; undefined where it has. */
function silenceOf(
  name: FunctionName,
  { ran }: RunCounts,
  { sweep, deployed, known: { now, settings } }: Context,
): ((about: About) => Check) | undefined {
  // It runs when there is something to tell.
  if (name === 'slack') return undefined;
  const hours = name === 'sweep' ? settings?.longestSilenceHours : REAP_SILENCE_HOURS;
  if (hours === undefined || hours > DAYS * 24) return undefined;
  // A sweep that could not list the load balancers ran, and did nothing.
  const last = lastHour(name === 'sweep' ? sweep.judged : ran);
  const did = name === 'sweep' ? 'judged' : 'run';
  // By the end of the hour of the last run.
  if (last !== NEVER && now.getTime() - last.getTime() <= (hours + 1) * HOUR_MS) return undefined;
  if (last === NEVER && now.getTime() - deployed.changedAt.getTime() <= hours * HOUR_MS) {
    const found = `it has not ${did} since it was deployed at ${dateTime(deployed.changedAt)}`;
    return (about) =>
      warning(about, found, 'wait for the first run, or run it now: docs/runbook.md, "Run a function now"');
  }
  const since = last === NEVER ? `within ${DAYS} days` : `since the hour from ${dateTime(last)}`;
  return (about) => failure(about, `it has not ${did} ${since}`, runbook('no-sweep'));
}

/** What the functions themselves could read: the caller may see more or less than they. */
function readCheck({ judged, unreadClusters, unreadSources }: SweepCounts): Check {
  const about = { id: 'sweep-reads', title: 'What sweep reads' };
  if (judged.length === 0 || unreadClusters === undefined || unreadSources === undefined) {
    return notChecked(about, `no sweep has said so within ${DAYS} days`);
  }
  const gaps = [
    ...(unreadClusters > 0 ? [count(unreadClusters, 'cluster')] : []),
    ...(unreadSources > 0 ? [count(unreadSources, 'source of AWS', 'sources of AWS')] : []),
  ];
  if (gaps.length === 0) return ok(about, 'the last sweep could read everything');
  return failure(
    about,
    `the last sweep could not read ${gaps.join(' and ')}, so it keeps what may be theirs`,
    runbook('not-everything-could-be-read'),
  );
}

function lastHour(counts: HourlyCounts): Date | undefined {
  return counts.at(-1)?.hour;
}

function within(counts: HourlyCounts, now: Date, milliseconds: number): number {
  return counts
    .filter(({ hour }) => now.getTime() - hour.getTime() <= milliseconds)
    .reduce((sum, one) => sum + one.count, 0);
}
