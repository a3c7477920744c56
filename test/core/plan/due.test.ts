/** Whether one NLB may be deleted now, and by whose leave: the tags, the window, the approval, and a second look. */
import fc from 'fast-check';
import { judge } from '../../../lambda/core/judge/judge.ts';
import { dueAtOf, dueOf, isRipe, mayCount, stillDue, type StillDue } from '../../../lambda/core/plan/due.ts';
import type { PlanSettings } from '../../../lambda/core/plan/quarantine.ts';
import { tagsIn } from '../../../lambda/core/tags/reading.ts';
import type { Facts, Inspections } from '../../../lambda/model/facts.ts';
import type { Tags } from '../../../lambda/model/reading.ts';
import type { DueDelete } from '../../../lambda/model/plan.ts';
import type { Verdict } from '../../../lambda/model/verdict.ts';
import {
  aService,
  aView,
  DEFAULT_SERVICE,
  flowsOf,
  healthOf,
  GONE,
  inTreeTags,
  tagReading,
  unreadable,
} from '../../support/builders.ts';
import { openBetween } from '../../support/hours.ts';
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

describe('a second look', () => {
  /** What the plan found due, and what a look a moment later makes of it. */
  function again(settings: PlanSettings, before: Facts, after: Facts, change: (found: DueDelete) => DueDelete = same) {
    const found = due(before, settings);
    if (found === undefined || found === 'unreadable') throw new Error(`${found}`);
    const still = stillDue(change(found), judge(after, settings), after, { ...settings, deletionHours: undefined });
    return still.is === 'due' ? { is: still.is } : still;
  }
  const same = (found: DueDelete): DueDelete => found;
  const withMarks = (settings: PlanSettings, marks: Marks) => dueFacts([marks], { ...REAP, ...settings });
  const notDue = (why: string): StillDue => ({ is: 'not-due', why: expect.stringContaining(why) as string });
  const NOT_ANY_MORE = 'it is not due any more: its tags, its evidence or its approval changed';

  it('finds it due when nothing has changed', () => {
    expect(again(REQUIRED, dueFacts(), dueFacts())).toEqual({ is: 'due' });
    const automatic = withMarks(AUTOMATIC, PENDING);
    expect(again(AUTOMATIC, automatic, automatic)).toEqual({ is: 'due' });
  });

  it.each([
    ['open', '2026-01-01T00:00:00Z', 'due'],
    ['over', '2026-01-01T00:00:00Z', 'not-due'],
  ])('finds the hours of deletion %s', (_what, from, is) => {
    const found = due(dueFacts(), REQUIRED);
    if (found === undefined || found === 'unreadable') throw new Error(`${found}`);
    const to = new Date(dueFacts().now.getTime() + (is === 'due' ? 1 : 0)).toISOString();
    const settings = { ...REQUIRED, deletionHours: openBetween(from, to) };
    expect(stillDue(found, judge(dueFacts(), settings), dueFacts(), settings).is).toBe(is);
  });

  describe('and a caution that its notice did not tell of', () => {
    const pointedAt = withRecord(dueFacts(), L.dnsName);
    const RECORD = 'dns-record: api.example.com';
    const told = (kinds: DueDelete['told']) => (found: DueDelete) => ({ ...found, told: kinds });

    it('spares it, also where it has come since the plan', () => {
      const why = 'a caution has come since its notice: api.example.com still points here; a sweep tells people';
      expect(again(REQUIRED, pointedAt, pointedAt, told([]))).toEqual(notDue(why));
      expect(
        again(REQUIRED, pointedAt, pointedAt, told(['tool-tag: Terraform=true', 'dns-record: b.example.com'])),
      ).toEqual(notDue(why));
      expect(again(REQUIRED, dueFacts(), pointedAt, told([]))).toEqual(notDue(why));
    });

    it('is no matter where it told of it', () => {
      expect(again(REQUIRED, pointedAt, pointedAt, told([RECORD]))).toEqual({ is: 'due' });
    });

    it('spares it where nothing is on record, and only where it has one', () => {
      expect(again(REQUIRED, pointedAt, pointedAt, told(undefined))).toEqual(notDue('is not on record'));
      expect(again(REQUIRED, dueFacts(), dueFacts(), told(undefined))).toEqual({ is: 'due' });
    });

    it('spares it where what is on record is of another quarantine', () => {
      const earlier = (found: DueDelete) => ({
        ...told([RECORD])(found),
        quarantinedAt: new Date(found.quarantinedAt.getTime() - 1000),
      });
      expect(again(REQUIRED, pointedAt, pointedAt, earlier)).toEqual(notDue('is not on record'));
    });

    it('is no matter of flows and health', () => {
      const health = new Map([...dueFacts().inspections.health].map(([arn]) => [arn, healthOf()]));
      const busy = inspected(dueFacts(), { health, flows: new Map([[L.arn, flowsOf(3)]]) });
      expect(again(REQUIRED, busy, busy, told([]))).toEqual({ is: 'due' });
    });

    it('is read from the record of its own quarantine', () => {
      const entry = { arn: L.arn, quarantinedAt: new Date(QUARANTINED_AT), cautions: [RECORD] } as const;
      expect(dueOf(verdictIn(pointedAt, REQUIRED), pointedAt, REQUIRED, [entry])).toMatchObject({
        told: [RECORD],
      });
      expect(due(pointedAt)).toMatchObject({ told: undefined });
    });
  });

  it.each<[string, (given: Facts) => Facts, string]>([
    ['it is not listed any more', (given) => ({ ...given, loadBalancers: [nthLoadBalancer(1)] }), 'it is gone'],
    ['its tags say that it is gone', (given) => ({ ...given, tags: new Map([[L.arn, GONE]]) }), 'it is gone'],
    [
      'its Service is back',
      (given) => {
        const services = { ok: true, value: [DEFAULT_SERVICE, aService({ hostnames: [L.dnsName] })] } as const;
        return { ...given, views: new Map([['prod', aView('prod', { services })]]) };
      },
      'it is in-use now (serves-service): ',
    ],
    [
      'its tags cannot be read',
      (given) => ({ ...given, tags: lost(given.tags) }),
      'it is unknown now (unreadable): Lost.',
    ],
    [
      'its tags were taken off',
      (given) => ({ ...given, tags: new Map([[L.arn, tagReading(inTreeTags())]]) }),
      NOT_ANY_MORE,
    ],
    [
      'the tags of its target group are not known',
      (given) => inspected(given, { targetGroupTags: lost(given.inspections.targetGroupTags) }),
      NOT_ANY_MORE,
    ],
    [
      'its target group has other tags',
      (given) => {
        const others = [...given.inspections.targetGroupTags.keys()].map((arn) => [arn, tagReading({})] as const);
        return inspected(given, { targetGroupTags: new Map(others) });
      },
      NOT_ANY_MORE,
    ],
  ])('spares it when %s', (_, change, why) => {
    for (const [settings, marks] of [
      [REQUIRED, {}],
      [AUTOMATIC, PENDING],
    ] as const) {
      const before = withMarks(settings, marks);
      expect(again(settings, before, change(before))).toEqual(notDue(why));
    }
  });

  it.each<[string, Marks, string]>([
    ['kept', { keep: 'true' }, 'it is leave-alone now (kept)'],
    ['rejected', { approval: 'rejected' }, 'it is leave-alone now (rejected)'],
    ['put back to pending', PENDING, NOT_ANY_MORE],
    ['quarantined again', { evidence: '0123456789abcdef' }, NOT_ANY_MORE],
    ['given a later deadline', { 'delete-after': '2026-03-01T10:05:01Z' }, NOT_ANY_MORE],
  ])('spares it when it was %s meanwhile', (_, marks, why) => {
    expect(again(REQUIRED, dueFacts(), dueFacts([marks]))).toEqual(notDue(why));
  });

  it.each<[string, Marks, Marks, Pick<StillDue, 'is'>]>([
    ['approved, and taken back', {}, PENDING, notDue('its approval was taken back')],
    ['approved, and still', {}, {}, { is: 'due' }],
    ['pending, and still', PENDING, PENDING, { is: 'due' }],
    ['pending, and approved by now', PENDING, {}, { is: 'due' }],
  ])('lets no approval turn into an automatic delete that nobody counted: %s', (_, before, after, expected) => {
    expect(again(AUTOMATIC, withMarks(AUTOMATIC, before), withMarks(AUTOMATIC, after))).toEqual(expected);
  });

  it('spares it when what its verdict rests on is another than the plan found', () => {
    const asked = (found: DueDelete): DueDelete => ({
      ...found,
      candidate: { ...found.candidate, fingerprint: '0123456789abcdef' },
    });
    expect(again(REQUIRED, dueFacts(), dueFacts(), asked)).toEqual(notDue('what its verdict rests on has changed'));
    expect(again(REQUIRED, dueFacts(), dueFacts(), same)).toEqual({ is: 'due' });
  });

  it.each(['report', 'quarantine'] as const)('finds nothing due in mode %s, whoever approved', (mode) => {
    const settings = { ...REAP, mode };
    const given = dueFacts([{}], settings);
    expect(again(settings, given, given)).toEqual(notDue(NOT_ANY_MORE));
  });
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
