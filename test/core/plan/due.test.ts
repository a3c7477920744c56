/** Whether one NLB may be deleted now, and by whose leave: the tags, the window, the approval. */
import fc from 'fast-check';
import { judge } from '../../../lambda/core/judge/judge.ts';
import { dueAtOf, dueOf, isRipe, mayCount } from '../../../lambda/core/plan/due.ts';
import type { PlanSettings } from '../../../lambda/core/plan/quarantine.ts';
import { tagsIn } from '../../../lambda/core/tags/reading.ts';
import type { Facts, Inspections } from '../../../lambda/model/facts.ts';
import type { Tags } from '../../../lambda/model/reading.ts';
import type { DueDelete } from '../../../lambda/model/plan.ts';
import type { Verdict } from '../../../lambda/model/verdict.ts';
import { aService, aView, DEFAULT_SERVICE, flowsOf, healthOf, unreadable } from '../../support/builders.ts';
import {
  DELETE_AFTER,
  dueFacts,
  nthLoadBalancer,
  QUARANTINED_AT,
  REAP,
  withRecord,
  type Marks,
} from '../../support/quarantines.ts';

const REQUIRED: PlanSettings = REAP;
const AUTOMATIC: PlanSettings = { ...REAP, approval: 'automatic' };
const PENDING: Marks = { approval: 'pending' };
const L = nthLoadBalancer(0);

function verdictIn(given: Facts, settings: PlanSettings): Verdict {
  const verdict = judge(given, settings).find(({ loadBalancer }) => loadBalancer.arn === L.arn);
  if (verdict === undefined) throw new Error('it was not judged');
  return verdict;
}

function due(given: Facts, settings = REQUIRED): DueDelete | 'unreadable' | undefined {
  return dueOf(verdictIn(given, settings), given, settings);
}

/** `approval`, `automatic`, `unreadable` or `not due`. */
function inWords(given: Facts, settings = REQUIRED): string {
  const found = due(given, settings);
  return found === undefined ? 'not due' : found === 'unreadable' ? found : found.by;
}

function inspected(given: Facts, part: Partial<Inspections>): Facts {
  return { ...given, inspections: { ...given.inspections, ...part } };
}

const lost = <V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V | ReturnType<typeof unreadable>> =>
  new Map([...map.keys()].map((key) => [key, unreadable('lost')] as const));

it('says by what right one is due, and the instants on which it rests', () => {
  expect(due(dueFacts())).toEqual({
    candidate: expect.objectContaining({ orphan: expect.objectContaining({ loadBalancer: L }) as object }) as object,
    by: 'approval',
    quarantinedAt: new Date('2026-02-10T00:00:00Z'),
    notifiedAt: new Date('2026-02-10T00:05:00Z'),
    dueAt: new Date('2026-02-17T00:05:00Z'),
  });
});

