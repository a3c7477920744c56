/** What was deleted since an instant, from the records in the bucket. Changes nothing. */
import { DAY_MS, dayOf } from '../core/time.ts';
import type { Reading } from '../model/reading.ts';
import type { MadeDeletion } from '../model/record.ts';
import type { SnapshotReader } from '../ports/write.ts';
import { isOutcomeKey } from '../records/keys.ts';
import { parseOutcome } from '../records/outcome.ts';

const DAYS_BEFORE_THE_FIRST = 7;
/** A delete may end on the day after the one under which its record lies. */
const DAY_OF_GRACE = 1;
/** A list for each day: no summary waits longer. */
const MOST_DAYS = 367;

/**
 * Deletes made after `since` and known to be made by `now`, oldest first.
 *
 * @param since undefined for the last seven days
 */
export async function deletedSince(
  store: SnapshotReader,
  since: Date | undefined,
  now: Date,
): Promise<Reading<readonly MadeDeletion[]>> {
  const from = since ?? new Date(now.getTime() - DAYS_BEFORE_THE_FIRST * DAY_MS);
  const daysBack = Math.min(MOST_DAYS, Math.ceil((now.getTime() - from.getTime()) / DAY_MS) + DAY_OF_GRACE);
  const deletions: MadeDeletion[] = [];
  for (let back = daysBack; back >= 0; back -= 1) {
    const keys = await store.keysOfDay(dayOf(new Date(now.getTime() - back * DAY_MS)));
    if (!keys.ok) return keys;
    for (const key of keys.value.filter(isOutcomeKey)) {
      const stored = await store.get(key);
      if (!stored.ok) return stored;
      const record = stored.value.is === 'stored' ? parseOutcome(stored.value.text) : undefined;
      if (record === undefined) {
        return { ok: false, cause: 'incomplete', why: `${key}: is not an outcome that this janitor wrote` };
      }
      if (record.is === 'deleted' && record.deletedAt.getTime() > from.getTime()) deletions.push(record);
    }
  }
  return { ok: true, value: deletions };
}
