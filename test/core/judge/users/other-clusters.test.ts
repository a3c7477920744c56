/** A cluster that was not read completely and could use the NLB all the same: which could, and which could not. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { otherClusters } from '../../../../lambda/core/judge/users/other-clusters.ts';
import type { ClusterAnswer, LoadBalancer, TagReading } from '../../../../lambda/model/aws.ts';
import type { Facts, Inspections } from '../../../../lambda/model/facts.ts';
import type { ClusterView } from '../../../../lambda/model/kubernetes.ts';
import type { Reading } from '../../../../lambda/model/reading.ts';
import {
  aBinding,
  aCluster,
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  aView,
  controllerTags,
  facts,
  flowsOf,
  GONE,
  healthOf,
  inspectionsOf,
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
    clusterList: { ok: true, value: ['prod'] },
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
  [
    'of an unknown VPC could not be read',
    beside(of(undefined), DARK),
    'Cluster dev, which may be in the same VPC, may use it',
  ],
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
  ['could not be looked up', beside(DENIED, undefined), 'could not be read: eks DescribeCluster'],
  ['was not looked up, though read', beside(undefined, aView('dev')), 'cluster dev was not looked up'],
  [
    'of another VPC could not, and clients are answered',
    beside(of(FAR), DARK, { flows: new Map([[L.arn, flowsOf(1, { bytes: 512 })]]) }),
    'though in another VPC',
  ],
  [
    'of another VPC could not, nor could the flows',
    beside(of(FAR), DARK, { flows: new Map(), health: new Map([[GROUP.arn, { ok: true, value: [] }]]) }),
    'though in another VPC',
  ],
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
  ['of another VPC, while only scanners come', beside(of(FAR), DARK, { flows: new Map([[L.arn, flowsOf(9)]]) })],
  [
    'of another VPC, while no target is registered',
    beside(of(FAR), DARK, {
      flows: new Map([[L.arn, flowsOf(9, { bytes: 9999 })]]),
      health: new Map([[GROUP.arn, { ok: true, value: [] }]]),
    }),
  ],
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

describe('the list of clusters', () => {
  it('that is not complete makes everything unknown, in the words of the failure', () => {
    const clusterList = { ...unreadable('eks ListClusters: AccessDenied', 'denied'), seen: ['prod'] };
    const given = facts({ clusterList });
    expect(look(given)).toMatchObject({
      is: 'unread',
      reason: 'unreadable',
      source: 'the list of clusters',
      why: expect.stringContaining('eks ListClusters: AccessDenied') as string,
    });
    expect(verdict(given)).toBe('unknown: unreadable');
  });

  it('names a cluster that nobody looked up: it may use the NLB', () => {
    expect(look(facts({ clusterList: { ok: true, value: ['prod', 'dev'] } }))).toMatchObject({
      is: 'unread',
      source: 'cluster dev',
    });
    expect(look(facts({ clusterList: { ok: true, value: ['prod'] } }))).toEqual(READ_ALL);
  });
});

it('may use the NLB: a cluster that EKS lists although it says that there is none', () => {
  const given = beside(ABSENT, undefined);
  const listed = { ...given, clusterList: { ok: true, value: ['dev', 'prod'] } } as const;
  expect(look(listed)).toMatchObject({ is: 'unread', source: 'cluster dev' });
  expect(look(given)).toEqual(READ_ALL);
});

describe('a cluster that is only registered', () => {
  const RKE2: Reading<ClusterAnswer> = {
    ok: true,
    value: { is: 'present', cluster: aCluster({ name: 'rke2', isRegisteredOnly: true, vpcId: undefined }) },
  };
  /** Beside the plain orphan: rke2, and an NLB that names it or has these tags. */
  function registered(tags: TagReading, vpcId: string, part: Partial<Facts> = {}): Facts {
    const given = facts();
    const other = aLoadBalancer({ name: 'other', arn: arnOf('other'), vpcId });
    return {
      ...given,
      loadBalancers: [L, other],
      tags: new Map([...given.tags, [other.arn, tags]]),
      clusters: new Map([...given.clusters, ['rke2', RKE2]]),
      ...part,
    };
  }
  const ITS = tagReading(controllerTags({ 'elbv2.k8s.aws/cluster': 'rke2' }));

  it.each<[string, Facts]>([
    ['an NLB of the VPC names it', registered(ITS, VPC)],
    ['the tags of an NLB of the VPC were not read', registered(unreadable('throttled'), VPC)],
    ['the run read some NLBs only', registered(ITS, FAR, { isWholeFleet: false })],
    [
      'the NLB may be serving',
      registered(ITS, FAR, { inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(0, 1)]]) }) }),
    ],
  ])('may use the NLB when %s', (_, given) => {
    expect(look(given)).toMatchObject({ is: 'unread', source: 'cluster rke2' });
  });

  const ALB = aLoadBalancer({ name: 'web', arn: arnOf('web', 'app'), type: 'application' });
  /** Beside an application load balancer with these tags, or with none that were read. */
  function withApplication(tags: TagReading | undefined, part: Partial<LoadBalancer> = {}): Facts {
    const given = registered(ITS, FAR);
    const applicationTags = new Map(tags === undefined ? [] : [[ALB.arn, tags]]);
    return {
      ...given,
      loadBalancers: [...given.loadBalancers, { ...ALB, ...part }],
      inspections: { ...given.inspections, applicationTags },
    };
  }

  it.each<[string, Facts]>([
    ['names it', withApplication(ITS)],
    ['has tags that could not be read', withApplication(unreadable('throttled'))],
    ['has tags that were not read', withApplication(undefined)],
  ])('may use the NLB when an application load balancer of the VPC %s', (_, given) => {
    expect(look(given)).toMatchObject({ is: 'unread', source: 'cluster rke2' });
  });

  it.each<[string, Facts]>([
    ['of another VPC names it', withApplication(ITS, { vpcId: FAR })],
    ['of the VPC names another cluster', withApplication(tagReading(controllerTags()))],
    ['that names it is gone', withApplication(GONE)],
    ['that names it has failed', withApplication(ITS, { state: 'failed' })],
  ])('is no user when an application load balancer %s', (_, given) => {
    expect(look(given)).toEqual(READ_ALL);
  });

  it.each<[string, Facts]>([
    ['an NLB of another VPC names it', registered(ITS, FAR)],
    ['the tags of an NLB of another VPC were not read', registered(unreadable('throttled'), FAR)],
    ['an NLB of the VPC names another cluster', registered(tagReading(controllerTags()), VPC)],
    ['the NLB that names it is gone', registered(GONE, VPC)],
  ])('is no user when %s', (_, given) => {
    expect(look(given)).toEqual(READ_ALL);
  });
});

