/**
 * An instant in an event of CloudTrail: seconds since 1970, as EKS writes them, or a text in UTC. Undefined for anything
 * else, also for a text that JavaScript would read in a time zone of its own.
 */
export function recordedInstant(value: unknown): Date | undefined {
  if (typeof value === 'number') {
    const at = new Date(value * 1000);
    return Number.isNaN(at.getTime()) ? undefined : at;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value)) return undefined;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
