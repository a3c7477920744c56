/** Reads whether the chat of a deployment listens, and says where a test message of it goes. */
import { chatSubscription } from '../aws/chat-subscription.ts';
import type { AwsClients } from '../aws/clients.ts';
import { s3SnapshotReader } from '../aws/s3-snapshot-reader.ts';
import { trailRecords } from '../aws/trail-records.ts';
import type { Place } from '../core/place.ts';
import type { Chat } from '../model/chat.ts';
import type { DeployedChat } from '../model/deployment.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { Unreadable } from '../model/reading.ts';
import { CHAT_ANSWERS_KEY, readChatAnswers } from '../records/chat-answers.ts';
import { withRecords } from '../tell/chat-record.ts';
import type { Functions } from './doctor-deployment.ts';
import type { Limited } from './time-limit.ts';

const NO_BUCKET: Unreadable = { ok: false, cause: 'incomplete', why: 'the function sweep names no bucket' };

/** Where a test message goes. */
export interface TestTopics {
  readonly topicArn: string;
  /** Undefined without a chat. */
  readonly chat: TestedChat | undefined;
}

interface TestedChat {
  readonly topicArn: string;
  /** Undefined where those of the functions are not known. */
  readonly settings: { readonly chat: Chat; readonly approval: ApprovalPolicy } | undefined;
}

/** Undefined without a chat. */
export async function readChat(
  { sns, s3, cloudTrail }: AwsClients,
  { chatTopicArn, bucket, given }: Functions,
  { account, region, limited }: Place & { readonly limited: Limited },
): Promise<DeployedChat | undefined> {
  if (chatTopicArn === undefined) return undefined;
  const [subscription, answers] = await Promise.all([
    limited('chat', async () => chatSubscription(sns, chatTopicArn)),
    limited('answers to test cards', async () => {
      if (bucket === undefined) return NO_BUCKET;
      const stored = await s3SnapshotReader(s3, { name: bucket, ownerAccount: account }).get(CHAT_ANSWERS_KEY);
      return withRecords(readChatAnswers(stored), {
        account,
        region,
        read: { trailRecords: trailRecords(cloudTrail) },
      });
    }),
  ]);
  return { topicArn: chatTopicArn, subscription, answers, settings: chatSettingsOf(given)?.chat };
}

/** Undefined where no topic is known. */
export function testTopicsOf({ topicArn, chatTopicArn, given }: Functions): TestTopics | undefined {
  if (topicArn === undefined) return undefined;
  const chat = chatTopicArn === undefined ? undefined : { topicArn: chatTopicArn, settings: chatSettingsOf(given) };
  return { topicArn, chat };
}

function chatSettingsOf(given: Functions['given']): TestedChat['settings'] {
  const { chat, approval } = given?.ok === true ? given.value.settings : {};
  return chat === undefined || approval === undefined ? undefined : { chat, approval };
}
