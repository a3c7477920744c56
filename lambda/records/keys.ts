/** Where the records of a delete lie in the bucket: `<YYYY-MM-DD>/<nlb id>/<quarantined-at>/<HH:MM:SSZ>/`. Pure. */
import { placeOf } from '../core/plan/breaker.ts';
import { dayOf, writeInstant } from '../core/time.ts';
import type { DueDelete } from '../model/plan.ts';

const SNAPSHOT_FILE = 'snapshot.json';
const OUTCOME_FILE = 'outcome.json';

/**
 * By the day, UTC, on which the delete begins: an NLB that has a snapshot there takes one of that day's places, however
 * many it has. Each attempt has its own, since what it deletes may have changed since the last one. Later attempts sort
 * behind earlier ones.
 */
export function snapshotKeyOf({ candidate, quarantinedAt }: DueDelete, now: Date): string {
  const { arn } = candidate.orphan.loadBalancer;
  return `${dayOf(now)}/${placeOf(arn)}/${writeInstant(quarantinedAt)}/${timeOf(now)}/${SNAPSHOT_FILE}`;
}

/** The day stands in front, and the whole key has to fit a line of `history`. */
function timeOf(at: Date): string {
  return writeInstant(at).slice('2026-03-01T'.length);
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
