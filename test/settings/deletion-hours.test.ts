/** The clock of the deletion hours: their borders, midnight, and the two days on which clocks are changed. */
import fc from 'fast-check';
import { closedUntil, notBefore } from '../../lambda/core/plan/hours.ts';
import { DAYS, LocalHours, type HoursAsWritten } from '../../lambda/settings/deletion-hours.ts';

const WEEKDAYS: HoursAsWritten = {
  days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
  from: '09:00',
  to: '17:00',
  timeZone: 'Europe/Paris',
};
const MINUTE_MS = 60_000;

function hours(part: Partial<HoursAsWritten> = {}): LocalHours {
  return new LocalHours({ ...WEEKDAYS, ...part });
}

const isOpen = (at: string, part: Partial<HoursAsWritten> = {}): boolean => hours(part).isOpen(new Date(at));
const opensAt = (at: string, part: Partial<HoursAsWritten> = {}): string =>
  hours(part).opensAt(new Date(at)).toISOString().slice(0, 16);

// Monday 2026-03-02, winter: Paris is one hour ahead.
it.each([
  ['a minute before they begin', '2026-03-02T07:59:59.999Z', false],
  ['when they begin', '2026-03-02T08:00:00Z', true],
  ['a minute after', '2026-03-02T08:01:00Z', true],
  ['a minute before they end', '2026-03-02T15:59:59.999Z', true],
  ['when they end', '2026-03-02T16:00:00Z', false],
  ['a minute after that', '2026-03-02T16:01:00Z', false],
  ['on a day that is none of them', '2026-03-01T10:00:00Z', false],
  ['at an instant that is none', 'never', false],
])('%s', (_what, at, expected) => {
  expect(isOpen(at)).toBe(expected);
});

it.each([
  ['its own evening', '2026-03-02T21:30:00Z', true],
  ['a minute before', '2026-03-02T21:29:00Z', false],
  ['midnight', '2026-03-02T23:00:00Z', true],
  ['a minute before the end, on the next day', '2026-03-03T04:59:00Z', true],
  ['the end', '2026-03-03T05:00:00Z', false],
  ['the evening of the next day', '2026-03-03T21:30:00Z', false],
  ['the early hours of the day itself', '2026-03-02T01:00:00Z', false],
])('a window over midnight belongs to the day on which it begins: %s', (_what, at, expected) => {
  expect(isOpen(at, { days: ['MON'], from: '22:30', to: '06:00' })).toBe(expected);
});

it('a window of Sunday goes on in the week that follows', () => {
  const part: Partial<HoursAsWritten> = { days: ['SUN'], from: '22:00', to: '02:00' };
  expect([isOpen('2026-03-02T00:30:00Z', part), isOpen('2026-03-01T00:30:00Z', part)]).toEqual([true, false]);
});

it('a whole day goes from midnight to midnight of its own clock', () => {
  const part: Partial<HoursAsWritten> = { days: ['MON'], from: '00:00', to: '24:00' };
  const at = ['2026-03-01T22:59:00Z', '2026-03-01T23:00:00Z', '2026-03-02T22:59:00Z', '2026-03-02T23:00:00Z'];
  expect(at.map((one) => isOpen(one, part))).toEqual([false, true, true, false]);
});

