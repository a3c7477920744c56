/** What CloudTrail has of an answer to a test card. */
import { chatPressIn } from '../core/chat/press.ts';
import type { ChatAnswer, ChatAnswers, RecordedAnswer } from '../model/chat.ts';
import type { Reading } from '../model/reading.ts';
import type { SweepWorld } from '../ports/world.ts';

export type RecordWorld = Pick<SweepWorld, 'account' | 'region'> & {
  readonly read: Pick<SweepWorld['read'], 'trailRecords'>;
};

/** Undefined where it does not list it, or not yet. */
export async function recordedPress(
  { eventId }: ChatAnswer,
  { account, region, read }: RecordWorld,
): Promise<Reading<ChatAnswer | undefined>> {
  const record = await read.trailRecords.byId(eventId);
  return record.ok ? { ok: true, value: chatPressIn(record.value, { account, region }) } : record;
}

/** Of each that is stored. */
export async function withRecords(
  stored: Reading<ChatAnswers>,
  world: RecordWorld,
): Promise<Reading<readonly RecordedAnswer[]>> {
  if (!stored.ok) return stored;
  const { proved, pending } = stored.value;
  const recorded: RecordedAnswer[] = [];
  for (const answer of [proved, pending]) {
    if (answer !== undefined) recorded.push({ answer, recorded: await recordedPress(answer, world) });
  }
  return { ok: true, value: recorded };
}
