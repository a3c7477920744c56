/**
 * What a truth table says about one NLB before targets and traffic have been weighed. Types and small makers, pure.
 * A suspicion is not a verdict: nothing may be quarantined for it.
 */
import type { InUseReason, OrphanBasis, UnknownReason } from '../../model.ts';

export type TableResult =
  | {
      readonly is: 'in-use';
      readonly reason: InUseReason;
      readonly explanation: string;
      readonly evidence: readonly string[];
    }
  | {
      readonly is: 'unknown';
      readonly reason: UnknownReason;
      readonly explanation: string;
      readonly evidence: readonly string[];
    }
  | Suspicion;

export interface Suspicion extends Omit<OrphanBasis, 'targetGroupArns'> {
  readonly is: 'suspect';
  readonly explanation: string;
  readonly evidence: readonly string[];
  readonly cautions: readonly string[];
}

export function inUse(reason: InUseReason, explanation: string, evidence: readonly string[]): TableResult {
  return { is: 'in-use', reason, explanation, evidence };
}

export function unknown(reason: UnknownReason, explanation: string, evidence: readonly string[]): TableResult {
  return { is: 'unknown', reason, explanation, evidence };
}
