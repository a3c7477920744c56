/** Schedules, rules and queues: each state with its twin. */
import { queueChecks, ruleChecks, scheduleChecks } from '../../../lambda/core/doctor/triggers.ts';
import type { Queue, Rule, Schedule } from '../../../lambda/model/deployment.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { DENIED, read, statesOf, wordsOf, type Row } from '../../support/doctor-facts.ts';

const aSchedule = (part: Partial<Schedule> = {}): Schedule => ({ name: 's1', runs: 'sweep', isEnabled: true, ...part });

it.each<Row<Reading<readonly Schedule[]>>>([
  ['both', read([aSchedule(), aSchedule({ runs: 'reap' })]), 'ok', /enabled, for sweep and reap/],
  ['one missing', read([aSchedule()]), 'failure', /none for reap.*no-sweep/],
  [
    'one off',
    read([aSchedule(), aSchedule({ name: 's2', runs: 'reap', isEnabled: false })]),
    'failure',
    /s2 \(runs reap\)/,
  ],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('schedules: %s', (_, given, state, says) => {
  const [check] = scheduleChecks(given, ['sweep', 'reap']);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it('wants no schedule of reap where there is none', () => {
  expect(statesOf(scheduleChecks(read([aSchedule()]), ['sweep']))).toEqual(['ok schedules']);
});

const aRule = (name: string, isEnabled = true): Rule => ({ name, isEnabled });

it.each<Row<Reading<readonly Rule[]>>>([
  ['both', read([aRule('a'), aRule('b')]), 'ok', /2 rules enabled/],
  ['one missing', read([aRule('a')]), 'failure', /1 of 2/],
  ['one off', read([aRule('a'), aRule('b', false)]), 'failure', /aws events enable-rule --region eu-west-3 --name b$/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('rules: %s', (_, given, state, says) => {
  const [check] = ruleChecks(given, 'eu-west-3');
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

const aQueue = (part: Partial<Queue> = {}): Queue => ({
  name: 'q',
  is: 'queue',
  waiting: 0,
  oldestSeconds: read<number | undefined>(undefined),
  ...part,
});

it.each<Row<Reading<readonly Queue[]>>>([
  ['empty', read([aQueue()]), 'ok', /no dead letters/],
  ['in use', read([aQueue({ waiting: 3, oldestSeconds: read<number | undefined>(7200) })]), 'ok', /nothing waits/],
  [
    'stuck',
    read([aQueue({ oldestSeconds: read<number | undefined>(10_900) })]),
    'failure',
    /for 3 hours.*messages-wait/,
  ],
  ['dead letters', read([aQueue({ is: 'dead-letters', waiting: 1 })]), 'failure', /1 message .*dead-letter-queue/],
  ['no dead letters', read([aQueue({ is: 'dead-letters' })]), 'ok', /nothing waits/],
  ['of an age that is denied', read([aQueue({ oldestSeconds: DENIED })]), 'not-checked', /AccessDenied/],
  ['none', read([]), 'warning', /no queue/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('queues: %s', (_, given, state, says) => {
  const [check, ...more] = queueChecks(given);
  expect([check?.state, more]).toEqual([state, []]);
  expect(check && wordsOf(check)).toMatch(says);
});
