/**
 * Keeps what is known of the chat: an answer that CloudTrail has by now takes the place of the one before, and before that is over
 * the chat is asked again, once a week in its last two. Where nobody ever answered, nobody is asked: `doctor` sends the first card.
 */
import {
  answerHoldsUntil,
  isSamePress,
  RENEW_DAYS,
  TEST_CARD_DAYS,
  whyAnswerDoesNotCount,
} from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { chatTestCard } from '../core/report/chat-test-card.ts';
import type { Scope } from '../core/scope.ts';
import { DAY_MS } from '../core/time.ts';
import type { Chat, ChatAnswer, ChatAnswers } from '../model/chat.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { SweepWorld } from '../ports/world.ts';
import type { WriteResult } from '../ports/write.ts';
import { readChatAnswers } from '../records/chat-answers.ts';
import { recordedPress, type RecordWorld } from './chat-record.ts';
import { keepChatAnswers, type ChatMemory } from './keep-chat-answers.ts';

type RenewalWorld = RecordWorld & ChatMemory & Pick<SweepWorld, 'chat' | 'now'>;

/** An unproved answer is looked up by each full run of a day; CloudTrail lists it within an hour. */
const LOOKED_UP_MS = DAY_MS;

export async function renewChatAnswer(
  scope: Scope,
  { chat: settings, approval }: { readonly chat: Chat | undefined; readonly approval: ApprovalPolicy },
  world: RenewalWorld,
): Promise<Done> {
  const { account, region, chat, now } = world;
  if (scope.is !== 'everything' || settings === undefined || chat === undefined) return NOTHING_DONE;
  const stored = readChatAnswers(await chat.answers());
  // Whoever has something to tell says so.
  if (!stored.ok) return NOTHING_DONE;
  const answers = await withoutPending(stored.value, world);
  const isChanged = answers !== stored.value;
  const sentAt = now();
  if (answers.proved === undefined || !isToBeAsked(answers, answers.proved, channelOf(settings), sentAt)) {
    return isChanged
      ? doneWith(await keepChatAnswers(answers, world), 'an answer to a test card could not be kept')
      : NOTHING_DONE;
  }
  const couldNot = 'the chat was not asked again';
  // First, so that a run which cannot remember asks nobody, rather than in every hour.
  const remembered = await keepChatAnswers({ ...answers, renewalAskedAt: sentAt }, world);
  if (!remembered.ok) return doneWith(remembered, couldNot);
  const until = answerHoldsUntil(answers.proved);
  const posted = await chat.post(chatTestCard({ account, region, chat: settings, approval, sentAt, until }));
  // The next run tries again.
  if (!posted.ok) await keepChatAnswers(answers, world);
  return doneWith(posted, couldNot);
}

/** The same where there is nothing to change. */
async function withoutPending(answers: ChatAnswers, world: RenewalWorld): Promise<ChatAnswers> {
  const { pending } = answers;
  if (pending === undefined) return answers;
  const recorded = await recordedPress(pending, world);
  const isProved = recorded.ok && recorded.value !== undefined && isSamePress(pending, recorded.value);
  // SAFETY: only CloudTrail's word takes the place of what it has proved.
  if (isProved) return { proved: pending, pending: undefined, renewalAskedAt: undefined };
  const isOver = world.now().getTime() - pending.answeredAt.getTime() > LOOKED_UP_MS;
  return isOver ? { ...answers, pending: undefined } : answers;
}

function isToBeAsked({ renewalAskedAt }: ChatAnswers, proved: ChatAnswer, channel: string, now: Date): boolean {
  if (whyAnswerDoesNotCount(proved, channel, now) !== undefined) return false;
  if (answerHoldsUntil(proved).getTime() - now.getTime() >= RENEW_DAYS * DAY_MS) return false;
  return renewalAskedAt === undefined || now.getTime() - renewalAskedAt.getTime() >= TEST_CARD_DAYS * DAY_MS;
}

function doneWith(result: WriteResult, couldNot: string): Done {
  return result.ok ? NOTHING_DONE : { ...NOTHING_DONE, failures: [`${couldNot}: ${result.why}`] };
}
