/** Mutations of lambda/records. */
import { of, type Mutation } from './rows.ts';

export const RECORDS: readonly Mutation[] = [
  ...of('lambda/records/state.ts', 'test/records/state.test.ts', [
    ['return ageMs >= 0 && ageMs <= MOST_DAYS_OLD * DAY_MS;', 'return !(ageMs > MOST_DAYS_OLD * DAY_MS);'],
  ]),
  ...of('lambda/records/outcome.ts', 'test/records/outcome.test.ts', [
    ["return state === undefined || (state === 'spared') === (spared !== undefined);", 'return true;'],
  ]),
];
