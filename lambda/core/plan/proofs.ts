/**
 * Which deletions of clusters `sweep` writes down on the NLBs that they left behind: CloudTrail forgets them after 90 days, AWS
 * Config when its retention ends (docs/design.md section 4). Pure.
 */
import type { Facts } from '../../model/facts.ts';
import type { ProofStep } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isGoing, isLater, proofOfDeletion } from '../judge/proof.ts';
import { TAG } from '../tags/keys.ts';
import { clusterDeletedValue } from '../tags/proofs.ts';

/** The proof to be written on this NLB; undefined when there is none, or it stands there already. */
export function proofToWrite(verdict: Verdict, facts: Facts): ProofStep | undefined {
  const { is, loadBalancer, owner, tags } = verdict;
  if ((is !== 'orphan' && is !== 'unknown') || owner?.is !== 'service' || tags === undefined) return undefined;
  // Written before the quarantine, in the same run: a quarantined one that lacks it was most likely stripped of it.
  if (tags.has(TAG.clusterDeleted) || tags.has(TAG.quarantinedAt)) return undefined;
  const answer = facts.clusters.get(owner.cluster);
  if (answer?.ok !== true) return undefined;
  const present = answer.value.is === 'present' ? answer.value.cluster : undefined;
  if (present !== undefined && !isGoing(present) && !isLater(present, loadBalancer)) return undefined;
  const later = present !== undefined && !isGoing(present) ? present : undefined;
  const proof = proofOfDeletion(loadBalancer, owner.cluster, facts, later);
  const value = proof === undefined ? undefined : clusterDeletedValue(proof);
  return value === undefined ? undefined : { loadBalancer, value };
}
