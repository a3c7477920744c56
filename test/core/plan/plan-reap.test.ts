/** What may be deleted: the window, the approval, the breaker, and that knowing less never deletes more. */
import fc from 'fast-check';
import { judge } from '../../../lambda/core/judge/judge.ts';
import { dueAtOf, isRipe, loadBalancerId, planReap, type ReapSettings } from '../../../lambda/core/plan/plan-reap.ts';
import type { Scope } from '../../../lambda/core/scope.ts';
import type { Facts, ReapPlan, Reading } from '../../../lambda/model.ts';
import { aView, companionsOf, flowsOf, unreadable } from '../../support/builders.ts';
import { DELETE_AFTER, dueFacts, nthLoadBalancer, REAP, type Marks } from '../../support/quarantines.ts';

const NO_SNAPSHOTS: Reading<readonly string[]> = { ok: true, value: [] };
const AUTOMATIC: ReapSettings = { ...REAP, approval: 'automatic' };
const PENDING: Marks = { approval: 'pending' };

function plan(
  given: Facts,
  settings: ReapSettings = REAP,
  today: Reading<readonly string[]> = NO_SNAPSHOTS,
  scope: Scope = { is: 'everything' },
): ReapPlan {
  return planReap(judge(given, settings), given, settings, scope, today);
}

const indexes = (deletes: ReapPlan['delete']): readonly number[] =>
  deletes.map(({ candidate }) => Number.parseInt(loadBalancerId(candidate.orphan.loadBalancer.arn), 16));

const times = (number: number, marks: Marks): readonly Marks[] => Array.from({ length: number }, () => marks);

const snapshotOf = (index: number): string =>
  `2026-03-01/${loadBalancerId(nthLoadBalancer(index).arn)}/2026-02-10T00:00:00Z/snapshot.json`;

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

describe('nothing is due', () => {
  it.each<[string, Marks]>([
    ['without a quarantine', { 'quarantined-at': undefined }],
    ['without a notice', { 'notified-at': undefined }],
    ['without a deadline', { 'delete-after': undefined }],
    ['with another reason', { reason: 'superseded' }],
    ['with other evidence', { evidence: '0123456789abcdef' }],
    ['with a time that is none', { 'delete-after': 'soon' }],
    ['with a notice in the future', { 'notified-at': '2026-03-01T10:05:01Z', 'delete-after': '2026-03-08T10:05:01Z' }],
    ['with a window shorter than the grace', { 'delete-after': '2026-02-17T00:04:59Z' }],
    ['before the window is over', { 'notified-at': '2026-02-22T10:05:01Z', 'delete-after': '2026-03-01T10:05:01Z' }],
    ['after a refusal of the same day', { 'last-error': '2026-03-01T00:00:00Z in-use text' }],
    ['after a protection found on the same day', { 'last-error': '2026-03-01T00:00:00Z protected text' }],
    ['after a missing right of the same day', { 'last-error': '2026-03-01T00:00:00Z denied text' }],
    ['when it is kept', { keep: 'until=2026-03-01' }],
    ['when it is rejected', { approval: 'rejected' }],
  ])('%s', (_, marks) => {
    expect(plan(dueFacts([marks]))).toMatchObject({ delete: [], waiting: [], refused: undefined });
  });

  it.each<[string, Marks]>([
    [
      'in the second in which the window ends',
      { 'notified-at': '2026-02-22T10:05:00Z', 'delete-after': '2026-03-01T10:05:00Z' },
    ],
    ['after a refusal of the day before', { 'last-error': '2026-02-28T23:59:59Z in-use text' }],
    ['after an error that may pass', { 'last-error': '2026-03-01T00:00:00Z other text' }],
    ['when its keep has lapsed', { keep: 'until=2026-02-28' }],
  ])('but it is %s', (_, marks) => {
    expect(plan(dueFacts([marks])).delete).toHaveLength(1);
  });

  it.each(['report', 'quarantine'] as const)('in mode %s, whoever approved', (mode) => {
    const settings = { ...REAP, mode };
    expect(plan(dueFacts([{}], settings), settings).delete).toEqual([]);
  });

  it('when the clock is unreadable', () => {
    const given = { ...dueFacts(), now: new Date(Number.NaN) };
    expect(plan(given).delete).toEqual([]);
  });
});

