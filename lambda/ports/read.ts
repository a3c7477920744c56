/**
 * The outside, as small interfaces: what may be read. Types only.
 *
 * Contract of every method: it resolves, always. A failure is a Reading that is not ok, and a list that was cut short is
 * a failure. Rejections are bugs, except for an aborted `signal`.
 */
import type { AnswerEvent } from '../model/answer.ts';
import type {
  AutoScalingGroup,
  Cluster,
  ClusterAnswer,
  ClusterDeletion,
  LoadBalancer,
  TagReading,
  TagRemoval,
  TargetGroup,
  TargetGroupAnswer,
  TargetHealth,
} from '../model/aws.ts';
import type { ClusterView } from '../model/kubernetes.ts';
import type { PauseState } from '../model/pause.ts';
import type { PartialReading, Reading } from '../model/reading.ts';
import type { ClassicLoadBalancer, DailyClients, Successor, Traffic, TrafficWindow } from '../model/traffic.ts';
import type { Reference, UserSource } from '../model/users.ts';

/** Elastic Load Balancing v2. One call at a time: the account has one bucket of 10 calls per second. */
export interface LoadBalancers {
  /** Every load balancer of every type, all pages. */
  list(): Promise<Reading<readonly LoadBalancer[]>>;
  /** Those of them that exist. */
  byArn(arns: readonly string[]): Promise<Reading<readonly LoadBalancer[]>>;
  /** Those of them that exist. */
  byName(names: readonly string[]): Promise<Reading<readonly LoadBalancer[]>>;
  /** One reading for each ARN asked for, of load balancers or target groups; what vanished meanwhile is `gone`. */
  tags(arns: readonly string[]): Promise<ReadonlyMap<string, TagReading>>;
  /** The tags of one load balancer or target group, right now. */
  tagsOf(arn: string): Promise<TagReading>;
  /** Every target group of the region, all pages. */
  targetGroups(): Promise<Reading<readonly TargetGroup[]>>;
  targetHealth(targetGroupArn: string): Promise<Reading<readonly TargetHealth[]>>;
  deletionProtection(loadBalancerArn: string): Promise<Reading<boolean>>;
  /** Capacity units (LCUs) that somebody asked AWS to hold ready for it, whether or not they are there yet; 0 for none. */
  capacityReservation(loadBalancerArn: string): Promise<Reading<number>>;
}

export interface Clusters {
  /** Names of every cluster of the region, those that are only registered too, all pages. */
  list(): Promise<PartialReading<string>>;
  /** `absent` only on ResourceNotFoundException. */
  describe(name: string): Promise<Reading<ClusterAnswer>>;
}

/** CloudTrail's event history. */
export interface TrailRecords {
  /** The record of that event, as CloudTrail wrote it; undefined where it is not listed, or not yet. */
  byId(eventId: string): Promise<Reading<unknown>>;
}

export interface ClusterDeletions {
  /** EKS clusters of this account and region deleted at or after `since`, as CloudTrail recorded it (90 days at most). */
  list(since: Date): Promise<Reading<readonly ClusterDeletion[]>>;
}

/** A cluster of whose end nothing tells yet: proof of it lies between the two instants. */
export interface LostCluster {
  readonly name: string;
  /** When the oldest NLB that names it was made. */
  readonly since: Date;
  /** When the present cluster of the name was made; else now. */
  readonly until: Date;
}

export interface RecordedDeletions {
  /**
   * Deletions of these clusters, of this account and region, as AWS Config recorded them: none where it records none. What
   * was found before a failure is `seen`. Config forgets after 30 days to 7 years, as its owner chose.
   */
  of(clusters: readonly LostCluster[]): Promise<PartialReading<ClusterDeletion>>;
}

export interface TagRemovals {
  /**
   * Load balancers off which the AWS Load Balancer Controller took tags of the janitor at or after `since`, or tried to, as
   * CloudTrail recorded it.
   */
  byController(since: Date): Promise<Reading<readonly TagRemoval[]>>;
}

/** AddTags and RemoveTags of version 2 of the ELB API, of this account and region, that succeeded, as CloudTrail lists them. */
export interface AnswerEvents {
  /** The event of that id; undefined where CloudTrail lists no such event (yet: it lists some minutes later). */
  byId(eventId: string): Promise<Reading<AnswerEvent | undefined>>;
  /** Those that touch a key of the janitor's, at or after `since` (90 days at most), all pages; at most 1,000 events of all. */
  list(did: AnswerEvent['did'], since: Date): Promise<Reading<readonly AnswerEvent[]>>;
}

