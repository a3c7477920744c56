/** Mutations of the files of lambda itself: the runs of sweep and reap. */
import { of, type Mutation } from './rows.ts';

export const RUNS: readonly Mutation[] = [
  ...of('lambda/reap.ts', 'test/narrow.test.ts', [
    ['last === undefined\n      ? undefined', 'last === undefined\n      ? onlyArns(scope)'],
    ['          unfinished.items.map(({ record }) => record.arn),\n', ''],
    ['          last.waiting,\n', ''],
  ]),
  ...of('lambda/reap.ts', 'test/reap/paused.test.ts', [
    ["if (pause.is === 'paused') return { outcomes: [], failures: pauseFailures(pause) };", ''],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/state.test.ts', [
    ['if (tellsUnlooked(planSweep(verdicts, seen, settings, scope, told), seen)) {', 'if (false) {'],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/paused.test.ts', [
    ["pause.is === 'paused' ? pause : await pauseNow(world)", 'pause'],
    ["if (meanwhile.is === 'paused') {", 'if (false) {'],
    ["if (still.is === 'paused') return { outcomes: [], failures: pauseFailures(still) };", ''],
  ]),
];
