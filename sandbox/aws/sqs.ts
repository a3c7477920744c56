/** SQS in the sandbox: sending to the account's FIFO queues. Lambda receives and deletes, and no code of the product. */
import { createHash } from 'node:crypto';

import { SQSServiceException } from '@aws-sdk/client-sqs';
import type { SendMessageRequest, SendMessageResult } from '@aws-sdk/client-sqs';

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
  commands: { SendMessage: sendMessage },
};

function sendMessage(account: Account, request: SendMessageRequest): SendMessageResult {
  const {
    QueueUrl,
    MessageBody: body = '',
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
  } = request;
  const queue = Object.values(account.queues).find(({ url }) => url === QueueUrl);
  if (queue === undefined) throw refusal('QueueDoesNotExist', 'The specified queue does not exist.');
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

function refusal(name: string, message: string): Error {
  return unmodelled(SQSServiceException, name, 400, message);
}
