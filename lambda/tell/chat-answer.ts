/**
 * Somebody answered a test card in the chat: writes it down, and says in the same thread what it means. An answer that does not
 * count leaves the earlier one as it is.
 */
import { chatListening, whyAnswerDoesNotCount, type ChatListening } from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { chatAnsweredCard } from '../core/report/chat-test-card.ts';
import type { Chat, ChatAnswer } from '../model/chat.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { SweepWorld } from '../ports/world.ts';
import { CHAT_ANSWER_KEY, chatAnswerJson, readChatAnswer } from '../records/chat-answer.ts';

type AnswerWorld = Pick<SweepWorld, 'account' | 'region' | 'read' | 'chat' | 'now'> & {
  readonly write: Pick<SweepWorld['write'], 'report'>;
};

/** @param answers of the events that woke the run: also late ones, since the last that counts is kept */
export async function takeChatAnswer(
  answers: readonly ChatAnswer[],
  settings: { readonly chat: Chat | undefined },
  world: AnswerWorld,
): Promise<Done> {
  if (answers.length === 0 || settings.chat === undefined || world.chat === undefined) return NOTHING_DONE;
  const { account, region, read, write, chat, now } = world;
  const channel = channelOf(settings.chat);
  const [subscription, before] = await Promise.all([chat.subscription(), chat.lastAnswer()]);
  const stored = readChatAnswer(before);
  const known = stored.ok && stored.value !== undefined ? [stored.value] : [];
  const answer = lastOf([...known, ...answers], channel, now());
  const { by, eventId } = answer;
  const doesNotCount = whyAnswerDoesNotCount(answer, channel, now());
  read.journal.note('a test card in the chat was answered', { by, eventId, doesNotCount });
  const failures: string[] = [];
  if (doesNotCount === undefined && !known.includes(answer)) {
    const put = await write.report.put(CHAT_ANSWER_KEY, chatAnswerJson(answer));
    if (!put.ok) failures.push(`the answer to a test card counts for nothing: it could not be stored: ${put.why}`);
  }
  // CloudTrail lists it later: the event that came counts here.
  const listening: ChatListening =
    failures.length > 0
      ? { is: 'does-not', why: 'the answer could not be stored' }
      : chatListening({ subscription, answer: ok(answer), recorded: ok(answer) }, channel, now());
  const posted = await chat.post(chatAnsweredCard({ account, region, by, sentAt: answer.sentAt, ...listening }));
  if (!posted.ok) failures.push(`an answer to a test card was not acknowledged in the chat: ${posted.why}`);
  return { ...NOTHING_DONE, failures };
}

/** The last one that counts; where none does, the last. */
function lastOf(answers: readonly ChatAnswer[], channel: string, now: Date): ChatAnswer {
  return answers.reduce((best, one) => {
    const [isBetter, isWorse] = [one, best].map((each) => whyAnswerDoesNotCount(each, channel, now) === undefined);
    if (isBetter !== isWorse) return isBetter === true ? one : best;
    return one.answeredAt.getTime() > best.answeredAt.getTime() ? one : best;
  });
}

function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
