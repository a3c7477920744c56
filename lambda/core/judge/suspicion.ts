/**
 * What a truth table says about one NLB before its users, targets and traffic have been weighed. Types and small makers,
 * pure. A suspicion is not a verdict: nothing may be quarantined for it.
 */
import type { ClusterDeletion } from '../../model/aws.ts';
import type { Caution, InUse, InUseReason, OrphanBasis, Unknown, UnknownReason } from '../../model/verdict.ts';

export type TableResult = InUse | Unknown | Suspicion | Undecided;

export interface Suspicion extends Omit<OrphanBasis, 'targetGroupArns'> {
  readonly is: 'suspect';
  readonly explanation: string;
  readonly evidence: readonly string[];
  readonly cautions: readonly Caution[];
  /** That the cluster which made the NLB is gone, where the suspicion rests on it. */
  readonly proof: ClusterDeletion | undefined;
}

/** In use if a TargetGroupBinding names one of its target groups, which is yet to be looked at; unknown otherwise. */
export interface Undecided {
  readonly is: 'undecided';
  readonly otherwise: Unknown;
}

export function inUse(reason: InUseReason, explanation: string, evidence: readonly string[]): InUse {
  return { is: 'in-use', reason, explanation, evidence };
}

export function unknown(reason: UnknownReason, explanation: string, evidence: readonly string[]): Unknown {
  return { is: 'unknown', reason, explanation, evidence };
}
