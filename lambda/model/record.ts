/** What the bucket remembers of a delete: begun, made, or not made after all. */
import type { Approver } from './answer.ts';
import type { Tags } from './reading.ts';
import type { OrphanReason } from './verdict.ts';

export type DeletionRecord = BegunDeletion | MadeDeletion | SparedDeletion;

/** Which NLB it is about, and where its snapshot lies. */
interface Deletion {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly service: string | undefined;
  readonly cluster: string | undefined;
  readonly reason: OrphanReason;
  /** Undefined where AWS does not bill in USD. */
  readonly monthlyCostUsd: number | undefined;
  readonly snapshotKey: string;
  /** Tags of the NLB when the delete was begun, without the janitor's own; none in a record of an earlier version. */
  readonly tags: Tags;
  /** Missing where it was automatic, where nobody knows, and in records of version 0.2 and before. */
  readonly approvedBy?: Approver;
  /** Missing in records of version 0.2 and before. */
  readonly by?: DeletionRight;
  /** When people were reminded of it; missing where they were not. */
  readonly remindedAt?: Date;
}

/** By whose leave it is deleted: a person's approval, or that of everybody who did not object. */
export const DELETION_RIGHTS = ['approval', 'automatic'] as const;

export type DeletionRight = (typeof DELETION_RIGHTS)[number];

/**
 * Why AWS refused, by kind: people are told once for each.
 *
 * - `protected`: deletion protection (OperationNotPermitted). - `in-use`: ResourceInUse. - `denied`: a missing right.
 * - `gone`: the resource does not exist. - `other`: everything else, throttling to the end of the retries included.
 */
export const REFUSAL_KINDS = ['protected', 'in-use', 'denied', 'gone', 'other'] as const;

export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/** AWS refused the delete. Remembered here because the tag that remembers it may have no room, or be denied as well. */
export interface Refused {
  readonly kind: RefusalKind;
  /** Whether people heard of a refusal of this kind, in this quarantine. */
  readonly isTold: boolean;
}

/** A record of a delete that AWS refused. */
export type RefusedDeletion = (BegunDeletion | SparedDeletion) & { readonly refused: Refused };

/** The snapshot is stored; whether the NLB is gone is not known. */
export interface BegunDeletion extends Deletion {
  readonly is: 'begun';
  readonly begunAt: Date;
  /** Missing where AWS did not refuse it, as far as is known. */
  readonly refused?: Refused;
  /** What is to go with it. */
  readonly companions: readonly { readonly arn: string; readonly name: string }[];
}

/** The NLB is gone. */
export interface MadeDeletion extends Deletion {
  readonly is: 'deleted';
  readonly deletedAt: Date;
  readonly companions: readonly CompanionFate[];
  /** No answer to the delete was heard: a later run found the NLB gone, by the janitor's hand or by another's. */
  readonly isFoundGone: boolean;
  /** Instant at which SNS accepted the message that tells of it. */
  readonly reportedAt: Date | undefined;
}

/** The NLB lives, although its snapshot was stored. */
export interface SparedDeletion extends Deletion {
  readonly is: 'spared';
  readonly sparedAt: Date;
  readonly why: string;
  /** Missing where it was spared for another reason than that AWS refused it. */
  readonly refused?: Refused;
}

export interface CompanionFate {
  readonly arn: string;
  readonly name: string;
  /** `pending`: a later run tries again. */
  readonly did: 'deleted' | 'left' | 'pending';
  readonly why: string | undefined;
}
