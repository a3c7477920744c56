/** What the functions are about to do. A plan is a value: it can be printed, and nothing has happened yet. */
import type { LoadBalancer } from './aws.ts';
import type { CautionKind, Orphan, Verdict } from './verdict.ts';

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
  readonly by: 'approval' | 'automatic';
  /** Kinds of caution that its notice told of; undefined when that is not on record. */
  readonly told: readonly CautionKind[] | undefined;
}
