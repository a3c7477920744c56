/** Answers to test cards in the chat, as they lie in the bucket. Pure. What cannot be read is none. */
import * as z from 'zod/mini';
import { parseInstant, writeInstant } from '../core/time.ts';
import type { ChatAnswer, ChatAnswers } from '../model/chat.ts';
import type { Reading } from '../model/reading.ts';
import type { StoredText } from '../ports/write.ts';
import { parsedJson } from '../model/parsed-json.ts';

export const CHAT_ANSWERS_KEY = 'report/chat-answers.json';

const answerShape = z.object({
  channel: z.string(),
  sentAt: z.string(),
  answeredAt: z.string(),
  by: z.string(),
  eventId: z.string(),
});

const shape = z.object({
  version: z.literal(1),
  proved: z.unknown(),
  pending: z.unknown(),
  renewalAskedAt: z.nullable(z.string()),
});

export const NO_ANSWERS: ChatAnswers = { proved: undefined, pending: undefined, renewalAskedAt: undefined };

export function chatAnswersJson({ proved, pending, renewalAskedAt }: ChatAnswers): string {
  return JSON.stringify({
    version: 1,
    proved: written(proved),
    pending: written(pending),
    renewalAskedAt: renewalAskedAt === undefined ? null : writeInstant(renewalAskedAt),
  });
}

function written(answer: ChatAnswer | undefined): object | null {
  if (answer === undefined) return null;
  const { channel, sentAt, answeredAt, by, eventId } = answer;
  return { channel, sentAt: writeInstant(sentAt), answeredAt: writeInstant(answeredAt), by, eventId };
}

/** Without what is not as `chatAnswersJson` writes it: one that cannot be read costs not the other. */
export function parseChatAnswers(text: string): ChatAnswers {
  const { success, data } = shape.safeParse(parsedJson(text));
  if (!success) return NO_ANSWERS;
  const { proved, pending, renewalAskedAt } = data;
  return {
    proved: parsedAnswer(proved),
    pending: parsedAnswer(pending),
    renewalAskedAt: renewalAskedAt === null ? undefined : parseInstant(renewalAskedAt),
  };
}

function parsedAnswer(given: unknown): ChatAnswer | undefined {
  const { success, data } = answerShape.safeParse(given);
  const sentAt = success ? parseInstant(data.sentAt) : undefined;
  const answeredAt = success ? parseInstant(data.answeredAt) : undefined;
  return success && sentAt !== undefined && answeredAt !== undefined ? { ...data, sentAt, answeredAt } : undefined;
}

/** What stands in the bucket. */
export function readChatAnswers(stored: Reading<StoredText>): Reading<ChatAnswers> {
  if (!stored.ok) return stored;
  const { value } = stored;
  return { ok: true, value: value.is === 'stored' ? parseChatAnswers(value.text) : NO_ANSWERS };
}
