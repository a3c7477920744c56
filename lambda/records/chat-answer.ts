/** The last answer to a test card in the chat, as it lies in the bucket. Pure. What cannot be read is none. */
import * as z from 'zod/mini';
import { parseInstant, writeInstant } from '../core/time.ts';
import type { ChatAnswer } from '../model/chat.ts';
import type { Reading } from '../model/reading.ts';
import type { StoredText } from '../ports/write.ts';

export const CHAT_ANSWER_KEY = 'report/chat-answer.json';

const shape = z.object({
  version: z.literal(1),
  channel: z.string(),
  sentAt: z.string(),
  answeredAt: z.string(),
  by: z.string(),
  eventId: z.string(),
  renewalAskedAt: z.nullable(z.string()),
});

export function chatAnswerJson(answer: ChatAnswer): string {
  const { channel, sentAt, answeredAt, by, eventId, renewalAskedAt } = answer;
  return JSON.stringify({
    version: 1,
    channel,
    sentAt: writeInstant(sentAt),
    answeredAt: writeInstant(answeredAt),
    by,
    eventId,
    renewalAskedAt: renewalAskedAt === undefined ? null : writeInstant(renewalAskedAt),
  });
}

/** Undefined when it is not what `chatAnswerJson` writes. */
export function parseChatAnswer(text: string): ChatAnswer | undefined {
  const { success, data } = shape.safeParse(parsed(text));
  const sentAt = success ? parseInstant(data.sentAt) : undefined;
  const answeredAt = success ? parseInstant(data.answeredAt) : undefined;
  if (!success || sentAt === undefined || answeredAt === undefined) return undefined;
  const { channel, by, eventId } = data;
  const renewalAskedAt = data.renewalAskedAt === null ? undefined : parseInstant(data.renewalAskedAt);
  const asked = renewalAskedAt === undefined ? {} : { renewalAskedAt };
  return { channel, sentAt, answeredAt, by, eventId, ...asked };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands in the bucket; undefined where nothing does that can be read. */
export function readChatAnswer(stored: Reading<StoredText>): Reading<ChatAnswer | undefined> {
  if (!stored.ok) return stored;
  const { value } = stored;
  return { ok: true, value: value.is === 'stored' ? parseChatAnswer(value.text) : undefined };
}
