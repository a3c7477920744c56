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
