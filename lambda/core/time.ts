/** Instants and days, as they are written and read back. Pure: the clock is somebody else's. */

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** ISO 8601 in UTC to the second, as it is written into a tag. Rounded down: `now` must not run ahead. */
export function writeInstant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Undefined unless the text is a UTC instant that writes back the same: `2026-02-30T…` must not become 2 March. */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text)) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return undefined;
  return at.toISOString().slice(0, 19) === text.slice(0, 19) ? at : undefined;
}

/** `2026-03-01`, the day in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
