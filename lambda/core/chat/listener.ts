/**
 * Whether the chat counts as a listener: Amazon Q gets every card, and a person answered a test card in this very channel
 * not long ago. What is not known does not count. Pure.
 */
import type { ChatAnswer, ChatFacts, ChatSubscription, RecordedAnswer } from '../../model/chat.ts';
import { DAY_MS, dayOf, HOUR_MS, writeInstant } from '../time.ts';
import { count } from '../words.ts';

/** A channel may be left or archived meanwhile, which nobody sees from outside. */
export const ANSWER_HOLDS_DAYS = 90;
/** So long before its end another test card is sent: time enough to see it. */
export const RENEW_DAYS = 14;
/** A press on an old card would say little of whether cards arrive today. */
export const TEST_CARD_DAYS = 7;
/** The card is dated by the clock of whoever sent it. */
const CLOCK_MS = 10 * 60_000;
/** CloudTrail lists an event some minutes after it happened; after an hour it does not come any more. */
const LISTED_MS = HOUR_MS;

/** `why`: in words after "the chat does not count". */
export type ChatListening =
  | { readonly is: 'listens'; readonly until: Date }
  | { readonly is: 'does-not'; readonly why: string }
  /** A later run may know. */
  | { readonly is: 'unreadable'; readonly why: string };

/** @param channel of the settings (test-nlb.ts) */
export function chatListening({ subscription, answers }: ChatFacts, channel: string, now: Date): ChatListening {
  // SAFETY: whether cards arrive is not known, so they do not.
  if (!subscription.ok) return { is: 'unreadable', why: subscription.why };
  const lost = whyCardsAreLost(subscription.value);
  // SAFETY: a card that may be lost told nobody.
  if (lost !== undefined) return { is: 'does-not', why: lost };
  // SAFETY: what cannot be read is no answer.
  if (!answers.ok) return { is: 'unreadable', why: answers.why };
  const all = answers.value.map((one) => answerListening(one, channel, now));
  const best = all.reduce<ChatListening | undefined>(better, undefined);
  // SAFETY: SNS takes a card also for a channel that nobody reads.
  return best ?? { is: 'does-not', why: 'nobody has answered a test card' };
}

/** The one that counts for longest; else the one that may count later; else the last. */
function better(one: ChatListening | undefined, other: ChatListening): ChatListening {
  if (one === undefined) return other;
  if (one.is === 'listens') return other.is === 'listens' && other.until.getTime() > one.until.getTime() ? other : one;
  return one.is === 'unreadable' && other.is === 'does-not' ? one : other;
}

function answerListening({ answer, recorded }: RecordedAnswer, channel: string, now: Date): ChatListening {
  const fault = whyAnswerDoesNotCount(answer, channel, now);
  if (fault !== undefined) return { is: 'does-not', why: fault };
  // SAFETY: whoever may write into the queue or the bucket can make an answer up; what cannot be looked up proves nothing.
  if (!recorded.ok) return { is: 'unreadable', why: recorded.why };
  // SAFETY: the same of what is not there.
  if (recorded.value === undefined) {
    const isSoon = now.getTime() - answer.answeredAt.getTime() < LISTED_MS;
    const why = 'CloudTrail does not list the press of the button';
    return isSoon
      ? { is: 'unreadable', why: `${why} yet, which can take a quarter of an hour` }
      : { is: 'does-not', why };
  }
  // SAFETY: an answer that says more than the press was changed by somebody.
  return isSamePress(answer, recorded.value)
    ? { is: 'listens', until: answerHoldsUntil(answer) }
    : { is: 'does-not', why: 'the stored answer is not what CloudTrail has of the press' };
}

export function isSamePress(one: ChatAnswer, other: ChatAnswer): boolean {
  return (
    one.eventId === other.eventId &&
    one.channel === other.channel &&
    // Stored to the second.
    writeInstant(one.sentAt) === writeInstant(other.sentAt) &&
    writeInstant(one.answeredAt) === writeInstant(other.answeredAt)
  );
}

/** In words after "the chat does not count"; undefined where every card arrives. */
export function whyCardsAreLost(subscription: ChatSubscription): string | undefined {
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

/** Undefined when it does, as soon as CloudTrail has it. */
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
