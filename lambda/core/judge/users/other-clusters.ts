/**
 * A cluster that was not read completely and could use the NLB all the same: by a hostname, through a TargetGroupBinding,
 * or as the restored copy of its cluster (docs/design.md section 3, "Which clusters are read"). Pure. Never "uses": what a
 * cluster that was read claims is for the tables.
 */
import type { Cluster, LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import { ownerIn } from '../../tags/owner.ts';
import { listed } from '../../words.ts';
import { gapOf } from '../cluster.ts';
import { namingCluster } from '../same-cluster.ts';
import { signOfServing } from '../serving.ts';
import { none, unread, type User } from './user.ts';

export const otherClusters: User = {
  name: 'other clusters',
  absence: 'says-nothing',
  look(loadBalancer, facts) {
    const { clusterList } = facts;
    // SAFETY: a cluster that is on no list may hold the claim.
    if (!clusterList.ok) {
      return unread(
        'the list of clusters',
        `Any cluster of this account and region may use it, and they could not all be listed: ${clusterList.why}`,
      );
    }
    const dark = [...clusterNames(facts)].flatMap((name) => darkCluster(name, facts) ?? []);
    // SAFETY: a cluster that could not be read may hold the claim.
    const doubt = dark.find((one) => !isIgnored(one.name, loadBalancer, facts) && mayUse(one, loadBalancer, facts));
    if (doubt !== undefined) {
      const why = `Cluster ${doubt.name}, ${whereIs(doubt, loadBalancer, facts)}, may use it and could not be read: ${doubt.why}`;
      return unread(`cluster ${doubt.name}`, why, 'cluster-view-incomplete');
    }
    const ignored = dark.filter(({ name }) => isIgnored(name, loadBalancer, facts)).map(({ name }) => name);
    if (ignored.length === 0) return none('every cluster that could use it was read');
    return {
      is: 'hint',
      caution: `Not looked at, as the setting ignoredClusters asks: ${listed(ignored, ignored.length)}.`,
    };
  },
};

/** A cluster of which not everything was read, and why. `cluster`: undefined when EKS would not describe it. */
interface DarkCluster {
  readonly name: string;
  readonly cluster: Cluster | undefined;
  readonly why: string;
}

function clusterNames({ clusterList, clusters, views }: Facts): ReadonlySet<string> {
  const names = clusterList.ok ? clusterList.value : clusterList.seen;
  // The order of reading must not change what is said.
  return new Set([...names, ...clusters.keys(), ...views.keys()].toSorted());
}

/** Undefined when it was read completely, or does not exist. */
function darkCluster(name: string, { clusters, views }: Facts): DarkCluster | undefined {
  const reading = clusters.get(name);
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

/**
 * A cluster of the same VPC always could. One of another VPC reaches an NLB only by registering targets with it, or by
 * sending clients there, so it counts while the NLB may be serving.
 */
function mayUse(dark: DarkCluster, loadBalancer: LoadBalancer, facts: Facts): boolean {
  return (
    dark.name === taggedCluster(loadBalancer, facts) ||
    isNear(dark, loadBalancer, facts) ||
    signOfServing(loadBalancer, facts) !== undefined
  );
}

function isNear({ name, cluster }: DarkCluster, loadBalancer: LoadBalancer, facts: Facts): boolean {
  // SAFETY: a cluster that could not be looked up may be anywhere.
  if (cluster === undefined) return true;
  if (cluster.isRegisteredOnly) {
    // SAFETY: EKS knows no VPC of it: only the tags of all NLBs can say where it is.
    return !facts.isWholeFleet || namingCluster(name, loadBalancer.vpcId, facts).length > 0;
  }
  // SAFETY: so may one whose VPC is not known.
  return cluster.vpcId === undefined || cluster.vpcId === loadBalancer.vpcId;
}

function whereIs(dark: DarkCluster, loadBalancer: LoadBalancer, facts: Facts): string {
  if (dark.name === taggedCluster(loadBalancer, facts)) return 'which its tags name';
  if (!isNear(dark, loadBalancer, facts)) return 'though in another VPC';
  const isKnownToBe = dark.cluster?.vpcId !== undefined;
  return isKnownToBe ? 'in the same VPC' : 'which may be in the same VPC';
}

/** The operator waits for no one but the cluster that the tags name. */
function isIgnored(name: string, loadBalancer: LoadBalancer, facts: Facts): boolean {
  // SAFETY: what its own cluster claims can never be left out.
  return facts.ignoredClusters.includes(name) && name !== taggedCluster(loadBalancer, facts);
}

function taggedCluster(loadBalancer: LoadBalancer, facts: Facts): string | undefined {
  return ownerIn(loadBalancer, facts)?.cluster;
}
