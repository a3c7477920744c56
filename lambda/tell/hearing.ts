/**
 * Who hears what a run tells: somebody who is subscribed to the topic of the notices, or else the chat alone. The chat is asked
 * about only where nobody else listens.
 */
import { chatListening, type ChatListening } from '../core/chat/listener.ts';
import { chatPressIn } from '../core/chat/press.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { whoHears, type WhoHears } from '../core/report/listeners.ts';
import type { Chat, ChatAnswer } from '../model/chat.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { Reading } from '../model/reading.ts';
import type { Subscription } from '../model/subscription.ts';
import type { SweepWorld } from '../ports/world.ts';
import { readChatAnswer } from '../records/chat-answer.ts';

export type Hearing =
  | Exclude<WhoHears, { is: 'nobody' }>
  | { readonly is: 'nobody'; readonly why: string; readonly subscriptions: readonly Subscription[] }
  /** Who listens is not known. */
  | { readonly is: 'unreadable'; readonly why: string };

interface HearingSettings {
  readonly approval: ApprovalPolicy;
  readonly chat: Chat | undefined;
}

export type HearingWorld = Pick<SweepWorld, 'account' | 'region' | 'notifier' | 'chat' | 'now'> & {
  readonly read: Pick<SweepWorld['read'], 'trailRecords'>;
};

export async function hearingOf({ approval, chat }: HearingSettings, world: HearingWorld): Promise<Hearing> {
  const read = await world.notifier.subscriptions();
  // SAFETY: who listens is not known, so nobody does.
  if (!read.ok) return { is: 'unreadable', why: read.why };
  const subscriptions = read.value;
  const others = whoHears(subscriptions, approval);
  if (others.is === 'subscribers') return others;
  const all = whoHears(subscriptions, approval, chat && (await readChat(chat, world)));
  return all.is === 'nobody' ? { ...all, subscriptions } : all;
}

async function readChat(settings: Chat, world: HearingWorld): Promise<ChatListening> {
  const { chat, now } = world;
  if (chat === undefined) return { is: 'does-not', why: 'this function was given no topic of the chat' };
  const [subscription, stored] = await Promise.all([chat.subscription(), chat.lastAnswer()]);
  const answer = readChatAnswer(stored);
  const recorded = await recordedPress(answer, world);
  return chatListening({ subscription, answer, recorded }, channelOf(settings), now());
}

/** What CloudTrail says of it. */
async function recordedPress(
  answer: Reading<ChatAnswer | undefined>,
  { account, region, read }: HearingWorld,
): Promise<Reading<ChatAnswer | undefined>> {
  if (!answer.ok || answer.value === undefined) return answer;
  const record = await read.trailRecords.byId(answer.value.eventId);
  return record.ok ? { ok: true, value: chatPressIn(record.value, { account, region }) } : record;
}