describe('nothing is due', () => {
  it.each<[string, Marks]>([
    ['without a quarantine', { 'quarantined-at': undefined }],
    ['without a notice', { 'notified-at': undefined }],
    ['without a deadline', { 'delete-after': undefined }],
    ['without a notice and a deadline', { 'notified-at': undefined, 'delete-after': undefined }],
    ['with another reason', { reason: 'superseded' }],
    ['with other evidence', { evidence: '0123456789abcdef' }],
    ['with a time that is none', { 'delete-after': 'soon' }],
    ['with a notice in the future', { 'notified-at': '2026-03-01T10:05:01Z', 'delete-after': '2026-03-08T10:05:01Z' }],
    ['when a person kept it since it was quarantined, and no longer does', { keep: 'until=2026-02-28' }],
    ['before the window is over', { 'notified-at': '2026-02-22T10:05:01Z', 'delete-after': '2026-03-01T10:05:01Z' }],
    ['before a deadline later than the window', { 'delete-after': '2026-03-01T10:05:01Z' }],
    ['after a refusal of the same day', { 'last-error': '2026-03-01T00:00:00Z in-use text' }],
    ['after a protection found on the same day', { 'last-error': '2026-03-01T00:00:00Z protected text' }],
    ['after a missing right of the same day', { 'last-error': '2026-03-01T00:00:00Z denied text' }],
    ['when it is kept', { keep: 'until=2026-03-01' }],
    ['when it is rejected', { approval: 'rejected' }],
  ])('%s', (_, marks) => {
    expect(inWords(dueFacts([marks]))).toBe('not due');
    // Nor is it one that could be, for the breaker: what it lacks was read.
    expect(inWords(dueFacts([marks], { ...REAP, approval: 'automatic' }), AUTOMATIC)).toBe('not due');
  });

  it.each<[string, Marks]>([
    [
      'in the second in which the window ends',
      { 'notified-at': '2026-02-22T10:05:00Z', 'delete-after': '2026-03-01T10:05:00Z' },
    ],
    ['after a refusal of the day before', { 'last-error': '2026-02-28T23:59:59Z in-use text' }],
    ['after an error that may pass', { 'last-error': '2026-03-01T00:00:00Z other text' }],
    ['when its keep had lapsed before it was quarantined', { keep: 'until=2026-02-01' }],
  ])('but it is %s', (_, marks) => {
    expect(inWords(dueFacts([marks]))).toBe('approval');
  });

  it('when the clock is unreadable', () => {
    expect(inWords({ ...dueFacts(), now: new Date(Number.NaN) })).toBe('not due');
  });

  it('when the verdict is that it is in use or left alone, whatever the tags say', () => {
    const given = dueFacts();
    const hostnames = [L.dnsName];
    const served = aView('prod', { services: { ok: true, value: [DEFAULT_SERVICE, aService({ hostnames })] } });
    expect(inWords({ ...given, views: new Map([['prod', served]]) })).toBe('not due');
    const protection = new Map([[L.arn, { ok: true, value: true } as const]]);
    expect(inWords(inspected(given, { deletionProtection: protection }))).toBe('not due');
    expect(inWords(given)).toBe('approval');
  });
});

describe('a delete', () => {
  it.each([
    ['approved', 'required', 'approval'],
    ['pending', 'required', 'not due'],
    ['Approved', 'required', 'not due'],
    [undefined, 'required', 'not due'],
    ['rejected', 'required', 'not due'],
    ['pending', 'automatic', 'automatic'],
    ['approved', 'automatic', 'approval'],
    ['Approved', 'automatic', 'not due'],
    [undefined, 'automatic', 'not due'],
    ['rejected', 'automatic', 'not due'],
  ] as const)('needs a person or the policy: approval %s under %s gives %s', (approval, policy, expected) => {
    const settings = { ...REAP, approval: policy };
    expect(inWords(dueFacts([{ approval }], settings), settings)).toBe(expected);
  });

  it.each([
    ['pending', 0, 'automatic'],
    ['pending', 3, 'not due'],
    ['approved', 3, 'approval'],
  ])('needs a person where there is a caution: %s with %i flows gives %s', (approval, flows, expected) => {
    const base = dueFacts([{ approval }], { ...REAP, approval: 'automatic' });
    expect(inWords(inspected(base, { flows: new Map([[L.arn, flowsOf(flows)]]) }), AUTOMATIC)).toBe(expected);
  });

  it('is not made on what people were told under another policy or mode', () => {
    expect(inWords(dueFacts(), AUTOMATIC)).toBe('not due');
    expect(inWords(dueFacts([PENDING], REAP), AUTOMATIC)).toBe('not due');
    expect(inWords(dueFacts([{}], { ...REAP, mode: 'quarantine' }))).toBe('not due');
  });

  it('is due at the later of its deadline and the notice plus the grace now in force', () => {
    const quarantine = {
      quarantinedAt: new Date('2026-02-10T00:00:00Z'),
      reason: 'service-gone',
      fingerprint: '',
      notifiedAt: new Date('2026-02-10T00:05:00Z'),
      deleteAfter: new Date(DELETE_AFTER),
      remindedAt: undefined,
      approval: 'approved',
      lastError: undefined,
    } as const;
    expect(dueAtOf(quarantine, { graceDays: 3 })).toEqual(new Date('2026-02-17T00:05:00Z'));
    expect(dueAtOf(quarantine, { graceDays: 9 })).toEqual(new Date('2026-02-19T00:05:00Z'));
    expect(dueAtOf({ ...quarantine, notifiedAt: undefined }, { graceDays: 0 })).toBeUndefined();
    expect(dueAtOf({ ...quarantine, deleteAfter: undefined }, { graceDays: 0 })).toBeUndefined();
  });
});

