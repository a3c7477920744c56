/** Whether Amazon Q Developer in chat applications has subscribed to the topic of the cards: it does so for a channel that has it. */
import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { ChatSubscription } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { reading, required } from '../reading.ts';

const LIST = { service: 'sns', action: 'ListSubscriptionsByTopic' } as const;
/** docs/facts/chat-and-fleet.md 1. */
const AMAZON_Q = 'https://global.sns-api.chatbot.amazonaws.com';

/** Never rejects. */
export function chatSubscription(client: SNSClient, topicArn: string): Promise<Reading<ChatSubscription>> {
  return reading(LIST, async () => {
    let isJoined = false;
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
      isJoined ||= required(page.Subscriptions, 'Subscriptions').some(
        ({ Endpoint, SubscriptionArn }) =>
          Endpoint?.replace(/\/$/, '') === AMAZON_Q && SubscriptionArn?.startsWith(`${topicArn}:`) === true,
      );
    }
    return { topicArn, isJoined };
  });
}
