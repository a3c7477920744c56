/** The topic of the chat: cards for Amazon Q Developer, which posts them. No notice: whether anybody sees one counts for nothing. */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { ChatChannel } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { writing } from './writing.ts';

const PUBLISH: AwsCall = { service: 'sns', action: 'Publish' };

/** Never rejects. */
export function chatTopic(client: SNSClient, topicArn: string): ChatChannel {
  return {
    post: (card) =>
      writing(PUBLISH, async () => {
        const answer = await client.send(new PublishCommand({ TopicArn: topicArn, Message: card }));
        required(answer.MessageId, 'MessageId');
      }),
  };
}
