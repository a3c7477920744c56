/** The small phrases of explanations. */
import { clockTime, count, dateTime, listed, number, sentence, size } from '../../lambda/core/words.ts';

const AT = new Date('2026-03-01T10:02:59Z');
const NEVER = new Date(Number.NaN);

describe('instants', () => {
  it('are told in UTC, rounded down', () => {
    expect(clockTime(AT)).toBe('10:02');
    expect(dateTime(AT)).toBe('2026-03-01 10:02 UTC');
  });

  it('that nobody knows are told as such', () => {
    expect(clockTime(NEVER)).toBe('an unknown time');
    expect(dateTime(NEVER)).toBe('an unknown time');
  });
});

describe('numbers', () => {
  it.each([
    [0, 'Services'],
    [1, 'Service'],
    [2, 'Services'],
  ])('%d take the %s', (amount, noun) => {
    expect(count(amount, 'Service')).toBe(`${amount} ${noun}`);
  });

  it.each([
    [0, '0'],
    [0.24, '0.2'],
    [999, '999'],
    [1204, '1,204'],
    [88_310.06, '88,310.1'],
    [1_234_567, '1,234,567'],
    [Number.NaN, 'NaN'],
  ])('%d is written %s', (value, text) => {
    expect(number(value)).toBe(text);
  });

  it.each([
    [1, '1 byte'],
    [98.4, '98 bytes'],
    [999, '999 bytes'],
    [720_000, '720 kB'],
    [1_500_000_000, '1.5 GB'],
    [2e18, '2,000 PB'],
    [Number.NaN, 'NaN bytes'],
  ])('%d bytes are written %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  it('take a plural of their own', () => {
    expect(count(1, 'target is', 'targets are')).toBe('1 target is');
    expect(count(3, 'target is', 'targets are')).toBe('3 targets are');
  });
});

describe('lists', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('of %j read "%s"', (names, words) => {
    expect(listed(names)).toBe(words);
  });

  it('name as many as they are told to', () => {
    expect(listed(['a', 'b', 'c'], 1)).toBe('a and 2 more');
  });
});

describe('sentences', () => {
  it.each([
    ['cluster prod: no answer', 'Cluster prod: no answer.'],
    ['It is gone.', 'It is gone.'],
    ['really?', 'Really?'],
    ['', '.'],
  ])('are made of "%s"', (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });
});
