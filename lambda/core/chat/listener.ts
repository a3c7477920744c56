/**
 * Whether the chat counts as a listener: Amazon Q gets every card, and a person answered a test card in this very channel
 * not long ago. What is not known does not count. Pure.
 */
import type { ChatAnswer, ChatSubscription } from '../../model/chat.ts';
import type { Reading } from '../../model/reading.ts';
import { DAY_MS, dayOf } from '../time.ts';
import { count } from '../words.ts';

/** A channel may be left or archived meanwhile, which nobody sees from outside. */
export const ANSWER_HOLDS_DAYS = 90;
/** A press on an old card would say little of whether cards arrive today. */
export const TEST_CARD_DAYS = 7;
/** The card is dated by the clock of whoever sent it. */
const CLOCK_MS = 10 * 60_000;

export interface ChatFacts {
  readonly subscription: Reading<ChatSubscription>;
  /** Undefined where nobody has answered a test card. */
  readonly answer: Reading<ChatAnswer | undefined>;
}

/** @param channel of the settings (test-nlb.ts). Undefined when it counts; otherwise why not, in words after "the chat: " */
export function whyChatIsNoListener(
  { subscription, answer }: ChatFacts,
  channel: string,
  now: Date,
): string | undefined {
  if (!subscription.ok) return subscription.why;
  const unheard = whyCardsAreLost(subscription.value);
  if (unheard !== undefined) return unheard;
  if (!answer.ok) return answer.why;
  if (answer.value === undefined) return 'nobody has answered a test card';
  return whyAnswerDoesNotCount(answer.value, channel, now);
}

function whyCardsAreLost(subscription: ChatSubscription): string | undefined {
  switch (subscription) {
    case 'all':
      return undefined;
    case 'none':
      return 'Amazon Q has not subscribed to the topic of the cards';
    // SAFETY: a filter policy may hold back the very card; what cannot be seen counts as one.
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
    return `the test card was answered more than ${count(TEST_CARD_DAYS, 'day')} after it was sent`;
  }
  const ageMs = now.getTime() - answeredAt.getTime();
  // SAFETY: the same for an answer.
  if (!(ageMs >= -CLOCK_MS && ageMs <= ANSWER_HOLDS_DAYS * DAY_MS)) {
    return `the last answer to a test card, of ${dayOf(answeredAt)}, is more than ${count(ANSWER_HOLDS_DAYS, 'day')} old`;
  }
  return undefined;
}

/** Until when it counts. */
export function answerHoldsUntil({ answeredAt }: ChatAnswer): Date {
  return new Date(answeredAt.getTime() + ANSWER_HOLDS_DAYS * DAY_MS);
}
