/**
 * Clusters that were not read completely, and which of them could use what lies in a VPC: a load balancer, or a target
 * group that one left behind (docs/design.md section 3, "Which clusters are read"). Pure. One rule for both: what the judge
 * does not wait for must not keep a target group waiting for ever.
 */
import type { Cluster, LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { answerOf, gapOf } from './cluster.ts';
import { applicationsNaming, applicationsOf, namingCluster } from './same-cluster.ts';

/** A cluster of which not everything was read, and why. `cluster`: undefined when EKS would not describe it. */
export interface DarkCluster {
  readonly name: string;
  readonly cluster: Cluster | undefined;
  readonly why: string;
}

/** Where a load balancer or target group lies. */
export interface Place {
  readonly vpcId: string;
  /** The cluster that its tags name; undefined when they name none or were not read. */
  readonly taggedCluster: string | undefined;
}

/** In the order of their names: the order of reading must not change what is said. */
export function darkClusters(facts: Facts): readonly DarkCluster[] {
  const { clusterList, clusters, views } = facts;
  const listed = clusterList.ok ? clusterList.value : clusterList.seen;
  const names = new Set([...listed, ...clusters.keys(), ...views.keys()].toSorted());
  return [...names].flatMap((name) => darkCluster(name, facts) ?? []);
}

/** Undefined when it was read completely, or does not exist. */
function darkCluster(name: string, facts: Facts): DarkCluster | undefined {
  const { views } = facts;
  const reading = answerOf(name, facts);
  if (reading === undefined) return { name, cluster: undefined, why: `cluster ${name} was not looked up` };
  if (!reading.ok) return { name, cluster: undefined, why: reading.why };
  if (reading.value.is === 'absent') return undefined;
  const { cluster } = reading.value;
  const view = views.get(name);
  const gap = view === undefined ? undefined : gapOf(view);
  if (view !== undefined && gap === undefined) return undefined;
  const unseen = cluster.isRegisteredOnly ? 'it is only registered with EKS and has no endpoint' : cluster.status;
  return { name, cluster, why: gap?.why ?? `cluster ${name}: not read (${unseen})` };
}

/** Whether it is the cluster that made what lies there, or one of the same VPC: these always could use it. */
export function isItsOwnOrNear(dark: DarkCluster, place: Place, facts: Facts): boolean {
  // SAFETY: its own cluster could, wherever it is by now.
  return dark.name === place.taggedCluster || isNear(dark, place, facts);
}

/** Whether it lies in the VPC, or may. */
export function isNear({ name, cluster }: DarkCluster, { vpcId }: Place, facts: Facts): boolean {
  // SAFETY: a cluster that could not be looked up may be anywhere.
  if (cluster === undefined) return true;
  if (cluster.isRegisteredOnly) {
    // SAFETY: EKS knows no VPC of it: only the tags of all NLBs can say where it is.
    if (!facts.isWholeFleet || namingCluster(name, vpcId, facts).length > 0) return true;
    // SAFETY: one that serves by Ingresses alone has no NLB.
    return applicationsNaming({ clusterName: name, vpcId }, facts).length > 0;
  }
  // SAFETY: so may one whose VPC is not known.
  return cluster.vpcId === undefined || cluster.vpcId === vpcId;
}

/**
 * Application load balancers of these VPCs whose tags have to be read, to say whether a cluster that EKS only registers lies
 * there. None while there is no such cluster that anybody waits for, or it counts as near whatever they say.
 */
export function applicationsToAsk(vpcIds: readonly string[], facts: Facts): readonly LoadBalancer[] {
  const isSought = ({ name, cluster }: DarkCluster): boolean =>
    cluster?.isRegisteredOnly === true && !facts.ignoredClusters.includes(name);
  if (!facts.isWholeFleet || !darkClusters(facts).some(isSought)) return [];
  const places = vpcIds.map((vpcId) => ({ vpcId }));
  return applicationsOf(places, facts);
}

/** The operator waits for no one but the cluster that the tags name. */
export function isIgnored({ name }: DarkCluster, { taggedCluster }: Place, facts: Facts): boolean {
  // SAFETY: what its own cluster claims can never be left out.
  return facts.ignoredClusters.includes(name) && name !== taggedCluster;
}
