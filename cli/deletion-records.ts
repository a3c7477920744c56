/** The records of deletes in the snapshot bucket, for whoever shows them. Reads only. */
import { DAY_MS, dayOf } from '../lambda/core/time.ts';
import type { DeletionRecord } from '../lambda/model/record.ts';
import type { SnapshotReader } from '../lambda/ports/write.ts';
import { isOutcomeKey } from '../lambda/records/keys.ts';
import { parseOutcome } from '../lambda/records/outcome.ts';
import { CouldNotError } from './errors.ts';

/** Outcomes of the last days, oldest first. @throws CouldNotError naming what could not be read */
export async function readHistory(store: SnapshotReader, now: Date, days: number): Promise<readonly DeletionRecord[]> {
  const records: DeletionRecord[] = [];
  for (let back = days - 1; back >= 0; back -= 1) {
    const keys = await store.keysOfDay(dayOf(new Date(now.getTime() - back * DAY_MS)));
    if (!keys.ok) {
      const advice = keys.why.includes('NoSuchBucket')
        ? ': take the name that `cdk deploy` printed as SnapshotBucket'
        : '';
      throw new CouldNotError(keys.why + advice);
    }
    for (const key of keys.value.filter(isOutcomeKey)) {
      const stored = await store.get(key);
      if (!stored.ok) throw new CouldNotError(stored.why);
      const record = stored.value.is === 'stored' ? parseOutcome(stored.value.text) : undefined;
      if (record === undefined) throw new CouldNotError(`${key}: is not an outcome that this janitor wrote`);
      records.push(record);
    }
  }
  return records;
}
