/** What the notices said speaks against a delete: which kinds last, what is on record, and what has come since. */
import {
  cautionsInWords,
  cautionsSince,
  cautionsTold,
  toldAfter,
  toldNow,
  withTold,
} from '../../../lambda/core/plan/told.ts';
import { judge } from '../../../lambda/core/judge/judge.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { ToldCautions } from '../../../lambda/model/state.ts';
import {
  LASTING_CAUTIONS,
  PASSING_CAUTIONS,
  type Caution,
  type LastingCaution,
} from '../../../lambda/model/verdict.ts';
import type { UserReading } from '../../../lambda/model/users.ts';
import { aView, unreadable } from '../../support/builders.ts';
import { anOrphanOf } from '../../support/news.ts';
import { dueFacts, nthLoadBalancer, QUARANTINED_AT, REAP, type Marks, withRecord } from '../../support/quarantines.ts';

const { arn, dnsName } = nthLoadBalancer(0);
const AT = new Date(QUARANTINED_AT);
const LATER = new Date(AT.getTime() + 1000);
const TOOL = 'tool-tag: Terraform=true';
const RECORD = 'dns-record: api.example.com';
const lasting = (kind: LastingCaution['kind'], ...about: readonly string[]): LastingCaution => ({
  kind,
  words: `About ${kind}.`,
  about,
});
const entry = (cautions: readonly string[], quarantinedAt = AT): ToldCautions => ({ arn, quarantinedAt, cautions });

describe('a caution that was not told', () => {
  it.each(LASTING_CAUTIONS)('of kind %s counts, and no more once it was told', (kind) => {
    expect(cautionsSince([lasting(kind, 'one')], [])).toEqual([lasting(kind, 'one')]);
    expect(cautionsSince([lasting(kind, 'one')], [`${kind}: one`])).toEqual([]);
    expect(cautionsSince([lasting(kind)], [])).toEqual([lasting(kind)]);
    expect(cautionsSince([lasting(kind)], [kind])).toEqual([]);
  });

  it.each(LASTING_CAUTIONS)('of kind %s counts where another one of that kind was told', (kind) => {
    expect(cautionsSince([lasting(kind, 'one', 'two')], [`${kind}: one`])).toEqual([lasting(kind, 'one', 'two')]);
    expect(cautionsSince([lasting(kind, 'two')], [`${kind}: one`])).toEqual([lasting(kind, 'two')]);
    expect(cautionsSince([lasting(kind, 'one')], [`${kind}: one`, `${kind}: two`])).toEqual([]);
  });

  it('counts where only the kind is on record', () => {
    expect(cautionsSince([lasting('dns-record', 'api.example.com')], ['dns-record'])).toHaveLength(1);
  });

  it.each(PASSING_CAUTIONS)('of kind %s comes and goes by itself', (kind) => {
    expect(cautionsSince([{ kind, words: 'About it.' }], [])).toEqual([]);
  });
});

describe('in one line', () => {
  const cautions = [lasting('dns-record', 'a.example.com', 'b.example.com'), lasting('tool-tag', 'Terraform=true')];

  it('is what each says', () => {
    expect(cautionsInWords(cautions)).toBe('About dns-record. About tool-tag');
  });

  it('is what is new beside what was told', () => {
    const told = ['dns-record: a.example.com'];
    expect(cautionsInWords(cautions, told)).toBe('About dns-record. New: b.example.com. About tool-tag');
  });
});

describe('what a notice told of', () => {
  it('is known of the very quarantine of the very NLB', () => {
    expect(cautionsTold([entry([RECORD])], arn, AT)).toEqual([RECORD]);
    expect(cautionsTold([entry([RECORD])], arn, LATER)).toBeUndefined();
    expect(cautionsTold([entry([RECORD])], `${arn}0`, AT)).toBeUndefined();
    expect(cautionsTold(undefined, arn, AT)).toBeUndefined();
  });

  it('names each that lasts once', () => {
    const passing: Caution = { kind: 'traffic', words: 'Traffic.' };
    const cautions = [passing, lasting('source-off', 'cloudfront'), lasting('source-off', 'cloudfront')];
    const orphan = { ...anOrphanOf(), cautions };
    expect(toldNow(orphan, AT)).toEqual({
      arn: orphan.loadBalancer.arn,
      quarantinedAt: AT,
      cautions: ['source-off: cloudfront'],
    });
  });

  it('takes the place of what an earlier one of the same NLB told of', () => {
    const other = { ...entry([]), arn: 'another' };
    expect(withTold([entry([]), other], [entry([TOOL], LATER)])).toEqual([other, entry([TOOL], LATER)]);
    expect(withTold([other], [])).toEqual([other]);
  });
});

describe('a full sweep leaves on record', () => {
  const left = (given: Facts, before?: readonly ToldCautions[]) => toldAfter(judge(given, REAP), given, REAP, before);
  const pointedAt = (marks: Marks = {}) => withRecord(dueFacts([marks]), dnsName);
  const dark = new Map([['prod', aView('prod', { services: { ...unreadable('403'), seen: [] } })]]);

  it('that nothing was told where nothing is on record of the quarantine', () => {
    expect(left(pointedAt())).toEqual([entry([])]);
    expect(left(pointedAt(), [entry([RECORD], new Date(AT.getTime() - 1000))])).toEqual([entry([])]);
    expect(left(dueFacts())).toEqual([entry([])]);
  });

  it('what the janitor wrote down itself, where the tags say an earlier instant', () => {
    expect(left(pointedAt(), [entry([], LATER)])).toEqual([entry([], LATER)]);
  });

  it('what is on record of the quarantine, whatever has come since', () => {
    expect(left(pointedAt(), [entry([])])).toEqual([entry([])]);
    expect(left(pointedAt(), [entry([RECORD])])).toEqual([entry([RECORD])]);
  });

  it('no caution that has gone: one that comes back is new', () => {
    expect(left(dueFacts(), [entry([RECORD])])).toEqual([entry([])]);
    expect(left(pointedAt(), [entry([RECORD, TOOL])])).toEqual([entry([RECORD])]);
  });

  it('what is on record of one that it cannot judge or whose tags it cannot read', () => {
    const unread = { ...pointedAt(), tags: new Map([[arn, unreadable('lost')]]) };
    expect(left(unread, [entry([]), { ...entry([]), arn: 'another' }])).toEqual([entry([])]);
    expect(left({ ...dueFacts(), views: dark }, [entry([RECORD])])).toEqual([entry([RECORD])]);
  });

  it('nothing of what is quarantined by no valid tags', () => {
    expect(left(pointedAt({ 'quarantined-at': 'yesterday' }), [entry([])])).toEqual([]);
  });

  it('what was told where it did not look for users outside Kubernetes', () => {
    const given = pointedAt();
    const notDue: UserReading = { is: 'not-due' };
    const outsideUsers = new Map(given.inspections.outsideUsers).set('route-53', notDue);
    const unlooked = { ...given, inspections: { ...given.inspections, outsideUsers } };
    expect(left(unlooked)).toEqual([entry([])]);
    expect(left(unlooked, [entry([RECORD])])).toEqual([entry([RECORD])]);
  });
});
