/** Whether a planned delete may still be made: a second look, right before it, at what may have changed since. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { dueOf } from '../../../lambda/core/plan/due.ts';
import type { PlanSettings } from '../../../lambda/core/plan/quarantine.ts';
import { stillDue, type StillDue } from '../../../lambda/core/plan/still-due.ts';
import type { Facts, Inspections } from '../../../lambda/model/facts.ts';
import type { DueDelete } from '../../../lambda/model/plan.ts';
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
import { dueFacts, nthLoadBalancer, REAP, withRecord, type Marks } from '../../support/quarantines.ts';

const REQUIRED: PlanSettings = REAP;
const AUTOMATIC: PlanSettings = { ...REAP, approval: 'automatic' };
const PENDING: Marks = { approval: 'pending' };
const L = nthLoadBalancer(0);

function planned(given: Facts, settings: PlanSettings): DueDelete {
  const [found] = judge(given, settings)
    .filter(({ loadBalancer }) => loadBalancer.arn === L.arn)
    .map((verdict) => dueOf(verdict, given, settings));
  if (found === undefined || found === 'unreadable') throw new Error(`${found}`);
  return found;
}

function inspected(given: Facts, part: Partial<Inspections>): Facts {
  return { ...given, inspections: { ...given.inspections, ...part } };
}

const lost = <V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V | ReturnType<typeof unreadable>> =>
  new Map([...map.keys()].map((key) => [key, unreadable('lost')] as const));

describe('a second look', () => {
  /** What the plan found due, and what a look a moment later makes of it. */
  function again(settings: PlanSettings, before: Facts, after: Facts, change: (found: DueDelete) => DueDelete = same) {
    const found = planned(before, settings);
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
    const found = planned(dueFacts(), REQUIRED);
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
