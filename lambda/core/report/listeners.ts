/**
 * Whether somebody hears what is published: a notice counts only then, and the grace window starts with it. Never takes a
 * machine for a person where nobody else would have to act.
 */
import type { ApprovalPolicy } from '../../model/policy.ts';
import type { Subscription } from '../../model/subscription.ts';

/** What a person reads without anything in between that could be broken unseen. */
const READ_BY_PEOPLE: readonly string[] = ['email', 'email-json', 'sms'];

export function isSomebodyListening(subscriptions: readonly Subscription[], approval: ApprovalPolicy): boolean {
  return subscriptions.some((subscription) => isListener(subscription, approval));
}

function isListener({ protocol, gets }: Subscription, approval: ApprovalPolicy): boolean {
  // SAFETY: a filter policy may hold back the very notice; what cannot be seen counts as one.
  if (gets !== 'all') return false;
  // A person must act anyway: who does not hear of it does not approve.
  if (approval === 'required') return true;
  // SAFETY: with automatic approval silence deletes, and a queue or a broken webhook is silent.
  return READ_BY_PEOPLE.includes(protocol);
}
