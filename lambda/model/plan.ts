/** What the functions are about to do. A plan is a value: it can be printed, and nothing has happened yet. */
import type { AnswerEvent, Approver } from './answer.ts';
import type { LoadBalancer } from './aws.ts';
import type { DeletionRight } from './record.ts';
import type { Orphan, Verdict } from './verdict.ts';

/** A target group that provably belonged to the NLB and goes with it. */
export interface Companion {
  readonly arn: string;
  readonly name: string;
  /** Whether it carries the mark of this NLB's quarantine already. */
  readonly isMarked: boolean;
}

/** An orphan with everything that its quarantine says and that must still hold when it is deleted. */
export interface Candidate {
  readonly orphan: Orphan;
  /** Short hash of what the verdict rests on (docs/design.md section 4). */
  readonly fingerprint: string;
  readonly companions: readonly Companion[];
  /** Target groups of the NLB that stay, each with the reason. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

/** What `sweep` will do. */
export interface SweepPlan {
  readonly quarantine: readonly QuarantineStep[];
  /** Quarantined, but no accepted message has named it yet. */
  readonly notify: readonly Candidate[];
  /** About to be deleted without an approval: people are reminded before. */
  readonly remind: readonly ReminderStep[];
  /** Reminders that must not count any more. */
  readonly withdraw: readonly Withdrawal[];
  readonly release: readonly Verdict[];
  /** Deletions of clusters, to be written down while they can be proved. */
  readonly proofs: readonly ProofStep[];
  /** Quarantined and unreadable now: nothing is touched, nothing is due. */
  readonly frozen: readonly { readonly verdict: Verdict; readonly why: string }[];
}

/** The tag `cluster-deleted` for one NLB. */
export interface ProofStep {
  readonly loadBalancer: LoadBalancer;
  readonly value: string;
}

/** A reminder to be sent. */
export interface ReminderStep {
  readonly candidate: Candidate;
  /** Earliest automatic deletion. */
  readonly dueAt: Date;
}

/** A reminder to be taken off. */
export interface Withdrawal {
  readonly loadBalancer: LoadBalancer;
  /** Whether it was seen. It may be there all the same: the tags could not be read, or were read before it was given. */
  readonly isSeen: boolean;
}

/** To be written: a first quarantine, or one that starts again. */
export interface QuarantineStep {
  readonly candidate: Candidate;
  /** Undefined for a first quarantine. */
  readonly restartedBecause: string | undefined;
  /** Instant of the quarantine that ends by this one although its evidence is the same. */
  readonly voidQuarantinedAt?: Date | undefined;
}

/** What `reap` will do. */
export interface ReapPlan {
  /** Due, and within the day's limit; oldest notice first. */
  readonly delete: readonly DueDelete[];
  /** Due, but not now: outside the deletion hours, over the day's limit, or refused. */
  readonly waiting: readonly DueDelete[];
  /** How many NLBs may be deleted on this day, UTC. */
  readonly limit: number;
  /** When the deletion hours begin, where what is due waits for them. */
  readonly opensAt: Date | undefined;
  /** Why deletes were refused: the automatic ones, or all of them when today's count is unreadable. */
  readonly refused: string | undefined;
}

export interface DueDelete {
  readonly candidate: Candidate;
  readonly quarantinedAt: Date;
  readonly notifiedAt: Date;
  readonly dueAt: Date;
  readonly by: DeletionRight;
  /** Cautions that its notice told of, as core/plan/told.ts names them; undefined when that is not on record. */
  readonly told: readonly string[] | undefined;
  /** Missing where it was automatic, and where nobody knows. */
  readonly approvedBy?: Approver;
  /** Missing where a person approved it. */
  readonly remindedAt?: Date;
}

/** What `sweep` will say of the answers that people gave, and of what waits because of them. */
export interface AnswersPlan {
  /** Approved, and people have not been told so. */
  readonly open: readonly OpenAnswer[];
  /** Approved, told of, and shown by CloudTrail not to count any more. */
  readonly void: readonly VoidApproval[];
  /** Kept or rejected, and let go by this run: its message says by whom. */
  readonly released: readonly Verdict[];
  /** Said once, or once a day. */
  readonly notes: readonly Note[];
  /** Tags about an answer that does not stand there any more. */
  readonly stale: readonly { readonly loadBalancer: LoadBalancer; readonly keys: readonly string[] }[];
}

export interface OpenAnswer {
  readonly orphan: Orphan;
  readonly notifiedAt: Date;
  /** Earliest deletion; undefined in a mode that never deletes. */
  readonly dueAt: Date | undefined;
  /** When a run first saw it; undefined where this one does. */
  readonly seenAt: Date | undefined;
}

export interface VoidApproval {
  readonly orphan: Orphan;
  readonly event: AnswerEvent;
  readonly why: string;
}

export interface Note {
  readonly what: NoteKind;
  readonly orphan: Orphan;
  readonly why: string;
}

/**
 * What is said once or once a day: a word in `approval` that nobody knows, a limit for which an approved delete waits,
 * an answer of which CloudTrail has not told yet, an approval that has expired, one that went when another answer
 * was taken back.
 */
export type NoteKind =
  'unknown-word' | 'waits-for-limit' | 'waits-for-event' | 'approval-expired' | 'approval-overwritten';
