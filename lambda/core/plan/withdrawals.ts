/**
 * Reminders that must not count any more (docs/design.md section 4, "Automatic"): while an NLB is unknown, or the janitor
 * paused, nobody could see what the reminder rests on, and people may believe that nothing happens. Pure. Takes off nothing
 * but the reminder.
 */
import type { Facts } from '../../model/facts.ts';
import type { ReminderStep, Withdrawal } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Policy } from './candidate.ts';
import { TAG } from '../tags/keys.ts';
import { isGone, tagsIn } from '../tags/reading.ts';
import { deletesBySilence } from './reminder.ts';

/** For an NLB that is unknown, or about which too little could be read. */
export function withdrawalFrom({ loadBalancer, tags }: Verdict, policy: Policy): readonly Withdrawal[] {
  if (!deletesBySilence(policy)) return [];
  // SAFETY: one that was not read may be there.
  if (tags === undefined) return [{ loadBalancer, isSeen: false }];
  return tags.has(TAG.remindedAt) ? [{ loadBalancer, isSeen: true }] : [];
}

/**
 * For a run that finds itself paused: every reminder that it knows of, whatever the verdict.
 *
 * @param given by this very run, after the tags were read
 */
export function withdrawalsWhilePaused(
  { loadBalancers, tags }: Pick<Facts, 'loadBalancers' | 'tags'>,
  policy: Policy,
  given: readonly ReminderStep[] = [],
): readonly Withdrawal[] {
  if (!deletesBySilence(policy)) return [];
  const justGiven = new Set(given.map(({ candidate }) => candidate.orphan.loadBalancer.arn));
  return loadBalancers.flatMap((loadBalancer): readonly Withdrawal[] => {
    const reading = tags.get(loadBalancer.arn);
    // Not asked for: not a Network Load Balancer.
    if (reading === undefined || isGone(reading)) return [];
    const own = tagsIn(reading);
    if (own?.has(TAG.remindedAt) === true) return [{ loadBalancer, isSeen: true }];
    // SAFETY: a pause voids what was said a minute before it as well.
    return own === undefined || justGiven.has(loadBalancer.arn) ? [{ loadBalancer, isSeen: false }] : [];
  });
}
