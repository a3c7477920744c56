/** The topic of the chat: cards for Amazon Q Developer, which posts them, and whether it has subscribed. */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { ChatTopic, WriteFailure } from '../ports/write.ts';
import { chatSubscription } from './chat-subscription.ts';
import { awsError, type AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { writeFailure } from './writing.ts';

const PUBLISH: AwsCall = { service: 'sns', action: 'Publish' };

/** With all that the SDK tries a card could take minutes, from what the run is for. */
const CARD_MS = 15_000;

/** The topic as one run has it. Never rejects. Once it stays silent, nothing more is sent to it. */
export function chatTopic(client: SNSClient, topicArn: string): ChatTopic {
  let silence: WriteFailure | undefined;
  return {
    subscription: () => chatSubscription(client, topicArn),
    post: async (card) => {
      if (silence !== undefined) return silence;
      const abortSignal = AbortSignal.timeout(CARD_MS);
      try {
        const answer = await client.send(new PublishCommand({ TopicArn: topicArn, Message: card }), { abortSignal });
        required(answer.MessageId, 'MessageId');
        return { ok: true };
      } catch (error) {
        const failure = writeFailure(PUBLISH, error);
        if (abortSignal.aborted || awsError(PUBLISH, error).kind === 'unreachable') silence = failure;
        return failure;
      }
    },
  };
}
