/**
 * A digest and its entries, as programs read them from the topic: plain JSON. Types only. Fields are only ever added: what
 * an earlier version published lacks them.
 */
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { DeletionRight } from '../../model/record.ts';

export interface Digest {
  readonly version: 1;
  readonly account: string;
  /** The account's alias; null where it has none, or none is known. */
  readonly accountName: string | null;
  readonly region: string;
  readonly at: string;
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  /** How long before an automatic deletion a reminder comes; null where none does. */
  readonly reminderHours: number | null;
  /** Where the team keeps the runbook; null where the settings do not say. */
  readonly helpUrl: string | null;
  /** The page of all load balancers, in the console of S3; null in a stack that has no bucket. */
  readonly pageUrl: string | null;
  readonly entries: readonly Entry[];
}

export type Entry = NlbEntry | RefusedEntry;

/** About one NLB. */
export type NlbEntry =
  | OrphanEntry
  | ReminderEntry
  | AnsweredEntry
  | NoteEntry
  | DeletedEntry
  | LeftBehindEntry
  | ReleasedEntry
  | FailedEntry;

/** Which NLB it is about, in the words of people. */
export interface About {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string | null;
  /** `namespace/name` */
  readonly service: string | null;
  /** What its tags say of whose it is (setting `ownerTagKeys`), in the order of the setting. */
  readonly owners: readonly OwnerTag[];
  /** What it costs, or cost. Null where AWS does not bill in USD. */
  readonly monthlyCostUsd: number | null;
}

export interface OwnerTag {
  readonly tag: string;
  readonly value: string;
}

export interface OrphanEntry extends About {
  readonly kind: 'orphan';
  readonly controller: string | null;
  readonly reason: string;
  readonly explanation: string;
  /** The facts looked at, one per line. */
  readonly evidence: readonly string[];
  readonly cautions: readonly string[];
  readonly dnsName: string;
  readonly since: string;
  /** Earliest deletion; null in a mode that never deletes. */
  readonly deadline: string | null;
  readonly goesWithIt: readonly string[];
  readonly stays: readonly { readonly name: string; readonly why: string }[];
  /** Why the window starts again; null for a first notice. */
  readonly restartedBecause: string | null;
}

export interface DeletedEntry extends About {
  readonly kind: 'deleted';
  readonly reason: string;
  readonly deletedAt: string;
  /** A delete was begun at `deletedAt` and its answer not heard; a later run found the load balancer gone. */
  readonly isFoundGone: boolean;
  /** Who approved it: ARN of the caller, and when; null where it was automatic, or CloudTrail had not told. */
  readonly approvedBy: string | null;
  /** By whose leave: a person's, or that of everybody who did not object; null in records of version 0.2 and before. */
  readonly by: DeletionRight | null;
  /** When people were reminded of it; null where they were not. */
  readonly remindedAt: string | null;
  /** Where the snapshot lies: bucket and key. */
  readonly bucket: string | null;
  readonly snapshot: string;
  readonly targetGroups: readonly { readonly name: string; readonly did: string; readonly why: string | null }[];
}

/** Of a load balancer that was deleted, and told of, before: target groups that the janitor does not try to delete again. */
export interface LeftBehindEntry extends About {
  readonly kind: 'left-behind';
  readonly reason: string;
  readonly deletedAt: string;
  readonly bucket: string | null;
  readonly snapshot: string;
  readonly targetGroups: readonly { readonly arn: string; readonly name: string; readonly why: string | null }[];
}

export interface ReleasedEntry extends About {
  readonly kind: 'released';
  readonly reason: string;
  readonly explanation: string;
}

export interface FailedEntry extends About {
  readonly kind: 'failed';
  readonly reason: string;
  readonly what: string;
  readonly why: string;
}

/** It is deleted automatically at `deadline` unless somebody answers. */
export interface ReminderEntry extends About {
  readonly kind: 'reminder';
  readonly reason: string;
  readonly explanation: string;
  readonly deadline: string;
}

/** Somebody answered. */
export interface AnsweredEntry extends About {
  readonly kind: 'answered';
  /** What the janitor says of the NLB now. */
  readonly explanation: string;
  readonly answer: string;
  /** ARN of the caller; null while CloudTrail has not told. */
  readonly by: string | null;
  readonly answeredAt: string | null;
  /** Earliest deletion; null where the answer leads to none. */
  readonly notBefore: string | null;
  /** Why the answer does not count; null when it does. */
  readonly doesNotCount: string | null;
  /** What speaks against a delete now. */
  readonly cautions: readonly string[];
}

/** Said once, or once a day. */
export interface NoteEntry extends About {
  readonly kind: 'note';
  readonly explanation: string;
  readonly what: string;
  readonly why: string;
}

/** The breaker refused: said for the run, not for one NLB. */
export interface RefusedEntry {
  readonly kind: 'refused';
  readonly why: string;
}
