/** What a reap may delete: places and their order, the breaker, and that knowing less never deletes more. */
import fc from 'fast-check';
import { judge } from '../../../lambda/core/judge/judge.ts';
import { fleetOf, placeOf } from '../../../lambda/core/plan/breaker.ts';
import { isRipe } from '../../../lambda/core/plan/due.ts';
import { whatMayBeDue } from '../../../lambda/core/plan/looks.ts';
import { planReap, type OnRecord, type ReapSettings } from '../../../lambda/core/plan/reap.ts';
import { someOf, type Scope } from '../../../lambda/core/scope.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { ReapPlan } from '../../../lambda/model/plan.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { aView, inspectionsOf, flowsOf, unreadable } from '../../support/builders.ts';
import { ALWAYS_OPEN, openBetween } from '../../support/hours.ts';
import { DELETE_AFTER, dueFacts, nthLoadBalancer, REAP, type Marks } from '../../support/quarantines.ts';

const NO_SNAPSHOTS: Reading<readonly string[]> = { ok: true, value: [] };
const NOTHING_YET: OnRecord = { todaysSnapshots: NO_SNAPSHOTS, lastFleet: undefined, refusals: [], told: undefined };
const AUTOMATIC: ReapSettings = { ...REAP, approval: 'automatic' };
const PENDING: Marks = { approval: 'pending' };

function plan(
  given: Facts,
  settings: ReapSettings = REAP,
  today: Reading<readonly string[]> = NO_SNAPSHOTS,
  scope: Scope = { is: 'everything' },
): ReapPlan {
  return planReap(judge(given, settings), given, settings, scope, { ...NOTHING_YET, todaysSnapshots: today });
}

const indexes = (deletes: ReapPlan['delete']): readonly number[] =>
  deletes.map(({ candidate }) => Number.parseInt(placeOf(candidate.orphan.loadBalancer.arn), 16));

const times = (number: number, marks: Marks): readonly Marks[] => Array.from({ length: number }, () => marks);

const snapshotOf = (index: number): string =>
  `2026-03-01/${placeOf(nthLoadBalancer(index).arn)}/2026-02-10T00:00:00Z/snapshot.json`;

it('deletes what is due, with the right and the instants on which it rests', () => {
  const { delete: deletes, waiting, refused } = plan(dueFacts());
  expect(deletes).toEqual([
    expect.objectContaining({
      by: 'approval',
      quarantinedAt: new Date('2026-02-10T00:00:00Z'),
      notifiedAt: new Date('2026-02-10T00:05:00Z'),
      dueAt: new Date('2026-02-17T00:05:00Z'),
    }),
  ]);
  expect([waiting, refused]).toEqual([[], undefined]);
});

it('deletes nothing that is not due, and what it does not delete waits for nothing', () => {
  expect(plan(dueFacts([PENDING, { 'delete-after': undefined }, { evidence: '0123456789abcdef' }]))).toEqual({
    delete: [],
    waiting: [],
    limit: 3,
    opensAt: undefined,
    refused: undefined,
  });
});

it.each(['report', 'quarantine'] as const)('deletes nothing in mode %s, whoever approved', (mode) => {
  const settings = { ...REAP, mode };
  expect(plan(dueFacts([{}], settings), settings)).toMatchObject({
    delete: [],
    waiting: [],
    limit: 0,
    refused: undefined,
  });
  expect(plan(dueFacts()).delete).toHaveLength(1);
});

describe('the hours of deletion', () => {
  const NOW = dueFacts().now.toISOString();
  const at = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  const within = (from: string, to: string, settings = REAP) => ({ ...settings, deletionHours: openBetween(from, to) });

  it.each([
    ['a minute before they begin', at(1), at(9), 0],
    ['when they begin', at(0), at(9), 1],
    ['a minute after they begin', at(-1), at(9), 1],
    ['a minute before they end', at(-9), at(1), 1],
    ['when they end', at(-9), at(0), 0],
    ['a minute after they end', at(-9), at(-1), 0],
  ])('are kept %s', (_what, from, to, number) => {
    expect(plan(dueFacts(), within(from, to)).delete).toHaveLength(number);
  });

  it.each([
    ['approved', REAP, {}],
    ['automatic', AUTOMATIC, PENDING],
  ])('make %s deletes wait for them, and nobody counts or refuses', (_what, given, marks) => {
    const settings = within(at(60), at(120), { ...given, maxDeletesPerDay: 1 });
    const waits = plan(dueFacts([marks, marks], settings), settings);
    expect(waits).toMatchObject({ delete: [], opensAt: new Date(at(60)), refused: undefined });
    expect(indexes(waits.waiting)).toEqual([0, 1]);
  });

  it('are not what nothing waits for', () => {
    expect(plan(dueFacts([PENDING]), within(at(60), at(120)))).toMatchObject({ waiting: [], opensAt: undefined });
  });
});

