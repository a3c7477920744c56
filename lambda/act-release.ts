/**
 * Lets NLBs go that are in use or left alone again: the janitor's marks come off in two steps, with the message in between.
 * Never touches `keep`, a rejection or a foreign tag; a failure of one NLB never stops the others.
 */
import { GONE, oneByOne, tagsNow, type SweepActs } from './act-sweep.ts';
import { companionMark } from './core/companions.ts';
import { keysToRelease } from './core/plan/plan-sweep.ts';
import { TAG } from './core/tags.ts';
import type { Outcome, SweepPlan, Verdict } from './model.ts';
import type { WriteResult } from './ports.ts';

/** The first half of each release; `finishRelease` is the second. */
export async function releaseAll(plan: SweepPlan, acts: SweepActs): Promise<readonly Outcome[]> {
  return oneByOne(
    plan.release,
    acts,
    ({ verdict }) => verdict.loadBalancer,
    ({ verdict }) => release(verdict, acts),
  );
}

/**
 * Takes the janitor's tags off, but for the last one, which remembers that people must still be told. The marks on the
 * target groups go first: the NLB's own tags are what makes a next run look at them.
 */
async function release(verdict: Verdict, acts: SweepActs): Promise<Outcome> {
  const { arn, name } = verdict.loadBalancer;
  const failed = (why: string): Outcome => ({
    arn,
    name,
    did: 'failed',
    what: 'could not be released',
    why,
    isNews: false,
    lastError: undefined,
  });

  const groups = await acts.describer.targetGroupsOf(arn);
  if (!groups.ok)
    return (await tagsNow(arn, acts)) === GONE ? { arn, name, did: 'spared', why: GONE } : failed(groups.why);
  const marked = await acts.describer.targetGroupTags(groups.value.map((group) => group.arn));
  for (const [groupArn, reading] of marked) {
    if (reading.ok === 'gone') continue;
    if (!reading.ok) return failed(reading.why);
    if (reading.value.get(TAG.companionOf) !== companionMark(arn)) continue;
    const result = await acts.tagWriter.remove(groupArn, [TAG.companionOf]);
    if (!result.ok && result.kind !== 'gone') return failed(result.why);
  }

  const tags = await tagsNow(arn, acts);
  if (typeof tags === 'string') return failed(tags);
  const keys = keysToRelease(tags);
  const rest = keys.filter((key) => key !== lastKey(keys));
  if (rest.length > 0) {
    const result = await acts.tagWriter.remove(arn, rest);
    if (!result.ok) return failed(result.why);
  }
  return { arn, name, did: 'released', reason: verdict.reason, explanation: verdict.explanation };
}

/** The second half of a release, once people have been told, or need not be. */
export async function finishRelease(arn: string, acts: SweepActs): Promise<WriteResult> {
  const tags = await tagsNow(arn, acts);
  if (tags === GONE) return { ok: true };
  if (typeof tags === 'string') return { ok: false, kind: 'other', why: tags };
  const keys = keysToRelease(tags);
  return keys.length === 0 ? { ok: true } : acts.tagWriter.remove(arn, keys);
}

/** `notified-at` stays longest: it says that people have heard of the NLB, and so must hear of its release. */
function lastKey(keys: readonly string[]): string | undefined {
  return keys.find((key) => key === TAG.notifiedAt) ?? keys[0];
}
