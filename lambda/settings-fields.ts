/**
 * Readers of single setting values: each takes an unknown, gives the typed value or adds a fault that names the key,
 * what was found and what would do. Never falls back to a default for a value that is there but wrong.
 */

/** Collects every fault of a settings object, so that all are told at once. */
export class Faults {
  readonly messages: string[] = [];
  add(key: string, found: unknown, wanted: string): undefined {
    this.messages.push(`${key}: ${shown(found)} — ${wanted}`);
    return undefined;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Zero means zero; text that looks like a number is not one. */
export function wholeNumber(
  faults: Faults,
  key: string,
  value: unknown,
  { least, most }: { least: number; most: number },
): number | undefined {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return fits ? value : faults.add(key, value, `give a whole number from ${least} to ${most}`);
}

export function oneOf<T extends string>(
  faults: Faults,
  key: string,
  value: unknown,
  allowed: readonly T[],
): T | undefined {
  return allowed.find((word) => word === value) ?? faults.add(key, value, `give one of ${allowed.join(', ')}`);
}

/** Text of the given form; blank never passes. */
export function text(faults: Faults, key: string, value: unknown, form: RegExp, wanted: string): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : faults.add(key, value, wanted);
}

/** A list whose every item is read; `key[2]` names the third. Doubles are faults, since they are always mistakes. */
export function list<T>(
  faults: Faults,
  key: string,
  value: unknown,
  read: (itemKey: string, item: unknown) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return faults.add(key, value, 'give a list, as in ["…"]');
  const items: readonly unknown[] = value;
  const texts = items.map((item) => JSON.stringify(item));
  const double = texts.find((item, index) => texts.indexOf(item) !== index);
  if (double !== undefined) return faults.add(key, value, `names ${double} twice; name it once`);
  const parsed = items.map((item, index) => read(`${key}[${index}]`, item));
  return parsed.every((item) => item !== undefined) ? parsed : undefined;
}

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === '') return 'is blank';
  // JSON knows neither NaN nor functions.
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? `a ${typeof value}`);
  // A webhook URL is a secret, and faults end up in the logs of builds.
  const masked = json.replaceAll(/(https?:\/\/[^/"\s]+\/)[^"\s]+/g, '$1…');
  return `is ${masked.length > 80 ? `${masked.slice(0, 77)}…` : masked}`;
}
