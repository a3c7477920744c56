/**
 * Whether the cluster that the tags name may be asked about a load balancer (gate G1, docs/facts/kubernetes-nlbs.md 5.3).
 * Pure. Never calls an unreadable cluster gone.
 */
import type { Cluster, ClusterAnswer, LoadBalancer } from '../../model/aws.ts';
import type { ClusterView } from '../../model/kubernetes.ts';
import type { Facts } from '../../model/facts.ts';
import type { UnknownReason } from '../../model/verdict.ts';
import type { Reading, Unreadable } from '../../model/reading.ts';
import { clockTime, count, dateTime, sentence } from '../words.ts';
import { viewCounts } from './claims.ts';

export type ClusterStanding =
  /** Complete view of an active cluster of this account, region and VPC. */
  | { readonly is: 'trusted'; readonly cluster: Cluster; readonly view: ClusterView; readonly youngerThanNlb: boolean }
  /** Active, of this account and region, but in another VPC: what it does not claim says nothing about this NLB. */
  | { readonly is: 'elsewhere'; readonly cluster: Cluster; readonly youngerThanNlb: boolean; readonly why: string }
  /** EKS says that there is no such cluster here. */
  | { readonly is: 'absent' }
  | { readonly is: 'doubtful'; readonly reason: UnknownReason; readonly why: string };

/** A cluster that has the name now and was made after the NLB. */
export type LaterCluster = Extract<ClusterStanding, { is: 'trusted' | 'elsewhere' }>;

export function standingOf(
  loadBalancer: LoadBalancer,
  clusterName: string,
  facts: Pick<Facts, 'account' | 'region' | 'clusters' | 'clusterList' | 'views'>,
): ClusterStanding {
  const doubtful = (reason: UnknownReason, why: string): ClusterStanding => ({ is: 'doubtful', reason, why });

  const reading = answerOf(clusterName, facts);
  if (reading === undefined) return doubtful('unreadable', `Cluster ${clusterName} was not looked up.`);
  if (!reading.ok) {
    return doubtful(reading.cause === 'denied' ? 'cluster-unauthorized' : 'cluster-unreachable', sentence(reading.why));
  }
  if (reading.value.is === 'absent') return { is: 'absent' };

  const { cluster } = reading.value;
  const [, , , region, account] = cluster.arn.split(':');
  // SAFETY: the view of a cluster elsewhere says nothing about this NLB.
  if (region !== facts.region || account !== facts.account) {
    return doubtful('cluster-elsewhere', `Cluster ${clusterName} is ${cluster.arn}, not of this account and region.`);
  }
  if (cluster.status !== 'ACTIVE' && cluster.status !== 'UPDATING') {
    return doubtful(
      'cluster-not-active',
      `Cluster ${clusterName} is ${cluster.status}; only an active one can be asked.`,
    );
  }
  if (cluster.isRegisteredOnly) {
    return doubtful(
      'cluster-unreachable',
      `Cluster ${clusterName} is only registered with EKS (EKS Connector): it has no endpoint that could be read.`,
    );
  }
  const madeAtMs = loadBalancer.createdAt.getTime();
  const clusterAtMs = cluster.createdAt.getTime();
  if (cluster.vpcId !== loadBalancer.vpcId) {
    const why = `Cluster ${clusterName} is in ${cluster.vpcId ?? 'an unknown VPC'}, this NLB in ${loadBalancer.vpcId}: it may stem from another cluster of that name.`;
    // SAFETY: without its VPC nobody can say that it is not this NLB's own.
    if (cluster.vpcId === undefined) return doubtful('cluster-elsewhere', why);
    return { is: 'elsewhere', cluster, youngerThanNlb: clusterAtMs > madeAtMs, why };
  }
  const view = facts.views.get(clusterName);
  if (view === undefined) return doubtful('unreadable', `Cluster ${clusterName} was not read.`);
  const gap = gapOf(view);
  if (gap !== undefined) return doubtful(reasonOfGap(view, gap), sentence(gap.why));

  if (clusterAtMs <= madeAtMs) return { is: 'trusted', cluster, view, youngerThanNlb: false };
  if (clusterAtMs > madeAtMs) return { is: 'trusted', cluster, view, youngerThanNlb: true };
  return doubtful('unreadable', `EKS gave no creation time for cluster ${clusterName}.`);
}

/** What EKS says of a cluster; unreadable where its own list contradicts that there is none. Undefined: nobody asked. */
export function answerOf(
  name: string,
  { clusters, clusterList }: Pick<Facts, 'clusters' | 'clusterList'>,
): Reading<ClusterAnswer> | undefined {
  const reading = clusters.get(name);
  const listed = clusterList.ok ? clusterList.value : clusterList.seen;
  // SAFETY: of two answers of EKS the one that keeps counts.
  if (reading?.ok !== true || reading.value.is === 'present' || !listed.includes(name)) return reading;
  return { ok: false, cause: 'incomplete', why: `EKS lists cluster ${name}, and says that there is none of that name` };
}

/** The first kind that was not read completely; undefined when the view is complete. */
export function gapOf(view: ClusterView): Unreadable | undefined {
  return [view.services, view.ingresses, view.gateways, view.bindings].find((reading) => !reading.ok);
}

function reasonOfGap(view: ClusterView, gap: Unreadable): UnknownReason {
  // Services answered but another kind did not: the cluster can be reached, its view has a hole.
  if (view.services.ok || gap.cause === 'incomplete') return 'cluster-view-incomplete';
  return gap.cause === 'denied' ? 'cluster-unauthorized' : 'cluster-unreachable';
}

/** The cluster that was looked at, as evidence. */
export function clusterLine(cluster: Cluster, view: ClusterView): string {
  return `cluster: ${cluster.arn}, ${cluster.status}, made ${dateTime(cluster.createdAt)}; ${viewCounts(view)}, read at ${clockTime(view.readAt)}`;
}

/** `412 Services read at 10:02`; only for a complete view. */
export function servicesRead(view: ClusterView): string {
  return view.services.ok ? `${count(view.services.value.length, 'Service')} read at ${clockTime(view.readAt)}` : '';
}

/** Goes on after `servicesRead`: what was looked for in their statuses, and not found. */
export const NONE_SHOWS_IT = "none has the load balancer's DNS name in its status";
