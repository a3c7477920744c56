/** What one full sweep leaves to the runs after it. Losing it costs calls or one summary more, never an NLB. */
import type { Reading } from './reading.ts';
import type { UserSource } from './users.ts';

export interface SweepState {
  readonly judgedAt: Date;
  /** NLBs judged in-use or orphan: the day's limit is a share of them. */
  readonly fleet: number;
  /** ARNs of those that a person approved and that may be due, the oldest notice first; no more than a day's limit. */
  readonly waiting: readonly string[];
  /** When users outside Kubernetes were last looked for, and every source that is not off answered. */
  readonly usersReadAt: Date | undefined;
  /** The sources that were asked then. */
  readonly usersRead: readonly UserSource[];
  /** What the notices said speaks against a delete. Unlike the fleet it does not age: it belongs to one quarantine. */
  readonly told: readonly ToldCautions[];
}

/** What lasts and was told of by the notice of one quarantine. */
export interface ToldCautions {
  readonly arn: string;
  readonly quarantinedAt: Date;
  /** As core/plan/told.ts names them: `dns-record: api.example.com`. */
  readonly cautions: readonly string[];
}

/** What a later run finds. */
export interface LastState {
  /** Whatever its age. */
  readonly onRecord: SweepState | undefined;
  /** The same, where it is young enough to say how large the fleet is. */
  readonly recent: SweepState | undefined;
  /** Whatever the age of the rest, and whatever version wrote it. Unreadable where something may stand there that this run could not read. */
  readonly summary: Reading<SummaryMemory>;
}

/** What is known of the last summary. */
export interface SummaryMemory {
  /** When that run began whose summary SNS accepted; undefined before the first. */
  readonly toldAt: Date | undefined;
  /** When one was begun of whose end nothing is known; undefined when it is. */
  readonly begunAt: Date | undefined;
  /** The orphans of the last one, each by the id at the end of its ARN: any other is new. */
  readonly orphans: readonly string[];
}

export const NO_SUMMARY_YET: SummaryMemory = { toldAt: undefined, begunAt: undefined, orphans: [] };
