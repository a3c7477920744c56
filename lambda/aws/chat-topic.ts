/** The topic of the chat: cards for Amazon Q Developer, which posts them, and whether it has subscribed. */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { ChatTopic, WriteFailure } from '../ports/write.ts';
import { chatSubscription } from './chat-subscription.ts';
import { awsError, type AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { writeFailure } from './writing.ts';

const PUBLISH: AwsCall = { service: 'sns', action: 'Publish' };

/**
 * The topic as one run has it. Never rejects. Once it stays silent, nothing more is sent to it: each card would take minutes,
 * with all that the SDK tries, from what the run is for.
 */
export function chatTopic(client: SNSClient, topicArn: string): ChatTopic {
  let silence: WriteFailure | undefined;
  return {
    subscription: () => chatSubscription(client, topicArn),
    post: async (card) => {
      if (silence !== undefined) return silence;
      try {
        const answer = await client.send(new PublishCommand({ TopicArn: topicArn, Message: card }));
        required(answer.MessageId, 'MessageId');
        return { ok: true };
      } catch (error) {
        const failure = writeFailure(PUBLISH, error);
        if (awsError(PUBLISH, error).kind === 'unreachable') silence = failure;
        return failure;
      }
    },
  };
}
