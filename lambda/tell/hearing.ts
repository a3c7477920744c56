/**
 * Who hears what a run tells: somebody who is subscribed to the topic of the notices, or else the chat alone. The chat is asked
 * about only where nobody else listens.
 */
import { whyChatIsNoListener } from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { whyNobodyListens } from '../core/report/listeners.ts';
import type { Chat } from '../model/chat.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { Subscription } from '../model/subscription.ts';
import type { SweepWorld } from '../ports/world.ts';
import { readChatAnswer } from '../records/chat-answer.ts';

export type Hearing =
  | { readonly is: 'subscribers' }
  /** What no card said was not told. */
  | { readonly is: 'chat-alone' }
  /** `subscriptions`: undefined where they could not be read. */
  | {
      readonly is: 'nobody';
      readonly why: string;
      readonly subscriptions: readonly Subscription[] | undefined;
    };

interface HearingSettings {
  readonly approval: ApprovalPolicy;
  readonly chat: Chat | undefined;
}

export async function hearingOf(
  { approval, chat }: HearingSettings,
  world: Pick<SweepWorld, 'notifier' | 'chat' | 'now'>,
): Promise<Hearing> {
  const subscriptions = await world.notifier.subscriptions();
  // SAFETY: who listens is not known, so nobody does.
  if (!subscriptions.ok) return { is: 'nobody', why: subscriptions.why, subscriptions: undefined };
  if (whyNobodyListens(subscriptions.value, approval) === undefined) return { is: 'subscribers' };
  const chatFault = chat === undefined ? undefined : await faultOfChat(chat, world);
  // SAFETY: a chat that nobody is known to read is nobody.
  if (chat !== undefined && chatFault === undefined) return { is: 'chat-alone' };
  const why = whyNobodyListens(subscriptions.value, approval, chatFault) ?? 'nobody hears the notices';
  return { is: 'nobody', why, subscriptions: subscriptions.value };
}

/** Undefined when it counts as a listener. */
async function faultOfChat(
  settings: Chat,
  { chat, now }: Pick<SweepWorld, 'chat' | 'now'>,
): Promise<string | undefined> {
  if (chat === undefined) return 'this function was given no topic of the chat';
  const [subscription, stored] = await Promise.all([chat.subscription(), chat.lastAnswer()]);
  return whyChatIsNoListener({ subscription, answer: readChatAnswer(stored) }, channelOf(settings), now());
}
