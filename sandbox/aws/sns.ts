/** SNS in the sandbox: one topic with its rules for subject, size and forms (SNS API reference, Publish). */
import {
  AuthorizationErrorException,
  InvalidParameterException,
  NotFoundException,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type {
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse,
  MessageAttributeValue,
  PublishInput,
  PublishResponse,
} from '@aws-sdk/client-sns';

import type { Account } from '../account.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';
import type { Topic } from './topic.ts';

const MAX_BYTES = 262_144;
const MAX_SUBJECT_LENGTH = 99;
/** SNS API reference, ListSubscriptionsByTopic: "a limited list of subscriptions, up to 100". */
const PAGE_SIZE = 100;

export const sns: SandboxService = {
  name: 'sns',
  clientName: 'SNSClient',
  ServiceException: SNSServiceException,
  accessDeniedName: 'AuthorizationErrorException',
  accessDeniedStatus: 403,
  commands: {
    GetSubscriptionAttributes: getSubscriptionAttributes,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    Publish: publish,
  },
};

function listSubscriptionsByTopic(
  account: Account,
  { TopicArn, NextToken }: ListSubscriptionsByTopicInput,
): ListSubscriptionsByTopicResponse {
  const topic = existing(account, TopicArn);
  const page = pageOf(topic.subscriptions, NextToken, PAGE_SIZE);
  if (page === undefined) throw invalid('NextToken');
  return {
    Subscriptions: page.items.map((subscription) => ({
      SubscriptionArn: topic.arnOf(subscription),
      Owner: subscription.owner ?? account.accountId,
      Protocol: subscription.protocol,
      Endpoint: subscription.endpoint,
      TopicArn: topic.arn,
    })),
    NextToken: page.next,
  };
}

function getSubscriptionAttributes(
  account: Account,
  { SubscriptionArn }: GetSubscriptionAttributesInput,
): GetSubscriptionAttributesResponse {
  const { accountId } = account;
  const [place] = [account.topic, account.chatTopic].flatMap((one) =>
    one.subscriptions
      .filter((subscription) => subscription.confirmed && one.arnOf(subscription) === SubscriptionArn)
      .map((found) => ({ topic: one, found })),
  );
  if (place === undefined) {
    throw new NotFoundException({ message: 'Subscription does not exist', $metadata: { httpStatusCode: 404 } });
  }
  const { topic, found } = place;
  const { owner = accountId, protocol, endpoint, filterPolicy } = found;
  if (owner !== accountId) {
    const message = 'Not authorized to access this subscription';
    throw new AuthorizationErrorException({ message, $metadata: { httpStatusCode: 403 } });
  }
  return {
    Attributes: {
      SubscriptionArn: topic.arnOf(found),
      TopicArn: topic.arn,
      Owner: owner,
      Protocol: protocol,
      Endpoint: endpoint,
      PendingConfirmation: 'false',
      ConfirmationWasAuthenticated: 'false',
      RawMessageDelivery: 'false',
      ...(filterPolicy === undefined ? {} : { FilterPolicy: filterPolicy, FilterPolicyScope: 'MessageAttributes' }),
    },
  };
}

function publish(account: Account, input: PublishInput): PublishResponse {
  const { TopicArn, Subject: subject, Message: message = '', MessageStructure: structure } = input;
  const topic = existing(account, TopicArn);
  if (subject !== undefined) checkSubject(subject);
  if (message === '') throw invalid('Empty message');
  const { MessageAttributes: given = {} } = input;
  const size = [
    message,
    ...Object.entries(given).flatMap(([name, value]) => [name, ...Object.values(value).map(String)]),
  ]
    .map((part) => Buffer.byteLength(part, 'utf8'))
    .reduce((sum, bytes) => sum + bytes, 0);
  if (size > MAX_BYTES) throw invalid('Message too long');
  const attributes = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, wordsOf(value)]));
  const forms = structure === 'json' ? formsOf(message) : { default: message };
  return { MessageId: topic.accept({ at: account.clock.now(), subject, forms, attributes }).id };
}

/** SNS guide, "Message attributes": a value must not be empty; String.Array is a JSON list. */
function wordsOf({ DataType: type, StringValue: text = '' }: MessageAttributeValue): readonly string[] {
  const list = type === 'String.Array' ? parsedOrUndefined(text) : [text];
  if (text === '' || !Array.isArray(list) || list.length === 0) throw invalid('MessageAttributes');
  return list.map(String);
}

function existing(account: Account, arn: string | undefined): Topic {
  const found = [account.topic, account.chatTopic].find((topic) => topic.arn === arn);
  if (found !== undefined) return found;
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
