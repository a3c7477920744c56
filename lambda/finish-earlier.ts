/**
 * Finishes what an earlier run began: target groups that AWS still counted as used, a notice that was not accepted, an
 * outcome that a crash left unwritten. Looks at the records of the last days; acts only where the NLB itself is gone.
 */
import { deleteCompanions, type CompanionActs } from './companion-deleter.ts';
import { readClusters } from './collect.ts';
import { DAY_MS, HOUR_MS } from './core/tags.ts';
import type { Deletion, Facts } from './model.ts';
import type { ReadPorts, SnapshotStore } from './ports.ts';
import {
  dayOf,
  outcomeJson,
  outcomeKeyOf,
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
  /** A record without an outcome may be of a deletion that was never made. */
  readonly hasOutcome: boolean;
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
    const known = new Set(keys.value);
    for (const snapshotKey of keys.value.filter((key) => key.endsWith(`/${SNAPSHOT_FILE}`))) {
      const found = await readRecord(snapshotKey, known, snapshots, now);
      if (typeof found === 'string') failures.push(found);
      else if (found !== undefined) items.push(found);
    }
  }
  return { items, failures };
}

export interface FinishActs extends CompanionActs {
  readonly snapshots: SnapshotStore;
  readonly ports: ReadPorts;
}

/**
 * Brings each record as far as it goes; gives those of which people have not been told.
 *
 * @param deletedNow what this very run deleted, after it had found the records
 */
export async function finishAll(
  unfinished: readonly Unfinished[],
  facts: Facts,
  deletedNow: readonly Deletion[],
  acts: FinishActs,
): Promise<Found<Unfinished>> {
  const items: Unfinished[] = [];
  const failures: string[] = [];
  const later = [...deletedNow, ...unfinished.map(({ deletion }) => deletion)];
  const fresh = await withUsers(unfinished, facts, acts.ports);
  for (const one of unfinished) {
    const fate = fateOf(one, facts, deletedNow, later);
    if (fate === 'wait') continue;
    const deletion =
      fate === 'finish' ? await finish(one, fresh, acts) : { ...one.deletion, companions: [], spared: fate.closed };
    const written = await acts.snapshots.put(one.outcomeKey, outcomeJson(deletion));
    if (!written.ok) failures.push(written.why);
    else if (fate === 'finish' && deletion.reportedAt === undefined) items.push({ ...one, deletion });
  }
  return { items, failures };
}

/** Whether the deletion that a record tells of was made, and whether this record is the one to tell of it. */
function fateOf(
  { deletion, record, hasOutcome }: Unfinished,
  { loadBalancers, now }: Facts,
  deletedNow: readonly Deletion[],
  later: readonly Deletion[],
): 'finish' | 'wait' | { readonly closed: string } {
  const { arn, snapshotKey } = deletion;
  if (deletedNow.some((other) => other.snapshotKey === snapshotKey)) return 'wait';
  const again = later.find((other) => other.arn === arn && other.snapshotKey > snapshotKey);
  if (again !== undefined && !hasOutcome) return { closed: `begun again: ${again.snapshotKey}` };
  // SAFETY: while the NLB lives, nothing of it is anybody's leftover. Test: run-reap.test.ts "touches nothing of an NLB that lives".
  if (!loadBalancers.some((other) => other.arn === arn)) return 'finish';
  const isOld = now.getTime() - record.deletion.deletedAt.getTime() >= HOUR_MS;
  // Left open, it would be taken for a delete of the janitor's when somebody else deletes the NLB. Not at once: AWS may
  // still list what was deleted a moment ago.
  return isOld && !hasOutcome ? { closed: 'the run that began it ended before the delete' } : 'wait';
}

async function finish(one: Unfinished, facts: Facts, acts: FinishActs): Promise<Deletion> {
  const { arn, companions, reason } = one.deletion;
  const pending = companions.filter(({ did }) => did === 'pending');
  const fates = await deleteCompanions({ arn, owner: one.record.owner, reason }, pending, facts, acts);
  return {
    ...one.deletion,
    companions: companions.map((known) => fates.find((fate) => fate.arn === known.arn) ?? known),
  };
}

/** The facts with whoever may use a leftover: with its NLB gone, nothing else made this run read them. */
async function withUsers(unfinished: readonly Unfinished[], facts: Facts, ports: ReadPorts): Promise<Facts> {
  const pending = unfinished.filter(({ deletion }) => deletion.companions.some(({ did }) => did === 'pending'));
  if (pending.length === 0) return facts;
  const unread = new Set(pending.map(({ record }) => record.owner.cluster).filter((name) => !facts.clusters.has(name)));
  const { clusters, views } = await readClusters(ports, [...unread]);
  const autoScalingGroups = await ports.autoScaling.groups();
  return {
    ...facts,
    clusters: new Map([...facts.clusters, ...clusters]),
    views: new Map([...facts.views, ...views]),
    companions: { ...facts.companions, autoScalingGroups },
  };
}

async function readRecord(
  snapshotKey: string,
  keys: ReadonlySet<string>,
  snapshots: SnapshotStore,
  now: Date,
): Promise<Unfinished | string | undefined> {
  const outcomeKey = outcomeKeyOf(snapshotKey);
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
  return {
    outcomeKey,
    record,
    hasOutcome: known !== undefined,
    deletion: known ?? { ...record.deletion, deletedAt: now, snapshotKey },
  };
}

function isFinished(deletion: Deletion): boolean {
  if (deletion.spared !== undefined) return true;
  return deletion.reportedAt !== undefined && deletion.companions.every((companion) => companion.did !== 'pending');
}
