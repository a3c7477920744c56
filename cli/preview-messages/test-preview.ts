/** The test message of `doctor`, and the cards of the chat that belong to it. */
import { answerHoldsUntil, whyAnswerDoesNotCount } from '../../lambda/core/chat/listener.ts';
import { channelOf } from '../../lambda/core/chat/test-nlb.ts';
import { chatAnsweredCard, chatTestCard } from '../../lambda/core/report/chat-test-card.ts';
import { testMessage } from '../../lambda/core/report/test-message.ts';
import { DAY_MS } from '../../lambda/core/time.ts';
import { CHAT_ROLE } from '../../lambda/model/chat.ts';
import { DEMO_START } from '../../sandbox/demo-world.ts';
import type { PreviewMessage } from './message.ts';

const CHAT = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };

export function testPreview(): PreviewMessage {
  const place = { account: '123456789012', region: 'eu-west-3' };
  const { subject, text } = testMessage(place);
  const by = `arn:aws:sts::123456789012:assumed-role/${CHAT_ROLE}/chatbot-session-slack-U0123ABCD`;
  const answer = { channel: channelOf(CHAT), sentAt: DEMO_START, answeredAt: DEMO_START, by, eventId: 'e1' };
  const cards = [
    chatTestCard({ ...place, chat: CHAT, approval: 'required', sentAt: DEMO_START }),
    chatTestCard({
      ...place,
      chat: CHAT,
      approval: 'automatic',
      sentAt: DEMO_START,
      until: new Date(DEMO_START.getTime() + 7 * DAY_MS),
    }),
    chatAnsweredCard({ ...place, by, sentAt: DEMO_START, is: 'counts', until: answerHoldsUntil(answer) }),
    chatAnsweredCard({
      ...place,
      by,
      sentAt: DEMO_START,
      is: 'does-not-count',
      why: whyAnswerDoesNotCount(answer, channelOf({ byHand: true }), DEMO_START) ?? '',
    }),
  ];
  return { subject, mail: text, body: text, cards };
}
