/**
 * What becomes of the record of a delete that an earlier run began and did not bring to its end. Pure. While the NLB
 * lives, nothing of it is a leftover.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { BegunDeletion, CompanionFate, DeletionRecord, MadeDeletion, SparedDeletion } from '../../model/record.ts';
import { HOUR_MS } from '../time.ts';

/** A record that no run has brought to its end. What is only begun may never have been made. */
export type UnfinishedRecord = BegunDeletion | MadeDeletion;

type RecordFate =
  | { readonly is: 'finish' }
  /** Another run may be at it, or AWS may still list what was deleted a moment ago. */
  | { readonly is: 'wait' }
  /** This record is not the one to tell of it: it is closed as spared. */
  | { readonly is: 'close'; readonly why: string };

/** Whether there is something to do yet for a record. */
export function isUnfinished(record: DeletionRecord): record is UnfinishedRecord {
  switch (record.is) {
    case 'begun':
      return true;
    case 'spared':
      return false;
    case 'deleted':
      return record.reportedAt === undefined || record.companions.some(({ did }) => did === 'pending');
  }
}

/** The record as spared: the NLB lives. That AWS refused stays remembered. */
export function closed(record: UnfinishedRecord, why: string, sparedAt: Date): SparedDeletion {
  const { arn, name, region, service, cluster, reason, monthlyCostUsd, snapshotKey, tags, by, remindedAt } = record;
  const refused = record.is === 'begun' && record.refused !== undefined ? { refused: record.refused } : {};
  const leave = {
    ...(by === undefined ? {} : { by }),
    ...(record.approvedBy === undefined ? {} : { approvedBy: record.approvedBy }),
    ...(remindedAt === undefined ? {} : { remindedAt }),
  };
  const about = { arn, name, region, service, cluster, reason, monthlyCostUsd, snapshotKey, tags, ...leave };
  return { is: 'spared', ...about, sparedAt, why, ...refused };
}

/** Longer than any outage of the schedule that nobody notices: for so many days what is pending is tried again. */
export const DAYS_TRIED = 7;

/** The record with whatever is still pending as left for good: for one that is older than `DAYS_TRIED`, after a last try. */
export function givenUp(record: MadeDeletion): MadeDeletion {
  const end = (fate: CompanionFate): CompanionFate => {
    if (fate.did !== 'pending') return fate;
    const last = fate.why === undefined ? '' : `: ${fate.why}`;
    return { ...fate, did: 'left', why: `given up after ${DAYS_TRIED} days${last}` };
  };
  return { ...record, companions: record.companions.map(end) };
}

/**
 * @param deletedNow what this very run deleted, after it had found the records
 * @param others every unfinished record
 */
export function recordFate(
  record: UnfinishedRecord,
  loadBalancers: readonly Pick<LoadBalancer, 'arn'>[],
  deletedNow: readonly MadeDeletion[],
  others: readonly UnfinishedRecord[],
  now: Date,
): RecordFate {
  if (deletedNow.some(({ snapshotKey }) => snapshotKey === record.snapshotKey)) return { is: 'wait' };
  const later = [...deletedNow, ...others].find(
    ({ arn, snapshotKey }) => arn === record.arn && snapshotKey > record.snapshotKey,
  );
  if (later !== undefined && record.is === 'begun') return { is: 'close', why: `begun again: ${later.snapshotKey}` };
  // SAFETY: while the NLB lives, nothing of it is anybody's leftover.
  if (!loadBalancers.some(({ arn }) => arn === record.arn)) return { is: 'finish' };
  // SAFETY: what AWS said is deleted stays so, however long it is listed.
  if (record.is === 'deleted') return { is: 'wait' };
  // SAFETY: not at once, since AWS may still list what was deleted a moment ago.
  const isOld = now.getTime() - record.begunAt.getTime() >= HOUR_MS;
  // Left open, it would be taken for a delete of the janitor's when somebody else deletes the NLB.
  return isOld ? { is: 'close', why: 'the run that began it ended before the delete' } : { is: 'wait' };
}
