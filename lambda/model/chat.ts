/**
 * What the cards in the chat and the buttons of the stack agree on: a button stands on a card only where its variables say
 * so, and takes from it what to answer (docs/facts/chat-and-fleet.md 1).
 */

/** Of each region; a fixed name, so that the stack that owns the channel can name those of all others. */
export const CHAT_TOPIC = 'nlb-janitor-chat';

/** Names in a card's `additionalContext`. */
export const CARD_FIELDS = {
  /** Whether Reject and Keep stand on it. */
  keeps: 'NlbJanitorKeeps',
  /** Whether Approve does. */
  approves: 'NlbJanitorApproves',
  region: 'NlbJanitorRegion',
  arn: 'NlbJanitorArn',
} as const;

export const YES = 'yes';
export const NO = 'no';

/** What the button Keep writes. */
export const KEEP_BY_CHAT = 'asked-in-chat';
