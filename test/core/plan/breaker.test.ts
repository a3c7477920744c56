/** The breaker: the limit of the day, one below, at and one above each of its bounds, and who takes its places. */
import { dailyLimit, fleetNow, fleetOf, placeOf, takenPlaces, whyNoPlace } from '../../../lambda/core/plan/breaker.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import type { Verdict } from '../../../lambda/model/verdict.ts';
import { aLoadBalancer, aService, aView, facts, unreadable, verdictOn, withServices } from '../../support/builders.ts';

const ORPHAN = verdictOn(facts());
const UNKNOWN = verdictOn(facts({ view: aView('prod', { services: { ...unreadable('403'), seen: [] } }) }));
const KEPT = verdictOn(facts({ tagged: { 'nlb-janitor/keep': 'true' } }));

const IN_USE = verdictOn(facts({ view: withServices(aService()) }));

const some = (size: number): readonly Verdict[] => Array.from({ length: size }, () => ORPHAN);

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
  expect(dailyLimit(size, { maxDeletesPerDay, maxDeletePercent })).toBe(limit);
});

describe('the fleet of a run that does not look at every NLB', () => {
  const lost = aLoadBalancer({ name: 'lost', arn: `${aLoadBalancer().arn}1` });
  const given = (leftOut: number, isWholeFleet = true): Facts => {
    const base = facts({ isWholeFleet });
    const arns = Array.from({ length: leftOut }, (_, nth) => `left-out-${nth}`);
    return { ...base, inspections: { ...base.inspections, leftOut: new Map(arns.map((arn) => [arn, 'not-asked'])) } };
  };
  const unseen = (number: number): readonly Verdict[] =>
    Array.from({ length: number }, (_, nth) => ({
      ...UNKNOWN,
      loadBalancer: { ...lost, arn: `left-out-${nth}` },
    }));

  it.each([
    // judged in use or orphan, left out, of the last sweep, fleet
    [3, 5, 8, 8],
    [3, 5, 6, 6],
    [3, 5, 9, 8],
    [3, 5, 2, 3],
    [3, 5, undefined, 3],
    [3, 0, 9, 3],
    [0, 0, 9, 0],
  ])('with %i judged, %i left out and %s at the last sweep: %i', (judged, leftOut, last, fleet) => {
    expect(fleetNow([...some(judged), ...unseen(leftOut)], given(leftOut), last)).toBe(fleet);
  });

  it('does not count what was looked at and is unknown', () => {
    expect(fleetNow([...some(3), { ...UNKNOWN, loadBalancer: lost }], given(5), 9)).toBe(3);
  });

  it('is that of the last sweep for a run about some NLBs', () => {
    expect(fleetNow(some(3), given(0, false), 9)).toBe(9);
    expect(fleetNow(some(3), given(0, false), undefined)).toBe(3);
  });
});

it('counts neither what is unknown nor what is left alone', () => {
  const settings = { maxDeletesPerDay: 10, maxDeletePercent: 20 };
  expect([UNKNOWN.is, KEPT.is]).toEqual(['unknown', 'leave-alone']);
  const others = [...some(40).map(() => UNKNOWN), ...some(40).map(() => KEPT)];
  expect(dailyLimit(fleetOf([...some(14), ...others]), settings)).toBe(2);
});

it('counts what is in use like what is an orphan', () => {
  const settings = { maxDeletesPerDay: 10, maxDeletePercent: 20 };
  expect(IN_USE.is).toBe('in-use');
  expect(dailyLimit(fleetOf([...some(1), ...some(14).map(() => IN_USE)]), settings)).toBe(3);
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

it('takes no place without a snapshot', () => {
  expect([...takenPlaces([])]).toEqual([]);
  expect([...takenPlaces(['snapshot.json', '2026-03-09/aaa/2026-03-02T09:00:00Z/snapshot.json.bak'])]).toEqual([]);
});

it.each([
  ['arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/abc/50dc6c495c0c9188', '50dc6c495c0c9188'],
  ['arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/other/50dc6c495c0c9189', '50dc6c495c0c9189'],
  ['not-an-arn', 'not-an-arn'],
])('the place of %s is %s', (arn, place) => {
  expect(placeOf(arn)).toBe(place);
});

describe('beside the snapshots of runs at the same time', () => {
  const { arn } = aLoadBalancer();
  const snapshotOf = (id: string): string => `2026-03-09/${id}/2026-03-02T09:00:00Z/snapshot.json`;
  const OWN = snapshotOf(placeOf(arn));
  const stored = (...keys: readonly string[]): Reading<readonly string[]> => ({ ok: true, value: keys });
  const others = (number: number) => Array.from({ length: number }, (_, index) => snapshotOf(`other${index}`));
  const REACHED = "today's limit was reached meanwhile";

  it.each([
    [2, 0, undefined],
    [2, 1, undefined],
    [2, 2, REACHED],
    [2, 3, REACHED],
    [1, 0, undefined],
    [1, 1, REACHED],
    [0, 0, REACHED],
  ])('with a limit of %i and %i others, it gives way: %s', (limit, number, why) => {
    expect(whyNoPlace(arn, limit, stored(OWN, ...others(number)))).toBe(why);
    // Whether its own is listed already makes no difference.
    expect(whyNoPlace(arn, limit, stored(...others(number)))).toBe(why);
  });

  it('counts another NLB once, and its own never, however often each was begun', () => {
    const twice = ['2026-03-09/other0/2026-03-01T00:00:00Z/snapshot.json', snapshotOf('other0')];
    const ownAgain = OWN.replace('2026-03-02', '2026-03-01');
    expect(whyNoPlace(arn, 2, stored(OWN, ownAgain, ...twice))).toBeUndefined();
    expect(whyNoPlace(arn, 1, stored(OWN, ownAgain, ...twice))).toBe(REACHED);
  });

  it('gives way when nobody can read what was stored today', () => {
    expect(whyNoPlace(arn, 10, unreadable('S3: denied'))).toBe("today's snapshots cannot be read: S3: denied");
    expect(whyNoPlace(arn, 10, stored())).toBeUndefined();
  });
});
