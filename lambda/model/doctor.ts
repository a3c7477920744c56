/**
 * What `nlb-janitor doctor` read of one account and region: all that its checks are judged by. Every source is a Reading of
 * its own, so that one that fails costs no other check.
 */
import type { ClusterAnswer } from './aws.ts';
import type { ClusterView } from './kubernetes.ts';
import type { ApprovalPolicy, Mode } from './policy.ts';
import type { PartialReading, Reading } from './reading.ts';
import type { Subscription } from './subscription.ts';
import type { UserReading, UserSource } from './users.ts';

export const FUNCTION_NAMES = ['sweep', 'reap', 'slack'] as const;
/** After `nlb-janitor-`. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export interface Caller {
  readonly account: string;
  /** IAM role or user; a role's path is left out. */
  readonly arn: string;
}

/** The settings that people wrote down, before they are deployed. */
export type WrittenSettings =
  /** Neither named nor in this folder. */
  | { readonly is: 'none' }
  /** `faults`: the file, and every fault in it. */
  | { readonly is: 'faulty'; readonly faults: readonly string[] }
  | { readonly is: 'valid'; readonly regions: readonly string[]; readonly brief: SettingsBrief };

/** Of the settings of one region, what the checks go by. */
export interface SettingsBrief {
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
  readonly emails: number;
  /** ARN of the webhook's secret. */
  readonly webhookArn: string | undefined;
  readonly ignoredClusters: readonly string[];
}

export interface Trail {
  readonly name: string;
  readonly logging: Reading<TrailStatus>;
  /** Whether it logs write events of management, of Elastic Load Balancing and EKS among others. */
  readonly logsWrites: Reading<boolean>;
}

export interface TrailStatus {
  readonly isLogging: boolean;
  /** AWS's word for why the last delivery to the bucket failed. */
  readonly deliveryError: string | undefined;
}

/** AWS Config here. */
export interface ConfigRecording {
  readonly isRecording: boolean;
  /** Whether AWS::EKS::Cluster is among what is recorded. */
  readonly recordsClusters: boolean;
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
  readonly chat: Reading<ChatSubscription> | undefined;
  readonly testMessage: TestMessage;
}

export interface Listeners {
  readonly confirmed: readonly Subscription[];
  /** Those that wait for a click. */
  readonly pending: readonly PendingSubscription[];
  readonly topicArn: string;
}

/** The topic of the cards. */
export interface ChatSubscription {
  readonly topicArn: string;
  /** Amazon Q has subscribed to it, as it does for a channel. */
  readonly isJoined: boolean;
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

/** The kill switch as AWS shows it. `since` as `pause` wrote it: ` since … by …`. */
export type PauseAnswer = { readonly is: 'running' } | { readonly is: 'paused'; readonly since: string };

export interface ExaminedCluster {
  readonly name: string;
  readonly answer: Reading<ClusterAnswer>;
  /** Undefined where there is no API to ask. */
  readonly view: ClusterView | undefined;
}

/** Calls that AWS refused for their number, within the last day. */
export interface ThrottledCalls {
  /** `Elastic Load Balancing DescribeLoadBalancers` */
  readonly call: string;
  readonly count: number;
}

/** - `no-metric`: CloudWatch counts none here, so nothing can be said. */
export type Throttling =
  { readonly is: 'no-metric' } | { readonly is: 'counted'; readonly calls: readonly ThrottledCalls[] };

/** What IAM says of the rights to read of one role or user. */
export interface SimulatedRights {
  readonly principalArn: string;
  readonly simulation: Reading<readonly SimulatedAction[]>;
}

export interface SimulatedAction {
  readonly action: string;
  /** `allowed`, or what is in the way. */
  readonly decision: 'allowed' | 'no-policy' | 'denied' | 'organization' | 'boundary';
}

export interface Examined {
  readonly trails: Reading<readonly Trail[]>;
  readonly recording: Reading<ConfigRecording>;
  readonly deployment: Deployment;
  readonly pause: Reading<PauseAnswer>;
  /** Whether the webhook's secret could be read and has the right form; undefined without Slack. */
  readonly webhook: Reading<'https-url'> | undefined;
  readonly clusterList: PartialReading<string>;
  readonly clusters: readonly ExaminedCluster[];
  readonly users: ReadonlyMap<UserSource, UserReading>;
  readonly throttling: Reading<Throttling>;
  /** Of the functions' roles where they are deployed, otherwise of the caller. */
  readonly rights: readonly SimulatedRights[];
}

export interface DoctorFacts {
  readonly region: string;
  readonly now: Date;
  readonly caller: Reading<Caller>;
  readonly settings: WrittenSettings;
  /** Undefined where nobody knows who asks: then nothing else was asked. */
  readonly examined: Examined | undefined;
}
