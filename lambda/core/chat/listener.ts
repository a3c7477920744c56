/**
 * Whether the chat counts as a listener: Amazon Q gets every card, and a person answered a test card in this very channel
 * not long ago. What is not known does not count. Pure.
 */
import type { ChatAnswer, ChatFacts, ChatSubscription } from '../../model/chat.ts';
import { DAY_MS, dayOf, writeInstant } from '../time.ts';
import { count } from '../words.ts';

/** A channel may be left or archived meanwhile, which nobody sees from outside. */
export const ANSWER_HOLDS_DAYS = 90;
/** So long before its end another test card is sent: time enough to see it. */
export const RENEW_DAYS = 14;
/** A press on an old card would say little of whether cards arrive today. */
export const TEST_CARD_DAYS = 7;
/** The card is dated by the clock of whoever sent it. */
const CLOCK_MS = 10 * 60_000;

export type ChatListening =
  | { readonly is: 'listens'; readonly until: Date }
  /** `why`: in words after "the chat does not count". */
  | { readonly is: 'does-not'; readonly why: string };

/** @param channel of the settings (test-nlb.ts) */
export function chatListening(
  { subscription, answer, recorded }: ChatFacts,
  channel: string,
  now: Date,
): ChatListening {
  // SAFETY: whether cards arrive is not known, so they do not.
  if (!subscription.ok) return doesNot(subscription.why);
  const lost = whyCardsAreLost(subscription.value);
  // SAFETY: a card that may be lost told nobody.
  if (lost !== undefined) return doesNot(lost);
  // SAFETY: what cannot be read is no answer.
  if (!answer.ok) return doesNot(answer.why);
  // SAFETY: SNS takes a card also for a channel that nobody reads.
  if (answer.value === undefined) return doesNot('nobody has answered a test card');
  const fault = whyAnswerDoesNotCount(answer.value, channel, now) ?? whyUnproved(answer.value, recorded);
  return fault === undefined ? { is: 'listens', until: answerHoldsUntil(answer.value) } : doesNot(fault);
}

/** Whoever may write into the queue or the bucket can make an answer up; CloudTrail's history nobody can write. */
function whyUnproved(answer: ChatAnswer, recorded: ChatFacts['recorded']): string | undefined {
  // SAFETY: what cannot be looked up proves nothing.
  if (!recorded.ok) return recorded.why;
  // SAFETY: the same of what is not there.
  if (recorded.value === undefined) {
    return 'CloudTrail does not list the press of the button, which can take a quarter of an hour';
  }
  // SAFETY: an answer that says more than the press was changed by somebody.
  return isSamePress(answer, recorded.value) ? undefined : 'the stored answer is not what CloudTrail has of the press';
}

function isSamePress(one: ChatAnswer, other: ChatAnswer): boolean {
  return (
    one.eventId === other.eventId &&
    one.channel === other.channel &&
    // Stored to the second.
    writeInstant(one.sentAt) === writeInstant(other.sentAt) &&
    writeInstant(one.answeredAt) === writeInstant(other.answeredAt)
  );
}

function doesNot(why: string): ChatListening {
  return { is: 'does-not', why };
}

function whyCardsAreLost(subscription: ChatSubscription): string | undefined {
  // SAFETY: a filter policy may hold back the very card; what cannot be seen counts as one.
  switch (subscription) {
    case 'all':
      return undefined;
    case 'none':
      return 'Amazon Q has not subscribed to the topic of the cards';
    case 'some':
      return 'the subscription of Amazon Q has a filter policy';
    case 'unknown':
      return 'the subscription of Amazon Q belongs to another account';
  }
}

/** Undefined when it does. */
export function whyAnswerDoesNotCount(
  { channel: answered, sentAt, answeredAt }: ChatAnswer,
  channel: string,
  now: Date,
): string | undefined {
  // SAFETY: whoever reads another channel does not read this one.
  if (answered !== channel) return 'the test card was answered in another channel than that of the settings';
  const waitedMs = answeredAt.getTime() - sentAt.getTime();
  // SAFETY: states what must hold, so that a card of an unknown time counts for nothing.
  if (!(waitedMs >= -CLOCK_MS && waitedMs <= TEST_CARD_DAYS * DAY_MS)) {
    return `the test card was not sent in the ${count(TEST_CARD_DAYS, 'day')} before the answer, or the clock of whoever sent it is wrong`;
  }
  const ageMs = now.getTime() - answeredAt.getTime();
  // SAFETY: the same for an answer.
  if (!(ageMs >= -CLOCK_MS && ageMs <= ANSWER_HOLDS_DAYS * DAY_MS)) {
    return `the last answer to a test card, of ${dayOf(answeredAt)}, is not of the last ${count(ANSWER_HOLDS_DAYS, 'day')}`;
  }
  return undefined;
}

/** Until when it counts. */
export function answerHoldsUntil({ answeredAt }: ChatAnswer): Date {
  return new Date(answeredAt.getTime() + ANSWER_HOLDS_DAYS * DAY_MS);
}
