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
  ...of('lambda/core/plan/reminder.ts', 'test/reminder.test.ts', [
    ['if (!(remindedAt.getTime() >= remindFromMs(dueAt, settings))) return undefined;', ''],
    ['return later(dueAt, remindedAt.getTime() + settings.reminderHours * HOUR_MS);', 'return dueAt;'],
    [
      'quarantine.fingerprint !== fingerprint || quarantine.reason !== orphan.reason) {',
      'quarantine.reason !== orphan.reason) {',
    ],
  ]),
  ...of('lambda/core/plan/withdrawals.ts', 'test/reminder.test.ts', [
    ['if (tags === undefined) return [{ loadBalancer, isSeen: false }];', 'if (tags === undefined) return [];'],
    ['return own === undefined || justGiven.has(loadBalancer.arn) ?', 'return own === undefined ?'],
  ]),
  ...of('lambda/core/plan/sweep.ts', 'test/reminder.test.ts', [
    ["if (verdict.is === 'unknown') plan.withdraw.push(...withdrawalFrom(verdict, settings));", ''],
    ['          plan.withdraw.push(...withdrawalFrom(verdict, settings));\n        }\n', '        }\n'],
  ]),
  ...of('lambda/act/reminders.ts', 'test/reminder.test.ts', [
    ['return { standing, doubts };', 'return { standing, doubts: [] };'],
  ]),
  ...of('lambda/core/plan/due.ts', 'test/reminder.test.ts', [
    ['if (from === undefined || !(from.getTime() <= facts.now.getTime())) return undefined;', ''],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/paused.test.ts', [
    ["atStart.is === 'paused' ? atStart : await pauseNow(world)", 'atStart'],
    ["if (pause.is === 'paused') {", 'if (false) {'],
    ["if (still.is === 'paused') {", 'if (false) {'],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/summary.test.ts', [["turn.is === 'due' || areUsersDue", 'areUsersDue']]),
];
