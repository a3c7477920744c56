/**
 * A cluster that was not read completely and could use the NLB all the same: through a TargetGroupBinding, or as the
 * restored copy of its cluster. Pure. Never "uses": what a cluster that was read claims is for the tables.
 */
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import { gapOf } from '../cluster.ts';
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from '../target-groups.ts';
import { none, unread, type Unread, type User } from './user.ts';

const ALL_READ = none('every cluster that could use it was read');

export const otherClusters: User = {
  name: 'other clusters',
  absence: 'says-nothing',
  // SAFETY: a cluster that could not be read may hold the claim.
  look: (loadBalancer, facts) =>
    unreadClusterFor(loadBalancer, facts) ?? unreadTagsNear(loadBalancer, facts) ?? ALL_READ,
};

/**
 * A cluster of the same VPC always could. One of another VPC reaches an NLB only by registering targets with it, so it
 * counts while a target may be healthy.
 */
function unreadClusterFor(loadBalancer: LoadBalancer, facts: Facts): Unread | undefined {
  const mayServe = hasMaybeHealthyTarget(loadBalancer, facts);
  for (const name of new Set([...facts.clusters.keys(), ...facts.views.keys()])) {
    const doubt = (why: string): Unread => unread(`cluster ${name}`, why, 'cluster-view-incomplete');
    const reading = facts.clusters.get(name);
    if (reading === undefined) return doubt(`Cluster ${name} was not looked up and may use it`);
    if (!reading.ok) return doubt(`Cluster ${name} could not be looked up and may use it: ${reading.why}`);
    if (reading.value.is === 'absent') continue;
    const { vpcId, status } = reading.value.cluster;
    const isNear = vpcId === undefined || vpcId === loadBalancer.vpcId;
    if (!isNear && !mayServe) continue;
    const view = facts.views.get(name);
    const gap = view === undefined ? undefined : gapOf(view);
    if (view !== undefined && gap === undefined) continue;
    const where = isNear ? 'in the same VPC' : 'though in another VPC';
    const why = gap?.why ?? `cluster ${name}: not read (${status})`;
    return doubt(`Cluster ${name}, ${where}, may use it and could not be read: ${why}`);
  }
  return undefined;
}

/** Unread tags count like an unread cluster: they may have named one. */
function unreadTagsNear(loadBalancer: LoadBalancer, facts: Facts): Unread | undefined {
  for (const other of facts.loadBalancers) {
    if (other.type !== 'network' || other.arn === loadBalancer.arn || other.vpcId !== loadBalancer.vpcId) continue;
    const tags = facts.tags.get(other.arn);
    if (tags !== undefined && tags.ok) continue;
    return unread(
      `tags of ${other.name}`,
      `The tags of ${other.name}, in the same VPC, could not be read: they may name a cluster that uses this one.`,
      'cluster-view-incomplete',
    );
  }
  return undefined;
}

/** What could not be read may be healthy. */
function hasMaybeHealthyTarget(loadBalancer: LoadBalancer, facts: Facts): boolean {
  const attached = attachedTargetGroups(loadBalancer, facts);
  const targets = attached.ok ? targetsOf(attached.value, facts) : attached;
  return !targets.ok || targets.value.some(isMaybeHealthy);
}
