/**
 * Whoever else may use an NLB, beside the Service that its tags name. One file for each kind of user; users.ts is the
 * list. A user that cannot be read is never "none".
 */
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import type { Caution, InUseReason, UnknownReason } from '../../../model/verdict.ts';
import type { Claims } from '../claims.ts';

export interface User {
  /** As `explain` and the scan call it: "Auto Scaling groups". */
  readonly name: string;
  /** What "none" says for deleting, in `explain`: a user that clusters tell of may be in one that was not read. */
  readonly absence: 'condemns' | 'condemns-if-every-cluster-was-read' | 'says-nothing';
  /** Pure: one NLB, and the facts that were read. */
  look(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): UserAnswer;
}

export type UserAnswer =
  | { readonly is: 'none'; readonly says: string }
  /** `who`: a sentence that names the user and what of the NLB it uses. */
  | { readonly is: 'uses'; readonly reason: InUseReason; readonly who: string }
  /** Speaks against deleting, decides nothing: shown as a caution. */
  | { readonly is: 'hint'; readonly caution: Caution }
  /** `source`: what could not be read, which may be less than all that the user rests on. */
  | { readonly is: 'unread'; readonly reason: UnknownReason; readonly source: string; readonly why: string };

export type Unread = Extract<UserAnswer, { is: 'unread' }>;

/** `says`: what was looked at and found to be no use. */
export function none(says: string): Extract<UserAnswer, { is: 'none' }> {
  return { is: 'none', says };
}

export function unread(source: string, why: string, reason: UnknownReason = 'unreadable'): Unread {
  return { is: 'unread', reason, source, why };
}
