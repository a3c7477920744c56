/**
 * Whether somebody hears what is published: a notice counts only then, and the grace window starts with it. Never takes a
 * machine for a person where nobody else would have to act.
 */
import type { ApprovalPolicy } from '../../model/policy.ts';
import type { Subscription } from '../../model/subscription.ts';
import type { ChatListening } from '../chat/listener.ts';

/** What a person reads without anything in between that could be broken unseen. */
const READ_BY_PEOPLE: readonly string[] = ['email', 'email-json', 'sms'];

export type WhoHears =
  | { readonly is: 'subscribers' }
  /** What no card said was not told. */
  | { readonly is: 'chat-alone'; readonly until: Date }
  /** `why`: and what to do about it, in words for people. */
  | { readonly is: 'nobody'; readonly why: string }
  /** Who listens is not known. */
  | { readonly is: 'unreadable'; readonly why: string };

/** @param chat undefined where there is none, and where nobody has asked about it */
export function whoHears(
  subscriptions: readonly Subscription[],
  approval: ApprovalPolicy,
  chat?: ChatListening,
): WhoHears {
  const faults = subscriptions.map((subscription) => faultOf(subscription, approval));
  if (faults.includes(undefined)) return { is: 'subscribers' };
  // SAFETY: a chat that nobody is known to read is nobody.
  if (chat?.is === 'listens') return { is: 'chat-alone', until: chat.until };
  if (chat?.is === 'unreadable') {
    return {
      is: 'unreadable',
      why: `nobody else hears the notices, and whether the chat does is not known: ${chat.why}`,
    };
  }
  const andChat = chat === undefined ? '' : `, and the chat does not count (${chat.why})`;
  const orTest = chat === undefined ? '' : `, or ${TEST_THE_CHAT}`;
  if (subscriptions.length === 0) {
    const why = `nobody hears the notices: no subscription of the topic is confirmed${andChat}. Confirm the e-mail that AWS sent, or subscribe an address${orTest}. ${STANDS_STILL}`;
    return { is: 'nobody', why };
  }
  const each = subscriptions.map(({ protocol }, index) => `${protocol}: ${faults[index]}`);
  const why = `nobody hears the notices: subscriptions are confirmed, but none counts (${[...new Set(each)].join('; ')})${andChat}. Subscribe an e-mail address in this account without a filter policy, and confirm it${orTest}. ${STANDS_STILL}`;
  return { is: 'nobody', why };
}

/** How a chat comes to count (core/chat/listener.ts). */
const TEST_THE_CHAT = 'run "nlb-janitor doctor --test-message" and answer the card in the chat';

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