it('deletes nothing when the clock is unreadable', () => {
  const given = { ...dueFacts(), now: new Date(Number.NaN) };
  expect(plan(given).delete).toEqual([]);
});

it.each([
  ['approved', 'required', 1],
  ['pending', 'required', 0],
  ['pending', 'automatic', 1],
  ['approved', 'automatic', 1],
  ['Approved', 'automatic', 0],
] as const)('deletes by approval or by the policy: %s under %s gives %i', (approval, policy, number) => {
  const settings = { ...REAP, approval: policy };
  expect(plan(dueFacts([{ approval }], settings), settings).delete).toHaveLength(number);
});

describe('approved deletes', () => {
  it.each([
    [2, [0, 1], []],
    [1, [0], [1]],
    [3, [0, 1], []],
    [0, [], [0, 1]],
  ])('with %i places: %j go, %j wait', (maxDeletesPerDay, go, wait) => {
    const { delete: deletes, waiting, refused } = plan(dueFacts(times(2, {})), { ...REAP, maxDeletesPerDay });
    expect([indexes(deletes), indexes(waiting), refused]).toEqual([go, wait, undefined]);
  });

  it('go oldest notice first', () => {
    const later = { 'notified-at': '2026-02-11T00:00:00Z', 'delete-after': '2026-02-18T00:00:00Z' };
    expect(indexes(plan(dueFacts([later, {}])).delete)).toEqual([1, 0]);
  });

  it('come last after AWS refused them, or they would take the places of the others forever', () => {
    const given = dueFacts([{ 'last-error': '2026-02-28T00:00:00Z in-use text' }, {}]);
    const { delete: deletes, waiting } = plan(given, { ...REAP, maxDeletesPerDay: 1 });
    expect([indexes(deletes), indexes(waiting)]).toEqual([[1], [0]]);
  });

  it('find the places of today taken, each once', () => {
    const today: Reading<readonly string[]> = { ok: true, value: [snapshotOf(7), snapshotOf(7)] };
    expect(indexes(plan(dueFacts(times(2, {})), { ...REAP, maxDeletesPerDay: 2 }, today).delete)).toEqual([0]);
  });

  it('that were begun today have their place already', () => {
    const today: Reading<readonly string[]> = { ok: true, value: [snapshotOf(1)] };
    const { delete: deletes, waiting } = plan(dueFacts(times(2, {})), { ...REAP, maxDeletesPerDay: 1 }, today);
    expect([indexes(deletes), indexes(waiting)]).toEqual([[1], [0]]);
  });

  it('of other NLBs are not made when an event is about one', () => {
    const scope = someOf({ arns: [nthLoadBalancer(1).arn] });
    expect(indexes(plan(dueFacts(times(3, {})), REAP, NO_SNAPSHOTS, scope).delete)).toEqual([1]);
  });
});

describe('a run about some NLBs', () => {
  const scope = someOf({ arns: [nthLoadBalancer(0).arn, nthLoadBalancer(1).arn] });

  it('makes no automatic delete, refuses none, and lets none wait: a run about everything decides', () => {
    const given = dueFacts([PENDING, PENDING], AUTOMATIC);
    expect(plan(given, AUTOMATIC, NO_SNAPSHOTS, scope)).toMatchObject({ delete: [], waiting: [], refused: undefined });
    expect(indexes(plan(given, AUTOMATIC, NO_SNAPSHOTS).delete)).toEqual([0, 1]);
  });

  it('makes those that a person approved, also where the others are automatic', () => {
    const given = dueFacts([{}, PENDING, {}], AUTOMATIC);
    expect(indexes(plan(given, AUTOMATIC, NO_SNAPSHOTS, scope).delete)).toEqual([0]);
  });
});

