/** Text of others: what could do harm is shown by its number, everything else as it was written. */
import fc from 'fast-check';
import { plainJson, plainLines, plainly, plainText } from '../../../lambda/core/report/plain-text.ts';
import { hostileText, RAW } from '../../support/hostile.ts';

it.each([
  ['ESC', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['BEL', 'a\u0007b', 'a\\u{7}b'],
  ['a control character of eight bits', 'a\u009b31mb', 'a\\u{9b}31mb'],
  ['a line break', 'a\r\nb', 'a  b'],
  ['a line separator', 'a\u2028b\u2029c\u0085d', 'a b c d'],
  ['a turn of the direction', 'a\u202egnp.exe', 'a\\u{202e}gnp.exe'],
  ['a character without width', 'pay\u200bpal', 'pay\\u{200b}pal'],
  ['a mark of byte order', '\ufeffa', '\\u{feff}a'],
  ['half a character', 'a\ud800', 'a\\u{d800}'],
  ['a tag character', 'a\u{e0041}', 'a\\u{e0041}'],
  ['a filler', 'a\u3164', 'a\\u{3164}'],
])('%s is shown harmless', (_what, text, shown) => {
  expect(plainText(text)).toBe(shown);
});

it.each(['payments/api', 'größe 日本語 é 😀', 'a_b-c.d:e/f=g+h@i', ''])('%j stays as it is', (text) => {
  expect(plainText(text)).toBe(text);
  expect(plainLines(text)).toBe(text);
  expect(plainJson(JSON.stringify(text))).toBe(JSON.stringify(text));
});

it('keeps lines where they are the text’s own', () => {
  expect(plainLines('a\n  b\u0007\r\nc')).toBe('a\n  b\\u{7} \nc');
});

it('reaches every text, and leaves everything else alone', () => {
  const at = new Date(0);
  const given = { a: ['\u0007'], b: new Map([['k\u0007', { c: '\u0007' }]]), at, n: 1, nothing: undefined, none: null };
  expect(plainly(given)).toStrictEqual({
    a: ['\\u{7}'],
    b: new Map([['k\\u{7}', { c: '\\u{7}' }]]),
    at,
    n: 1,
    nothing: undefined,
    none: null,
  });
  expect(given.a).toEqual(['\u0007']);
});

it('leaves nothing raw, whatever was written, and twice is the same as once', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const shown = plainText(text);
      expect(shown).not.toMatch(RAW);
      expect(shown).not.toContain('\n');
      expect(plainText(shown)).toBe(shown);
    }),
  );
});

it('says the same in JSON, escaped', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = plainJson(JSON.stringify({ [text]: [text] }, null, 2));
      expect(json).not.toMatch(RAW);
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
    }),
  );
});
