/** The movable clock stands still until it is moved, and never at an invalid date. */
import { createClock } from '../../sandbox/clock.ts';

test('stands still', () => {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  expect([clock.now(), clock.now()]).toEqual([new Date('2026-03-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z')]);
});

test('moves by days, hours, minutes and seconds at once', () => {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  clock.advance({ days: 7, hours: 1, minutes: 2, seconds: 3 });
  expect(clock.now()).toEqual(new Date('2026-03-08T01:02:03Z'));
});

test('moves to an instant, also back', () => {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  clock.set(new Date('2026-02-01T00:00:00Z'));
  expect(clock.now()).toEqual(new Date('2026-02-01T00:00:00Z'));
});

test('follows the real time when told to, and stands again once it is moved', () => {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  const before = new Date();
  clock.followRealTime();
  const shown = clock.now();
  expect(shown.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(shown.getTime()).toBeLessThanOrEqual(new Date().getTime());
  clock.set(new Date('2026-03-01T00:00:00Z'));
  clock.advance({ days: 1 });
  expect(clock.now()).toEqual(new Date('2026-03-02T00:00:00Z'));
});

test('gives dates that nobody else can move', () => {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  clock.now().setUTCFullYear(1999);
  expect(clock.now()).toEqual(new Date('2026-03-01T00:00:00Z'));
});

test('refuses an invalid date, at the start and later', () => {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  expect(() => createClock(new Date('soon'))).toThrow(RangeError);
  expect(() => clock.set(new Date('soon'))).toThrow(RangeError);
  expect(() => clock.advance({ days: NaN })).toThrow(RangeError);
  expect(clock.now()).toEqual(new Date('2026-03-01T00:00:00Z'));
});
