/** What a sweep would write, for each verdict and each state of the tags. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import type { PlanSettings } from '../../../lambda/core/plan/quarantine.ts';
import { planSweep } from '../../../lambda/core/plan/sweep.ts';
import { someOf, type Scope } from '../../../lambda/core/scope.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { SweepPlan } from '../../../lambda/model/plan.ts';
import type { ToldCautions } from '../../../lambda/model/state.ts';
import { aService, aView, DEFAULT_SERVICE, flowsOf, healthOf, UID, unreadable } from '../../support/builders.ts';
import { dueFacts, nthLoadBalancer, QUARANTINED_AT, REAP, withRecord, type Marks } from '../../support/quarantines.ts';

function plan(given: Facts, settings: PlanSettings = REAP, scope: Scope = { is: 'everything' }): SweepPlan {
  return planSweep(judge(given, settings), given, settings, scope);
}

/** `quarantine`, `notify`, `release` and `frozen` by their number. */
function sizes({ quarantine, notify, release, frozen }: SweepPlan): readonly number[] {
  return [quarantine.length, notify.length, release.length, frozen.length];
}

const NO_MARKS: Marks = Object.fromEntries(
  ['quarantined-at', 'reason', 'evidence', 'notified-at', 'delete-after', 'approval'].map((key) => [key, undefined]),
);
const served = aView('prod', {
  services: { ok: true, value: [DEFAULT_SERVICE, aService({ uid: UID, hostnames: [nthLoadBalancer(0).dnsName] })] },
});
const dark = aView('prod', { services: { ...unreadable('403'), seen: [] } });

it.each<[string, Marks, readonly number[]]>([
  ['no quarantine', NO_MARKS, [1, 0, 0, 0]],
  ['only an approval of nothing', { ...NO_MARKS, approval: 'approved' }, [1, 0, 0, 0]],
  ['a whole quarantine', {}, [0, 0, 0, 0]],
  ['no notice yet', { 'notified-at': undefined, 'delete-after': undefined }, [0, 1, 0, 0]],
  ['a notice without its deadline', { 'delete-after': undefined }, [0, 1, 0, 0]],
  ['other evidence', { evidence: '0123456789abcdef' }, [1, 0, 0, 0]],
  ['another reason', { reason: 'superseded' }, [1, 0, 0, 0]],
  ['a time that is none', { 'quarantined-at': 'yesterday' }, [1, 0, 0, 0]],
  ['a deadline without a notice', { 'notified-at': undefined }, [1, 0, 0, 0]],
  ['no approval tag any more', { approval: undefined }, [1, 0, 0, 0]],
  ['a rejection', { approval: 'rejected' }, [0, 0, 1, 0]],
  ['a rejection and nothing else', { ...NO_MARKS, approval: 'rejected' }, [0, 0, 0, 0]],
  ['a keep', { keep: 'true' }, [0, 0, 1, 0]],
  ['a keep and nothing else', { ...NO_MARKS, keep: 'true' }, [0, 0, 0, 0]],
])('an orphan with %s', (_, marks, expected) => {
  expect(sizes(plan(dueFacts([marks])))).toEqual(expected);
});

it.each<[string, Marks, string | undefined]>([
  ['nothing at first', NO_MARKS, undefined],
  ['which tag was wrong', { 'quarantined-at': 'yesterday' }, 'quarantined-at is not an instant'],
  ['the change of the reason', { reason: 'superseded' }, 'the reason changed from superseded to service-gone'],
  ['that its basis changed', { evidence: '0123456789abcdef' }, 'what the verdict rests on changed'],
  ['that an approval tag is missing', { approval: undefined }, 'its approval tag was removed'],
])('says why a window starts again: %s', (_, marks, words) => {
  const [first] = plan(dueFacts([marks])).quarantine;
  // eslint-disable-next-line jest/no-conditional-expect
  if (words === undefined) expect(first?.restartedBecause).toBeUndefined();
  // eslint-disable-next-line jest/no-conditional-expect
  else expect(first?.restartedBecause).toContain(words);
});

it('does not miss a deadline in a mode that never deletes', () => {
  const settings = { ...REAP, mode: 'quarantine' } as const;
  expect(sizes(plan(dueFacts([{ 'delete-after': undefined }], settings), settings))).toEqual([0, 0, 0, 0]);
});

it('releases what is in use, and touches nothing that it never quarantined', () => {
  const views = new Map([['prod', served]]);
  expect(sizes(plan(dueFacts([{}], REAP, { views })))).toEqual([0, 0, 1, 0]);
  expect(sizes(plan(dueFacts([NO_MARKS], REAP, { views })))).toEqual([0, 0, 0, 0]);
});

it('freezes what is unknown, and names only what it quarantined', () => {
  const views = new Map([['prod', dark]]);
  expect(sizes(plan(dueFacts([{}], REAP, { views })))).toEqual([0, 0, 0, 1]);
  expect(sizes(plan(dueFacts([NO_MARKS], REAP, { views })))).toEqual([0, 0, 0, 0]);
});

it('freezes an orphan whose target groups cannot be told apart', () => {
  const given = dueFacts();
  const inspections = { ...given.inspections, targetGroupTags: new Map() };
  expect(sizes(plan({ ...given, inspections }))).toEqual([0, 0, 0, 1]);
});

it('leaves out what has no readable tags', () => {
  const given = dueFacts([NO_MARKS]);
  const tags = new Map([[nthLoadBalancer(0).arn, unreadable('throttled')]]);
  expect(sizes(plan({ ...given, tags }))).toEqual([0, 0, 0, 0]);
  expect(sizes(plan(given))).toEqual([1, 0, 0, 0]);
});

