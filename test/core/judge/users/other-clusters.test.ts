/** A cluster that was not read completely and could use the NLB all the same: which could, and which could not. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { otherClusters } from '../../../../lambda/core/judge/users/other-clusters.ts';
import type { ClusterAnswer, LoadBalancer, TagReading } from '../../../../lambda/model/aws.ts';
import type { Facts, Inspections } from '../../../../lambda/model/facts.ts';
import type { ClusterView } from '../../../../lambda/model/kubernetes.ts';
import type { Reading } from '../../../../lambda/model/reading.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  aView,
  facts,
  GONE,
  healthOf,
  inspectionsOf,
  inTreeTags,
  inWords,
  tagReading,
  unreadable,
  verdictOn,
  VPC,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();
const FAR = 'vpc-0b22';
const HEALTHY = { health: new Map([[GROUP.arn, healthOf('healthy')]]) };
const DARK = aView('dev', { services: { ...unreadable('cluster dev: no answer'), seen: [] } });
const ABSENT: Reading<ClusterAnswer> = { ok: true, value: { is: 'absent' } };
const DENIED = unreadable('eks DescribeCluster: AccessDenied', 'denied');

const of = (vpcId: string | undefined, status = 'ACTIVE'): Reading<ClusterAnswer> => ({
  ok: true,
  value: { is: 'present', cluster: aCluster({ name: 'dev', vpcId, status }) },
});

/** The plain orphan beside a second cluster, given as far as it was read. */
function beside(
  cluster: Reading<ClusterAnswer> | undefined,
  view: ClusterView | undefined,
  inspections: Partial<Inspections> = {},
): Facts {
  const given = facts({ inspections: inspectionsOf(L, inspections) });
  return {
    ...given,
    clusters: new Map([...given.clusters, ...(cluster === undefined ? [] : [['dev', cluster] as const])]),
    views: new Map([...given.views, ...(view === undefined ? [] : [['dev', view] as const])]),
  };
}

const look = (given: Facts) => otherClusters.look(L, given, indexClaims(given));
const verdict = (given: Facts): string => inWords(verdictOn(given));

const READ_ALL = { is: 'none', says: 'every cluster that could use it was read' };

it.each<[string, Facts, string]>([
  ['of the same VPC could not be read', beside(of(VPC), DARK), 'Cluster dev, in the same VPC, may use it'],
  ['of the same VPC was not read', beside(of(VPC, 'CREATING'), undefined), 'cluster dev: not read (CREATING)'],
  ['of an unknown VPC could not be read', beside(of(undefined), DARK), 'Cluster dev, in the same VPC, may use it'],
  ['of another VPC could not, and a target is healthy', beside(of(FAR), DARK, HEALTHY), 'though in another VPC'],
  [
    'of another VPC could not, nor could the targets',
    beside(of(FAR), DARK, { health: new Map([[GROUP.arn, unreadable('x')]]) }),
    'though in another VPC',
  ],
  [
    'of another VPC could not, and nobody looked at the targets',
    beside(of(FAR), DARK, { health: new Map() }),
    'though in another VPC',
  ],
  [
    'of another VPC could not, nor could the target groups',
    beside(of(FAR), DARK, { targetGroups: unreadable('x') }),
    'though in another VPC',
  ],
  ['could not be looked up', beside(DENIED, undefined), 'could not be looked up and may use it: eks DescribeCluster'],
  ['was not looked up, though read', beside(undefined, aView('dev')), 'was not looked up and may use it'],
])('may use the NLB: a cluster that %s', (_, given, words) => {
  expect(look(given)).toEqual({
    is: 'unread',
    reason: 'cluster-view-incomplete',
    source: 'cluster dev',
    why: expect.stringContaining(words) as string,
  });
});

