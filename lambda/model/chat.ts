/**
 * What settings, cards, buttons and answers of the chat agree on: a button stands on a card only where its variables say so, and
 * takes from it what to answer (docs/facts/chat-and-fleet.md 1).
 */
import type { Reading } from './reading.ts';
import type { Subscription } from './subscription.ts';

/** Where the cards with buttons go: one channel of an account, through Amazon Q Developer in chat applications. */
export interface Chat {
  readonly slack?: { readonly workspaceId: string; readonly channelId: string };
  readonly teams?: { readonly tenantId: string; readonly teamId: string; readonly channelId: string };
  /** The account has a configuration of the channel already: somebody adds topics and buttons to it. */
  readonly byHand?: true;
  /** Whose stack owns channel and buttons; the first of `regions` by default. */
  readonly region?: string;
}

/** Of each region; a fixed name, so that the stack that owns the channel can name those of all others. */
export const CHAT_TOPIC = 'nlb-janitor-chat';

/**
 * The role that presses the buttons. A fixed name of the account, so that `approvers` and service control policies can name
 * it. Only Amazon Q may take it on.
 */
export const CHAT_ROLE = 'nlb-janitor-chat';

/** Names in a card's `additionalContext`. */
export const CARD_FIELDS = {
  /** Whether Reject and Keep stand on it. */
  keeps: 'NlbJanitorKeeps',
  /** Whether Approve does. */
  approves: 'NlbJanitorApproves',
  /** Whether the button of a test does. */
  tests: 'NlbJanitorTests',
  region: 'NlbJanitorRegion',
  arn: 'NlbJanitorArn',
} as const;

export const YES = 'yes';
export const NO = 'no';

/** What stands on the button of a test card. */
export const TEST_BUTTON = 'I can read this';

/** What the button Keep writes. */
export const KEEP_BY_CHAT = 'asked-in-chat';

/** A press of the button on a test card: somebody reads the channel. */
export interface ChatAnswer {
  /** Of the settings with which the card was sent (core/chat/test-nlb.ts). */
  readonly channel: string;
  readonly sentAt: Date;
  readonly answeredAt: Date;
  /** ARN of the session of whoever pressed. */
  readonly by: string;
  /** CloudTrail's own id of the press. */
  readonly eventId: string;
}

/** How Amazon Q is subscribed to the topic of the cards; `none` where it is not. */
export type ChatSubscription = Subscription['gets'] | 'none';

/** What is stored of them. */
export interface ChatAnswers {
  /** The last one that CloudTrail was seen to have. */
  readonly proved: ChatAnswer | undefined;
  /** A later one, which it does not list yet. */
  readonly pending: ChatAnswer | undefined;
  /** When the chat was asked to renew the proved one. */
  readonly renewalAskedAt: Date | undefined;
}

export interface RecordedAnswer {
  readonly answer: ChatAnswer;
  /** What CloudTrail has of that press; undefined where it does not list it, or not yet. */
  readonly recorded: Reading<ChatAnswer | undefined>;
}

/** What whether the chat listens rests on. */
export interface ChatFacts {
  readonly subscription: Reading<ChatSubscription>;
  readonly answers: Reading<readonly RecordedAnswer[]>;
}