describe('the breaker', () => {
  it.each([
    [1, [0], false],
    [2, [0, 1], false],
    [3, [], true],
  ])('with two places and %i automatic deletes lets %j through', (number, go, isRefused) => {
    const settings = { ...AUTOMATIC, maxDeletesPerDay: 2 };
    const { delete: deletes, refused } = plan(dueFacts(times(number, PENDING), settings), settings);
    expect([indexes(deletes), refused !== undefined]).toEqual([go, isRefused]);
  });

  it('counts what could be due but has a caution out: that waits for a person anyway', () => {
    const settings = { ...AUTOMATIC, maxDeletesPerDay: 1 };
    const base = dueFacts(times(2, PENDING), settings);
    const flows = new Map([...base.inspections.flows, [nthLoadBalancer(0).arn, flowsOf(5)] as const]);
    const { delete: deletes, refused } = plan({ ...base, inspections: { ...base.inspections, flows } }, settings);
    expect([indexes(deletes), refused]).toEqual([[1], undefined]);
  });

  it.each<[string, (given: Facts) => Facts]>([
    [
      'the tags of its target group',
      (given) => {
        const [first] = given.inspections.targetGroupTags.keys();
        const targetGroupTags = new Map([
          ...given.inspections.targetGroupTags,
          [first ?? '', unreadable('x')] as const,
        ]);
        return { ...given, inspections: { ...given.inspections, targetGroupTags } };
      },
    ],
    [
      'its traffic',
      (given) => {
        const flows = lost(given.inspections.flows, 0);
        return { ...given, inspections: { ...given.inspections, flows } };
      },
    ],
    [
      'its health',
      (given) => {
        const [first] = given.inspections.health.keys();
        const health = new Map([...given.inspections.health, [first ?? '', unreadable('x')] as const]);
        return { ...given, inspections: { ...given.inspections, health } };
      },
    ],
  ])('refuses automatic deletes that fit only because one NLB is unreadable: %s', (_, lose) => {
    const settings = { ...AUTOMATIC, maxDeletesPerDay: 1 };
    const given = lose(dueFacts(times(2, PENDING), settings));
    expect(plan(given, settings)).toMatchObject({ delete: [], refused: expect.any(String) as string });
  });

  it('counts an NLB whose tags nobody could read: it could be due', () => {
    const settings = { ...AUTOMATIC, maxDeletesPerDay: 1 };
    const given = dueFacts([PENDING], settings);
    const unread = judge({ ...given, tags: new Map() }, settings);
    const verdicts = judge(given, settings);
    const everything: Scope = { is: 'everything' };
    expect(planReap(verdicts, given, settings, everything, NOTHING_YET).delete).toHaveLength(1);
    expect(planReap([...verdicts, ...unread], given, settings, everything, NOTHING_YET)).toMatchObject({
      delete: [],
      refused: expect.stringContaining('1 more could be') as string,
    });
  });

  it('lets the approved go although it refuses the automatic', () => {
    const settings = { ...AUTOMATIC, maxDeletesPerDay: 2 };
    const { delete: deletes, waiting, refused } = plan(dueFacts([PENDING, {}, PENDING], settings), settings);
    expect([indexes(deletes), indexes(waiting)]).toEqual([[1], [0, 2]]);
    expect(refused).toContain('2 automatic deletes are due');
  });

  it('refuses all when the snapshots of today cannot be read', () => {
    const { delete: deletes, waiting, refused } = plan(dueFacts(times(2, {})), REAP, unreadable('S3: denied'));
    expect([indexes(deletes), indexes(waiting)]).toEqual([[], [0, 1]]);
    expect(refused).toContain('S3: denied');
  });

  it('refuses nothing when nothing is due, though they cannot be read', () => {
    expect(plan(dueFacts([PENDING]), REAP, unreadable('S3: denied')).refused).toBeUndefined();
  });

  it('lets a zero mean zero, also for the approved', () => {
    for (const zero of [{ maxDeletesPerDay: 0 }, { maxDeletePercent: 0 }]) {
      expect(plan(dueFacts(), { ...REAP, ...zero }).delete).toEqual([]);
      expect(plan(dueFacts([PENDING], AUTOMATIC), { ...AUTOMATIC, ...zero }).refused).toMatch(/\S/);
    }
  });
});

it('deletes nothing that the quick look at the tags would have missed', () => {
  fc.assert(
    fc.property(fc.array(anyMarks(), { maxLength: 4 }), anySettings(), (marks, settings) => {
      const given = dueFacts(marks, settings);
      for (const { candidate } of plan(given, settings).delete) {
        const { loadBalancer, tags } = candidate.orphan;
        expect(isRipe(loadBalancer, tags, given.now, settings)).toBe(true);
      }
    }),
  );
});

/** The facts of a run that looks only at whom `whatMayBeDue` chooses. */
function seenByReap(given: Facts, settings: ReapSettings): Facts {
  const chosen = new Set(whatMayBeDue(settings)(given.loadBalancers, given).map(({ arn }) => arn));
  const groups = given.inspections.targetGroups;
  const isSeen = (groupArn: string): boolean =>
    groups.ok && groups.value.some(({ arn, loadBalancerArns: [of] }) => arn === groupArn && chosen.has(of ?? ''));
  const { health, flows, deletionProtection, targetGroupTags } = given.inspections;
  const others = given.loadBalancers.filter(({ arn }) => !chosen.has(arn));
  return {
    ...given,
    inspections: {
      ...given.inspections,
      health: new Map([...health].filter(([arn]) => isSeen(arn))),
      targetGroupTags: new Map([...targetGroupTags].filter(([arn]) => isSeen(arn))),
      flows: new Map([...flows].filter(([arn]) => chosen.has(arn))),
      deletionProtection: new Map([...deletionProtection].filter(([arn]) => chosen.has(arn))),
      leftOut: new Map(others.map(({ arn }) => [arn, 'not-asked'])),
    },
  };
}

