/** Reads whether the chat of a deployment listens, and says where a test message of it goes. */
import { chatSubscription } from '../aws/chat-subscription.ts';
import type { AwsClients } from '../aws/clients.ts';
import { s3SnapshotReader } from '../aws/s3-snapshot-reader.ts';
import { trailRecords } from '../aws/trail-records.ts';
import { chatPressIn } from '../core/chat/press.ts';
import type { Place } from '../core/place.ts';
import type { Chat } from '../model/chat.ts';
import type { DeployedChat } from '../model/deployment.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { Unreadable } from '../model/reading.ts';
import { CHAT_ANSWER_KEY, readChatAnswer } from '../records/chat-answer.ts';
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
  const [subscription, [answer, recorded]] = await Promise.all([
    limited('chat', async () => chatSubscription(sns, chatTopicArn)),
    readAnswer(),
  ]);
  return { topicArn: chatTopicArn, subscription, answer, recorded, settings: chatSettingsOf(given)?.chat };

  async function readAnswer(): Promise<readonly [DeployedChat['answer'], DeployedChat['recorded']]> {
    const stored = await limited('answer to a test card', async () =>
      bucket === undefined
        ? NO_BUCKET
        : readChatAnswer(await s3SnapshotReader(s3, { name: bucket, ownerAccount: account }).get(CHAT_ANSWER_KEY)),
    );
    if (!stored.ok || stored.value === undefined) return [stored, stored];
    const { eventId } = stored.value;
    const record = await limited('press of a test card', () => trailRecords(cloudTrail).byId(eventId));
    return [stored, record.ok ? { ok: true, value: chatPressIn(record.value, { account, region }) } : record];
  }
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
