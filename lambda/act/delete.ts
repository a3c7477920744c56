/**
 * Carries out a ReapPlan, one NLB at a time: last look, snapshot, place of the day, tags, delete, companions. Anything but
 * the same orphan with the same fingerprint spares it. Never forces what AWS refuses; one failure never stops the others.
 */
import { withApprovals } from '../collect/approvals.ts';
import { lastLook } from '../collect/last-look.ts';
import { whyNoPlace } from '../core/plan/breaker.ts';
import { closed } from '../core/plan/record-fate.ts';
import { refusalOfToday, refusalsOf } from '../core/plan/refusal.ts';
import { dayOf } from '../core/time.ts';
import type { Facts } from '../model/facts.ts';
import type { Done, News, Outcome } from '../model/outcome.ts';
import type { DueDelete, ReapPlan } from '../model/plan.ts';
import type { BegunDeletion, MadeDeletion, RefusedDeletion } from '../model/record.ts';
import type { ReapWorld } from '../ports/world.ts';
import type { WriteResult } from '../ports/write.ts';
import { outcomeKeyOf, snapshotKeyOf } from '../records/keys.ts';
import { outcomeJson } from '../records/outcome.ts';
import { begunDeletion, snapshotJson } from '../records/snapshot.ts';
import { deleteCompanions } from './companions.ts';
import { judgedAgain, lastWord, type DeleteSettings } from './last-word.ts';
import { failed, heldBack, outOfTime, quiet, spared, type Ended } from './outcomes.ts';
import { pauseNow } from './pause.ts';
import { notAgainToday, refused } from './refused.ts';

export interface Deleted extends Done {
  readonly records: readonly MadeDeletion[];
}

/** Its record stays open: the next runs take it for an interrupted delete, and find the NLB alive. */
const UNCLOSED = 'was spared, which could not be written down';
/** One delete with its fresh reads and the waiting for its target groups. */
const NEEDED_MS = 120_000;
/** Beside it, where approvers are named: all that was answered since is listed twice, at one page a second. */
const NEEDED_FOR_APPROVERS_MS = 80_000;
/** IAM sees a tag some seconds after it was set. */
const TAG_DELAY_MS = 5000;

/** @param earlier what AWS refused in the last days */
export async function deleteAll(
  plan: ReapPlan,
  facts: Facts,
  earlier: readonly RefusedDeletion[],
  settings: DeleteSettings,
  world: ReapWorld,
): Promise<Deleted> {
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  const neededMs = NEEDED_MS + (settings.approvers === undefined ? 0 : NEEDED_FOR_APPROVERS_MS);
  for (const due of plan.delete) {
    if (world.deadline.remainingMs() < neededMs) {
      outcomes.push(outOfTime(due.candidate.orphan.loadBalancer));
      continue;
    }
    const known = refusalsOf(due, earlier);
    const before = refusalOfToday(known, world.now());
    const ended =
      before === undefined
        ? await deleteOne({ due, limit: plan.limit, known }, facts, settings, world)
        : notAgainToday(due, before, known);
    outcomes.push(ended.outcome);
    if (ended.news !== undefined) news.push(ended.news);
  }
  const records = news.flatMap((one) => (one.is === 'deleted' ? [one.record] : []));
  return { outcomes, news, failures: [], records };
}

/** One that is due, with the limit of the day and what AWS refused in the same quarantine. */
interface Turn {
  readonly due: DueDelete;
  readonly limit: number;
  readonly known: readonly RefusedDeletion[];
}

async function deleteOne(
  { due, limit, known }: Turn,
  facts: Facts,
  settings: DeleteSettings,
  world: ReapWorld,
): Promise<Ended> {
  const { loadBalancer, owner, reason } = due.candidate.orphan;
  const { arn, name } = loadBalancer;
  const couldNot = (what: string, why: string): Ended => quiet(failed(loadBalancer, what, why));
  const { read, write } = world;

  // Before anything is written about it.
  const before = await pauseNow(world);
  if (before.is === 'paused') return quiet(heldBack(loadBalancer, before));

  const seen = await lastLook(world, facts, due, settings);
  if (!seen.ok) return couldNot('could not be looked at again', seen.why);
  const fresh = await withApprovals(read, seen.value, [arn], settings);
  const looked = judgedAgain(due, fresh, settings);
  if (looked.is === 'not-due') return quiet(spared(loadBalancer, looked.why));

  const description = await read.describer.describe(arn);
  if (!description.ok) return couldNot('could not be described for its snapshot', description.why);
  const begunAt = world.now();
  const key = snapshotKeyOf(due, begunAt);
  const begun = begunDeletion(looked.due, facts.region, begunAt, key);
  // SAFETY: no snapshot, no delete.
  const stored = await write.snapshots.putOnce(key, snapshotJson(due, description.value, begun));
  if (!stored.ok) return couldNot('could not be stored as a snapshot', stored.why);
  // SAFETY: what lies there already is the snapshot of another look than this one.
  if (stored.is === 'existed') return couldNot('could not be stored as a snapshot', `${key} is there already`);

  const noPlace = whyNoPlace(arn, limit, await write.snapshots.keysOfDay(dayOf(world.now())));
  const objection = await lastWord(due, fresh, settings, world);
  const why = noPlace ?? objection?.why;
  if (why !== undefined) {
    // SAFETY: the snapshot must not look like that of a delete which a crash interrupted.
    const kept = await closeRecord(begun, why, world);
    if (!kept.ok) return couldNot(UNCLOSED, kept.why);
    return quiet(objection?.outcome ?? spared(loadBalancer, why));
  }
  let deleted = await write.deleter.deleteLoadBalancer(arn);
  if (!deleted.ok && deleted.kind === 'denied') {
    // Right after a flip IAM may not see it yet: nobody is told before it was tried once more.
    await world.sleep(TAG_DELAY_MS);
    // SAFETY: seconds have passed, in which somebody may have said no or paused it.
    const meanwhile = await lastWord(due, fresh, settings, world);
    if (meanwhile !== undefined) {
      const kept = await closeRecord(begun, meanwhile.why, world);
      return kept.ok ? quiet(meanwhile.outcome) : couldNot(UNCLOSED, kept.why);
    }
    deleted = await write.deleter.deleteLoadBalancer(arn);
  }
  if (!deleted.ok) return refused(due, begun, deleted, known, world);

  const companions = await deleteCompanions({ arn, owner, reason }, begun.companions, fresh, settings, world);
  const { begunAt: deletedAt, ...about } = begun;
  const record: MadeDeletion = {
    ...about,
    is: 'deleted',
    deletedAt,
    companions,
    isFoundGone: false,
    reportedAt: undefined,
  };
  // A failure here loses nothing: a snapshot without an outcome is looked at again by the next run.
  await write.snapshots.put(outcomeKeyOf(key), outcomeJson(record));
  return { outcome: { arn, name, did: 'deleted', record }, news: { is: 'deleted', record } };
}

function closeRecord(begun: BegunDeletion, why: string, { write, now }: ReapWorld): Promise<WriteResult> {
  return write.snapshots.put(outcomeKeyOf(begun.snapshotKey), outcomeJson(closed(begun, why, now())));
}