it('keeps to its scope', () => {
  const scope = someOf({ arns: [nthLoadBalancer(1).arn] });
  expect(sizes(plan(dueFacts([NO_MARKS, NO_MARKS]), REAP, scope))).toEqual([1, 0, 0, 0]);
});

it('is empty in mode report, whatever the world', () => {
  const settings = { ...REAP, mode: 'report' } as const;
  for (const views of [new Map([['prod', served]]), new Map([['prod', dark]]), new Map([['prod', aView()]])]) {
    expect(sizes(plan(dueFacts([{}, NO_MARKS, { approval: 'rejected' }], settings, { views }), settings))).toEqual([
      0, 0, 0, 0,
    ]);
  }
});

it('leaves out what other NLBs are in scope for, also when it would release or freeze', () => {
  const scope = someOf({ arns: [nthLoadBalancer(1).arn] });
  expect(sizes(plan(dueFacts([{ keep: 'true' }, {}]), REAP, scope))).toEqual([0, 0, 0, 0]);
  expect(sizes(plan(dueFacts([{}, { keep: 'true' }]), REAP, scope))).toEqual([0, 0, 1, 0]);
  const views = new Map([['prod', dark]]);
  expect(sizes(plan(dueFacts([{}, NO_MARKS], REAP, { views }), REAP, scope))).toEqual([0, 0, 0, 0]);
  expect(sizes(plan(dueFacts([NO_MARKS, {}], REAP, { views }), REAP, scope))).toEqual([0, 0, 0, 1]);
});

describe('a caution that has come since the notice', () => {
  const { arn, dnsName } = nthLoadBalancer(0);
  const AT = new Date(QUARANTINED_AT);
  const told = (cautions: readonly string[], quarantinedAt = AT) => [{ arn, quarantinedAt, cautions }];
  const planned = (marks: Marks, record: readonly ToldCautions[] | undefined, settings: PlanSettings = REAP) => {
    const given = withRecord(dueFacts([marks], { ...REAP, ...settings }), dnsName);
    return planSweep(judge(given, settings), given, settings, { is: 'everything' }, record);
  };

  it('starts the window again, and says what it is', () => {
    expect(planned({}, told([])).quarantine).toMatchObject([
      {
        restartedBecause: 'since its notice: api.example.com still points here; approve again if it may go',
        voidQuarantinedAt: AT,
      },
    ]);
    expect(sizes(planned({}, told(['tool-tag: Terraform=true', 'dns-record: b.example.com'])))).toEqual([1, 0, 0, 0]);
  });

  it.each<[string, readonly ToldCautions[]]>([
    ['nothing is on record', []],
    [
      'what is on record is of another quarantine',
      told(['dns-record: api.example.com'], new Date(AT.getTime() - 1000)),
    ],
  ])('may have come since where %s', (_, record) => {
    expect(planned({}, record).quarantine).toMatchObject([
      {
        restartedBecause:
          'what its notice said is not on record: api.example.com still points here; approve again if it may go',
      },
    ]);
  });

  it.each<[string, Marks, readonly ToldCautions[] | undefined]>([
    ['the notice told of it', {}, told(['dns-record: api.example.com'])],
    ['what is on record could not be read', {}, undefined],
    ['nobody approved it yet', { approval: 'pending' }, told([])],
  ])('does not where %s', (_, marks, record) => {
    expect(sizes(planned(marks, record))).toEqual([0, 0, 0, 0]);
  });

  it('does not while its notice is to be sent: that one tells of it', () => {
    expect(sizes(planned({ 'notified-at': undefined, 'delete-after': undefined }, told([])))).toEqual([0, 1, 0, 0]);
  });

  it('does not in a mode that never deletes', () => {
    expect(sizes(planned({}, told([]), { ...REAP, mode: 'quarantine' }))).toEqual([0, 0, 0, 0]);
  });

  it('is not one of flows and health, which come and go', () => {
    const given = dueFacts();
    const flows = new Map([[arn, flowsOf(3)]]);
    const health = new Map([...given.inspections.health].map(([group]) => [group, healthOf()]));
    const busy = { ...given, inspections: { ...given.inspections, flows, health } };
    const [verdict] = judge(busy, REAP);
    expect(verdict?.is === 'orphan' ? verdict.cautions.map(({ kind }) => kind) : []).toEqual(['traffic']);
    expect(sizes(planSweep(judge(busy, REAP), busy, REAP, { is: 'everything' }, told([])))).toEqual([0, 0, 0, 0]);
  });
});

describe('a quarantine that the tags say is older than the one on record', () => {
  const { arn } = nthLoadBalancer(0);
  const planned = (laterByMs: number) => {
    const given = dueFacts([{}]);
    const quarantinedAt = new Date(new Date(QUARANTINED_AT).getTime() + laterByMs);
    const record = [{ arn, quarantinedAt, cautions: [] }];
    return planSweep(judge(given, REAP), given, REAP, { is: 'everything' }, record);
  };

  it('starts again: somebody has set it back', () => {
    expect(planned(1000).quarantine).toMatchObject([
      {
        restartedBecause: 'somebody changed its janitor tags: they say that it was quarantined earlier than it was',
        voidQuarantinedAt: new Date(QUARANTINED_AT),
      },
    ]);
  });

  it('stands where they agree', () => {
    expect(sizes(planned(0))).toEqual([0, 0, 0, 0]);
  });
});