// Sunday 2026-03-29 in Paris: 02:00 becomes 03:00, at 01:00 UTC.
describe('the hour that is skipped', () => {
  const part: Partial<HoursAsWritten> = { days: ['SUN'], from: '02:15', to: '02:45' };

  it('holds no window: the next one is a week later', () => {
    const minutes = Array.from({ length: 300 }, (_, index) => new Date(Date.UTC(2026, 2, 29) + index * MINUTE_MS));
    expect(minutes.filter((at) => hours(part).isOpen(at))).toEqual([]);
    expect(opensAt('2026-03-28T12:00:00Z', part)).toBe('2026-04-05T00:15');
  });

  it('holds the beginning of a window, which then begins when the clocks are changed', () => {
    expect(opensAt('2026-03-28T12:00:00Z', { ...part, to: '03:05' })).toBe('2026-03-29T01:00');
  });

  it('makes a window around it an hour shorter', () => {
    const around: Partial<HoursAsWritten> = { days: ['SUN'], from: '01:30', to: '03:30' };
    const at = ['2026-03-29T00:29:00Z', '2026-03-29T00:30:00Z', '2026-03-29T01:29:00Z', '2026-03-29T01:30:00Z'];
    expect(at.map((one) => isOpen(one, around))).toEqual([false, true, true, false]);
  });

  it('lets a window begin that begins right after it', () => {
    expect(opensAt('2026-03-28T12:00:00Z', { ...part, from: '03:00', to: '03:05' })).toBe('2026-03-29T01:00');
  });
});

// Sunday 2026-10-25 in Paris: 03:00 becomes 02:00, at 01:00 UTC.
it('the hour that comes twice is in a window twice', () => {
  const part: Partial<HoursAsWritten> = { days: ['SUN'], from: '02:15', to: '02:45' };
  const minutes = Array.from({ length: 300 }, (_, index) => new Date(Date.UTC(2026, 9, 25) + index * MINUTE_MS));
  const open = minutes.filter((at) => hours(part).isOpen(at)).map((at) => at.toISOString().slice(11, 16));
  expect([open[0], open[29], open[30], open[59], open.length]).toEqual(['00:15', '00:44', '01:15', '01:44', 60]);
  expect(opensAt('2026-10-25T00:45:00Z', part)).toBe('2026-10-25T01:15');
});

it('the same hours are an hour earlier in summer', () => {
  expect([opensAt('2026-03-28T00:00:00Z'), opensAt('2026-03-27T17:00:00Z')]).toEqual([
    '2026-03-30T07:00',
    '2026-03-30T07:00',
  ]);
  expect(opensAt('2026-03-26T17:00:00Z')).toBe('2026-03-27T08:00');
});

it('begin at the first open minute, whatever the zone, the window and the instant', () => {
  const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => {
    const two = (number: number): string => String(number).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  });
  const written = fc.record({
    days: fc.subarray([...DAYS], { minLength: 1 }),
    from: time,
    to: time,
    timeZone: fc.constantFrom('Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'),
  });
  // The weeks in which those zones change their clocks.
  const days = fc.constantFrom('2026-02-14', '2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24');
  fc.assert(
    fc.property(written, days, fc.integer({ min: 0, max: 3000 }), (given, day, minutes) => {
      fc.pre(given.from !== given.to);
      const local = new LocalHours(given);
      const start = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
      let first = start;
      while (!local.isOpen(new Date(first)) && first < start + 15 * 24 * 60 * MINUTE_MS) first += MINUTE_MS;
      expect(local.opensAt(new Date(start))).toEqual(new Date(first));
    }),
    { numRuns: 25, seed: 7 },
  );
});

it('not before when: the day it is due, or the next beginning', () => {
  const settings = { deletionHours: hours() };
  const saturday = new Date('2026-03-07T10:00:00Z');
  expect(notBefore(saturday, settings)).toEqual(new Date('2026-03-09T08:00:00Z'));
  expect(notBefore(new Date('2026-03-09T10:00:30Z'), settings)).toEqual(new Date('2026-03-09T10:00:30Z'));
  expect(notBefore(saturday, { deletionHours: undefined })).toEqual(saturday);
});

it('closed until when: nothing within, the next beginning outside, and never open where the time cannot be told', () => {
  const settings = { deletionHours: hours() };
  expect(closedUntil(new Date('2026-03-09T10:00:00Z'), settings)).toBeUndefined();
  expect(closedUntil(new Date('2026-03-09T16:00:00Z'), settings)).toEqual(new Date('2026-03-10T08:00:00Z'));
  expect(closedUntil(new Date(Number.NaN), settings)?.getTime()).toBeNaN();
  expect(closedUntil(new Date(Number.NaN), { deletionHours: undefined })).toBeUndefined();
});
