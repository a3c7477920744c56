/**
 * The breaker: how many NLBs may be deleted in one UTC day (design.md 8.6). Pure. Refuses rather than truncates what
 * nobody approved; never lets a lost reading raise the limit.
 */
import type { Verdict } from '../../model.ts';

export interface BreakerSettings {
  readonly maxDeletesPerDay: number;
  readonly maxDeletePercent: number;
}

/** min(per day, max(1, floor(fleet × percent / 100))), where the fleet are the NLBs judged in-use or orphan. Zero means zero. */
export function dailyLimit(verdicts: readonly Verdict[], settings: BreakerSettings): number {
  if (settings.maxDeletePercent === 0 || settings.maxDeletesPerDay === 0) return 0;
  const fleet = verdicts.filter((verdict) => verdict.is === 'in-use' || verdict.is === 'orphan').length;
  return Math.min(settings.maxDeletesPerDay, Math.max(1, Math.floor((fleet * settings.maxDeletePercent) / 100)));
}

/** Ids of the NLBs that snapshots of this day name: each took one of the day's places. Keys: `<day>/<nlb id>/…`. */
export function takenPlaces(snapshotKeys: readonly string[]): ReadonlySet<string> {
  const ids = snapshotKeys
    .filter((key) => key.endsWith('/snapshot.json'))
    .map((key) => key.split('/')[1])
    .filter((id) => id !== undefined);
  return new Set(ids);
}
