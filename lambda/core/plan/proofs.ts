/**
 * Which deletions of clusters `sweep` writes down on the NLBs that they left behind: CloudTrail forgets them after 90 days, AWS
 * Config when its retention ends (docs/design.md section 4). Pure.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { ProofStep, SweepPlan } from '../../model/plan.ts';
import type { Tags } from '../../model/reading.ts';
import type { OrphanReason, Verdict } from '../../model/verdict.ts';
import { isGoing, isLater, proofOfDeletion } from '../judge/proof.ts';
import { TAG } from '../tags/keys.ts';
import { clusterDeletedValue } from '../tags/proofs.ts';
import { whyNoRoom } from './quarantine.ts';

/** The proof to be written on this NLB; undefined when there is none, it stands there already, or it would not stay. */
export function proofToWrite(verdict: Verdict, facts: Facts): ProofStep | undefined {
  const { is, loadBalancer, owner, tags } = verdict;
  if ((is !== 'orphan' && is !== 'unknown') || owner?.is !== 'service' || tags === undefined) return undefined;
  if (tags.has(TAG.clusterDeleted) || whyNoRoom(tags, 1) !== undefined) return undefined;
  if (wasStripped(loadBalancer, tags, facts)) return undefined;
  const answer = facts.clusters.get(owner.cluster);
  if (answer?.ok !== true) return undefined;
  const present = answer.value.is === 'present' ? answer.value.cluster : undefined;
  if (present !== undefined && !isGoing(present) && !isLater(present, loadBalancer)) return undefined;
  const later = present !== undefined && !isGoing(present) ? present : undefined;
  const proof = proofOfDeletion(loadBalancer, owner.cluster, facts, later);
  const value = proof === undefined ? undefined : clusterDeletedValue(proof);
  return value === undefined ? undefined : { loadBalancer, value };
}

/**
 * Whether somebody took it off. A quarantine that rests on the end of the cluster began only after its proof was written
 * (`withoutUnproved`), so one that lacks it was stripped. Removals that were not read are none: this is about good manners,
 * and the verdict has weighed them already.
 */
function wasStripped({ arn }: LoadBalancer, tags: Tags, { inspections: { controllerRemovals } }: Facts): boolean {
  if (tags.has(TAG.quarantinedAt) && RESTS_ON_PROOF.has(tags.get(TAG.reason))) return true;
  return controllerRemovals.ok && controllerRemovals.value.some((removal) => removal.arn === arn);
}

const RESTS_ON_PROOF: ReadonlySet<string | undefined> = new Set<OrphanReason>(['cluster-gone', 'previous-cluster']);

/** The plan without quarantines of NLBs whose proof could not be written: the next run begins with both. */
export function withoutUnproved(plan: SweepPlan, unproved: ReadonlySet<string>): SweepPlan {
  const quarantine = plan.quarantine.filter(({ candidate }) => !unproved.has(candidate.orphan.loadBalancer.arn));
  return { ...plan, quarantine };
}
