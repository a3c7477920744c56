/** Gate G1 and the proof of deletion, each condition with its twin. */
import { proofOfDeletion, standingOf } from '../../../lambda/core/judge/cluster.ts';
import type { ClusterDeletion } from '../../../lambda/model/aws.ts';
import {
  ACCOUNT,
  aCluster,
  aLoadBalancer,
  aView,
  facts,
  NOW,
  REGION,
  unreadable,
  VPC,
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
    ['another VPC', { vpcId: 'vpc-0b22' }],
    ['no VPC that is known', { vpcId: undefined }],
  ])('doubts a cluster of %s', (_what, part) => {
    expect(standing({ cluster: aCluster(part) })).toBe('cluster-elsewhere');
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

describe('the proof that a cluster was here and was deleted', () => {
  const proof = (part: Partial<ClusterDeletion>, present = false, loadBalancer = L): boolean =>
    proofOfDeletion(
      loadBalancer,
      'prod',
      facts({
        deletions: {
          ok: true,
          value: [
            {
              name: 'prod',
              deletedAt: new Date('2026-01-20T00:00:00Z'),
              vpcId: undefined,
              source: 'cloudtrail',
              ...part,
            },
          ],
        },
      }),
      present ? aCluster({ createdAt: new Date('2026-01-25T00:00:00Z') }) : undefined,
    ) !== undefined;

  it('is a deletion of that name after the NLB was made', () => {
    expect(proof({})).toBe(true);
    expect(proof({ vpcId: VPC })).toBe(true);
    expect(proof({}, true)).toBe(true);
  });

  it.each<[string, Partial<ClusterDeletion>, boolean?]>([
    ['names another cluster', { name: 'prod2' }],
    ['was before the NLB was made', { deletedAt: new Date('2026-01-09T00:00:00Z') }],
    ['was at the very instant the NLB was made', { deletedAt: L.createdAt }],
    ['lies in the future', { deletedAt: new Date(NOW.getTime() + 1) }],
    ['has no valid time', { deletedAt: new Date(Number.NaN) }],
    ['was of another VPC', { vpcId: 'vpc-0b22' }],
    ['was after the present cluster was made', { deletedAt: new Date('2026-01-26T00:00:00Z') }, true],
  ])('takes no deletion as proof that %s', (...[, part, present]) => {
    expect(proof(part, present)).toBe(false);
  });

  it('proves nothing about an NLB without a creation time', () => {
    expect(proof({}, false, aLoadBalancer({ createdAt: new Date(Number.NaN) }))).toBe(false);
  });

  it('holds when CloudTrail fails but the settings name the deletion', () => {
    const deletion = {
      name: 'prod',
      deletedAt: new Date('2026-01-20T00:00:00Z'),
      vpcId: undefined,
      source: 'settings',
    } as const;
    const deletions = { ...unreadable('cloudtrail LookupEvents: AccessDenied', 'denied'), seen: [deletion] };
    expect(proofOfDeletion(L, 'prod', facts({ deletions }))).toBe(deletion);
  });
});
