/** What was deleted since an instant, from the records in the bucket. Changes nothing. */
import { DAY_MS } from '../core/time.ts';
import type { Reading } from '../model/reading.ts';
import type { MadeDeletion } from '../model/record.ts';
import type { SnapshotReader } from '../ports/write.ts';
import { outcomesOfDays } from '../records/stored-outcomes.ts';

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
  const records = await outcomesOfDays(store, now, daysBack + 1);
  if (!records.ok) return records;
  const deletions = records.value.filter((record) => record.is === 'deleted');
  return { ok: true, value: deletions.filter(({ deletedAt }) => deletedAt.getTime() > from.getTime()) };
}
