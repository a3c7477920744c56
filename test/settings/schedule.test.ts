/** What a schedule means: how close its runs come, and how far apart they can be. */
import { hasRun, rhythmOf, runsAfter } from '../../lambda/settings/schedule.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

it.each([
  ['rate(1 minute)', 1, 1],
  ['rate(90 minutes)', 90, 90],
  ['rate(1 hour)', HOUR, HOUR],
  ['rate(36 hours)', 36 * HOUR, 36 * HOUR],
  ['rate(30 days)', 30 * DAY, 30 * DAY],
  ['cron(0 * * * ? *)', HOUR, HOUR],
  ['cron(0/15 * ? * * *)', 15, 15],
  ['cron(*/20 * * * ? *)', 20, 20],
  ['cron(0 6 * * ? *)', DAY, DAY],
  ['cron(0 6,18 * * ? *)', 12 * HOUR, 12 * HOUR],
  ['cron(0 8-18 * * ? *)', HOUR, 14 * HOUR],
  ['cron(0 8-18/5 * * ? *)', 5 * HOUR, 14 * HOUR],
  ['cron(0,59 0,23 * * ? *)', 1, 22 * HOUR + 1],
  ['cron(0 6 ? * MON-FRI *)', DAY, 3 * DAY],
  ['cron(0 6 ? * 2-6 *)', DAY, 3 * DAY],
  ['cron(0 8-18 ? * mon-fri *)', HOUR, 2 * DAY + 14 * HOUR],
  ['cron(0 6 ? * FRI-MON *)', DAY, 4 * DAY],
  ['cron(0 6 ? * TUE *)', 7 * DAY, 7 * DAY],
  ['cron(0 6 ? * L *)', 7 * DAY, 7 * DAY],
  ['cron(0 6 1 * ? *)', 28 * DAY, 31 * DAY],
  ['cron(0 6 L * ? *)', 28 * DAY, 31 * DAY],
  ['cron(0 6 15W * ? *)', 28 * DAY, 32 * DAY],
  ['cron(0 6 1W * ? *)', 28 * DAY, 33 * DAY],
  ['cron(0 6 LW * ? *)', 28 * DAY, 33 * DAY],
  ['cron(0 6 ? * 6L *)', 28 * DAY, 35 * DAY],
  ['cron(0 6 ? * MON#1 *)', 28 * DAY, 35 * DAY],
  ['cron(0 6 1 JAN,JUL ? *)', 181 * DAY, 184 * DAY],
  ['cron(0 6 29 2 ? *)', 1461 * DAY, 1461 * DAY],
])('%s: at least %i minutes apart, at most %i', (expression, shortest, longest) => {
  expect(rhythmOf(expression)).toEqual({ shortest, longest });
});

it.each([
  ['that never runs', 'cron(0 6 31 2 ? *)', Number.POSITIVE_INFINITY],
  ['that ends', 'cron(0 6 * * ? 2027)', DAY],
])('takes a schedule %s for silent for good', (_, expression, shortest) => {
  expect(rhythmOf(expression)).toEqual({ shortest, longest: Number.POSITIVE_INFINITY });
});

it.each([
  'rate(1 hours)',
  'rate(2 hour)',
  'rate(0 hours)',
  'at(2026-03-01T00:00:00)',
  'cron(0 6 * * *)',
  'cron(0 6 * * ? * *)',
  'cron(60 6 * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(0 6 0 * ? *)',
  'cron(0 6 32 * ? *)',
  'cron(0 6 * 13 ? *)',
  'cron(0 6 ? * 8 *)',
  'cron(0 6 ? * MON#6 *)',
  'cron(0 6 ? * MONDAY *)',
  'cron(0 6 * * MON *)',
  'cron(0 6 * * * *)',
  'cron(0 6 ? * ? *)',
  'cron(0-5-9 6 * * ? *)',
  'cron(0/0 6 * * ? *)',
  'cron(, 6 * * ? *)',
  'cron(0 6 * * ? 1969)',
])('does not know %s, as EventBridge does not', (expression) => {
  expect(rhythmOf(expression)).toBeUndefined();
});

describe('a coming run', () => {
  const NOW = new Date('2026-03-01T06:00:00Z');

  it.each([
    'rate(1 hour)',
    'rate(366 days)',
    'cron(0 6 * * ? *)',
    'cron(0 6 29 2 ? *)',
    'cron(0 6 29 2 ? 2028)',
    'cron(0 7 1 3 ? 2026)',
    'cron(0 6 * * ? 2199)',
    'cron(0 6 * * ? 2020-2026)',
  ])('there is of %s', (expression) => {
    expect(runsAfter(expression, NOW)).toBe(true);
  });

  it.each([
    'rate(367 days)',
    'rate(99999999999 days)',
    'cron(0 6 31 2 ? *)',
    'cron(0 6 29 2 ? 2027)',
    'cron(0 6 1 3 ? 2026)',
    'cron(0 6 * * ? 2025)',
    'cron(nonsense)',
  ])('there is none of %s', (expression) => {
    expect(runsAfter(expression, NOW)).toBe(false);
  });
});

describe('a schedule has run', () => {
  // 2 March 2026 is a Monday.
  it.each([
    ['cron(0 8 ? * MON *)', '2026-02-23T09:00:00Z', '2026-03-02T07:59:59Z', false],
    ['cron(0 8 ? * MON *)', '2026-02-23T09:00:00Z', '2026-03-02T08:00:00Z', true],
    ['cron(0 8 ? * MON *)', '2026-02-23T09:00:00Z', '2026-03-05T10:00:00Z', true],
    ['cron(0 8 ? * MON *)', '2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z', false],
    ['cron(0 8 ? * MON *)', '2026-03-02T07:59:59Z', '2026-03-02T09:00:00Z', true],
    ['cron(30 6,18 1 * ? *)', '2026-03-01T06:30:00Z', '2026-03-01T18:29:00Z', false],
    ['cron(30 6,18 1 * ? *)', '2026-03-01T06:30:00Z', '2026-03-01T18:30:00Z', true],
    ['cron(0 8 ? * MON 2020)', '2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z', false],
    ['rate(7 days)', '2026-03-01T00:00:00Z', '2026-03-07T23:00:00Z', false],
    // A run comes a minute early: the next one is an hour, or a day, away.
    ['rate(7 days)', '2026-03-01T00:00:00Z', '2026-03-07T23:59:00Z', true],
    ['rate(7 days)', '2026-03-01T00:00:00Z', '2026-05-01T00:00:00Z', true],
    ['rate(7 days)', '2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z', false],
    ['cron(0 8 ? * MON *)', '2026-03-09T00:00:00Z', '2026-03-02T09:00:00Z', false],
    ['weekly', '2026-03-01T00:00:00Z', '2027-03-01T00:00:00Z', false],
  ])('%s between %s and %s: %s', (expression, since, now, expected) => {
    expect(hasRun(expression, new Date(since), new Date(now))).toBe(expected);
  });
});
