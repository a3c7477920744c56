/** The records of deletes in the snapshot bucket, for whoever shows them. Reads only. */
import type { DeletionRecord } from '../lambda/model/record.ts';
import type { SnapshotReader } from '../lambda/ports/write.ts';
import { outcomesOfDays } from '../lambda/records/stored-outcomes.ts';
import { CouldNotError } from './errors.ts';

/** Outcomes of the last days, oldest first. @throws CouldNotError naming what could not be read */
export async function readHistory(store: SnapshotReader, now: Date, days: number): Promise<readonly DeletionRecord[]> {
  const records = await outcomesOfDays(store, now, days);
  if (records.ok) return records.value;
  const advice = records.why.includes('NoSuchBucket')
    ? ': take the name that `cdk deploy` printed as SnapshotBucket'
    : '';
  throw new CouldNotError(records.why + advice);
}
