/** Where the records of a delete lie: the keys are what counts the deletes of a day. */
import { takenPlaces } from '../../lambda/core/plan/breaker.ts';
import type { DueDelete } from '../../lambda/model/plan.ts';
import { isOutcomeKey, isSnapshotKey, outcomeKeyOf, snapshotKeyOf } from '../../lambda/records/keys.ts';
import { aCandidate } from '../support/news.ts';

const DUE: DueDelete = {
  candidate: aCandidate(),
  quarantinedAt: new Date('2026-03-02T09:00:00Z'),
  notifiedAt: new Date('2026-03-02T09:01:00Z'),
  dueAt: new Date('2026-03-09T09:01:00Z'),
  by: 'approval',
  told: [],
};
const KEY = '2026-03-09/50dc6c495c0c9188/2026-03-02T09:00:00Z/10:00:00Z/snapshot.json';

it('names the day on which the delete begins, the NLB, its quarantine and the attempt', () => {
  expect(snapshotKeyOf(DUE, new Date('2026-03-09T10:00:00Z'))).toBe(KEY);
  expect(snapshotKeyOf(DUE, new Date('2026-03-10T00:00:00Z'))).toBe(
    '2026-03-10/50dc6c495c0c9188/2026-03-02T09:00:00Z/00:00:00Z/snapshot.json',
  );
});

it('is another one for each attempt of a day, and a later one sorts behind', () => {
  const later = snapshotKeyOf(DUE, new Date('2026-03-09T10:00:01Z'));
  expect([later, KEY].toSorted()).toEqual([KEY, later]);
  expect(takenPlaces([KEY, later])).toEqual(new Set(['50dc6c495c0c9188']));
});

it('takes the place of that NLB on that day', () => {
  expect(takenPlaces([KEY, outcomeKeyOf(KEY)])).toEqual(new Set(['50dc6c495c0c9188']));
});

it('puts the outcome beside its snapshot', () => {
  expect(outcomeKeyOf(KEY)).toBe(KEY.replace('snapshot.json', 'outcome.json'));
});

it.each([
  [KEY, true, false],
  [outcomeKeyOf(KEY), false, true],
  ['2026-03-09/50dc6c495c0c9188/my-snapshot.json', false, false],
  ['2026-03-09/50dc6c495c0c9188/my-outcome.json', false, false],
  ['', false, false],
])('knows what "%s" is', (key, isSnapshot, isOutcome) => {
  expect([isSnapshotKey(key), isOutcomeKey(key)]).toEqual([isSnapshot, isOutcome]);
});
