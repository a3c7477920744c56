/** The topic of the chat: cards for Amazon Q Developer, which posts them. No notice: whether anybody sees one counts for nothing. */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { ChatChannel, WriteFailure } from '../ports/write.ts';
import { awsError, type AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { writeFailure } from './writing.ts';

const PUBLISH: AwsCall = { service: 'sns', action: 'Publish' };

/**
 * The topic as one run has it. Never rejects. Once it stays silent, nothing more is sent to it: each card would take minutes,
 * with all that the SDK tries, from what the run is for.
 */
export function chatTopic(client: SNSClient, topicArn: string): ChatChannel {
  let silence: WriteFailure | undefined;
  return {
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
