/** SNS in the sandbox: one topic with its rules for subject, size and forms (SNS API reference, Publish). */
import { InvalidParameterException, NotFoundException, SNSServiceException } from '@aws-sdk/client-sns';
import type {
  GetTopicAttributesInput,
  GetTopicAttributesResponse,
  PublishInput,
  PublishResponse,
} from '@aws-sdk/client-sns';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';
import type { Topic } from './topic.ts';

const MAX_BYTES = 262_144;
const MAX_SUBJECT_LENGTH = 99;

export const sns: SandboxService = {
  name: 'sns',
  clientName: 'SNSClient',
  ServiceException: SNSServiceException,
  accessDeniedName: 'AuthorizationErrorException',
  accessDeniedStatus: 403,
  commands: { GetTopicAttributes: getTopicAttributes, Publish: publish },
};

function getTopicAttributes(account: Account, { TopicArn }: GetTopicAttributesInput): GetTopicAttributesResponse {
  const { arn, subscriptions } = existing(account, TopicArn);
  const confirmed = subscriptions.filter((subscription) => subscription.confirmed).length;
  return {
    Attributes: {
      TopicArn: arn,
      Owner: account.accountId,
      SubscriptionsConfirmed: String(confirmed),
      SubscriptionsPending: String(subscriptions.length - confirmed),
      SubscriptionsDeleted: '0',
    },
  };
}

function publish(account: Account, input: PublishInput): PublishResponse {
  const { TopicArn, Subject: subject, Message: message = '', MessageStructure: structure } = input;
  const topic = existing(account, TopicArn);
  if (subject !== undefined) checkSubject(subject);
  if (message === '') throw invalid('Empty message');
  if (Buffer.byteLength(message, 'utf8') > MAX_BYTES) throw invalid('Message too long');
  const forms = structure === 'json' ? formsOf(message) : { default: message };
  return { MessageId: topic.accept({ at: account.clock.now(), subject, forms }).id };
}

function existing(account: Account, arn: string | undefined): Topic {
  if (arn === account.topic.arn) return account.topic;
  throw new NotFoundException({ message: 'Topic does not exist', $metadata: { httpStatusCode: 404 } });
}

/** Newer texts of the API allow UTF-8; the sandbox holds to the older, stricter rule. */
function checkSubject(subject: string): void {
  if (subject.length > MAX_SUBJECT_LENGTH || !/^[!-~][ -~]*$/.test(subject)) throw invalid('Subject');
}

/** "Non-string values will cause the key to be ignored"; `default` must be there. */
function formsOf(message: string): Readonly<Record<string, string>> {
  const parsed = parsedOrUndefined(message);
  if (typeof parsed !== 'object' || parsed === null)
    throw invalid('Message Structure - JSON message body failed to parse');
  const forms = Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  if (forms['default'] === undefined) throw invalid('Message Structure - No default entry in JSON message body');
  return forms;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(what: string): Error {
  return new InvalidParameterException({
    message: `Invalid parameter: ${what}`,
    $metadata: { httpStatusCode: 400 },
  });
}
