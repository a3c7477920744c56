/** What one full sweep leaves to the runs after it. Losing it costs calls, never an NLB. */
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
}
