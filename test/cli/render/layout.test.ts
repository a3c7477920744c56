/** Plain text on 80 columns. */
import { plain, spread, usd, wrap } from '../../../cli/render/layout.ts';

describe('wrap', () => {
  it('breaks at the last space that fits, indent included', () => {
    expect(wrap('aaa bbb ccc', 0, 7)).toBe('aaa bbb\nccc');
    expect(wrap('aaa bbb ccc', 0, 6)).toBe('aaa\nbbb\nccc');
    expect(wrap('aaa bbb ccc', 2, 9)).toBe('  aaa bbb\n  ccc');
    expect(wrap('aaa bbb ccc', 2, 8)).toBe('  aaa\n  bbb\n  ccc');
  });

  it('fits 80 columns unless told otherwise', () => {
    const lines = wrap('four '.repeat(40), 4).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(78);
    expect(lines.join(' ').trim().split(/\s+/)).toHaveLength(40);
  });

  it('lets a longer word stand alone, whole', () => {
    const arn = 'x'.repeat(20);
    expect(wrap(`a ${arn} b`, 2, 10)).toBe(`  a\n  ${arn}\n  b`);
    expect(wrap(arn, 0, 10)).toBe(arn);
  });

  it.each([
    ['', ''],
    ['  ', ''],
    [' a  b\nc\t', 'a b c'],
  ])('makes of %j the line %j', (text, line) => {
    expect(wrap(text)).toBe(line);
  });
});

describe('spread', () => {
  it('puts two texts at the ends of a line', () => {
    expect(spread('left', 'right', 12)).toBe('left   right');
    expect(spread('left', 'right')).toHaveLength(80);
  });

  it('never lets them touch', () => {
    expect(spread('left', 'right', 5)).toBe('left  right');
  });
});

it('tells money to the cent', () => {
  expect([usd(0), usd(26.6), usd(1000)]).toEqual(['0.00', '26.60', '1000.00']);
});

it('leaves plain text plain', () => {
  expect(plain('red', 'text')).toBe('text');
});