describe('a cluster that the operator ignores', () => {
  const ignoring = (given: Facts, ...ignoredClusters: readonly string[]): Facts => ({ ...given, ignoredClusters });

  it.each<[string, Facts]>([
    ['of the same VPC', beside(of(VPC), DARK)],
    ['of another VPC, whether or not it counts', beside(of(FAR), DARK)],
    ['that EKS would not describe', beside(DENIED, undefined)],
  ])('is a caution while it cannot be read: %s', (_, given) => {
    expect(look(ignoring(given, 'dev'))).toEqual({
      is: 'hint',
      caution: {
        kind: 'ignored-cluster',
        words: 'Not looked at, as the setting ignoredClusters asks: dev.',
        about: ['dev'],
      },
    });
    expect(verdict(ignoring(given, 'dev'))).toBe('orphan: service-gone');
  });

  it('is none once it is read, and what it claims saves', () => {
    expect(look(ignoring(beside(of(VPC), aView('dev')), 'dev'))).toEqual(READ_ALL);
    const claim = aView('dev', { bindings: { ok: true, value: [aBinding({ targetGroupArn: GROUP.arn })] } });
    expect(verdict(ignoring(beside(of(VPC), claim), 'dev'))).toBe('in-use: target-group-binding');
  });

  it('does not speak for another one', () => {
    expect(look(ignoring(beside(of(VPC), DARK), 'edge'))).toMatchObject({ is: 'unread', source: 'cluster dev' });
  });

  it('is never the one that the tags name', () => {
    const view = aView('prod', { gateways: { ...unreadable('cluster prod: 403', 'incomplete'), seen: [] } });
    expect(look(ignoring(facts({ view }), 'prod'))).toMatchObject({ is: 'unread', source: 'cluster prod' });
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