/** What is not known must not make room for others: the breaker counts it, where it could be an automatic delete. */
describe('what is not known', () => {
  const dark = aView('prod', { services: { ...unreadable('403'), seen: [] } });

  it.each<[string, (given: Facts) => Facts]>([
    ['its tags', (given) => ({ ...given, tags: lost(given.tags) })],
    ['its tags, which nobody asked for', (given) => ({ ...given, tags: new Map() })],
    ['its cluster', (given) => ({ ...given, views: new Map([['prod', dark]]) })],
    ['its targets', (given) => inspected(given, { health: lost(given.inspections.health) })],
    ['its protection', (given) => inspected(given, { deletionProtection: new Map() })],
    ['the tags of its target group', (given) => inspected(given, { targetGroupTags: new Map() })],
  ])('could be due under an automatic policy only: %s', (_, lose) => {
    for (const [settings, before, after] of [
      [{ ...REAP, approval: 'required' }, 'approval', 'not due'],
      [{ ...REAP, approval: 'automatic' }, 'approval', 'unreadable'],
    ] as const) {
      const given = dueFacts([{}], settings);
      expect([inWords(given, settings), inWords(lose(given), settings)]).toEqual([before, after]);
    }
  });

  it.each([
    ['unreadable, pending', 'pending', unreadable('denied'), 'unreadable'],
    ['not asked for, pending', 'pending', undefined, 'unreadable'],
    ['read, and there is some, pending', 'pending', flowsOf(3), 'not due'],
    ['unreadable, approved', 'approved', unreadable('denied'), 'approval'],
    ['unreadable, and the approval is another word', 'Approved', unreadable('denied'), 'not due'],
    ['unreadable, and there is no approval', undefined, unreadable('denied'), 'not due'],
  ])('may be its traffic, for an automatic delete alone: %s', (_, approval, reading, expected) => {
    const given = dueFacts([{ approval }], { ...REAP, approval: 'automatic' });
    const flows = new Map(reading === undefined ? [] : [[L.arn, reading] as const]);
    // With a registered target it would be no caution: the verdict would be unknown.
    const health = new Map([...given.inspections.health].map(([arn]) => [arn, healthOf()]));
    expect(inWords(inspected(given, { flows, health }), AUTOMATIC)).toBe(expected);
  });

  it('is not counted before its window is over, nor without a valid quarantine', () => {
    const settings = { ...REAP, approval: 'automatic' } as const;
    const unread = (marks: Marks) => ({ ...dueFacts([marks], settings), views: new Map([['prod', dark]]) });
    expect(inWords(unread(PENDING), settings)).toBe('unreadable');
    expect(inWords(unread({ ...PENDING, 'delete-after': '2026-03-01T10:05:01Z' }), settings)).toBe('not due');
    expect(inWords(unread({ ...PENDING, 'quarantined-at': undefined }), settings)).toBe('not due');
  });
});

it('says what its notice told of, from the record of its own quarantine', () => {
  const pointedAt = withRecord(dueFacts(), L.dnsName);
  const cautions = ['dns-record: api.example.com'];
  const entry = { arn: L.arn, quarantinedAt: new Date(QUARANTINED_AT), cautions } as const;
  expect(dueOf(verdictIn(pointedAt, REQUIRED), pointedAt, REQUIRED, [entry])).toMatchObject({ told: cautions });
  expect(due(pointedAt)).toMatchObject({ told: undefined });
});

