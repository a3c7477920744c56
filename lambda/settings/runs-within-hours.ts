/**
 * Whether any run of `sweep` falls into the deletion hours: `sweep` wakes `reap`, so that nothing would ever be deleted
 * otherwise.
 */
import type { LocalHours } from './deletion-hours.ts';
import { rhythmOf, runsOfCron } from './schedule.ts';

/** Why none does, and what to change; undefined where one does, or where the schedule has a fault of its own. */
export function whyNoRunWithin(hours: LocalHours, schedule: string): string | undefined {
  const remedy = 'give rate(1 hour), or other hours';
  const runs = runsOfCron(schedule);
  if (runs === undefined) {
    const minutes = rhythmOf(schedule)?.shortest;
    // A rate begins whenever it is deployed, so that only its length counts.
    return minutes !== undefined && minutes > hours.longestMinutes
      ? `are open for ${hours.longestMinutes} minutes at most, and the schedule ${JSON.stringify(schedule)} may run beside them every time — ${remedy}`
      : undefined;
  }
  let isEver = false;
  for (const run of runs) {
    if (hours.isOpen(run)) return undefined;
    isEver = true;
  }
  return isEver
    ? `no run of the schedule ${JSON.stringify(schedule)}, which is in UTC, falls into them — ${remedy}`
    : undefined;
}
