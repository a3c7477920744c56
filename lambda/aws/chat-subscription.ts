/** Whether Amazon Q Developer in chat applications gets the cards: it subscribes to the topic for a channel that has it. */
import type { SNSClient } from '@aws-sdk/client-sns';

import type { ChatSubscription } from '../model/chat.ts';
import type { Reading } from '../model/reading.ts';
import { topicSubscriptions } from './sns-subscriptions.ts';

/** docs/facts/chat-and-fleet.md 1. */
const AMAZON_Q = 'https://global.sns-api.chatbot.amazonaws.com';

/** Never rejects. */
export async function chatSubscription(client: SNSClient, topicArn: string): Promise<Reading<ChatSubscription>> {
  const found = await topicSubscriptions(client, topicArn, isAmazonQ);
  if (!found.ok) return found;
  const all = found.value.map(({ gets }) => gets);
  // SAFETY: without a subscription of Amazon Q nobody gets a card.
  return { ok: true, value: all.includes('all') ? 'all' : (all[0] ?? 'none') };
}

function isAmazonQ(endpoint: string | undefined): boolean {
  // SAFETY: anybody can subscribe an address that looks like it.
  return endpoint?.replace(/\/$/, '') === AMAZON_Q;
}
