/**
 * The confirmed subscriptions of the topic, and whether a filter policy holds messages back from them. Complete or
 * unreadable: who listens must never be guessed.
 */
import { GetSubscriptionAttributesCommand, paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { SNSClient, Subscription as ListedSubscription } from '@aws-sdk/client-sns';

import type { Reading } from '../model/reading.ts';
import type { Subscription } from '../model/subscription.ts';
import type { AwsCall } from './errors.ts';
import { IncompleteAnswerError } from './errors.ts';
import { reading, required, wholeReading } from './reading.ts';

const LIST: AwsCall = { service: 'sns', action: 'ListSubscriptionsByTopic' };
const ATTRIBUTES: AwsCall = { service: 'sns', action: 'GetSubscriptionAttributes' };

/**
 * All pages, then the attributes of each that is confirmed. Never rejects.
 *
 * @param isWanted which endpoints; all by default
 */
export function topicSubscriptions(
  client: SNSClient,
  topicArn: string,
  isWanted: (endpoint: string | undefined) => boolean = () => true,
): Promise<Reading<readonly Subscription[]>> {
  const topicOwner = topicArn.split(':')[4];
  return wholeReading(async (part) => {
    const confirmed = part(await confirmedOf(client, topicArn));
    const subscriptions: Subscription[] = [];
    for (const { SubscriptionArn, Protocol, Owner, Endpoint } of confirmed) {
      if (!isWanted(Endpoint)) continue;
      const { arn, protocol } = part(
        await reading(LIST, async () => ({
          arn: required(SubscriptionArn, 'SubscriptionArn'),
          protocol: required(Protocol, 'Protocol'),
        })),
      );
      // SNS shows the attributes to the subscription's owner only, which may be another account.
      const gets = Owner === topicOwner ? part(await getsOf(client, arn)) : 'unknown';
      subscriptions.push({ protocol, gets });
    }
    return subscriptions;
  });
}

function confirmedOf(client: SNSClient, topicArn: string): Promise<Reading<readonly ListedSubscription[]>> {
  return reading(LIST, async () => {
    const confirmed: ListedSubscription[] = [];
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
      for (const subscription of required(page.Subscriptions, 'Subscriptions')) {
        // SAFETY: until somebody has clicked, `PendingConfirmation` stands in place of the ARN, and later `Deleted`.
        if (subscription.SubscriptionArn?.startsWith(`${topicArn}:`) === true) confirmed.push(subscription);
      }
    }
    return confirmed;
  });
}

function getsOf(client: SNSClient, arn: string): Promise<Reading<Subscription['gets']>> {
  return reading(ATTRIBUTES, async () => {
    const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
    const found = required(Attributes?.['SubscriptionArn'], 'SubscriptionArn');
    // SAFETY: only the subscription's own attributes can say that it has no filter policy.
    if (found !== arn) throw new IncompleteAnswerError(`the answer is about ${found}, not ${arn}`);
    const policy = Attributes?.['FilterPolicy'];
    // `{}` is how a filter policy is taken away.
    return policy === undefined || policy === '{}' ? 'all' : 'some';
  });
}
