/** The breaker's limit of the day, one below, at and one above each of its bounds. */
import { dailyLimit, takenPlaces } from '../../../lambda/core/plan/breaker.ts';
import type { Verdict } from '../../../lambda/model.ts';
import { facts, verdictOn, aView, unreadable } from '../../support/builders.ts';

const ORPHAN = verdictOn(facts());
const UNKNOWN = verdictOn(facts({ view: aView('prod', { services: { ...unreadable('403'), seen: [] } }) }));
const KEPT = verdictOn(facts({ tagged: { 'nlb-janitor/keep': 'true' } }));

const fleetOf = (size: number): readonly Verdict[] => Array.from({ length: size }, () => ORPHAN);

it.each([
  // fleet, per day, percent, limit
  [0, 10, 20, 1],
  [1, 10, 20, 1],
  [9, 10, 20, 1],
  [10, 10, 20, 2],
  [14, 10, 20, 2],
  [15, 10, 20, 3],
  [49, 10, 20, 9],
  [50, 10, 20, 10],
  [51, 10, 20, 10],
  [500, 10, 20, 10],
  [500, 1, 100, 1],
  [3, 1000, 100, 3],
  [100, 0, 20, 0],
  [100, 10, 0, 0],
  [1, 0, 0, 0],
])('a fleet of %i with %i a day and %i percent: %i', (size, maxDeletesPerDay, maxDeletePercent, limit) => {
  expect(dailyLimit(fleetOf(size), { maxDeletesPerDay, maxDeletePercent })).toBe(limit);
});

it('counts neither what is unknown nor what is left alone', () => {
  const settings = { maxDeletesPerDay: 10, maxDeletePercent: 20 };
  expect([UNKNOWN.is, KEPT.is]).toEqual(['unknown', 'leave-alone']);
  const others = [...fleetOf(40).map(() => UNKNOWN), ...fleetOf(40).map(() => KEPT)];
  expect(dailyLimit([...fleetOf(14), ...others], settings)).toBe(2);
});

it('counts each NLB of today once, by its snapshots and nothing else', () => {
  const keys = [
    '2026-03-09/aaa/2026-03-02T09:00:00Z/snapshot.json',
    '2026-03-09/aaa/2026-03-02T09:00:00Z/outcome.json',
    '2026-03-09/aaa/2026-03-09T01:00:00Z/snapshot.json',
    '2026-03-09/bbb/2026-03-02T09:00:00Z/outcome.json',
    '2026-03-09/ccc/2026-03-02T09:00:00Z/snapshot.json',
    '2026-03-09/notes.txt',
  ];
  expect([...takenPlaces(keys)]).toEqual(['aaa', 'ccc']);
});
