/** Whether every cluster of the region can be read: one that cannot keeps what may be its own. */
import type { ClusterView } from '../../model/kubernetes.ts';
import type { ExaminedCluster } from '../../model/doctor.ts';
import type { PartialReading } from '../../model/reading.ts';
import { gapOf } from '../judge/cluster.ts';
import { count, listed } from '../words.ts';
import { failure, notChecked, ok, unread, warning, type Check } from './check.ts';

const ACCESS = 'docs/settings.md#cluster-access';
const READABLE = ['ACTIVE', 'UPDATING'];

interface Asked {
  readonly clusterList: PartialReading<string>;
  readonly clusters: readonly ExaminedCluster[];
  /** By the settings: they make no other NLB unknown. */
  readonly ignoredClusters: readonly string[];
}

export function clusterChecks({ clusterList, clusters, ignoredClusters }: Asked): readonly Check[] {
  const about = { id: 'clusters', title: 'Clusters' };
  const each = clusters.map((one) => clusterCheck(one, ignoredClusters.includes(one.name)));
  if (!clusterList.ok) return [unread(about, clusterList), ...each];
  return each.length > 0 ? each : [ok(about, 'EKS has none in this region')];
}

function clusterCheck({ name, answer, view }: ExaminedCluster, isIgnored: boolean): Check {
  const about = { id: `cluster-${name}`, title: `Cluster ${name}` };
  const unreadable = (why: string, todo: string): Check =>
    isIgnored
      ? warning(about, `${why}; "ignoredClusters" names it, so that others are judged without it`, todo)
      : failure(about, `${why}; while it is so, what may be its own is kept`, todo);

  if (!answer.ok) return unreadable(answer.why, 'Allow eks:DescribeCluster, or ask again');
  if (answer.value.is === 'absent') return notChecked(about, 'EKS lists it and does not know it: it is being deleted');
  const { status, isRegisteredOnly } = answer.value.cluster;
  if (isRegisteredOnly) {
    return unreadable(
      'it is only registered with EKS (EKS Connector) and has no endpoint that could be read',
      'Put it into "ignoredClusters" if it makes no load balancers here: docs/settings.md#ignoredclusters',
    );
  }
  if (!READABLE.includes(status))
    return unreadable(`its status is ${status}`, 'Wait until it is ACTIVE, or look at it in EKS');
  if (view === undefined) return notChecked(about, 'it was not read');
  const gap = gapOf(view);
  if (gap !== undefined) return unreadable(gap.why, todoOf(gap.cause));
  return ok(about, `${status}; ${inWords(view)}`);
}

function todoOf(cause: 'denied' | 'unreachable' | 'incomplete'): string {
  switch (cause) {
    case 'denied':
      return `Give the role an access entry, for you and for the functions: ${ACCESS}`;
    case 'unreachable':
      return `Ask from a place that reaches its endpoint; the functions need the setting "network" for a private one: ${ACCESS}`;
    case 'incomplete':
      return `Let the role list every kind, as infra/cluster-access.yaml does: ${ACCESS}`;
  }
}

function inWords({ services, ingresses, gateways, bindings }: ClusterView): string {
  const kinds = [
    [services, 'Service', 'Services'],
    [ingresses, 'Ingress', 'Ingresses'],
    [gateways, 'Gateway', 'Gateways'],
    [bindings, 'TargetGroupBinding', 'TargetGroupBindings'],
  ] as const;
  const counted = kinds.flatMap(([reading, one, many]) => (reading.ok ? [count(reading.value.length, one, many)] : []));
  return `${listed(counted, counted.length)} read`;
}
