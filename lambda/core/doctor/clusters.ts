/** Whether every cluster of the region can be read: one that cannot keeps what may be its own. */
import type { ClusterView } from '../../model/kubernetes.ts';
import type { ExaminedCluster } from '../../model/doctor.ts';
import type { PartialReading } from '../../model/reading.ts';
import { shellWord } from '../commands.ts';
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
  /** Role or user that asked. */
  readonly callerArn: string;
  readonly region: string;
}

export function clusterChecks(asked: Asked): readonly Check[] {
  const { clusterList, clusters } = asked;
  const about = { id: 'clusters', title: 'Clusters' };
  const each = clusters.map((one) => clusterCheck(one, asked));
  if (!clusterList.ok) return [unread(about, clusterList), ...each];
  return each.length > 0 ? each : [ok(about, 'EKS has none in this region')];
}

function clusterCheck({ name, answer, view }: ExaminedCluster, { ignoredClusters, callerArn, region }: Asked): Check {
  const about = { id: `cluster-${name}`, title: `Cluster ${name}`, cluster: name };
  const unreadable = (why: string, todo: string, commands: readonly string[] = []): Check => {
    const found = why.replace(`cluster ${name}: `, '').replace(/; see docs\/settings\.md, Cluster access$/, '');
    return ignoredClusters.includes(name)
      ? warning(about, `${found}; "ignoredClusters" names it, so that others are judged without it`, todo, commands)
      : failure(about, `${found}; while it is so, what may be its own is kept`, todo, commands);
  };

  if (!answer.ok) return unreadable(answer.why, 'allow eks:DescribeCluster, or ask again');
  if (answer.value.is === 'absent') return notChecked(about, 'EKS lists it and does not know it: it is being deleted');
  const { status, isRegisteredOnly } = answer.value.cluster;
  if (isRegisteredOnly) {
    return unreadable(
      'it is only registered with EKS (EKS Connector) and has no endpoint that could be read',
      'put it into "ignoredClusters" if it makes no load balancers here: docs/settings.md#ignoredclusters',
    );
  }
  if (!READABLE.includes(status)) {
    return unreadable(`its status is ${status}`, 'wait until it is ACTIVE, or look at it in EKS');
  }
  if (view === undefined) return notChecked(about, 'it was not read');
  const gap = gapOf(view);
  if (gap === undefined) return ok(about, `${status}; ${inWords(view)}`);
  const access = [
    `aws eks create-access-entry --region ${region} --cluster-name ${shellWord(name)} --principal-arn ${shellWord(callerArn)} --kubernetes-groups nlb-janitor-readers`,
  ];
  return unreadable(gap.why, todoOf(gap.cause), gap.cause === 'denied' ? access : []);
}

function todoOf(cause: 'denied' | 'unreachable' | 'incomplete'): string {
  switch (cause) {
    case 'denied':
      return `apply infra/cluster-access.yaml in it, and let the functions (setting "clusterAccess", ${ACCESS}) and yourself read it`;
    case 'unreachable':
      return `ask from where its endpoint can be reached; the functions need "network" for a private one: docs/settings.md#private-endpoints`;
    case 'incomplete':
      return `let the role list every kind, as infra/cluster-access.yaml does: ${ACCESS}`;
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
