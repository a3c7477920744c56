/**
 * Somebody answered a test card in the chat: writes it down until CloudTrail proves it, and says in the thread of that card what it
 * means. An answer that does not count leaves what is stored as it is.
 */
import { answerHoldsUntil, whyAnswerDoesNotCount, whyCardsAreLost } from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { chatAnsweredCard, type Answered } from '../core/report/chat-test-card.ts';
import type { Chat, ChatAnswer } from '../model/chat.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { Reading } from '../model/reading.ts';
import type { SweepWorld } from '../ports/world.ts';
import type { StoredText } from '../ports/write.ts';
import { readChatAnswers } from '../records/chat-answers.ts';
import { keepChatAnswers, type ChatMemory } from './keep-chat-answers.ts';

type AnswerWorld = ChatMemory & Pick<SweepWorld, 'account' | 'region' | 'read' | 'chat' | 'now'>;

/** @param answers of the events that woke the run; they may come late, and twice */
export async function takeChatAnswers(
  answers: readonly ChatAnswer[],
  settings: { readonly chat: Chat | undefined },
  world: AnswerWorld,
): Promise<Done> {
  if (answers.length === 0 || settings.chat === undefined || world.chat === undefined) return NOTHING_DONE;
  const { account, region, read, chat, now } = world;
  const channel = channelOf(settings.chat);
  const failures: string[] = [];
  const subscription = await chat.subscription();
  const lost = subscription.ok ? whyCardsAreLost(subscription.value) : undefined;
  const pressed = inOrder(answers).map((answer) => ({ answer, fault: whyAnswerDoesNotCount(answer, channel, now()) }));
  const last = pressed.findLast(({ fault }) => fault === undefined)?.answer;
  const unstored = last === undefined ? undefined : await keep(last, await chat.answers(), world);
  if (unstored !== undefined) failures.push(`the answer to a test card counts for nothing: ${unstored}`);
  for (const { answer, fault } of pressed) {
    const { by, eventId, sentAt } = answer;
    read.journal.note('a test card in the chat was answered', { by, eventId, doesNotCount: fault });
    const why = fault ?? (unstored === undefined ? lost : 'it could not be stored');
    const says: Answered =
      why === undefined ? { is: 'counts', until: answerHoldsUntil(answer) } : { is: 'does-not-count', why };
    const posted = await chat.post(chatAnsweredCard({ account, region, by, sentAt, ...says }));
    if (!posted.ok) failures.push(`an answer to a test card was not acknowledged in the chat: ${posted.why}`);
  }
  return { ...NOTHING_DONE, failures };
}

/** @returns why it could not be; undefined when it is stored, or a later one is */
async function keep(answer: ChatAnswer, before: Reading<StoredText>, world: ChatMemory): Promise<string | undefined> {
  const stored = readChatAnswers(before);
  if (!stored.ok) return stored.why;
  const { proved, pending } = stored.value;
  const isNewer = [proved, pending].every((one) => one === undefined || one.answeredAt < answer.answeredAt);
  if (!isNewer) return undefined;
  const kept = await keepChatAnswers({ ...stored.value, pending: answer }, world);
  return kept.ok ? undefined : kept.why;
}

function inOrder(answers: readonly ChatAnswer[]): readonly ChatAnswer[] {
  return answers.toSorted((one, other) => one.answeredAt.getTime() - other.answeredAt.getTime());
}
