/** Text as somebody who means harm would write it, and what must not be left of it. */
import fc from 'fast-check';

/** Written apart from the code that it tests. Line breaks are looked at by themselves: outputs have some of their own. */
export const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}\u3164]/u;

/** ESC, BEL, C1, bidi, zero-width, separators, halves of characters, and marks of every markup. */
const PIECES: readonly string[] = [
  '\u001b[2J \u0007 \u0000 \u009b31m \u007f \u202e \u2066 \u200b \ufeff \u00ad \u3164 \ud800 \udc00 \u{e0041}'.split(
    ' ',
  ),
  ['\r', '\n', '\t', '\u2028', '\u2029', '</td>', '> ', ' a'],
  '<!channel> <@U1> @here @octocat #1 :fire: <img https://evil.example www.evil.example &lt;'.split(' '),
  '* _ ` ~ | \\ $ [x](y) ![x](y) é 😀'.split(' '),
].flat();

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
);

/** Words of ours, by which outputs decide, and instants. */
const OURS: ReadonlySet<string> = new Set([
  'is',
  'kind',
  'mode',
  'approval',
  'since',
  'deadline',
  'deletedAt',
  'at',
  'points',
  'standing',
  'notBefore',
  'answer',
]);

/** A copy in which somebody had a hand in every text that is not ours. */
export function poisoned<T>(value: T, text: string): T {
  return poisonedCopy(value, text) as T;
}

function poisonedCopy(value: unknown, text: string): unknown {
  if (typeof value === 'string') return `${text}${value}${text}`;
  if (Array.isArray(value)) return value.map((one: unknown) => poisonedCopy(one, text));
  if (value instanceof Map) {
    return new Map([...value].map(([key, one]) => [poisonedCopy(key, text), poisonedCopy(one, text)]));
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, OURS.has(key) ? one : poisonedCopy(one, text)]);
  return Object.fromEntries(entries) as unknown;
}
