/** Writes down the answers to test cards, over those that were there. */
import type { ChatAnswers } from '../model/chat.ts';
import type { ReportStore, WriteResult } from '../ports/write.ts';
import { CHAT_ANSWERS_KEY, chatAnswersJson } from '../records/chat-answers.ts';

export interface ChatMemory {
  readonly write: { readonly report: Pick<ReportStore, 'put'> };
}

export async function keepChatAnswers(answers: ChatAnswers, { write }: ChatMemory): Promise<WriteResult> {
  const stored = await write.report.put(CHAT_ANSWERS_KEY, chatAnswersJson(answers));
  return stored.ok ? stored : { ...stored, why: `${CHAT_ANSWERS_KEY} could not be stored: ${stored.why}` };
}
