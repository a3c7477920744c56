/** Whether Amazon Q has the topic of the cards: its own subscription alone says so, confirmed, on any page. */
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';

import { chatSubscription } from '../../../lambda/aws/doctor/chat-subscription.ts';

const client = new SNSClient({ region: 'eu-west-3' });
const sns = mockClient(client);
const topicArn = 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor-chat';
const AMAZON_Q = 'https://global.sns-api.chatbot.amazonaws.com';

beforeEach(() => {
  sns.reset();
  sns.onAnyCommand().rejects(new Error('unexpected command'));
});

const one = (Endpoint: string, SubscriptionArn = `${topicArn}:1`) => ({ SubscriptionArn, Endpoint, Protocol: 'https' });

it.each([
  ['subscribed', one(AMAZON_Q), true],
  ['subscribed, with a slash', one(`${AMAZON_Q}/`), true],
  ['not confirmed', one(AMAZON_Q, 'PendingConfirmation'), false],
  ['somebody else', one('https://example.com'), false],
  ['somebody who looks like it', one(`${AMAZON_Q}.example.com`), false],
])('%s', async (_what, subscription, isJoined) => {
  sns
    .on(ListSubscriptionsByTopicCommand)
    .resolvesOnce({ Subscriptions: [one('https://example.com')], NextToken: '2' })
    .resolvesOnce({ Subscriptions: [subscription] });
  expect(await chatSubscription(client, topicArn)).toEqual({ ok: true, value: { topicArn, isJoined } });
});

it('is unreadable when a page is lost, though it was seen before', async () => {
  sns
    .on(ListSubscriptionsByTopicCommand)
    .resolvesOnce({ Subscriptions: [one(AMAZON_Q)], NextToken: '2' })
    .rejects(new Error('no'));
  expect(await chatSubscription(client, topicArn)).toMatchObject({ ok: false });
});
