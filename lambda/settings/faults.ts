/**
 * What is wrong with settings, one line for each fault: the key, what was found, and what would do. Never shows a secret:
 * faults end up in the logs of builds.
 */
import leven from 'leven';
import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One line for each fault: keys that nobody knows, then the others in the order of the keys. Issues must carry their
 * input.
 */
export function faultsIn(issues: readonly Issue[]): readonly string[] {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue) : []));
  const wrong = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? [] : [faultOf(keyOf(issue.path), issue.input, issue.message)],
  );
  // One value may break two rules that say the same.
  return [...new Set([...unknown, ...wrong])];
}

function faultOf(key: string, found: unknown, wanted: string): string {
  return masked(`${key}: ${shown(found)} — ${wanted}`);
}

const SEPARATOR = ' ';

/** What an object knows, as the text of the error about keys that it does not know. */
export function knownNames(names: readonly string[]): string {
  return names.join(SEPARATOR);
}

function unknownKeys({ keys, path, input, message }: Extract<Issue, { code: 'unrecognized_keys' }>): string[] {
  const known = message.split(SEPARATOR);
  const prefix = path.length === 0 ? '' : `${keyOf(path)}.`;
  return keys.map((key) => {
    const nearest = known.toSorted((one, other) => leven(key, one) - leven(key, other))[0];
    const found = isFields(input) ? input[key] : undefined;
    return faultOf(`${prefix}${key}`, found, `is no setting; did you mean "${prefix}${nearest}"?`);
  });
}

/** `clusterAccess[0].by` */
export function keyOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((key, part) => {
    if (typeof part === 'number') return `${key}[${part}]`;
    return key === '' ? String(part) : `${key}.${String(part)}`;
  }, '');
}

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === '') return 'is blank';
  const text = masked(textOf(value));
  return `is ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
}

/** Of any value, also of what JSON does not know: NaN, functions, BigInts, an object that contains itself. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    return typeof value === 'bigint' ? `${value}n` : 'an object that is no JSON';
  }
}

/** One line that moves no cursor and hides nothing, whatever a key or a value of somebody's file holds. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Before anything is cut off: half a secret is still one. */
function masked(text: string): string {
  return text
    .replaceAll(/(:\/\/)[^/"\s@]+@/g, '$1…@')
    .replaceAll(/(https?:\/\/[^/"\s]+\/)[^"\s]+/gi, '$1…')
    .replaceAll(/(hooks\.slack(?:-gov)?\.com\/)[^"\s]+/gi, '$1…')
    .replaceAll(/\b(xox[a-z]|xapp)-[^"\s]+/gi, '$1-…');
}
