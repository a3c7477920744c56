/**
 * Whether a target group that belonged to an NLB may be deleted after it (docs/facts/kubernetes-nlbs.md 6.2). Pure. What
 * anybody else uses, or what does not carry the mark of its quarantine, is left and named.
 */
import type { TagReading, TargetGroup } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import { namespacedName, type Service } from '../../../model/kubernetes.ts';
import type { OrphanReason, ServiceOwner } from '../../../model/verdict.ts';
import { indexClaims } from '../../judge/claims.ts';
import { darkClusters, isIgnored, isItsOwnOrNear } from '../../judge/dark-clusters.ts';
import { isInTreeManaged } from '../../judge/in-tree-service.ts';
import { bindingName, isRemainderOf } from '../../judge/remainders.ts';
import { isOfThisController } from '../../judge/stack-service.ts';
import { TAG } from '../../tags/keys.ts';
import { carriesOwnership } from '../../tags/ownership.ts';
import { companionMark } from './mark.ts';

/** The NLB that the target group belonged to. */
export interface FormerOwner {
  readonly arn: string;
  readonly owner: ServiceOwner;
  readonly reason: OrphanReason;
}

export type MayGo =
  | { readonly is: 'yes' }
  /** It does not exist any more. */
  | { readonly is: 'gone' }
  /** Somebody uses it, or it is not known to be its own: never. */
  | { readonly is: 'leave'; readonly why: string }
  /** `again`: after a pause. `next-run`: what this run has read will not change by waiting. */
  | { readonly is: 'not-yet'; readonly until: 'again' | 'next-run'; readonly why: string };

const YES: MayGo = { is: 'yes' };

/** Reasons that say that there is no Service of the name in its cluster. */
const HAD_NO_SERVICE: ReadonlySet<OrphanReason> = new Set(['service-gone', 'previous-cluster', 'cluster-gone']);

/**
 * By its links and by what this run has read, minutes ago, of whoever else registers targets with it.
 *
 * @param targetGroup read just now
 */
export function mayGo(targetGroup: TargetGroup, former: FormerOwner, facts: Facts): MayGo {
  const others = targetGroup.loadBalancerArns.filter((other) => other !== former.arn);
  // SAFETY: another load balancer may have taken it over.
  if (others.length > 0) return leave(`another load balancer uses it: ${others[0]}`);
  const byCluster = byClusters(targetGroup, former, facts);
  if (byCluster.is !== 'yes') return byCluster;

  const { autoScalingGroups } = facts.inspections;
  // SAFETY: a list that was not read may name it.
  if (!autoScalingGroups.ok) return nextRun(autoScalingGroups.why);
  const group = autoScalingGroups.value.find(({ targetGroupArns }) => targetGroupArns.includes(targetGroup.arn));
  // SAFETY: its instances are registered with it.
  if (group !== undefined) return leave(`Auto Scaling group ${group.name} uses it`);
  if (targetGroup.loadBalancerArns.length > 0) return again('AWS still counts it as used by the NLB');
  return YES;
}

/** @param reading its tags, read just now */
export function mayGoByTags(reading: TagReading, { arn, owner }: FormerOwner): MayGo {
  if (!reading.ok) return again(reading.why);
  if (reading.value.is === 'gone') return { is: 'gone' };
  const { tags } = reading.value;
  // SAFETY: people were told only of what was marked.
  if (tags.get(TAG.companionOf) !== companionMark(arn)) return leave('it does not carry the mark of this quarantine');
  // SAFETY: somebody has made it his own since.
  if (!carriesOwnership(owner, tags)) return leave('its ownership tags changed');
  return YES;
}

function byClusters(targetGroup: TargetGroup, { owner, reason }: FormerOwner, facts: Facts): MayGo {
  const claims = indexClaims(facts);
  const binding = claims.bindingsOf(targetGroup).find((bound) => !isRemainderOf(owner, bound, facts, claims));
  // SAFETY: somebody's pods are registered with it.
  if (binding !== undefined) return leave(`${bindingName(binding)} names it`);
  // SAFETY: a cluster that is on no list may hold the claim.
  if (!facts.clusterList.ok) return nextRun(facts.clusterList.why);
  const cluster = facts.clusters.get(owner.cluster);
  // SAFETY: its own cluster could not be asked.
  if (cluster?.ok !== true) return nextRun(cluster?.why ?? `cluster ${owner.cluster} was not read`);
  const place = { vpcId: targetGroup.vpcId, taggedCluster: owner.cluster };
  const dark = darkClusters(facts).find((one) => !isIgnored(one, place, facts) && isItsOwnOrNear(one, place, facts));
  // SAFETY: what it claims is not known.
  if (dark !== undefined) return nextRun(`cluster ${dark.name}, which could use it, was not read: ${dark.why}`);
  // In-tree names of target groups follow from names and ports, not from UIDs: a Service made again may be taking this one.
  const { namespace, name } = owner.service;
  const service = claims.serviceNamed(owner.cluster, namespace, name);
  if (service === undefined) return YES;
  // SAFETY: the Service that is back may serve through it by now.
  if (HAD_NO_SERVICE.has(reason)) return leave(`Service ${namespacedName(owner.service)} is back and may use it`);
  // SAFETY: so may one that was handed back to the controller which made it.
  if (isManagedBy(owner.controller, service)) {
    return leave(
      `Service ${namespacedName(owner.service)} is looked after by the controller that made it, and may use it`,
    );
  }
  return YES;
}

function isManagedBy(controller: ServiceOwner['controller'], service: Service): boolean {
  switch (controller) {
    case 'in-tree':
      return isInTreeManaged(service);
    case 'aws-load-balancer-controller':
      return isOfThisController(service);
  }
}

function leave(why: string): MayGo {
  return { is: 'leave', why };
}

function again(why: string): MayGo {
  return { is: 'not-yet', until: 'again', why };
}

function nextRun(why: string): MayGo {
  return { is: 'not-yet', until: 'next-run', why };
}