export interface TrafficMetrics {
  /** All of one window, in as few calls as may be. */
  read(asked: AskedTraffic, window: TrafficWindow): Promise<TrafficReadings>;
}

export interface AskedTraffic {
  readonly loadBalancers: readonly Pick<LoadBalancer, 'arn' | 'createdAt'>[];
  readonly successors: readonly Successor[];
}

/** One reading for each load balancer asked for. */
export interface TrafficReadings {
  /** By ARN. */
  readonly flows: ReadonlyMap<string, Reading<Traffic>>;
  /** By DNS name. */
  readonly clients: ReadonlyMap<string, Reading<DailyClients>>;
}

/** The Classic API of Elastic Load Balancing. */
export interface ClassicLoadBalancers {
  /** Every Classic load balancer of the region, all pages. */
  list(): Promise<Reading<readonly ClassicLoadBalancer[]>>;
  /** Words of DescribeInstanceHealth for its registered instances: InService, OutOfService, Unknown. */
  instanceStates(name: string): Promise<Reading<readonly string[]>>;
}

export interface AutoScaling {
  /** Every Auto Scaling group of the region that names a target group, all pages. */
  groups(): Promise<Reading<readonly AutoScalingGroup[]>>;
}

/**
 * Users of load balancers outside Kubernetes. One reader for each source: every reference of the account and region that
 * may point at a load balancer, all pages, or unreadable. A service that is not available here has none: only a fixed list
 * by partition and region may say so, and "never used in this account" only AWS's exact error.
 */
export type OutsideUsers = Readonly<Record<UserSource, () => Promise<Reading<readonly Reference[]>>>>;

export interface NetworkInterfaces {
  /** IP addresses, public and private, of every network load balancer of the region, by its ARN. All pages. */
  loadBalancerAddresses(): Promise<Reading<ReadonlyMap<string, readonly string[]>>>;
}

export interface Kubernetes {
  /**
   * Everything in the cluster that can claim a load balancer. Never rejects; a cluster out of reach is a view in which
   * nothing is ok.
   */
  view(cluster: Cluster): Promise<ClusterView>;
}

/** Everything that AWS says about a load balancer and what belongs to it, as plain JSON, for the snapshot. */
export interface Describer {
  /** Load balancer, attributes, tags, listeners with their certificates, target groups with attributes, health and tags. */
  describe(loadBalancerArn: string): Promise<Reading<LoadBalancerDescription>>;
  /** Target groups attached to one load balancer now; empty when it has none. */
  targetGroupsOf(loadBalancerArn: string): Promise<Reading<readonly TargetGroup[]>>;
  /** One target group now; `gone` when it does not exist. */
  targetGroup(arn: string): Promise<Reading<TargetGroupAnswer>>;
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

/** Progress and oddities worth a line; never secrets. */
export interface Journal {
  /** @param level `warning` for what somebody should look at; `info` by default */
  note(
    message: string,
    fields?: Readonly<Record<string, string | number | boolean | undefined>>,
    level?: 'info' | 'warning',
  ): void;
}

/** The kill switch. */
export interface PauseSwitch {
  /** As it is right now; never remembered. */
  state(): Promise<PauseState>;
}

/** All that can be read. Nothing in here can change anything. */
export interface ReadPorts {
  readonly loadBalancers: LoadBalancers;
  readonly clusters: Clusters;
  readonly clusterDeletions: ClusterDeletions;
  readonly recordedDeletions: RecordedDeletions;
  readonly tagRemovals: TagRemovals;
  readonly trailRecords: TrailRecords;
  readonly answerEvents: AnswerEvents;
  readonly traffic: TrafficMetrics;
  readonly classicLoadBalancers: ClassicLoadBalancers;
  readonly autoScaling: AutoScaling;
  readonly outsideUsers: OutsideUsers;
  readonly networkInterfaces: NetworkInterfaces;
  readonly describer: Describer;
  readonly kubernetes: Kubernetes;
  readonly journal: Journal;
}

/** How much of a Lambda's time is left. */
export interface Deadline {
  remainingMs(): number;
}
