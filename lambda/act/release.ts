/**
 * Lets NLBs go that are in use or left alone again: the janitor's marks come off, all but one where people must still hear
 * of it. Never touches `keep`, a rejection or a foreign tag; a failure of one NLB never stops the others.
 */
import { companionMark } from '../core/plan/companions/mark.ts';
import { releaseWrite } from '../core/plan/release.ts';
import type { NoticeBatch } from '../core/plan/notice-batches.ts';
import { TAG } from '../core/tags/keys.ts';
import type { Answered } from '../model/answer.ts';
import type { Done, News, Outcome } from '../model/outcome.ts';
import type { Verdict } from '../model/verdict.ts';
import type { SweepWorld } from '../ports/world.ts';
import { failed, outOfTime, spared } from './outcomes.ts';

/** Enough for one release, throttled, and for telling and writing down a whole batch at the pace beside `reap`. */
const NEEDED_MS = 60_000;

/**
 * What time does not allow is released by the next run.
 *
 * @param answers by ARN: whose answer lets it go, where CloudTrail has told
 */
export async function releaseBatch(
  { release }: Pick<NoticeBatch, 'release'>,
  answers: ReadonlyMap<string, Answered>,
  world: SweepWorld,
): Promise<Done> {
  const outcomes: Outcome[] = [];
  const news: News[] = [];
  for (const verdict of release) {
    const enough = world.deadline.remainingMs() >= NEEDED_MS;
    const { outcome, isHeardOf } = enough
      ? await releaseOne(verdict, world)
      : { outcome: outOfTime(verdict.loadBalancer), isHeardOf: false };
    outcomes.push(outcome);
    if (outcome.did !== 'released' || !isHeardOf) continue;
    const answered = answers.get(verdict.loadBalancer.arn);
    news.push({ is: 'released', verdict, ...(answered === undefined ? {} : { answered }) });
  }
  return { outcomes, news, failures: [] };
}

interface Released {
  readonly outcome: Outcome;
  readonly isHeardOf: boolean;
}

/** The marks on the target groups go first: the NLB's own tags are what makes a next run look at them. */
async function releaseOne(verdict: Verdict, { read, write }: SweepWorld): Promise<Released> {
  const { loadBalancer } = verdict;
  const { arn, name } = loadBalancer;
  const ended = (outcome: Outcome): Released => ({ outcome, isHeardOf: false });
  const couldNot = (why: string): Released => ended(failed(loadBalancer, 'could not be released', why));
  const gone = ended(spared(loadBalancer, 'it is gone'));

  const groups = await read.describer.targetGroupsOf(arn);
  if (!groups.ok) {
    const now = await read.loadBalancers.tagsOf(arn);
    return now.ok && now.value.is === 'gone' ? gone : couldNot(groups.why);
  }
  const groupTags = await read.loadBalancers.tags(groups.value.map((group) => group.arn));
  for (const [groupArn, reading] of groupTags) {
    if (!reading.ok) return couldNot(reading.why);
    if (reading.value.is === 'gone' || reading.value.tags.get(TAG.companionOf) !== companionMark(arn)) continue;
    const result = await write.tagWriter.remove(groupArn, [TAG.companionOf]);
    if (!result.ok && result.kind !== 'gone') return couldNot(result.why);
  }

  const reading = await read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return couldNot(reading.why);
  if (reading.value.is === 'gone') return gone;
  const { isHeardOf, removeNow } = releaseWrite(reading.value.tags);
  const removed = await write.tagWriter.remove(arn, removeNow);
  if (!removed.ok) return couldNot(removed.why);
  return { outcome: { arn, name, did: 'released', verdict }, isHeardOf };
}
