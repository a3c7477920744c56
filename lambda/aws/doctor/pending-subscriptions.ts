/** Subscriptions of the topic that nobody has confirmed yet: whoever they are for hears nothing. */
import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { PendingSubscription } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { reading, required } from '../reading.ts';

const LIST = { service: 'sns', action: 'ListSubscriptionsByTopic' } as const;

/** Never rejects. */
export function pendingSubscriptions(
  client: SNSClient,
  topicArn: string,
): Promise<Reading<readonly PendingSubscription[]>> {
  return reading(LIST, async () => {
    const pending: PendingSubscription[] = [];
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
      for (const { SubscriptionArn, Protocol = '', Endpoint = '' } of required(page.Subscriptions, 'Subscriptions')) {
        if (SubscriptionArn === 'PendingConfirmation') pending.push({ protocol: Protocol, endpoint: Endpoint });
      }
    }
    return pending;
  });
}