describe('a delete', () => {
  it.each([
    ['approved', 'required', 1],
    ['pending', 'required', 0],
    ['Approved', 'required', 0],
    [undefined, 'required', 0],
    ['pending', 'automatic', 1],
    ['approved', 'automatic', 1],
    ['Approved', 'automatic', 0],
    [undefined, 'automatic', 0],
    ['rejected', 'automatic', 0],
  ] as const)('needs a person or the policy: approval %s under %s gives %i', (approval, policy, number) => {
    const settings = { ...REAP, approval: policy };
    expect(plan(dueFacts([{ approval }], settings), settings).delete).toHaveLength(number);
  });

  it.each([
    ['pending', 0, 1],
    ['pending', 3, 0],
    ['approved', 3, 1],
  ])('needs a person where there is a caution: %s with %i flows gives %i', (approval, flows, number) => {
    const base = dueFacts([{ approval }], AUTOMATIC);
    const companions = { ...base.companions, flows: new Map([[nthLoadBalancer(0).arn, flowsOf(flows)]]) };
    expect(plan({ ...base, companions }, AUTOMATIC).delete).toHaveLength(number);
  });

  it('is due at the later of its deadline and the notice plus the grace now in force', () => {
    const quarantine = {
      quarantinedAt: new Date('2026-02-10T00:00:00Z'),
      reason: 'service-gone',
      evidence: '',
      notifiedAt: new Date('2026-02-10T00:05:00Z'),
      deleteAfter: new Date(DELETE_AFTER),
      approval: 'approved',
      lastError: undefined,
    } as const;
    expect(dueAtOf(quarantine, { graceDays: 3 })).toEqual(new Date('2026-02-17T00:05:00Z'));
    expect(dueAtOf(quarantine, { graceDays: 9 })).toEqual(new Date('2026-02-19T00:05:00Z'));
    expect(dueAtOf({ ...quarantine, notifiedAt: undefined }, { graceDays: 0 })).toBeUndefined();
    expect(dueAtOf({ ...quarantine, deleteAfter: undefined }, { graceDays: 0 })).toBeUndefined();
  });
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

  it('come last after AWS refused them, or they would take the places of the others for ever', () => {
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
    const scope: Scope = { is: 'load-balancers', arns: [nthLoadBalancer(1).arn] };
    expect(indexes(plan(dueFacts(times(3, {})), REAP, NO_SNAPSHOTS, scope).delete)).toEqual([1]);
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
    const flows = new Map([...base.companions.flows, [nthLoadBalancer(0).arn, flowsOf(5)] as const]);
    const { delete: deletes, refused } = plan({ ...base, companions: { ...base.companions, flows } }, settings);
    expect([indexes(deletes), refused]).toEqual([[1], undefined]);
  });

  it.each<[string, (given: Facts) => Facts]>([
    [
      'the tags of its target group',
      (given) => {
        const [first] = given.companions.targetGroupTags.keys();
        const targetGroupTags = new Map([...given.companions.targetGroupTags, [first ?? '', unreadable('x')] as const]);
        return { ...given, companions: { ...given.companions, targetGroupTags } };
      },
    ],
    [
      'its traffic',
      (given) => {
        const flows = lost(given.companions.flows, 0);
        return { ...given, companions: { ...given.companions, flows } };
      },
    ],
    [
      'its health',
      (given) => {
        const [first] = given.companions.health.keys();
        const health = new Map([...given.companions.health, [first ?? '', unreadable('x')] as const]);
        return { ...given, companions: { ...given.companions, health } };
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
    expect(planReap(verdicts, given, settings, everything, NO_SNAPSHOTS).delete).toHaveLength(1);
    expect(planReap([...verdicts, ...unread], given, settings, everything, NO_SNAPSHOTS)).toMatchObject({
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
      expect(plan(dueFacts([PENDING], AUTOMATIC), { ...AUTOMATIC, ...zero }).refused).toBeDefined();
    }
  });
});

describe('the quick look at the tags', () => {
  it.each<[string, Marks, boolean]>([
    ['due', {}, true],
    ['pending', PENDING, false],
    ['without a notice', { 'notified-at': undefined }, false],
    ['refused today', { 'last-error': '2026-03-01T00:00:00Z denied text' }, false],
  ])('%s', (_, marks, expected) => {
    const given = dueFacts([marks]);
    const reading = given.tags.get(nthLoadBalancer(0).arn);
    if (reading?.ok !== true) throw new Error('no tags');
    expect(isRipe(nthLoadBalancer(0), reading.value, given.now, REAP)).toBe(expected);
  });

  it('never misses what the plan would delete', () => {
    fc.assert(
      fc.property(fc.array(anyMarks(), { maxLength: 4 }), anySettings(), (marks, settings) => {
        const given = dueFacts(marks, settings);
        for (const { candidate } of plan(given, settings).delete) {
          const { loadBalancer, tags } = candidate.orphan;
          expect(tags !== undefined && isRipe(loadBalancer, tags, given.now, settings)).toBe(true);
        }
      }),
    );
  });
});

function anyMarks(): fc.Arbitrary<Marks> {
  return fc.record({
    approval: fc.constantFrom('approved', 'pending', 'pending', 'rejected', undefined),
    'delete-after': fc.constantFrom(DELETE_AFTER, DELETE_AFTER, '2026-03-02T00:00:00Z'),
  });
}

function anySettings(): fc.Arbitrary<ReapSettings> {
  return fc.record({
    mode: fc.constant('delete' as const),
    approval: fc.constantFrom('required', 'automatic'),
    minimumAgeHours: fc.constant(24),
    graceDays: fc.constant(7),
    maxDeletesPerDay: fc.integer({ min: 0, max: 5 }),
    maxDeletePercent: fc.constantFrom(0, 20, 50, 100),
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
  (given) => ({ ...given, companions: { ...given.companions, targetGroups: unreadable('x') } }),
  (given) => ({ ...given, companions: { ...given.companions, autoScalingGroups: unreadable('x') } }),
  (given, index) => ({ ...given, companions: { ...given.companions, health: lost(given.companions.health, index) } }),
  (given, index) => ({ ...given, companions: { ...given.companions, flows: lost(given.companions.flows, index) } }),
  (given, index) => ({
    ...given,
    companions: { ...given.companions, targetGroupTags: lost(given.companions.targetGroupTags, index) },
  }),
  (given, index) => ({
    ...given,
    companions: { ...given.companions, deletionProtection: lost(given.companions.deletionProtection, index) },
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
  expect(plan({ ...given, companions: companionsOf() }).delete).toEqual([]);
});
