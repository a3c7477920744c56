/**
 * The one thing that `doctor` can write: a message on the topic that says that it is a test, and a card on that of the chat. Loaded
 * for --test-message alone.
 */
import { chatTopic } from '../lambda/aws/chat-topic.ts';
import { snsNotifier } from '../lambda/aws/sns-notifier.ts';
import { chatTestCard } from '../lambda/core/report/chat-test-card.ts';
import { testMessage } from '../lambda/core/report/test-message.ts';
import type { TestMessage } from '../lambda/model/deployment.ts';
import type { SendTest } from './doctor.ts';
import { clientsFor } from './clients.ts';

export const sendTestMessage: SendTest = async ({ region, account, at, topicArn, chat }, caller) => {
  const { subject, text } = testMessage({ account, region });
  const attributes = { kind: ['test'], account: [account], region: [region] };
  const { sns } = clientsFor(region, caller);
  const result = await snsNotifier(sns, topicArn).publish({ subject, text, json: text, attributes });
  if (!result.ok) return { is: 'failed', why: result.why };
  if (chat === undefined) return { is: 'sent' };
  const couldNot = (why: string): TestMessage => ({
    is: 'failed',
    why: `the e-mail was sent, the card for the chat was not: ${why}`,
  });
  if (chat.settings === undefined) return couldNot('the settings of the functions are not known');
  const posted = await chatTopic(sns, chat.topicArn).post(
    chatTestCard({ account, region, ...chat.settings, sentAt: at }),
  );
  return posted.ok ? { is: 'sent' } : couldNot(posted.why);
};
