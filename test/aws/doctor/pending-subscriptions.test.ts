/** Who has been asked to confirm and has not: those alone, on every page. */
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';

import { pendingSubscriptions } from '../../../lambda/aws/doctor/pending-subscriptions.ts';

const client = new SNSClient({ region: 'eu-west-3' });
const sns = mockClient(client);
const TopicArn = 'arn:aws:sns:eu-west-3:123456789012:t';

beforeEach(() => {
  sns.reset();
  sns.onAnyCommand().rejects(new Error('unexpected command'));
});

it('lists those that wait, neither the confirmed nor the deleted', async () => {
  const one = (SubscriptionArn: string, Endpoint: string) => ({ SubscriptionArn, Endpoint, Protocol: 'email' });
  sns
    .on(ListSubscriptionsByTopicCommand)
    .resolvesOnce({ Subscriptions: [one('PendingConfirmation', 'a'), one(`${TopicArn}:1`, 'b')], NextToken: '2' })
    .resolvesOnce({ Subscriptions: [one('PendingConfirmation', 'c'), one('Deleted', 'd')] });
  const value = ['a', 'c'].map((endpoint) => ({ protocol: 'email', endpoint }));
  expect(await pendingSubscriptions(client, TopicArn)).toEqual({ ok: true, value });
});

it('is unreadable when a page is lost', async () => {
  sns.on(ListSubscriptionsByTopicCommand).resolvesOnce({ Subscriptions: [], NextToken: '2' }).rejects(new Error('no'));
  expect(await pendingSubscriptions(client, TopicArn)).toMatchObject({ ok: false });
});
