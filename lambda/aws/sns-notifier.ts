/**
 * The SNS topic: who would hear a notice, and the notice itself. A notice counts only when SNS gave it an id: the grace
 * window starts with it, so a doubtful answer must never be taken for a notice.
 */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';

import type { Notifier } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { topicSubscriptions } from './sns-subscriptions.ts';
import { refused, writing } from './writing.ts';

const PUBLISH: AwsCall = { service: 'sns', action: 'Publish' };
/** SNS API reference, Publish: 256 KB of all forms together. We count the subject too, to be on the safe side. */
const MAX_BYTES = 262_144;
/** SNS API reference, Publish: "less than 100 characters". */
const MAX_SUBJECT_LENGTH = 99;

export function snsNotifier(client: SNSClient, topicArn: string): Notifier {
  return {
    subscriptions: () => topicSubscriptions(client, topicArn),

    async publish({ subject, text, json }) {
      const Subject = plainSubject(subject);
      // Lambda, SQS and HTTPS have no form of their own here: they get `default`, and the size is not spent on copies of it.
      const Message = JSON.stringify({ default: json, email: text });
      const bytes = Buffer.byteLength(Message, 'utf8') + Buffer.byteLength(Subject, 'utf8');
      if (bytes > MAX_BYTES) return refused(PUBLISH, `the message has ${bytes} bytes, SNS takes ${MAX_BYTES}`);
      return writing(PUBLISH, async () => {
        const answer = await client.send(
          new PublishCommand({ TopicArn: topicArn, Subject, Message, MessageStructure: 'json' }),
        );
        // SAFETY: a proxy's 200 is no notice.
        required(answer.MessageId, 'MessageId');
      });
    },
  };
}

/**
 * One line of ASCII, as SNS wants it: accents and typographic signs become plain ones, everything else a question mark.
 */
function plainSubject(subject: string): string {
  const plain = subject
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/[^ -~]/gu, '?')
    .trim()
    .slice(0, MAX_SUBJECT_LENGTH)
    .trimEnd();
  // SNS refuses an empty subject, and a notice must not fail for that.
  return plain === '' ? 'nlb-janitor' : plain;
}
