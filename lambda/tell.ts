/**
 * Publishes a digest, in as many messages as it takes, and says which entries were accepted when. An entry counts as told
 * only when SNS accepted a message that names it, while somebody had confirmed a subscription.
 */
import { digestOfEntries, type DigestFrame, type Entry } from './core/report/digest.ts';
import { messagesOf } from './core/report/messages.ts';
import type { Notifier } from './ports.ts';

export interface Told {
  readonly accepted: readonly { readonly entry: Entry; readonly acceptedAt: Date }[];
  /** Nobody has confirmed a subscription: there was no one to tell. */
  readonly nobodyListens: boolean;
  readonly failures: readonly string[];
}

export async function tell(
  entries: readonly Entry[],
  frame: DigestFrame,
  notifier: Notifier,
  now: () => Date,
): Promise<Told> {
  const nothing: Told = { accepted: [], nobodyListens: false, failures: [] };
  if (entries.length === 0) return nothing;
  const confirmed = await notifier.confirmedSubscriptions();
  if (!confirmed.ok) return { ...nothing, failures: [confirmed.why] };
  // SAFETY: written so that NaN tells nobody. Test: run-sweep.test.ts "does not start the window while nobody has confirmed".
  if (!(confirmed.value > 0)) return { ...nothing, nobodyListens: true };

  const accepted: { entry: Entry; acceptedAt: Date }[] = [];
  const failures: string[] = [];
  for (const message of messagesOf(digestOfEntries(entries, frame))) {
    const { subject, text, json } = message;
    const published = await notifier.publish({ subject, text, json });
    if (!published.ok) {
      failures.push(published.why);
      continue;
    }
    const acceptedAt = now();
    accepted.push(...message.entries.map((entry) => ({ entry, acceptedAt })));
  }
  return { accepted, nobodyListens: false, failures };
}
