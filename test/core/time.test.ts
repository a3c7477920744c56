/** Instants and days: what is written reads back the same, and what is not plainly an instant is none. */
import { dayOf, parseInstant, writeInstant } from '../../lambda/core/time.ts';

describe('an instant', () => {
  it('writes back the same', () => {
    expect(writeInstant(new Date('2026-03-01T10:02:03.999Z'))).toBe('2026-03-01T10:02:03Z');
    expect(parseInstant('2026-03-01T10:02:03Z')).toEqual(new Date('2026-03-01T10:02:03Z'));
    expect(parseInstant('2026-03-01T10:02:03.250Z')).toEqual(new Date('2026-03-01T10:02:03.250Z'));
  });

  it.each([
    ['2026-03-01T10:02:03.000Z', '2026-03-01T10:02:03Z'],
    ['2026-03-01T23:59:59.999Z', '2026-03-01T23:59:59Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59Z'],
  ])('of %s is written as %s: rounded down, it never runs ahead', (at, text) => {
    expect(writeInstant(new Date(at))).toBe(text);
  });

  it.each([
    '',
    '2026-03-01',
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T10:02:03',
    '2026-03-01T10:02:03+01:00',
    '2026-03-01T10:02:03.25Z',
    '2026-03-01t10:02:03z',
    '+02026-03-01T10:02:03Z',
    ' 2026-03-01T10:02:03Z',
    '2026-03-01T10:02:03Z ',
    '2026-03-01T10:02:03Z\n',
  ])('does not come of %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('comes of 29 February where there is one', () => {
    expect(parseInstant('2028-02-29T00:00:00Z')).toEqual(new Date('2028-02-29T00:00:00Z'));
  });
});

it.each([
  ['2026-03-01T00:00:00.000Z', '2026-03-01'],
  ['2026-03-01T23:59:59.999Z', '2026-03-01'],
  ['2026-03-02T00:00:00.000Z', '2026-03-02'],
  // Days are those of UTC, wherever somebody looks at the clock.
  ['2026-03-01T23:30:00-01:00', '2026-03-02'],
])('the day of %s is %s', (at, day) => {
  expect(dayOf(new Date(at))).toBe(day);
});
