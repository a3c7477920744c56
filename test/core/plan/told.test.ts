/** What the notices said speaks against a delete: which kinds last, what is on record, and what has come since. */
import {
  cautionsInWords,
  cautionsSince,
  kindsTold,
  toldAfter,
  toldNow,
  withTold,
} from '../../../lambda/core/plan/told.ts';
import { judge } from '../../../lambda/core/judge/judge.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { ToldCautions } from '../../../lambda/model/state.ts';
import { CAUTION_KINDS, type Caution, type CautionKind } from '../../../lambda/model/verdict.ts';
import type { UserReading } from '../../../lambda/model/users.ts';
import { aService, aView, DEFAULT_SERVICE, unreadable } from '../../support/builders.ts';
import { anOrphanOf } from '../../support/news.ts';
import { dueFacts, nthLoadBalancer, QUARANTINED_AT, REAP, type Marks, withRecord } from '../../support/quarantines.ts';

const { arn, dnsName } = nthLoadBalancer(0);
const AT = new Date(QUARANTINED_AT);
const LATER = new Date(AT.getTime() + 1000);
const caution = (kind: CautionKind): Caution => ({ kind, words: `About ${kind}.` });
const entry = (cautions: readonly CautionKind[], quarantinedAt = AT): ToldCautions => ({
  arn,
  quarantinedAt,
  cautions,
});

/** As the contract names them: somebody points at it, or less was looked at. */
const LASTING: readonly CautionKind[] = [
  'dns-record',
  'external-dns-target',
  'capacity-reservation',
  'remainder-binding',
  'tool-tag',
  'source-off',
  'ignored-cluster',
  'persons-word',
  'proof-without-vpc',
];

it.each(CAUTION_KINDS)('a caution of kind %s that was not told counts where it lasts', (kind) => {
  expect(cautionsSince([caution(kind)], [])).toEqual(LASTING.includes(kind) ? [caution(kind)] : []);
  expect(cautionsSince([caution(kind)], [kind])).toEqual([]);
});

it('is said in one line', () => {
  expect(cautionsInWords([caution('dns-record'), caution('tool-tag')])).toBe('About dns-record. About tool-tag');
});

describe('what a notice told of', () => {
  it('is known of the very quarantine of the very NLB', () => {
    expect(kindsTold([entry(['dns-record'])], arn, AT)).toEqual(['dns-record']);
    expect(kindsTold([entry(['dns-record'])], arn, LATER)).toBeUndefined();
    expect(kindsTold([entry(['dns-record'])], `${arn}0`, AT)).toBeUndefined();
    expect(kindsTold(undefined, arn, AT)).toBeUndefined();
  });

  it('names each kind that lasts once', () => {
    const cautions = ['traffic', 'source-off', 'source-off'].map((kind) => caution(kind as CautionKind));
    const orphan = { ...anOrphanOf(), cautions };
    expect(toldNow(orphan, AT)).toEqual({
      arn: orphan.loadBalancer.arn,
      quarantinedAt: AT,
      cautions: ['source-off'],
    });
  });

  it('takes the place of what an earlier one of the same NLB told of', () => {
    const other = { ...entry([]), arn: 'another' };
    expect(withTold([entry([]), other], [entry(['tool-tag'], LATER)])).toEqual([other, entry(['tool-tag'], LATER)]);
    expect(withTold([other], [])).toEqual([other]);
  });
});

describe('a full sweep leaves on record', () => {
  const left = (given: Facts, before?: readonly ToldCautions[]) => toldAfter(judge(given, REAP), given, REAP, before);
  const pointedAt = (marks: Marks = {}) => withRecord(dueFacts([marks]), dnsName);
  const dark = new Map([['prod', aView('prod', { services: { ...unreadable('403'), seen: [] } })]]);
  const services = { ok: true, value: [DEFAULT_SERVICE, aService({ hostnames: [dnsName] })] } as const;

  it('what its own verdict says where nothing is on record of the quarantine', () => {
    expect(left(pointedAt())).toEqual([entry(['dns-record'])]);
    expect(left(pointedAt(), [entry([], new Date(AT.getTime() - 1000))])).toEqual([entry(['dns-record'])]);
    expect(left(dueFacts())).toEqual([entry([])]);
  });

  it('what the janitor wrote down itself, where the tags say an earlier instant', () => {
    expect(left(pointedAt(), [entry([], LATER)])).toEqual([entry([], LATER)]);
  });

  it('what is on record of the quarantine, whatever has come since', () => {
    expect(left(pointedAt(), [entry([])])).toEqual([entry([])]);
    expect(left(dueFacts(), [entry(['tool-tag'])])).toEqual([entry(['tool-tag'])]);
  });

  it('what is on record of one that it cannot judge or whose tags it cannot read', () => {
    const unread = { ...pointedAt(), tags: new Map([[arn, unreadable('lost')]]) };
    expect(left(unread, [entry([]), { ...entry([]), arn: 'another' }])).toEqual([entry([])]);
    expect(left({ ...pointedAt(), views: dark }, [entry([])])).toEqual([entry([])]);
  });

  it('nothing of what it cannot judge, nor of what is quarantined by no valid tags', () => {
    expect(left({ ...pointedAt(), views: dark })).toEqual([]);
    expect(left({ ...pointedAt(), views: new Map([['prod', aView('prod', { services })]]) })).toEqual([]);
    expect(left(pointedAt({ 'quarantined-at': 'yesterday' }), [entry([])])).toEqual([]);
  });

  it('nothing new where it did not look for users outside Kubernetes', () => {
    const given = pointedAt();
    const notDue: UserReading = { is: 'not-due' };
    const outsideUsers = new Map(given.inspections.outsideUsers).set('route-53', notDue);
    const unlooked = { ...given, inspections: { ...given.inspections, outsideUsers } };
    expect(left(unlooked)).toEqual([]);
    expect(left(unlooked, [entry([])])).toEqual([entry([])]);
  });
});
