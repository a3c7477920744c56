/**
 * Quarantines one batch of orphans, one NLB at a time, each on tags read right before. Never deletes anything; a failure
 * of one NLB never stops the others.
 */
import type { NoticeBatch } from '../core/plan/notice-batches.ts';
import { companionMark } from '../core/plan/companions/mark.ts';
import {
  earlierApproval,
  quarantineOf,
  quarantineTags,
  quarantineWrite,
  whyNoRoom,
  type PlanSettings,
} from '../core/plan/quarantine.ts';
import { toldNow } from '../core/plan/told.ts';
import { vetoIn } from '../core/plan/veto.ts';
import { TAG } from '../core/tags/keys.ts';
import type { Done, News, Outcome } from '../model/outcome.ts';
import type { Candidate, QuarantineStep } from '../model/plan.ts';
import type { ToldCautions } from '../model/state.ts';
import type { SweepWorld } from '../ports/world.ts';
import type { WriteResult } from '../ports/write.ts';
import { failed, outOfTime, spared } from './outcomes.ts';

/** Enough for one quarantine, throttled, and for telling and writing down a whole batch at the pace beside `reap`. */
const NEEDED_MS = 60_000;

/** What a batch did, and what its notices will say speaks against a delete. */
export type Quarantined = Done & { readonly told: readonly ToldCautions[] };

/** The outcomes, and the news of all that are quarantined now, also by an earlier run that told nobody. */
export async function quarantineBatch(
  batch: NoticeBatch,
  settings: PlanSettings,
  world: SweepWorld,
): Promise<Quarantined> {
  const told: ToldCautions[] = [];
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  const failures: string[] = [];
  for (const candidate of batch.notify) {
    if (world.deadline.remainingMs() < NEEDED_MS) {
      outcomes.push(outOfTime(candidate.orphan.loadBalancer));
      continue;
    }
    // A message that cannot be written down would be sent again by every run; tags of others may have come since.
    const full = whyNoRoom(candidate.orphan.tags);
    if (full !== undefined) {
      outcomes.push(failed(candidate.orphan.loadBalancer, 'was not told of', full));
      continue;
    }
    // The run that quarantined it may have ended before it marked the target groups.
    const restartedBecause = earlierApproval(candidate.orphan.tags, settings);
    const marked = await markCompanions(candidate, world);
    if (!marked.ok) {
      failures.push(marked.why);
      continue;
    }
    news.push({ is: 'quarantined', candidate, restartedBecause });
    const { loadBalancer, tags } = candidate.orphan;
    const quarantine = quarantineOf(loadBalancer, tags, world.now(), settings);
    if (quarantine.is === 'valid') told.push(toldNow(candidate.orphan, quarantine.quarantinedAt));
  }
  for (const step of batch.quarantine) {
    const enough = world.deadline.remainingMs() >= NEEDED_MS;
    const outcome = enough ? await quarantineOne(step, settings, world) : outOfTime(step.candidate.orphan.loadBalancer);
    outcomes.push(outcome);
    if (outcome.did !== 'quarantined') continue;
    news.push({ is: 'quarantined', ...step });
    told.push(toldNow(step.candidate.orphan, outcome.quarantinedAt));
  }
  return { outcomes, news, failures, told };
}

async function quarantineOne(step: QuarantineStep, settings: PlanSettings, world: SweepWorld): Promise<Outcome> {
  const { candidate } = step;
  const { loadBalancer } = candidate.orphan;
  const { arn, name } = loadBalancer;
  const couldNot = (why: string): Outcome => failed(loadBalancer, 'could not be quarantined', why);

  const reading = await world.read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return couldNot(reading.why);
  if (reading.value.is === 'gone') return spared(loadBalancer, 'it is gone');
  let quarantinedAt = world.now();
  const write = quarantineWrite(step, reading.value.tags, quarantinedAt, settings);
  if (write.is === 'no-room') return couldNot(write.why);
  if (write.is === 'spared') return spared(loadBalancer, write.why);
  let { add } = write;
  if (write.remove.length > 0) {
    const removed = await world.write.tagWriter.remove(arn, write.remove);
    if (!removed.ok) return couldNot(removed.why);
    // SAFETY: a write waits for its turn, seconds in which somebody may have answered: the tags are read again.
    const again = await world.read.loadBalancers.tagsOf(arn);
    if (!again.ok) return couldNot(again.why);
    if (again.value.is === 'gone') return spared(loadBalancer, 'it is gone');
    const veto = vetoIn(again.value.tags, world.now());
    if (veto !== undefined) return spared(loadBalancer, veto);
    quarantinedAt = world.now();
    add = quarantineTags(candidate, again.value.tags, quarantinedAt);
  }
  // A "rejected" that comes while this call waits for its turn is written over where the key was absent or "approved": AWS
  // has no write that depends on what stands there, and nobody can tell afterwards. What is lost is that no, and not more:
  // the notice follows, and nothing goes without a yes that comes after it.
  const added = await world.write.tagWriter.add(arn, add);
  if (!added.ok) return couldNot(added.why);
  const marked = await markCompanions(candidate, world);
  return marked.ok ? { arn, name, did: 'quarantined', quarantinedAt, ...step } : couldNot(marked.why);
}

/**
 * Marks the target groups that go with the NLB, unless they are; `reap` deletes only what carries the mark. Safe to
 * repeat.
 */
async function markCompanions(candidate: Candidate, { write }: SweepWorld): Promise<WriteResult> {
  for (const companion of candidate.companions.filter(({ isMarked }) => !isMarked)) {
    const mark = { [TAG.companionOf]: companionMark(candidate.orphan.loadBalancer.arn) };
    const result = await write.tagWriter.add(companion.arn, mark);
    if (!result.ok && result.kind !== 'gone') return result;
  }
  return { ok: true };
}
