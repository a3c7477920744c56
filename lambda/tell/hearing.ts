/**
 * Who hears what a run tells: somebody who is subscribed to the topic of the notices, or else the chat alone. The chat is asked
 * about only where nobody else listens.
 */
import { chatListening, type ChatListening } from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { whoHears, type WhoHears } from '../core/report/listeners.ts';
import type { Chat } from '../model/chat.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { Subscription } from '../model/subscription.ts';
import type { SweepWorld } from '../ports/world.ts';
import { readChatAnswers } from '../records/chat-answers.ts';
import { withRecords, type RecordWorld } from './chat-record.ts';

export type Hearing =
  | Exclude<WhoHears, { is: 'nobody' }>
  | { readonly is: 'nobody'; readonly why: string; readonly subscriptions: readonly Subscription[] };

interface HearingSettings {
  readonly approval: ApprovalPolicy;
  readonly chat: Chat | undefined;
}

type HearingWorld = RecordWorld & Pick<SweepWorld, 'notifier' | 'chat' | 'now'>;

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
  const [subscription, stored] = await Promise.all([chat.subscription(), chat.answers()]);
  const answers = await withRecords(readChatAnswers(stored), world);
  return chatListening({ subscription, answers }, channelOf(settings), now());
}
