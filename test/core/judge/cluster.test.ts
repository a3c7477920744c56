/** Gate G1, each condition with its twin. */
import { standingOf } from '../../../lambda/core/judge/cluster.ts';
import {
  ACCOUNT,
  aCluster,
  aLoadBalancer,
  aView,
  facts,
  REGION,
  unreadable,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();

function standing(part: FactsPart): string {
  const found = standingOf(L, 'prod', facts(part));
  return found.is === 'doubtful' ? found.reason : found.is;
}

describe('the standing of a cluster', () => {
  it('trusts a complete view of an active cluster of this account, region and VPC', () => {
    expect(standing({})).toBe('trusted');
    expect(standing({ cluster: aCluster({ status: 'UPDATING' }) })).toBe('trusted');
  });

  it.each(['CREATING', 'DELETING', 'FAILED', 'PENDING', 'A_STATUS_OF_NEXT_YEAR'])(
    'doubts a cluster that is %s',
    (status) => {
      expect(standing({ cluster: aCluster({ status }) })).toBe('cluster-not-active');
    },
  );

  it.each([
    ['another account', { arn: `arn:aws:eks:${REGION}:999999999999:cluster/prod` }],
    ['another region', { arn: `arn:aws:eks:us-east-1:${ACCOUNT}:cluster/prod` }],
    ['no VPC that is known', { vpcId: undefined }],
  ])('doubts a cluster of %s', (_what, part) => {
    expect(standing({ cluster: aCluster(part) })).toBe('cluster-elsewhere');
  });

  it.each([
    ['2025-06-01T00:00:00Z', false],
    ['2026-02-01T00:00:00Z', true],
    ['never', false],
  ])('tells of a cluster of another VPC, made %s, whether it is younger: %s', (madeAt, youngerThanNlb) => {
    const cluster = aCluster({ vpcId: 'vpc-0b22', createdAt: new Date(madeAt) });
    expect(standingOf(L, 'prod', facts({ cluster }))).toMatchObject({ is: 'elsewhere', youngerThanNlb });
  });

  it('doubts a cluster that is only registered: nobody can read it', () => {
    const cluster = aCluster({ isRegisteredOnly: true, endpoint: undefined, vpcId: undefined });
    expect(standing({ cluster, view: undefined })).toBe('cluster-unreachable');
  });

  it('doubts that a cluster is gone while EKS lists it, also where the list was cut short', () => {
    const listing = (...names: readonly string[]): string =>
      standing({ cluster: 'absent', view: undefined, clusterList: { ok: true, value: names } });
    expect(listing('dev', 'prod')).toBe('cluster-unreachable');
    expect(listing('dev')).toBe('absent');
    const cut = { ...unreadable('eks ListClusters: time-out'), seen: ['prod'] };
    expect(standing({ cluster: 'absent', view: undefined, clusterList: cut })).toBe('cluster-unreachable');
    expect(standing({ clusterList: { ok: true, value: [] } })).toBe('trusted');
  });

  it('tells denied from unreachable where EKS itself does not answer', () => {
    expect(standing({ cluster: unreadable('eks DescribeCluster: AccessDenied', 'denied') })).toBe(
      'cluster-unauthorized',
    );
    expect(standing({ cluster: unreadable('eks DescribeCluster: time-out') })).toBe('cluster-unreachable');
  });

  it('never calls a cluster absent that was not looked up or not read', () => {
    expect(standing({ clusters: new Map() })).toBe('unreadable');
    expect(standing({ view: undefined })).toBe('unreadable');
  });

  it.each(['services', 'ingresses', 'gateways', 'bindings'] as const)('doubts a view without all of its %s', (kind) => {
    const part = { [kind]: { ...unreadable('cluster prod: a page was lost', 'incomplete'), seen: [] } };
    expect(standing({ view: aView('prod', part) })).toBe('cluster-view-incomplete');
  });

  it('doubts a cluster without a creation time', () => {
    expect(standing({ cluster: aCluster({ createdAt: new Date(Number.NaN) }) })).toBe('unreadable');
  });
});
