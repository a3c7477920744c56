/** What a sweep would write, for each verdict and each state of the tags. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { keysToRelease, planSweep, type PlanSettings } from '../../../lambda/core/plan/plan-sweep.ts';
import type { Scope } from '../../../lambda/core/scope.ts';
import type { Facts, SweepPlan } from '../../../lambda/model.ts';
import { aService, aView, DEFAULT_SERVICE, inTreeTags, tagsFrom, UID, unreadable } from '../../support/builders.ts';
import { dueFacts, nthLoadBalancer, REAP, type Marks } from '../../support/quarantines.ts';

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
])('says why a window starts anew: %s', (_, marks, words) => {
  const [first] = plan(dueFacts([marks])).quarantine;
  // eslint-disable-next-line jest/no-conditional-expect
  if (words === undefined) expect(first?.anew).toBeUndefined();
  // eslint-disable-next-line jest/no-conditional-expect
  else expect(first?.anew).toContain(words);
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
  const companions = { ...given.companions, targetGroupTags: new Map() };
  expect(sizes(plan({ ...given, companions }))).toEqual([0, 0, 0, 1]);
});

it('leaves out what has no readable tags', () => {
  const given = dueFacts([NO_MARKS]);
  const tags = new Map([[nthLoadBalancer(0).arn, unreadable('throttled')]]);
  expect(sizes(plan({ ...given, tags }))).toEqual([0, 0, 0, 0]);
  expect(sizes(plan(given))).toEqual([1, 0, 0, 0]);
});

it('keeps to its scope', () => {
  const scope: Scope = { is: 'load-balancers', arns: [nthLoadBalancer(1).arn] };
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

it.each([
  ['pending', true],
  ['approved', true],
  ['rejected', false],
  ['REJECTED', false],
  ['not now', false],
])('releases the approval %s: %s', (approval, isOwn) => {
  const tags = tagsFrom(inTreeTags({ 'nlb-janitor/approval': approval, 'nlb-janitor/keep': 'true', team: 'x' }));
  expect(keysToRelease(tags)).toEqual(isOwn ? ['nlb-janitor/approval'] : []);
});
