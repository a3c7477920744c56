/**
 * What a person in the cluster or the account can write (names, annotations, tag values) → harmless text: nothing in it
 * moves a cursor, rings a bell, breaks a line, turns the direction of reading or hides. Pure; applied where text leaves
 * for people, never where something is decided. Twice is the same as once. Markup is the business of each form of output.
 */

/** Controls, format characters (bidi, zero-width), halves of characters, line separators, and what is never shown. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Of these, what stands between words. */
const SPACING = /^[\t-\r\u0085\u2028\u2029]$/;

/** One line: a line break becomes a blank, everything else its number, as in `\u{202e}`. */
export function plainText(text: string): string {
  return text.replaceAll(HARMFUL, (character) =>
    SPACING.test(character) ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Text that is not escaped yet, cut to length: never through the middle of a character. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** As plainText, for text that has lines of its own, and whose lines say nothing about where a value ends. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}

/** A copy with every text in it made plain, in lists, maps and plain objects; anything else as it is. */
export function plainly<T>(value: T): T {
  return plainCopy(value) as T;
}

/** JSON of the same value: only escaped, so that programs read what was written and a terminal shows it harmless. */
export function plainJson(json: string): string {
  return json.replaceAll(HARMFUL, (character) =>
    character === '\n'
      ? character
      : character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}

function plainCopy(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map((one: unknown) => plainCopy(one));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [plainCopy(key), plainCopy(one)]));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainCopy(one)]));
}

/** Neither an instant nor any other thing that a copy of its fields would break. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