it('is the same plan when only those are looked at whose tags could make them due', () => {
  fc.assert(
    fc.property(fc.array(anyMarks(), { minLength: 1, maxLength: 6 }), anySettings(), (marks, settings) => {
      const given = dueFacts(marks, settings);
      const verdicts = judge(given, settings);
      const less = seenByReap(given, settings);
      const everything: Scope = { is: 'everything' };
      const onRecord = { ...NOTHING_YET, lastFleet: fleetOf(verdicts) };
      expect(planReap(judge(less, settings), less, settings, everything, onRecord)).toEqual(
        planReap(verdicts, given, settings, everything, onRecord),
      );
      // Without a fleet on record there may be fewer places, never more.
      const alone = plan(less, settings);
      expect(alone.limit).toBeLessThanOrEqual(plan(given, settings).limit);
      expect(alone.delete.length).toBeLessThanOrEqual(plan(given, settings).delete.length);
    }),
    { numRuns: 500 },
  );
});

function anyMarks(): fc.Arbitrary<Marks> {
  return fc.record({
    approval: fc.constantFrom('approved', 'pending', 'pending', 'rejected', 'Approved', undefined),
    'last-error': fc.constantFrom(
      undefined,
      undefined,
      '2026-03-01T00:00:00Z denied text',
      '2026-02-28T00:00:00Z denied text',
    ),
    'delete-after': fc.constantFrom(DELETE_AFTER, DELETE_AFTER, '2026-03-02T00:00:00Z'),
  });
}

function anySettings(): fc.Arbitrary<ReapSettings> {
  return fc.record({
    mode: fc.constant('delete' as const),
    approval: fc.constantFrom('required', 'automatic'),
    minimumAgeHours: fc.constant(24),
    graceDays: fc.constant(7),
    approvalValidDays: fc.constantFrom(1, 30),
    approvers: fc.constant(undefined),
    reminderHours: fc.constant(24),
    maxDeletesPerDay: fc.integer({ min: 0, max: 5 }),
    maxDeletePercent: fc.constantFrom(0, 20, 50, 100),
    deletionHours: fc.constantFrom(undefined, ALWAYS_OPEN),
  });
}

type Loss = (given: Facts, index: number) => Facts;

const lost = <K, V>(map: ReadonlyMap<K, V>, index: number): Map<K, V> => {
  const gone = [...map.keys()][index];
  return new Map([...map].filter(([key]) => key !== gone));
};

const LOSSES: readonly Loss[] = [
  (given, index) => ({ ...given, tags: lost(given.tags, index) }),
  (given) => ({ ...given, clusters: new Map() }),
  (given) => ({ ...given, views: new Map() }),
  (given) => ({ ...given, views: new Map([['prod', aView('prod', { services: { ...unreadable('x'), seen: [] } })]]) }),
  (given) => ({ ...given, inspections: { ...given.inspections, targetGroups: unreadable('x') } }),
  (given) => ({ ...given, inspections: { ...given.inspections, autoScalingGroups: unreadable('x') } }),
  (given, index) => ({
    ...given,
    inspections: { ...given.inspections, health: lost(given.inspections.health, index) },
  }),
  (given, index) => ({ ...given, inspections: { ...given.inspections, flows: lost(given.inspections.flows, index) } }),
  (given, index) => ({
    ...given,
    inspections: { ...given.inspections, targetGroupTags: lost(given.inspections.targetGroupTags, index) },
  }),
  (given, index) => ({
    ...given,
    inspections: { ...given.inspections, deletionProtection: lost(given.inspections.deletionProtection, index) },
  }),
];

it('losing a reading never adds an automatic deletion, nor a place', () => {
  fc.assert(
    fc.property(
      fc.array(anyMarks(), { minLength: 1, maxLength: 6 }),
      anySettings(),
      fc.array(fc.tuple(fc.constantFrom(...LOSSES), fc.nat({ max: 5 })), { minLength: 1, maxLength: 3 }),
      (marks, settings, losses) => {
        const whole = dueFacts(marks, settings);
        const less = losses.reduce((given, [lose, index]) => lose(given, index), whole);
        const before = plan(whole, settings);
        const after = plan(less, settings);
        const automatic = ({ delete: deletes }: ReapPlan): readonly number[] =>
          indexes(deletes.filter(({ by }) => by === 'automatic'));
        expect(automatic(before)).toEqual(expect.arrayContaining([...automatic(after)]));
        expect(after.delete.length).toBeLessThanOrEqual(before.delete.length);
      },
    ),
    { numRuns: 1000 },
  );
});

it('needs a companion reading to be there at all', () => {
  const given = dueFacts();
  expect(plan({ ...given, inspections: inspectionsOf() }).delete).toEqual([]);
});
