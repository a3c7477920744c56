/**
 * Somebody answered a test card in the chat: writes it down, and says in the same thread what it means. An answer that does not
 * count leaves the earlier one as it is.
 */
import { answerHoldsUntil, whyAnswerDoesNotCount } from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { chatAnsweredCard } from '../core/report/chat-test-card.ts';
import type { Chat, ChatAnswer } from '../model/chat.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { SweepWorld } from '../ports/world.ts';
import { CHAT_ANSWER_KEY, chatAnswerJson } from '../records/chat-answer.ts';

type AnswerWorld = Pick<SweepWorld, 'account' | 'region' | 'read' | 'chat' | 'now'> & {
  readonly write: Pick<SweepWorld['write'], 'report'>;
};

/** @param answers of the events that woke the run; the last one counts */
export async function takeChatAnswer(
  answers: readonly ChatAnswer[],
  settings: { readonly chat: Chat | undefined },
  world: AnswerWorld,
): Promise<Done> {
  const answer = answers.toSorted((one, other) => one.answeredAt.getTime() - other.answeredAt.getTime()).at(-1);
  if (answer === undefined || settings.chat === undefined || world.chat === undefined) return NOTHING_DONE;
  const { account, region, read, write, chat, now } = world;
  const fault = whyAnswerDoesNotCount(answer, channelOf(settings.chat), now());
  const { by, eventId } = answer;
  read.journal.note('a test card in the chat was answered', { by, eventId, doesNotCount: fault });
  const failures: string[] = [];
  let why = fault;
  if (why === undefined) {
    const stored = await write.report.put(CHAT_ANSWER_KEY, chatAnswerJson(answer));
    if (!stored.ok) {
      why = `${CHAT_ANSWER_KEY} could not be stored`;
      failures.push(`the answer to a test card counts for nothing: ${why}: ${stored.why}`);
    }
  }
  const says = why === undefined ? { until: answerHoldsUntil(answer) } : { doesNotCount: why };
  const posted = await chat.post(chatAnsweredCard({ account, region, by, ...says }));
  if (!posted.ok) failures.push(`an answer to a test card was not acknowledged in the chat: ${posted.why}`);
  return { ...NOTHING_DONE, failures };
}