describe('the quick look at the tags', () => {
  function ripe(marks: Marks, settings: PlanSettings = REQUIRED, now = new Date('2026-03-01T10:05:00Z')): boolean {
    return isRipe(L, tagsOf(marks, settings), now, settings);
  }

  function tagsOf(marks: Marks, settings: PlanSettings = REQUIRED): Tags {
    const tags = tagsIn(dueFacts([marks], { ...REAP, ...settings }).tags.get(L.arn));
    if (tags === undefined) throw new Error('no tags');
    return tags;
  }

  it('is not what was refused today, which counts all the same', () => {
    const tags = tagsOf({ 'last-error': '2026-03-01T00:00:00Z denied text' });
    const { now } = dueFacts();
    expect([isRipe(L, tags, now, REQUIRED), mayCount(L, tags, now, REQUIRED)]).toEqual([false, true]);
    expect(mayCount(L, tagsOf(PENDING), now, REQUIRED)).toBe(false);
    expect(mayCount(L, tagsOf(PENDING), now, AUTOMATIC)).toBe(true);
    expect(mayCount(L, tags, now, { ...REQUIRED, mode: 'quarantine' })).toBe(false);
  });

  it.each<[string, Marks, boolean]>([
    ['due', {}, true],
    ['pending', PENDING, false],
    ['without a quarantine', { 'quarantined-at': undefined }, false],
    ['without a notice', { 'notified-at': undefined }, false],
    ['without a notice and a deadline', { 'notified-at': undefined, 'delete-after': undefined }, false],
    ['in the second in which the window ends', { 'delete-after': '2026-03-01T10:05:00Z' }, true],
    ['a second before the window is over', { 'delete-after': '2026-03-01T10:05:01Z' }, false],
    ['refused today', { 'last-error': '2026-03-01T00:00:00Z denied text' }, false],
    ['refused yesterday', { 'last-error': '2026-02-28T00:00:00Z denied text' }, true],
    // It errs on the side of looking: what the tags alone do not settle is for the judge.
    ['kept', { keep: 'true' }, true],
    ['with other evidence', { evidence: '0123456789abcdef' }, true],
  ])('%s', (_, marks, expected) => {
    expect(ripe(marks)).toBe(expected);
  });

  it.each([
    ['delete', 'required', false],
    ['delete', 'automatic', true],
    ['quarantine', 'automatic', false],
    ['report', 'automatic', false],
  ] as const)('in mode %s under policy %s finds a pending one ripe: %s', (mode, approval, expected) => {
    expect(ripe(PENDING, { ...REAP, mode, approval })).toBe(expected);
  });

  it('finds nothing when the clock is unreadable', () => {
    expect(ripe({}, REQUIRED, new Date(Number.NaN))).toBe(false);
  });

  it('never misses what is due', () => {
    const anyMarks: fc.Arbitrary<Marks> = fc.record({
      approval: fc.constantFrom('approved', 'pending', 'pending', 'rejected', undefined),
      'delete-after': fc.constantFrom(DELETE_AFTER, DELETE_AFTER, '2026-03-02T00:00:00Z'),
      'last-error': fc.constantFrom(
        undefined,
        undefined,
        '2026-03-01T00:00:00Z in-use x',
        '2026-02-28T00:00:00Z other x',
      ),
    });
    const policy = fc.constantFrom('required' as const, 'automatic' as const);
    fc.assert(
      fc.property(anyMarks, policy, (marks, approval) => {
        const settings = { ...REAP, approval };
        const given = dueFacts([marks], settings);
        const tags = tagsIn(given.tags.get(L.arn));
        const isDue = ['approval', 'automatic'].includes(inWords(given, settings));
        expect(isDue && tags !== undefined && !isRipe(L, tags, given.now, settings)).toBe(false);
      }),
    );
  });
});
