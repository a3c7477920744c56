/**
 * Whether a delete that was planned may still be made, judged again from fresh facts right before it; and why not, for
 * people. Pure.
 */
import type { Facts } from '../../model/facts.ts';
import type { DueDelete } from '../../model/plan.ts';
import type { Orphan, Verdict } from '../../model/verdict.ts';
import { approvalStanding } from './approval.ts';
import { dueOf } from './due.ts';
import { closedUntil, outsideHours, type HoursSettings } from './hours.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';
import { cautionsInWords, cautionsSince, isWorthAsking } from './told.ts';

export type StillDue =
  /** `due` as it is now. */
  | { readonly is: 'due'; readonly due: DueDelete }
  /** `why` it is spared, for people. */
  | { readonly is: 'not-due'; readonly why: string };

/**
 * Whether the same delete is still due by the same right, judged again from fresh facts. The day's limit was settled by
 * the plan.
 *
 * @param verdicts of the fresh facts
 */
export function stillDue(
  due: DueDelete,
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: PlanSettings & HoursSettings,
): StillDue {
  const notDue = (why: string): StillDue => ({ is: 'not-due', why });
  const { arn } = due.candidate.orphan.loadBalancer;
  const verdict = verdicts.find(({ loadBalancer }) => loadBalancer.arn === arn);
  if (verdict === undefined) return notDue('it is gone');
  if (verdict.is !== 'orphan') return notDue(`it is ${verdict.is} now (${verdict.reason}): ${verdict.explanation}`);
  const again = settings.mode === 'delete' ? dueOf(verdict, facts, settings) : undefined;
  if (again === undefined || again === 'unreadable') {
    return notDue(whyNotDueAgain(verdict, facts, settings));
  }
  // SAFETY: as an automatic delete it would have counted against the breaker, and nobody counted it.
  if (due.by === 'approval' && again.by !== 'approval') return notDue('its approval was taken back');
  // SAFETY: another fingerprint is another question.
  if (again.candidate.fingerprint !== due.candidate.fingerprint) return notDue('what its verdict rests on has changed');
  const opensAt = closedUntil(facts.now, settings);
  // SAFETY: the hours may end in the middle of a run.
  if (opensAt !== undefined) return notDue(outsideHours(opensAt));
  const why = again.by === 'approval' ? whyToldTooLittle(due, again) : undefined;
  return why === undefined ? { is: 'due', due: { ...again, told: due.told } } : notDue(why);
}

/** Why the approval does not cover it: a caution that its notice did not tell of. */
function whyToldTooLittle(due: DueDelete, again: DueDelete): string | undefined {
  // SAFETY: what another notice told of is no matter of this one.
  const told = again.quarantinedAt.getTime() === due.quarantinedAt.getTime() ? due.told : undefined;
  // SAFETY: whoever approved it did not know of it.
  const since = cautionsSince(again.candidate.orphan.cautions, told ?? []);
  if (since.length === 0) return undefined;
  return told === undefined
    ? `what its notice said speaks against it is not on record, so this may be new: ${cautionsInWords(since)}; a sweep tells people within a day and asks them again`
    : `a caution has come since its notice: ${cautionsInWords(since, told)}; ${since.some(isWorthAsking) ? 'a sweep tells people within a day and asks them again' : 'the next run tries again'}`;
}

/** Most of it cannot be told from here; that its approval does not count can. */
function whyNotDueAgain(orphan: Orphan, facts: Facts, settings: PlanSettings): string {
  const why = whyUncounted(orphan, facts, settings);
  return why === undefined
    ? 'it is not due any more: its tags, its evidence or its approval changed'
    : `its approval does not count: ${why}`;
}

/** Why the approval of this orphan, which stands in a valid quarantine, does not count; undefined where it does, or none does. */
export function whyUncounted(orphan: Orphan, facts: Facts, settings: PlanSettings): string | undefined {
  const { loadBalancer, tags } = orphan;
  const quarantine = quarantineOf(loadBalancer, tags, facts.now, settings);
  if (quarantine.is !== 'valid' || quarantine.approval !== 'approved' || quarantine.notifiedAt === undefined) {
    return undefined;
  }
  const approved = { arn: loadBalancer.arn, tags, notifiedAt: quarantine.notifiedAt };
  const standing = approvalStanding(approved, facts, settings);
  return standing.is === 'does-not-count' ? standing.why : undefined;
}
