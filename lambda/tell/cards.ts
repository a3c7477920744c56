/** Posts cards to the chat, one after the other, as long as the run has time for them. */
import { customNotificationOf } from '../core/report/custom-notification.ts';
import type { Digest, Entry } from '../core/report/entries.ts';
import { count } from '../core/words.ts';
import type { SweepWorld } from '../ports/world.ts';

/** Enough for a card that is not answered, and for what follows. */
const NEEDED_MS = 150_000;

/**
 * @param posted is called after each card that SNS took, before the next one
 * @param say what became of the others, in words before why
 */
export async function postCards(
  digest: Digest,
  { chat, deadline }: Pick<SweepWorld, 'chat' | 'deadline'>,
  { posted, say }: { readonly posted?: (entry: Entry) => Promise<void>; readonly say: string },
): Promise<readonly string[]> {
  if (chat === undefined) return [];
  const failures: string[] = [];
  for (const [index, entry] of digest.entries.entries()) {
    if (deadline.remainingMs() < NEEDED_MS) {
      const left = count(digest.entries.length - index, 'card was', 'cards were');
      return [...failures, `${left} not sent to the chat: the time of this run is over`];
    }
    const result = await chat.post(customNotificationOf(entry, digest));
    // SAFETY: what SNS did not take was not told.
    if (result.ok) await posted?.(entry);
    else failures.push(`${say}: ${result.why}`);
  }
  return failures;
}
