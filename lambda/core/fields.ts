/** Looks into JSON that somebody else wrote. Pure; never throws, and never takes a shape for granted. */

export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at the end of the path; undefined where a part of it is missing. */
export function pathOf(fields: Fields, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), fields);
}

export function isNetworkLoadBalancer(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^arn:[^:]+:elasticloadbalancing:[^:]+:\d{12}:loadbalancer\/net\/[^/]+\/[^/]+$/.test(value)
  );
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Text as it is; of anything else only what it is, since not everything can be made text. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : `(${typeof value})`;
}
