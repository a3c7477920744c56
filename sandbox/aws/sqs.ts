/**
 * SQS in the sandbox: sending to the account's FIFO queues, and how many messages they hold. Lambda receives and deletes,
 * and no code of the product.
 */
import { createHash } from 'node:crypto';

import { SQSServiceException } from '@aws-sdk/client-sqs';
import type {
  GetQueueAttributesRequest,
  GetQueueAttributesResult,
  GetQueueUrlRequest,
  GetQueueUrlResult,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';

import type { Account } from '../account.ts';
import { unmodelled } from './errors.ts';
import type { SandboxService } from './service.ts';

/** SQS API reference, SendMessage. */
const MAX_BYTES = 1_048_576;

export const sqs: SandboxService = {
  name: 'sqs',
  clientName: 'SQSClient',
  ServiceException: SQSServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { GetQueueAttributes: getQueueAttributes, GetQueueUrl: getQueueUrl, SendMessage: sendMessage },
};

function sendMessage(account: Account, request: SendMessageRequest): SendMessageResult {
  const {
    QueueUrl,
    MessageBody: body = '',
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
  } = request;
  const queue = Object.values(account.queues).find(({ url }) => url === QueueUrl);
  if (queue === undefined) throw notThere();
  if (groupId === undefined) {
    throw refusal('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  }
  if (body === '' || Buffer.byteLength(body) > MAX_BYTES) {
    throw refusal('InvalidParameterValue', 'One or more parameters are invalid. Reason: the length of the message.');
  }
  return {
    MessageId: queue.send({ body, groupId, deduplicationId }),
    MD5OfMessageBody: createHash('md5').update(body).digest('hex'),
  };
}

function getQueueUrl({ janitor }: Account, { QueueName }: GetQueueUrlRequest): GetQueueUrlResult {
  const queue = janitor.queues.find(({ name }) => name === QueueName);
  if (queue === undefined) throw notThere();
  return { QueueUrl: queue.url };
}

function getQueueAttributes({ janitor }: Account, { QueueUrl }: GetQueueAttributesRequest): GetQueueAttributesResult {
  const queue = janitor.queues.find(({ url }) => url === QueueUrl);
  if (queue === undefined) throw notThere();
  const { deadLetters, mostReceives: maxReceiveCount, bodies } = queue;
  return {
    Attributes: {
      ApproximateNumberOfMessages: String(bodies.length),
      ...(deadLetters === undefined
        ? {}
        : { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }) }),
    },
  };
}

function notThere(): Error {
  return refusal('QueueDoesNotExist', 'The specified queue does not exist.');
}

function refusal(name: string, message: string): Error {
  return unmodelled(SQSServiceException, name, 400, message);
}
