/** Whether Amazon Q gets the cards: its own subscription alone says so, confirmed, without a filter policy, on any page. */
import { GetSubscriptionAttributesCommand, ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';

import { chatSubscription } from '../../lambda/aws/chat-subscription.ts';

const client = new SNSClient({ region: 'eu-west-3' });
const sns = mockClient(client);
const topicArn = 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor-chat';
const AMAZON_Q = 'https://global.sns-api.chatbot.amazonaws.com';

beforeEach(() => {
  sns.reset();
  sns.onAnyCommand().rejects(new Error('unexpected command'));
});

const one = (Endpoint: string, SubscriptionArn = `${topicArn}:1`, Owner = '123456789012') => ({
  SubscriptionArn,
  Endpoint,
  Owner,
  Protocol: 'https',
});
const attributes = (FilterPolicy?: string) => ({
  Attributes: { SubscriptionArn: `${topicArn}:1`, ...(FilterPolicy === undefined ? {} : { FilterPolicy }) },
});

it.each([
  ['subscribed', one(AMAZON_Q), attributes(), 'all'],
  ['subscribed, with a slash', one(`${AMAZON_Q}/`), attributes(), 'all'],
  ['subscribed, with a filter policy', one(AMAZON_Q), attributes('{"kind":["x"]}'), 'some'],
  ['of another account', one(AMAZON_Q, `${topicArn}:1`, '999999999999'), attributes(), 'unknown'],
  ['not confirmed', one(AMAZON_Q, 'PendingConfirmation'), attributes(), 'none'],
  ['somebody else', one('https://example.com'), attributes(), 'none'],
  ['somebody who looks like it', one(`${AMAZON_Q}.example.com`), attributes(), 'none'],
])('%s', async (_what, subscription, answer, gets) => {
  sns.on(GetSubscriptionAttributesCommand, { SubscriptionArn: `${topicArn}:1` }).resolves(answer);
  sns
    .on(ListSubscriptionsByTopicCommand)
    .resolvesOnce({ Subscriptions: [one('https://example.com', `${topicArn}:9`)], NextToken: '2' })
    .resolvesOnce({ Subscriptions: [subscription] });
  expect(await chatSubscription(client, topicArn)).toEqual({ ok: true, value: gets });
});

it('is unreadable when a page is lost, though it was seen before', async () => {
  sns
    .on(ListSubscriptionsByTopicCommand)
    .resolvesOnce({ Subscriptions: [one(AMAZON_Q)], NextToken: '2' })
    .rejects(new Error('no'));
  expect(await chatSubscription(client, topicArn)).toMatchObject({ ok: false });
});

it('is one that gets every card where there are several', async () => {
  const Subscriptions = [one(AMAZON_Q), one(AMAZON_Q, `${topicArn}:2`)];
  sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions });
  sns.on(GetSubscriptionAttributesCommand, { SubscriptionArn: `${topicArn}:2` }).resolves({
    Attributes: { SubscriptionArn: `${topicArn}:2` },
  });
  sns.on(GetSubscriptionAttributesCommand, { SubscriptionArn: `${topicArn}:1` }).resolves(attributes('{"kind":["x"]}'));
  expect(await chatSubscription(client, topicArn)).toEqual({ ok: true, value: 'all' });
});
