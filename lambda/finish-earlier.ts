/**
 * Finishes what an earlier run began: target groups that AWS still counted as used, a notice that was not accepted, an
 * outcome that a crash left unwritten. Looks at the records of the last days; acts only where the NLB itself is gone.
 */
import { deleteCompanions, type CompanionActs } from './companion-deleter.ts';
import { DAY_MS } from './core/tags.ts';
import type { Deletion, Facts } from './model.ts';
import type { SnapshotStore } from './ports.ts';
import {
  dayOf,
  OUTCOME_FILE,
  outcomeJson,
  parseOutcome,
  parseSnapshot,
  SNAPSHOT_FILE,
  type SnapshotRecord,
} from './snapshot.ts';

/** Longer than any outage of the schedule that nobody notices. */
const DAYS_BACK = 7;

export interface Unfinished {
  readonly outcomeKey: string;
  readonly record: SnapshotRecord;
  /** How far an earlier run came. */
  readonly deletion: Deletion;
}

export interface Found<T> {
  readonly items: readonly T[];
  /** What could not be read or written; the run fails visibly because of it. */
  readonly failures: readonly string[];
}

/** Records of the last days that no run has brought to their end, oldest first. */
export async function findUnfinished(snapshots: SnapshotStore, now: Date): Promise<Found<Unfinished>> {
  const items: Unfinished[] = [];
  const failures: string[] = [];
  for (let back = DAYS_BACK - 1; back >= 0; back -= 1) {
    const keys = await snapshots.keysOfDay(dayOf(new Date(now.getTime() - back * DAY_MS)));
    if (!keys.ok) {
      failures.push(keys.why);
      continue;
    }
    for (const snapshotKey of keys.value.filter((key) => key.endsWith(`/${SNAPSHOT_FILE}`))) {
      const found = await readRecord(snapshotKey, new Set(keys.value), snapshots, now);
      if (typeof found === 'string') failures.push(found);
      else if (found !== undefined) items.push(found);
    }
  }
  return { items, failures };
}

/** Brings each record as far as it goes; gives those of which people have not been told. */
export async function finishAll(
  unfinished: readonly Unfinished[],
  facts: Facts,
  acts: CompanionActs & { readonly snapshots: SnapshotStore },
): Promise<Found<Unfinished>> {
  const alive = new Set(facts.loadBalancers.map(({ arn }) => arn));
  const items: Unfinished[] = [];
  const failures: string[] = [];
  for (const one of unfinished) {
    const { arn } = one.deletion;
    // SAFETY: while the NLB lives, nothing of it is anybody's leftover. Test: run-reap.test.ts "touches nothing of an NLB that lives".
    if (alive.has(arn)) continue;
    const pending = one.deletion.companions.filter((companion) => companion.did === 'pending');
    const fates = await deleteCompanions(arn, one.record.owner, pending, facts, acts);
    const companions = one.deletion.companions.map((known) => fates.find((fate) => fate.arn === known.arn) ?? known);
    const deletion: Deletion = { ...one.deletion, companions };
    const written = await acts.snapshots.put(one.outcomeKey, outcomeJson(deletion));
    if (!written.ok) failures.push(written.why);
    else if (deletion.reportedAt === undefined) items.push({ ...one, deletion });
  }
  return { items, failures };
}

async function readRecord(
  snapshotKey: string,
  keys: ReadonlySet<string>,
  snapshots: SnapshotStore,
  now: Date,
): Promise<Unfinished | string | undefined> {
  const outcomeKey = snapshotKey.replace(SNAPSHOT_FILE, OUTCOME_FILE);
  let known: Deletion | undefined;
  if (keys.has(outcomeKey)) {
    const stored = await snapshots.get(outcomeKey);
    if (stored.ok === false) return stored.why;
    known = stored.ok === true ? parseOutcome(stored.value) : undefined;
    if (known !== undefined && isFinished(known)) return undefined;
  }
  const stored = await snapshots.get(snapshotKey);
  if (stored.ok === false) return stored.why;
  const record = stored.ok === true ? parseSnapshot(stored.value) : undefined;
  if (record === undefined) return `${snapshotKey}: is not a snapshot that this janitor wrote`;
  return { outcomeKey, record, deletion: known ?? { ...record.deletion, deletedAt: now, snapshotKey } };
}

function isFinished(deletion: Deletion): boolean {
  if (deletion.spared !== undefined) return true;
  return deletion.reportedAt !== undefined && deletion.companions.every((companion) => companion.did !== 'pending');
}
