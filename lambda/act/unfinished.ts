/**
 * Finishes what an earlier run began: target groups that AWS still counted as used, a notice that was not accepted, an
 * outcome that a crash left unwritten. Looks at the records of the last days; acts only where the NLB itself is gone. What
 * cannot be finished in a week is given up, and people are told.
 */
import { withUsersOf } from '../collect/users-of-leftovers.ts';
import type { HoursSettings } from '../core/plan/hours.ts';
import {
  closed,
  DAYS_TRIED,
  givenUp,
  isUnfinished,
  recordFate,
  type UnfinishedRecord,
} from '../core/plan/record-fate.ts';
import { isRefused } from '../core/plan/refusal.ts';
import { DAY_MS, dayOf } from '../core/time.ts';
import type { Facts } from '../model/facts.ts';
import type { Done, News, Outcome } from '../model/outcome.ts';
import type { CompanionFate, DeletionRecord, MadeDeletion, RefusedDeletion } from '../model/record.ts';
import type { ServiceOwner } from '../model/verdict.ts';
import type { ReapWorld } from '../ports/world.ts';
import type { SnapshotReader } from '../ports/write.ts';
import { isSnapshotKey, outcomeKeyOf } from '../records/keys.ts';
import { outcomeJson } from '../records/outcome.ts';
import { parseSnapshot } from '../records/snapshot.ts';
import { storedOutcome } from '../records/stored-outcomes.ts';
import { deleteCompanions } from './companions.ts';

/** Past the last try, so that people hear of what was given up although no run came on that very day. */
const DAYS_BACK = 2 * DAYS_TRIED;

/** An unfinished record, with whom its NLB belonged to. */
interface Interrupted {
  readonly record: UnfinishedRecord;
  readonly owner: ServiceOwner;
  /** It is tried once more, and then given up. */
  readonly isLastTry: boolean;
}

interface Found extends Done {
  readonly items: readonly Interrupted[];
  /** Deletes that AWS refused in these days, as far as their records could be read. */
  readonly refusals: readonly RefusedDeletion[];
}

/** Records of the last days that no run has brought to their end, oldest first; and those of what AWS refused. */
export async function findUnfinished({ write: { snapshots }, now }: ReapWorld): Promise<Found> {
  const items: Interrupted[] = [];
  const refusals: RefusedDeletion[] = [];
  const failures: string[] = [];
  for (let back = DAYS_BACK - 1; back >= 0; back -= 1) {
    const keys = await snapshots.keysOfDay(dayOf(new Date(now().getTime() - back * DAY_MS)));
    if (!keys.ok) {
      failures.push(keys.why);
      continue;
    }
    const stored = new Set(keys.value);
    for (const key of keys.value.filter(isSnapshotKey)) {
      const found = await readRecord(key, stored.has(outcomeKeyOf(key)), snapshots);
      if (found.is === 'unreadable') {
        failures.push(found.why);
        continue;
      }
      const record = found.is === 'finished' ? found.record : found.interrupted.record;
      if (isRefused(record)) refusals.push(record);
      if (found.is === 'unfinished') items.push({ ...found.interrupted, isLastTry: back >= DAYS_TRIED });
    }
  }
  return { items, refusals, outcomes: [], news: [], failures };
}

/**
 * Brings each record as far as it goes; the news are of those that people have not been told of.
 *
 * @param deletedNow what this very run deleted, after it had found the records
 * @param hours in which target groups may be deleted
 */
export async function finishAll(
  items: readonly Interrupted[],
  facts: Facts,
  deletedNow: readonly MadeDeletion[],
  hours: HoursSettings,
  world: ReapWorld,
): Promise<Done> {
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  const failures: string[] = [];
  const owners = items.filter(({ record }) => hasPending(record)).map(({ owner }) => owner);
  const fresh = await withUsersOf(owners, facts, world.read);
  const records = items.map(({ record }) => record);
  for (const one of items) {
    const fate = recordFate(one.record, facts.loadBalancers, deletedNow, records, facts.now);
    if (fate.is === 'wait') continue;
    const record =
      fate.is === 'finish' ? await finish(one, fresh, hours, world) : closed(one.record, fate.why, world.now());
    const written = await world.write.snapshots.put(outcomeKeyOf(record.snapshotKey), outcomeJson(record));
    if (!written.ok) failures.push(written.why);
    else if (record.is === 'deleted') {
      news.push(...newsOf(record, one.isLastTry));
      // Only now is it known that the delete was made; of one that was, the run that made it has said so.
      if (one.record.is === 'begun') outcomes.push({ arn: record.arn, name: record.name, did: 'deleted', record });
    }
  }
  return { outcomes, news, failures };
}

/** The NLB is gone. Of a delete that was only begun nobody heard an answer: the record says so. */
async function finish(
  { record, owner }: Interrupted,
  facts: Facts,
  hours: HoursSettings,
  world: ReapWorld,
): Promise<MadeDeletion> {
  const { arn, reason, companions } = record;
  const former = { arn, owner, reason };
  if (record.is === 'begun') {
    const { begunAt: deletedAt, refused: _, ...about } = record;
    const fates = await deleteCompanions(former, companions, facts, hours, world);
    return { ...about, is: 'deleted', deletedAt, companions: fates, isFoundGone: true, reportedAt: undefined };
  }
  const fates = await deleteCompanions(former, record.companions.filter(isPending), facts, hours, world);
  const fateOf = (known: CompanionFate): CompanionFate => fates.find(({ arn: other }) => other === known.arn) ?? known;
  return { ...record, companions: record.companions.map(fateOf) };
}

/** What is given up stays pending in the stored record until people have heard of it. */
function newsOf(record: MadeDeletion, isLastTry: boolean): readonly News[] {
  const ended = isLastTry ? givenUp(record) : record;
  if (record.reportedAt === undefined) return [{ is: 'deleted', record: ended }];
  const targetGroups = ended.companions.filter((fate) => !record.companions.includes(fate));
  return targetGroups.length === 0 ? [] : [{ is: 'left-behind', record: ended, targetGroups }];
}

function hasPending(record: Interrupted['record']): boolean {
  return record.is === 'begun' ? record.companions.length > 0 : record.companions.some(isPending);
}

function isPending({ did }: CompanionFate): boolean {
  return did === 'pending';
}

type Read =
  | { readonly is: 'finished'; readonly record: DeletionRecord }
  | { readonly is: 'unreadable'; readonly why: string }
  | { readonly is: 'unfinished'; readonly interrupted: Omit<Interrupted, 'isLastTry'> };

async function readRecord(snapshotKey: string, isOutcomeStored: boolean, snapshots: SnapshotReader): Promise<Read> {
  let known: UnfinishedRecord | undefined;
  if (isOutcomeStored) {
    const outcome = await storedOutcome(snapshots, outcomeKeyOf(snapshotKey));
    // SAFETY: what cannot be read may say anything: it is told, and never written over.
    if (!outcome.ok) return { is: 'unreadable', why: outcome.why };
    if (!isUnfinished(outcome.value)) return { is: 'finished', record: outcome.value };
    known = outcome.value;
  }
  const stored = await snapshots.get(snapshotKey);
  if (!stored.ok) return { is: 'unreadable', why: stored.why };
  const snapshot = stored.value.is === 'stored' ? parseSnapshot(stored.value.text, snapshotKey) : undefined;
  if (snapshot === undefined) {
    return { is: 'unreadable', why: `${snapshotKey}: is not a snapshot that this janitor wrote` };
  }
  const { deletion, owner } = snapshot;
  return { is: 'unfinished', interrupted: { record: known ?? deletion, owner } };
}
