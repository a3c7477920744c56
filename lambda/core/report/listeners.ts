/**
 * Whether somebody hears what is published: a notice counts only then, and the grace window starts with it. Never takes a
 * machine for a person where nobody else would have to act.
 */
import type { ApprovalPolicy } from '../../model/policy.ts';
import type { Subscription } from '../../model/subscription.ts';

/** What a person reads without anything in between that could be broken unseen. */
const READ_BY_PEOPLE: readonly string[] = ['email', 'email-json', 'sms'];

/**
 * Undefined when somebody does; otherwise why nobody does, and what to do about it, in words for people.
 *
 * @param chatFault why the chat does not count either; undefined where there is none
 */
export function whyNobodyListens(
  subscriptions: readonly Subscription[],
  approval: ApprovalPolicy,
  chatFault?: string,
): string | undefined {
  const faults = subscriptions.map((subscription) => faultOf(subscription, approval));
  if (faults.includes(undefined)) return undefined;
  const chat = chatFault === undefined ? '' : `, and the chat does not count (${chatFault})`;
  const orTest = chatFault === undefined ? '' : `, or ${TEST_THE_CHAT}`;
  if (subscriptions.length === 0) {
    return `nobody hears the notices: no subscription of the topic is confirmed${chat}. Confirm the e-mail that AWS sent, or subscribe an address${orTest}. ${STANDS_STILL}`;
  }
  const each = subscriptions.map(({ protocol }, index) => `${protocol}: ${faults[index]}`);
  return `nobody hears the notices: subscriptions are confirmed, but none counts (${[...new Set(each)].join('; ')})${chat}. Subscribe an e-mail address in this account without a filter policy, and confirm it${orTest}. ${STANDS_STILL}`;
}

/** How a chat comes to count (core/chat/listener.ts). */
export const TEST_THE_CHAT = 'run "nlb-janitor doctor --test-message" and answer the card in the chat';

const STANDS_STILL = 'Until then no window starts and nothing is told.';

/** Why it does not count, in words; undefined when it does. */
function faultOf({ protocol, gets }: Subscription, approval: ApprovalPolicy): string | undefined {
  // SAFETY: a filter policy may hold back the very notice; what cannot be seen counts as one.
  if (gets !== 'all') return gets === 'some' ? 'has a filter policy' : 'belongs to another account';
  // A person must act anyway: who does not hear of it does not approve.
  if (approval === 'required') return undefined;
  // SAFETY: with automatic approval silence deletes, and a queue or a broken webhook is silent.
  return READ_BY_PEOPLE.includes(protocol) ? undefined : 'is read by no person, and approval is automatic';
}
