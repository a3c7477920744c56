/** Everything that was read in one run: all that the judge may know. */
import type {
  AutoScalingGroup,
  ClusterAnswer,
  ClusterDeletion,
  Flows,
  LoadBalancer,
  TagReading,
  TargetGroup,
  TargetHealth,
} from './aws.ts';
import type { ClusterView } from './kubernetes.ts';
import type { PartialReading, Reading } from './reading.ts';

/** Everything the judge may know. A key that is absent from a map was not read, which is unreadable. */
export interface Facts {
  readonly account: string;
  readonly region: string;
  /** Taken once, before the first read: it never runs ahead of the clock. */
  readonly now: Date;
  /** Every load balancer of the ELBv2 API, of all types. */
  readonly loadBalancers: readonly LoadBalancer[];
  readonly tags: ReadonlyMap<string, TagReading>;
  /** By cluster name: the clusters that the tags name. */
  readonly clusters: ReadonlyMap<string, Reading<ClusterAnswer>>;
  readonly views: ReadonlyMap<string, ClusterView>;
  /** Proofs only: losing one can keep, never condemn. `seen` holds those of the settings when CloudTrail fails. */
  readonly deletions: PartialReading<ClusterDeletion>;
  readonly inspections: Inspections;
}

/** What is looked at only where something is suspected: whoever else uses the NLB, its targets, traffic and protection. */
export interface Inspections {
  readonly targetGroups: Reading<readonly TargetGroup[]>;
  readonly autoScalingGroups: Reading<readonly AutoScalingGroup[]>;
  /** By target group ARN. */
  readonly health: ReadonlyMap<string, Reading<readonly TargetHealth[]>>;
  /** By load balancer ARN. */
  readonly deletionProtection: ReadonlyMap<string, Reading<boolean>>;
  /** By load balancer ARN. */
  readonly flows: ReadonlyMap<string, Reading<Flows>>;
  /** By target group ARN: what may go with an NLB. Read only where something may be quarantined or deleted. */
  readonly targetGroupTags: ReadonlyMap<string, TagReading>;
}
