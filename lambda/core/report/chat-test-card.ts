/**
 * The card that says that it is a test, with a button that shows whether somebody reads the channel, and the card that says what
 * the press of it means (core/chat/listener.ts). Pure.
 */
import { CARD_FIELDS, TEST_BUTTON, YES, type Chat } from '../../model/chat.ts';
import { ANSWER_HOLDS_DAYS, TEST_CARD_DAYS } from '../chat/listener.ts';
import { channelOf, testArn } from '../chat/test-nlb.ts';
import { dayOf } from '../time.ts';
import { count, sentence } from '../words.ts';
import { chatMessageJson } from './chat-message.ts';
import { chatText, ours, said } from './chat-words.ts';
import { whoAnswered } from './notice-words.ts';

interface Place {
  readonly account: string;
  readonly region: string;
}

/** JSON for the chat's topic. */
export function chatTestCard(place: Place, chat: Chat, sentAt: Date): string {
  const title = 'Test message of nlb-janitor';
  return chatMessageJson({
    title,
    description: [
      `Sent by \`nlb-janitor doctor --test-message\` for ${inWords(place)}. Nothing is quarantined or deleted by it.`,
      ours(
        'What to press',
        `${TEST_BUTTON}, within ${count(TEST_CARD_DAYS, 'day')}. The button names a load balancer that does not exist, so AWS answers that it was not found. That is right.`,
      ),
      ours(
        'What happens',
        `nlb-janitor answers in this thread. For ${count(ANSWER_HOLDS_DAYS, 'day')} this channel then counts as a listener: people are told here, also where nobody has confirmed an e-mail.`,
      ),
    ].join('\n'),
    threadId: threadOf(place),
    summary: title,
    actionContext: {
      [CARD_FIELDS.tests]: YES,
      [CARD_FIELDS.region]: place.region,
      [CARD_FIELDS.arn]: testArn({ channel: channelOf(chat), sentAt }, place),
    },
  });
}

interface Answered extends Place {
  /** ARN of the session of whoever pressed. */
  readonly by: string;
  /** Undefined where the answer does not count. */
  readonly until?: Date;
  readonly doesNotCount?: string | undefined;
}

export function chatAnsweredCard({ by, until, doesNotCount, ...place }: Answered): string {
  const title = until === undefined ? 'The answer to the test does not count' : 'This channel counts as a listener';
  const means =
    until === undefined
      ? [
          ...(doesNotCount === undefined ? [] : [said('Why', sentence(doesNotCount))]),
          ours('What to do', 'Send another test, and answer that: `nlb-janitor doctor --test-message`.'),
        ]
      : [
          ours(
            'What happens',
            `People are told here until ${dayOf(until)}, also where nobody has confirmed an e-mail.`,
          ),
          ours('What to do', 'Before that day, send another test: `nlb-janitor doctor --test-message`.'),
        ];
  return chatMessageJson({
    title,
    description: [said('By', whoAnswered({ by, answeredAt: null })), ours('Where', inWords(place)), ...means].join(
      '\n',
    ),
    threadId: threadOf(place),
    summary: title,
    actionContext: undefined,
  });
}

function inWords({ account, region }: Place): string {
  return `account ${chatText(account, 20)}, ${chatText(region, 60)}`;
}

function threadOf({ region }: Place): string {
  return `nlb-janitor-test-${region}`;
}
