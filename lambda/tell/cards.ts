/** Posts cards to the chat, one after the other, as long as the run has time for them. */
import { customNotificationOf } from '../core/report/custom-notification.ts';
import type { Digest, Entry } from '../core/report/entries.ts';
import { count } from '../core/words.ts';
import type { SweepWorld } from '../ports/world.ts';

/** Enough for a card that is not answered (aws/chat-topic.ts), and for what follows; less than what acts leave. */
const NEEDED_MS = 30_000;

interface Cards {
  /** Why SNS did not take them, one for each. */
  readonly refused: readonly string[];
  /** Those for which there was no time, in words; none where there was. */
  readonly left: readonly string[];
}

/** @param posted is called after each card that SNS took, before the next one */
export async function postCards(
  digest: Digest,
  { chat, deadline }: Pick<SweepWorld, 'chat' | 'deadline'>,
  posted: (entry: Entry) => Promise<void> = async () => undefined,
): Promise<Cards> {
  const refused: string[] = [];
  if (chat === undefined) return { refused, left: [] };
  for (const [index, entry] of digest.entries.entries()) {
    if (deadline.remainingMs() < NEEDED_MS) {
      const number = count(digest.entries.length - index, 'card was', 'cards were');
      return { refused, left: [`${number} not sent to the chat: the time of this run is over`] };
    }
    const result = await chat.post(customNotificationOf(entry, digest));
    // SAFETY: what SNS did not take was not told.
    if (result.ok) await posted(entry);
    else refused.push(result.why);
  }
  return { refused, left: [] };
}