it.each<[string, Facts]>([
  ['that is the only one', facts()],
  ['of the same VPC that was read', beside(of(VPC), aView('dev'))],
  ['of an unknown VPC that was read', beside(of(undefined), aView('dev'))],
  ['of another VPC, while no target is healthy', beside(of(FAR), DARK)],
  ['of another VPC that was read, while a target is healthy', beside(of(FAR), aView('dev'), HEALTHY)],
  ['of another VPC that nobody read, while no target is healthy', beside(of(FAR), undefined)],
  ['that does not exist', beside(ABSENT, undefined)],
  ['that does not exist, while a target is healthy', beside(ABSENT, undefined, HEALTHY)],
])('is no user: a cluster %s', (_, given) => {
  expect(look(given)).toEqual(READ_ALL);
});

it.each(['services', 'ingresses', 'gateways', 'bindings'] as const)(
  'may use the NLB: a cluster whose %s alone were not read completely',
  (kind) => {
    const view = aView('dev', { [kind]: { ...unreadable('cluster dev: a page was lost', 'incomplete'), seen: [] } });
    expect(look(beside(of(VPC), view)).is).toBe('unread');
    expect(look(beside(of(VPC), aView('dev')))).toEqual(READ_ALL);
  },
);

describe('another NLB whose tags were not read', () => {
  function withNeighbour(reading: TagReading | undefined, part: Partial<LoadBalancer> = {}): Facts {
    const one = facts({ tagged: inTreeTags() });
    const other = aLoadBalancer({ name: 'other', arn: arnOf('other'), ...part });
    const tags = new Map([...one.tags, ...(reading === undefined ? [] : [[other.arn, reading] as const])]);
    return { ...one, loadBalancers: [L, other], tags };
  }
  const LOST = unreadable('tags of other: Throttling');

  it.each<[string, Facts]>([
    ['could not be read', withNeighbour(LOST)],
    ['nobody asked for', withNeighbour(undefined)],
  ])('may name a cluster that uses the NLB: they %s', (_, given) => {
    expect(look(given)).toEqual({
      is: 'unread',
      reason: 'cluster-view-incomplete',
      source: 'tags of other',
      why: 'The tags of other, in the same VPC, could not be read: they may name a cluster that uses this one.',
    });
  });

  it.each<[string, Facts]>([
    ['they were read', withNeighbour(tagReading({}))],
    ['it is gone', withNeighbour(GONE)],
    ['it is in another VPC', withNeighbour(LOST, { vpcId: FAR })],
    ['it is of another type', withNeighbour(LOST, { type: 'application' })],
  ])('names none when %s', (_, given) => {
    expect(look(given)).toEqual(READ_ALL);
  });

  it('makes an orphan unknown in the same VPC, and not in another', () => {
    expect(verdict(withNeighbour(LOST, { vpcId: VPC }))).toBe('unknown: cluster-view-incomplete');
    expect(verdict(withNeighbour(LOST, { vpcId: FAR }))).toBe('orphan: service-gone');
  });
});

describe('the verdict beside a neighbour that could not be read', () => {
  it('of the same VPC is unknown; once it is read, an orphan', () => {
    expect(verdict(beside(of(VPC), DARK))).toBe('unknown: cluster-view-incomplete');
    expect(verdict(beside(of(VPC), aView('dev')))).toBe('orphan: service-gone');
  });

  it('of an unknown VPC is unknown too', () => {
    expect(verdict(beside(of(undefined), DARK))).toBe('unknown: cluster-view-incomplete');
  });

  it('of another VPC is unknown only while a target is healthy', () => {
    expect(verdict(beside(of(FAR), DARK))).toBe('orphan: service-gone');
    expect(verdict(beside(of(FAR), DARK, HEALTHY))).toBe('unknown: cluster-view-incomplete');
  });

  it('that EKS would not describe is unknown', () => {
    expect(verdict(beside(DENIED, undefined))).toBe('unknown: cluster-view-incomplete');
  });

  it('that does not exist is an orphan', () => {
    expect(verdict(beside(ABSENT, undefined))).toBe('orphan: service-gone');
  });
});
