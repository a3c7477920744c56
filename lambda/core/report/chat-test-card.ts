/**
 * The card with a button that shows whether somebody reads the channel, and the card that says what the press of it means
 * (core/chat/listener.ts). Pure.
 */
import { CARD_FIELDS, TEST_BUTTON, YES, type Chat } from '../../model/chat.ts';
import type { ApprovalPolicy } from '../../model/policy.ts';
import { ANSWER_HOLDS_DAYS, TEST_CARD_DAYS } from '../chat/listener.ts';
import { channelOf, testArn } from '../chat/test-nlb.ts';
import type { Place } from '../place.ts';
import { dayOf } from '../time.ts';
import { count, sentence } from '../words.ts';
import { chatMessageJson } from './chat-message.ts';
import { chatName, chatText, ours, said } from './chat-words.ts';
import { whoAnswered } from './notice-words.ts';

interface TestCard extends Place {
  readonly chat: Chat;
  readonly approval: ApprovalPolicy;
  readonly sentAt: Date;
  /** Until when an earlier answer holds, which this one renews; undefined where `doctor` sends it. */
  readonly until?: Date;
}

/** JSON for the chat's topic. */
export function chatTestCard({ chat, approval, sentAt, until, ...place }: TestCard): string {
  const title = until === undefined ? 'Test message of nlb-janitor' : 'Does somebody still read this channel?';
  const why =
    until === undefined
      ? `Sent by ${chatName(COMMAND, MOST_COMMAND_CHARACTERS)}.`
      : `This channel counts as a listener until ${dayOf(until)}. An answer renews it.`;
  return chatMessageJson({
    title,
    description: [
      `${why} Account ${inWords(place)}. Nothing is tagged, quarantined or deleted by this card.`,
      ours(
        'What to press',
        `${TEST_BUTTON}, within ${count(TEST_CARD_DAYS, 'day')}, with the role nlb-janitor-chat: a press with another role counts for nothing. The button names a load balancer that does not exist: you will see that AWS did not find it (LoadBalancerNotFound), which is right. AccessDenied is not.`,
      ),
      ours(
        'What happens',
        `nlb-janitor answers in this thread, within minutes. For ${count(ANSWER_HOLDS_DAYS, 'day')} this channel then counts as a listener: a card here starts the grace window of a load balancer, also where nobody has confirmed an e-mail. ${AFTER_THE_WINDOW[approval]}`,
      ),
    ].join('\n'),
    // Of its own: nobody looks into a thread of three months ago.
    threadId: threadOf(place, sentAt),
    summary: title,
    actionContext: {
      [CARD_FIELDS.tests]: YES,
      [CARD_FIELDS.region]: place.region,
      [CARD_FIELDS.arn]: testArn({ channel: channelOf(chat), sentAt }, place),
    },
  });
}

const COMMAND = 'nlb-janitor doctor --test-message';
const MOST_COMMAND_CHARACTERS = 200;

const AFTER_THE_WINDOW: Readonly<Record<ApprovalPolicy, string>> = {
  required: 'Nothing is deleted unless a person approves it.',
  automatic:
    'Approval is automatic: an orphan without a caution that nobody keeps or rejects by then is deleted, after a reminder.',
};

type AnsweredCard = Place & {
  /** ARN of the session of whoever pressed. */
  readonly by: string;
  /** Of the card. */
  readonly sentAt: Date;
} & Answered;

export type Answered =
  { readonly is: 'counts'; readonly until: Date } | { readonly is: 'does-not-count'; readonly why: string };

/** JSON for the chat's topic. */
export function chatAnsweredCard(answered: AnsweredCard): string {
  const title =
    answered.is === 'counts' ? 'The chat counts as a listener' : 'Answered, but the chat does not count as a listener';
  return chatMessageJson({
    title,
    description: [
      said('By', whoAnswered({ by: answered.by, answeredAt: null })),
      ours('Where', inWords(answered)),
      ...(answered.is === 'counts' ? whatFollows(answered) : whatIsWrong(answered)),
    ].join('\n'),
    threadId: threadOf(answered, answered.sentAt),
    summary: title,
    actionContext: undefined,
  });
}

function whatFollows({ until }: { readonly until: Date }): readonly string[] {
  return [
    ours(
      'What happens',
      `People are told here until ${dayOf(until)}, also where nobody has confirmed an e-mail: from when CloudTrail lists this answer, a quarter of an hour later.`,
    ),
    ours(
      'After that',
      'Where nobody else listens, no window starts and no reminder is sent. A card asks to renew it before.',
    ),
  ];
}

function whatIsWrong({ why, region }: { readonly why: string } & Pick<Place, 'region'>): readonly string[] {
  const again = chatName(`${COMMAND} --region ${region}`, MOST_COMMAND_CHARACTERS);
  return [
    said('Why', sentence(why)),
    ours(
      'What to do',
      `Look whether the settings name this channel. Then send another test, and answer that: ${again}`,
    ),
  ];
}

function inWords({ account, region }: Place): string {
  return `${chatText(account, 20)}, ${chatText(region, 60)}`;
}

function threadOf({ account, region }: Place, sentAt: Date): string {
  // To the second, as it is stored.
  return `nlb-janitor-test-${account}-${region}-${Math.floor(sentAt.getTime() / 1000)}`;
}
