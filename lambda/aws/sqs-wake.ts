/**
 * The queue of `reap`, for whoever wakes it. One message group, so that runs follow one another; the queue itself folds
 * equal messages into one. Holds nothing that reads or deletes a message.
 */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';

import type { Wake } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { writing } from './writing.ts';

const SEND: AwsCall = { service: 'sqs', action: 'SendMessage' };
/** The same in infra/queues.ts: another group would run beside this one. */
const MESSAGE_GROUP = 'runs';

export function sqsWake(client: SQSClient, queueUrl: string): Wake {
  return {
    send: (message) =>
      writing(SEND, async () => {
        const answer = await client.send(
          new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: message, MessageGroupId: MESSAGE_GROUP }),
        );
        required(answer.MessageId, 'MessageId');
      }),
  };
}

/** Where `reap` is not deployed: nothing is ever due there, and a wish to wake it is a mistake that is told. */
export const NO_ONE_TO_WAKE: Wake = {
  send: async () => ({
    ok: false,
    kind: 'other',
    why: 'this stack has no reap: NLB_JANITOR_REAP_QUEUE_URL is not set',
  }),
};
