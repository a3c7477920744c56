/**
 * What `nlb-janitor doctor` read of one account and region: all that its checks are judged by. Every source is a Reading of
 * its own, so that one that fails costs no other check.
 */
import type { ClusterAnswer } from './aws.ts';
import type { Deployment, SettingsBrief } from './deployment.ts';
import type { ClusterView } from './kubernetes.ts';
import type { PartialReading, Reading } from './reading.ts';
import type { UserReading, UserSource } from './users.ts';

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

/** The kill switch as AWS shows it. `since` in words: ` since … by …`. */
export type PauseAnswer = { readonly is: 'running' } | { readonly is: 'paused'; readonly since: string };

export interface ExaminedCluster {
  readonly name: string;
  readonly answer: Reading<ClusterAnswer>;
  /** Undefined where there is no API to ask. */
  readonly view: ClusterView | undefined;
  /** Undefined where no function is deployed, and where nobody is let in. */
  readonly access: Reading<FunctionsAccess> | undefined;
}

/** Whom of the functions a cluster lets in, as far as EKS tells. */
export type FunctionsAccess =
  /** Only its ConfigMap `aws-auth` says so, which EKS does not show. */
  | { readonly is: 'config-map' }
  /** `isConfigMapToo`: one without an entry may be in `aws-auth`. */
  | { readonly is: 'entries'; readonly isConfigMapToo: boolean; readonly of: readonly RoleEntry[] };

/** The access entry of a function's role. */
export interface RoleEntry {
  /** Its name. */
  readonly role: string;
  /** - `bare`: it names neither a group nor a policy for the whole cluster. */
  readonly entry: 'absent' | 'bare' | 'lets-in';
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

/** A call that changes something, as IAM would see it. */
export interface SimulatedCall {
  readonly action: string;
  readonly resourceArn: string;
  /** On the resource before the call. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Tags that the call writes. */
  readonly writes?: Readonly<Record<string, string>>;
  /** Keys that it removes. */
  readonly removes?: readonly string[];
  /** Other context keys. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What IAM says of the rights of one role or user. */
export interface SimulatedRights {
  readonly principalArn: string;
  readonly simulation: Reading<readonly SimulatedAction[]>;
}

export interface SimulatedAction {
  readonly action: string;
  /** Undefined for a read, whose resource is `*` alone. */
  readonly resourceArn: string | undefined;
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
