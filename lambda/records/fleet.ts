/**
 * What the last full sweep judged, beside the records in the bucket: a run about a few NLBs cannot count the fleet, and
 * the day's limit is a share of it (docs/design.md section 2). Pure. What cannot be read is no fleet.
 */
import * as z from 'zod/mini';
import { DAY_MS, parseInstant, writeInstant } from '../core/time.ts';

export const FLEET_KEY = 'report/state.json';

/** A sweep runs at least once a week; a fleet that is older than two days may have shrunk. */
const MOST_DAYS_OLD = 2;

const shape = z.object({ version: z.literal(1), judgedAt: z.string(), fleet: z.int().check(z.minimum(0)) });

/** @param fleet NLBs judged in-use or orphan */
export function fleetJson(fleet: number, judgedAt: Date): string {
  return JSON.stringify({ version: 1, judgedAt: writeInstant(judgedAt), fleet });
}

/** Undefined when it is not what `fleetJson` writes, too old, or of the future. */
export function parseFleet(text: string, now: Date): number | undefined {
  const { success, data } = shape.safeParse(parsed(text));
  const judgedAt = success ? parseInstant(data.judgedAt) : undefined;
  if (!success || judgedAt === undefined) return undefined;
  const ageMs = now.getTime() - judgedAt.getTime();
  // SAFETY: states what must hold, so that a fleet of an unknown time sets no limit.
  return ageMs >= 0 && ageMs <= MOST_DAYS_OLD * DAY_MS ? data.fleet : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
