/**
 * The outside, as a few small interfaces: what may be read. Types only.
 *
 * Contract of every method: it resolves, always. A failure is a Reading that is not ok, and a list that was cut short is
 * a failure. Rejections are bugs, except for an aborted `signal`.
 */
import type {
  AutoScalingGroup,
  Cluster,
  ClusterAnswer,
  ClusterDeletion,
  ClusterView,
  Flows,
  FlowWindow,
  LoadBalancer,
  Reading,
  TagReading,
  TargetGroup,
  TargetHealth,
} from './model.ts';

/** Elastic Load Balancing v2. One call at a time: the account has one bucket of 10 calls per second. */
export interface LoadBalancers {
  /** Every load balancer of every type, all pages. */
  list(): Promise<Reading<readonly LoadBalancer[]>>;
  /** One reading for each ARN asked for; a load balancer that vanished meanwhile is `gone`. */
  tags(arns: readonly string[]): Promise<ReadonlyMap<string, TagReading>>;
  /** Every target group of the region, all pages. */
  targetGroups(): Promise<Reading<readonly TargetGroup[]>>;
  targetHealth(targetGroupArn: string): Promise<Reading<readonly TargetHealth[]>>;
  deletionProtection(loadBalancerArn: string): Promise<Reading<boolean>>;
}

export interface Clusters {
  /** `absent` only on ResourceNotFoundException. */
  describe(name: string): Promise<Reading<ClusterAnswer>>;
}

export interface ClusterDeletions {
  /** EKS clusters of this account and region deleted at or after `since`, as CloudTrail recorded it (90 days at most). */
  list(since: Date): Promise<Reading<readonly ClusterDeletion[]>>;
}

export interface Traffic {
  /** One reading for each load balancer asked for. */
  flows(
    loadBalancers: readonly Pick<LoadBalancer, 'arn' | 'createdAt'>[],
    window: FlowWindow,
  ): Promise<ReadonlyMap<string, Reading<Flows>>>;
}

export interface AutoScaling {
  /** Every Auto Scaling group of the region that names a target group, all pages. */
  groups(): Promise<Reading<readonly AutoScalingGroup[]>>;
}

export interface Kubernetes {
  /** Everything in the cluster that can claim a load balancer. Never rejects; a cluster out of reach is a view in which nothing is ok. */
  view(cluster: Cluster): Promise<ClusterView>;
}

/** Progress and oddities worth a line; never secrets. */
export interface Journal {
  note(message: string, fields?: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

/** What collecting needs. Nothing in here can change anything. */
export interface ReadPorts {
  readonly loadBalancers: LoadBalancers;
  readonly clusters: Clusters;
  readonly clusterDeletions: ClusterDeletions;
  readonly traffic: Traffic;
  readonly autoScaling: AutoScaling;
  readonly kubernetes: Kubernetes;
  readonly journal: Journal;
}

// ── What changes something ──────────────────────────────────────────────────────────────────────────────────────────

/** What became of one attempt to change something. Failures are values: one target's never stops the others. */
export type WriteResult = { readonly ok: true } | WriteFailure;

export interface WriteFailure {
  readonly ok: false;
  /**
   * - `protected`: deletion protection (OperationNotPermitted). - `in-use`: ResourceInUse. - `denied`: a missing right.
   * - `gone`: the resource does not exist. - `other`: everything else, throttling to the end of the retries included.
   */
  readonly kind: 'protected' | 'in-use' | 'denied' | 'gone' | 'other';
  /** For people; no secrets. */
  readonly why: string;
}

/** Tags of load balancers and target groups. Additive: foreign tags are never touched. */
export interface TagWriter {
  add(arn: string, tags: Readonly<Record<string, string>>): Promise<WriteResult>;
  remove(arn: string, keys: readonly string[]): Promise<WriteResult>;
}

export interface Deleter {
  /** Deleting what is gone already is a success, as AWS says. Never switches deletion protection off. */
  deleteLoadBalancer(arn: string): Promise<WriteResult>;
  deleteTargetGroup(arn: string): Promise<WriteResult>;
}

/** Everything that AWS says about a load balancer and what belongs to it, as plain JSON, for the snapshot. */
export interface Describer {
  /** Load balancer, attributes, tags, listeners with their certificates, target groups with attributes, health and tags. */
  describe(loadBalancerArn: string): Promise<Reading<LoadBalancerDescription>>;
  /** Target groups attached to one load balancer now; empty when it has none. */
  targetGroupsOf(loadBalancerArn: string): Promise<Reading<readonly TargetGroup[]>>;
  /** One target group now; `gone` when it does not exist. */
  targetGroup(arn: string): Promise<Reading<TargetGroup> | { readonly ok: 'gone' }>;
  /** Tags of target groups, as `LoadBalancers.tags`. */
  targetGroupTags(arns: readonly string[]): Promise<ReadonlyMap<string, TagReading>>;
}

/** As AWS's own JSON (PascalCase fields, dates as ISO 8601). */
export interface LoadBalancerDescription {
  readonly loadBalancer: unknown;
  readonly attributes: unknown;
  readonly tags: Readonly<Record<string, string>>;
  readonly listeners: readonly unknown[];
  readonly targetGroups: readonly {
    readonly arn: string;
    readonly name: string;
    readonly targetGroup: unknown;
    readonly attributes: unknown;
    readonly health: unknown;
    readonly tags: Readonly<Record<string, string>>;
  }[];
}

/** The SNS topic. */
export interface Notifier {
  /** Subscriptions that were confirmed; those that wait for a click do not count. */
  confirmedSubscriptions(): Promise<Reading<number>>;
  /** `ok` only when SNS accepted the message. */
  publish(message: Notification): Promise<WriteResult>;
}

/** One SNS message in its forms: `subject` at most 99 characters of ASCII, all bodies together at most 256 KB. */
export interface Notification {
  readonly subject: string;
  /** Plain text for e-mail. */
  readonly text: string;
  /** For programs: Lambda, SQS and HTTPS subscribers; also what the `slack` function reads. */
  readonly json: string;
}

/** The snapshot bucket. Keys: `<YYYY-MM-DD>/<nlb id>/<quarantined-at>/snapshot.json`, and `outcome.json` beside it. */
export interface SnapshotStore {
  /** Every key whose first part is this UTC day, all pages. */
  keysOfDay(day: string): Promise<Reading<readonly string[]>>;
  /** Stores only where nothing is stored yet. `exists` is not a failure: an earlier run stored it. */
  putOnce(key: string, json: string): Promise<WriteResult | { readonly ok: 'exists' }>;
  /** Stores or replaces; for outcomes only. */
  put(key: string, json: string): Promise<WriteResult>;
  /** `absent` when there is no such key. */
  get(key: string): Promise<Reading<string> | { readonly ok: 'absent' }>;
}

/** How much of a Lambda's time is left. */
export interface Deadline {
  remainingMs(): number;
}
