/**
 * The SNS topic: who would hear a notice, and the notice itself. A notice counts only when SNS gave it an id: the grace
 * window starts with it, so a doubtful answer must never be taken for a notice.
 */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { MessageAttributeValue, SNSClient } from '@aws-sdk/client-sns';

import type { Notification, Notifier } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { topicSubscriptions } from './sns-subscriptions.ts';
import { refused, writing } from './writing.ts';

const PUBLISH: AwsCall = { service: 'sns', action: 'Publish' };
/** SNS API reference, Publish: 256 KB of all forms and attributes together. We count the subject too, to be on the safe side. */
const MAX_BYTES = 262_144;
/** SNS API reference, Publish: "less than 100 characters". */
const MAX_SUBJECT_LENGTH = 99;
const LIST_TYPE = 'String.Array';

export function snsNotifier(client: SNSClient, topicArn: string): Notifier {
  return {
    subscriptions: () => topicSubscriptions(client, topicArn),

    async publish({ subject, text, json, attributes }) {
      const Subject = plainSubject(subject);
      // Lambda, SQS and HTTPS have no form of their own here: they get `default`, and the size is not spent on copies of it.
      const Message = JSON.stringify({ default: json, email: text });
      const MessageAttributes = attributesOf(attributes);
      const bytes = [Message, Subject, ...Object.entries(MessageAttributes).flatMap(textsOf)]
        .map((part) => Buffer.byteLength(part, 'utf8'))
        .reduce((sum, size) => sum + size, 0);
      if (bytes > MAX_BYTES) return refused(PUBLISH, `the message has ${bytes} bytes, SNS takes ${MAX_BYTES}`);
      return writing(PUBLISH, async () => {
        const answer = await client.send(
          new PublishCommand({ TopicArn: topicArn, Subject, Message, MessageStructure: 'json', MessageAttributes }),
        );
        // SAFETY: a proxy's 200 is no notice.
        required(answer.MessageId, 'MessageId');
      });
    },
  };
}

/** SNS guide, "Message attributes": a list is of type String.Array and written as JSON; an attribute must not be empty. */
function attributesOf(attributes: Notification['attributes']): Readonly<Record<string, MessageAttributeValue>> {
  const filled = Object.entries(attributes).filter(([, values]) => values.length > 0);
  return Object.fromEntries(
    filled.map(([name, values]) => [name, { DataType: LIST_TYPE, StringValue: JSON.stringify(values) }]),
  );
}

/** Name, type and value all count. */
function textsOf([name, { StringValue = '' }]: readonly [string, MessageAttributeValue]): readonly string[] {
  return [name, LIST_TYPE, StringValue];
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
