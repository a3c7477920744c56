/** The summary as programs read it from the topic: plain JSON. Types only. */
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { Standing } from './standing.ts';

export interface Summary {
  readonly version: 1;
  readonly kind: 'summary';
  readonly account: string;
  /** The account's alias; null where it has none, or none is known. */
  readonly accountName: string | null;
  readonly region: string;
  readonly at: string;
  /** When the last one was told; null for the first. */
  readonly since: string | null;
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  /** Where the team keeps the runbook; null where the settings do not say. */
  readonly helpUrl: string | null;
  /** The page of all load balancers, in the console of S3; null in a stack that has no bucket. */
  readonly pageUrl: string | null;
  /** Why nothing is written now; null when the janitor is not paused. */
  readonly paused: string | null;
  readonly counts: Readonly<Record<'judged' | 'orphans' | 'waiting' | 'unknown' | 'inUse' | 'leftAlone', number>>;
  /** Of the orphans; null where AWS does not bill in USD. */
  readonly monthlyCostUsd: number | null;
  readonly loadBalancers: readonly SummaryGroup[];
  /** `14 of 14 could not be judged: 3 clusters answered 401`; null when everything was judged. */
  readonly unjudged: string | null;
  readonly unread: Shown<SummaryUnread>;
  readonly lostClusters: Shown<SummaryLostCluster>;
  /** Since the last one; null in a mode that never deletes. */
  readonly deleted: SummaryDeleted | null;
}

/** The largest, and how many more there are. */
export interface Shown<T> {
  readonly items: readonly T[];
  readonly more: number;
}

export interface SummaryGroup extends Shown<SummaryNlb> {
  readonly standing: Standing;
}

export interface SummaryNlb {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string | null;
  readonly service: string | null;
  readonly reason: string;
  readonly explanation: string;
  readonly cautions: number;
  readonly monthlyCostUsd: number | null;
  /** An orphan that the last summary did not name. */
  readonly isNew: boolean;
  readonly says: string | null;
  readonly since: string | null;
  readonly notBefore: string | null;
}

export interface SummaryUnread {
  readonly why: string;
  /** How many load balancers are unknown because of it. */
  readonly keeps: number;
  readonly fix: string | null;
}

export interface SummaryLostCluster {
  readonly cluster: string;
  readonly loadBalancers: number;
  readonly monthlyCostUsd: number | null;
  readonly signs: readonly string[];
  readonly confirm: string | null;
}

export interface SummaryDeleted extends Shown<SummaryDeletion> {
  readonly number: number;
  readonly savedUsd: number | null;
  /** Why the records could not be read; null when they were. */
  readonly unread: string | null;
}

export interface SummaryDeletion {
  readonly name: string;
  readonly cluster: string | null;
  readonly service: string | null;
  readonly deletedAt: string;
  readonly monthlyCostUsd: number | null;
}
