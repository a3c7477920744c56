/**
 * Which deletions of clusters `sweep` writes down on the NLBs that they left behind: CloudTrail forgets them after 90 days
 * (docs/design.md section 4). Pure.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { ProofStep } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isGoing, isLater, proofOfDeletion } from '../judge/proof.ts';
import { TAG } from '../tags/keys.ts';
import { clusterDeletedValue } from '../tags/proofs.ts';
import { whyNoRoom } from './quarantine.ts';

/** The proof to be written on this NLB; undefined when there is none, it stands there already, or it would not stay. */
export function proofToWrite(verdict: Verdict, facts: Facts): ProofStep | undefined {
  const { is, loadBalancer, owner, tags } = verdict;
  if ((is !== 'orphan' && is !== 'unknown') || owner?.is !== 'service' || tags === undefined) return undefined;
  if (tags.has(TAG.clusterDeleted) || whyNoRoom(tags, 1) !== undefined) return undefined;
  // Whether it was never written or taken off since looks the same. It is written, also beside a quarantine: an AddTags that
  // failed, or an event that came late, must not lose the proof when CloudTrail forgets. Only with a controller that is seen
  // taking tags off there is no fighting. One that took this tag alone, unseen, costs one call a run.
  if (wasStripped(loadBalancer, facts)) return undefined;
  const answer = facts.clusters.get(owner.cluster);
  if (answer?.ok !== true) return undefined;
  const present = answer.value.is === 'present' ? answer.value.cluster : undefined;
  if (present !== undefined && !isGoing(present) && !isLater(present, loadBalancer)) return undefined;
  const later = present !== undefined && !isGoing(present) ? present : undefined;
  const proof = proofOfDeletion(loadBalancer, owner.cluster, facts, later);
  if (proof?.source !== 'cloudtrail' || proof.deletedAt === undefined) return undefined;
  return { loadBalancer, value: clusterDeletedValue(proof, proof.deletedAt) };
}

/** Removals that were not read are none: this is about good manners, and the verdict has weighed them already. */
function wasStripped({ arn }: LoadBalancer, { inspections: { controllerRemovals } }: Facts): boolean {
  return controllerRemovals.ok && controllerRemovals.value.some((removal) => removal.arn === arn);
}
