/** The stack of the janitor and what is in it, as `nlb-janitor doctor` read it. Every source is a Reading of its own. */
import type { Chat, ChatFacts } from './chat.ts';
import type { ApprovalPolicy, Mode } from './policy.ts';
import type { Reading } from './reading.ts';
import type { Subscription } from './subscription.ts';

export const FUNCTION_NAMES = ['sweep', 'reap', 'slack'] as const;
/** After `nlb-janitor-`. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Of the settings of one region, what the checks go by. */
export interface SettingsBrief {
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
  readonly emails: number;
  /** ARN of the webhook's secret. */
  readonly webhookArn: string | undefined;
  readonly ignoredClusters: readonly string[];
  /** Whether messages can link the runbook. */
  readonly linksHelp: boolean;
}

export type StackAnswer =
  { readonly is: 'absent' } | { readonly is: 'present'; readonly status: string; readonly reason: string | undefined };

export type FunctionAnswer =
  { readonly is: 'absent' } | { readonly is: 'present'; readonly function: DeployedFunction };

export interface DeployedFunction {
  /** AWS's words: Active, Pending, Inactive, Failed. */
  readonly state: string;
  readonly stateReason: string | undefined;
  readonly isUpdateFailed: boolean;
  readonly changedAt: Date;
  readonly roleArn: string;
  /** Undefined: no limit of its own. Zero stops it. */
  readonly reservedConcurrency: Reading<number | undefined>;
  /** What runs it; none of `slack`, which the topic runs. */
  readonly sources: Reading<readonly QueueMapping[]>;
}

export interface QueueMapping {
  readonly arn: string;
  readonly isEnabled: boolean;
}

/** What the functions were given at the last deployment. */
export interface DeployedSettings {
  readonly brief: SettingsBrief;
  /** Hours without a run of `sweep` that are normal, and one interval more; infinite where the schedule has no second run. */
  readonly longestSilenceHours: number;
  /** Settings that differ from those written down: `mode: "report" deployed, "delete" written`. Undefined: nothing to compare with. */
  readonly differences: readonly string[] | undefined;
}

export interface Schedule {
  readonly name: string;
  readonly runs: FunctionName;
  readonly isEnabled: boolean;
}

export interface Rule {
  readonly name: string;
  readonly isEnabled: boolean;
}

export interface Queue {
  readonly name: string;
  readonly is: 'queue' | 'dead-letters';
  /** Messages that nobody has in hand. */
  readonly waiting: number;
  /** Age of the oldest message some minutes ago; undefined where there was none. */
  readonly oldestSeconds: Reading<number | undefined>;
}

/** Counts by the hour in which they began, only those above zero, oldest first. */
export type HourlyCounts = readonly { readonly hour: Date; readonly count: number }[];

/** Of the last eight days. */
export interface RunCounts {
  readonly ran: HourlyCounts;
  /** Runs that failed, in part, by a crash or a time-out. */
  readonly failed: HourlyCounts;
  readonly throttled: HourlyCounts;
}

export interface SweepCounts {
  readonly judged: HourlyCounts;
  /** Of the last hour in which a sweep said so; undefined where none did. */
  readonly unreadClusters: number | undefined;
  readonly unreadSources: number | undefined;
}

export interface Runs {
  readonly of: ReadonlyMap<FunctionName, RunCounts>;
  readonly sweep: SweepCounts;
}

export interface Alarm {
  readonly name: string;
  /** AWS's words: OK, ALARM, INSUFFICIENT_DATA. */
  readonly state: string;
  readonly since: Date;
  /** One sentence, and where the runbook says what to do. */
  readonly description: string;
  /** Whether it tells anybody. */
  readonly rings: boolean;
}

/** Everything about the stack and what is in it. */
export interface Deployment {
  readonly stackName: string;
  readonly stack: Reading<StackAnswer>;
  readonly functions: ReadonlyMap<FunctionName, Reading<FunctionAnswer>>;
  /** Undefined where there is no `sweep` that could say so. */
  readonly settings: Reading<DeployedSettings> | undefined;
  readonly schedules: Reading<readonly Schedule[]>;
  readonly rules: Reading<readonly Rule[]>;
  readonly queues: Reading<readonly Queue[]>;
  readonly runs: Reading<Runs>;
  readonly alarms: Reading<readonly Alarm[]>;
  readonly listeners: Reading<Listeners>;
  /** Undefined without a chat. */
  readonly chat: DeployedChat | undefined;
  readonly testMessage: TestMessage;
}

export interface Listeners {
  readonly confirmed: readonly Subscription[];
  /** Those that wait for a click. */
  readonly pending: readonly PendingSubscription[];
  readonly topicArn: string;
}

/** The chat, as far as it could be read. */
export interface DeployedChat extends ChatFacts {
  readonly topicArn: string;
  /** As the functions were given it; undefined where that is not known. */
  readonly settings: Chat | undefined;
}

export interface PendingSubscription {
  /** As SNS names it. */
  readonly protocol: string;
  /** Whoever may subscribe wrote it. */
  readonly endpoint: string;
}

/** - `sent`: SNS took it. */
export type TestMessage =
  { readonly is: 'not-asked' } | { readonly is: 'sent' } | { readonly is: 'failed'; readonly why: string };
