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
  return [...unknown, ...wrong];
}

function faultOf(key: string, found: unknown, wanted: string): string {
  return `${key}: ${shown(found)} — ${wanted}`;
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
function keyOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((key, part) => {
    if (typeof part === 'number') return `${key}[${part}]`;
    return key === '' ? String(part) : `${key}.${String(part)}`;
  }, '');
}

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === '') return 'is blank';
  // JSON knows neither NaN nor functions.
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? `a ${typeof value}`);
  // A webhook URL is a secret.
  const masked = json.replaceAll(/(https?:\/\/[^/"\s]+\/)[^"\s]+/g, '$1…');
  return `is ${masked.length > 80 ? `${masked.slice(0, 77)}…` : masked}`;
}
