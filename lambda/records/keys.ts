/** Where the records of a delete lie in the bucket: `<YYYY-MM-DD>/<nlb id>/<quarantined-at>/`. Pure. */
import { placeOf } from '../core/plan/breaker.ts';
import { dayOf, writeInstant } from '../core/time.ts';
import type { DueDelete } from '../model/plan.ts';

const SNAPSHOT_FILE = 'snapshot.json';
const OUTCOME_FILE = 'outcome.json';

/** By the day, UTC, on which the delete begins; its snapshot is what takes one of that day's places. */
export function snapshotKeyOf({ candidate, quarantinedAt }: DueDelete, now: Date): string {
  const { arn } = candidate.orphan.loadBalancer;
  return `${dayOf(now)}/${placeOf(arn)}/${writeInstant(quarantinedAt)}/${SNAPSHOT_FILE}`;
}

/** The outcome lies beside its snapshot. */
export function outcomeKeyOf(snapshotKey: string): string {
  return snapshotKey.replace(SNAPSHOT_FILE, OUTCOME_FILE);
}

export function isSnapshotKey(key: string): boolean {
  return key.endsWith(`/${SNAPSHOT_FILE}`);
}

export function isOutcomeKey(key: string): boolean {
  return key.endsWith(`/${OUTCOME_FILE}`);
}
