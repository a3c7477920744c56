/** Reads outcomes back from the bucket: one, or all of some days. Changes nothing. */
import { DAY_MS, dayOf } from '../core/time.ts';
import type { Reading } from '../model/reading.ts';
import type { DeletionRecord } from '../model/record.ts';
import type { SnapshotReader, StoredReader } from '../ports/write.ts';
import { isOutcomeKey } from './keys.ts';
import { parseOutcome } from './outcome.ts';

/** Of today, UTC, and the days before it, as many as `days` in all; oldest first. One that cannot be read ends it. */
export async function outcomesOfDays(
  store: SnapshotReader,
  now: Date,
  days: number,
): Promise<Reading<readonly DeletionRecord[]>> {
  const records: DeletionRecord[] = [];
  for (let back = days - 1; back >= 0; back -= 1) {
    const keys = await store.keysOfDay(dayOf(new Date(now.getTime() - back * DAY_MS)));
    if (!keys.ok) return keys;
    for (const key of keys.value.filter(isOutcomeKey)) {
      const outcome = await storedOutcome(store, key);
      if (!outcome.ok) return outcome;
      records.push(outcome.value);
    }
  }
  return { ok: true, value: records };
}

/** @param key as the bucket listed it: what is not there any more cannot be read */
export async function storedOutcome(store: StoredReader, key: string): Promise<Reading<DeletionRecord>> {
  const stored = await store.get(key);
  if (!stored.ok) return stored;
  const value = stored.value.is === 'stored' ? parseOutcome(stored.value.text) : undefined;
  return value === undefined
    ? { ok: false, cause: 'incomplete', why: `${key}: is not an outcome that this janitor wrote` }
    : { ok: true, value };
}
