/** Everything that was read in one run: all that the judge may know. */
import type { ApprovalEvents } from './answer.ts';
import type {
  AutoScalingGroup,
  ClusterAnswer,
  ClusterDeletion,
  LoadBalancer,
  TagReading,
  TagRemoval,
  TargetGroup,
  TargetHealth,
} from './aws.ts';
import type { ClusterView } from './kubernetes.ts';
import type { DnsRecordPolicy } from './policy.ts';
import type { PartialReading, Reading } from './reading.ts';
import type { ClassicLoadBalancer, SuccessorState, Traffic } from './traffic.ts';
import type { UserReading, UserSource } from './users.ts';

/** Everything the judge may know. A key that is absent from a map was not read, which is unreadable. */
export interface Facts {
  readonly account: string;
  readonly region: string;
  /** Taken once, before the first read: it never runs ahead of the clock. */
  readonly now: Date;
  /** Whether every load balancer was listed and asked for its tags; a scoped run reads some only. */
  readonly isWholeFleet: boolean;
  /** Of the ELBv2 API, of all types: every one, or those of a narrow run and whoever may have taken over. */
  readonly loadBalancers: readonly LoadBalancer[];
  readonly tags: ReadonlyMap<string, TagReading>;
  /** Undefined where nobody asked: they are listed only where a Service may have moved to one. */
  readonly classicLoadBalancers: Reading<readonly ClassicLoadBalancer[]> | undefined;
  /**
   * Names of all clusters that EKS lists. Listed as soon as anything is suspected: a cluster that no tag names may use a
   * load balancer all the same.
   */
  readonly clusterList: PartialReading<string>;
  /** By cluster name: those that the tags name and, once they are listed, all others. */
  readonly clusters: ReadonlyMap<string, Reading<ClusterAnswer>>;
  readonly views: ReadonlyMap<string, ClusterView>;
  /** Proofs only: losing one can keep, never condemn. `seen` holds what was read when CloudTrail or AWS Config fails. */
  readonly deletions: PartialReading<ClusterDeletion>;
  /** Clusters that the operator wants no one to wait for when they cannot be read. */
  readonly ignoredClusters: readonly string[];
  /** What a DNS record that points at an NLB means. */
  readonly dnsRecords: DnsRecordPolicy;
  /** By load balancer ARN: what CloudTrail says of the approvals in the tags. Missing where it was not asked. */
  readonly approvals?: ReadonlyMap<string, Reading<ApprovalEvents>>;
  /** Of a last look only: when it began to ask. `views` say it of themselves. */
  readonly askedAt?: AskedAt;
  readonly inspections: Inspections;
}

/** When a last look began to ask what may have changed since. */
export interface AskedAt {
  /** For users outside Kubernetes. */
  readonly outsideUsers: Date;
  /** For the target groups of the NLB and their health. */
  readonly target: Date;
}

/** What is looked at only where something is suspected: whoever else uses the NLB, its targets, traffic and protection. */
export interface Inspections {
  readonly targetGroups: Reading<readonly TargetGroup[]>;
  readonly autoScalingGroups: Reading<readonly AutoScalingGroup[]>;
  /** By target group ARN. */
  readonly health: ReadonlyMap<string, Reading<readonly TargetHealth[]>>;
  /** By load balancer ARN. */
  readonly deletionProtection: ReadonlyMap<string, Reading<boolean>>;
  /** By load balancer ARN: capacity units (LCUs) that are reserved for it, 0 for none. */
  readonly capacityReservations: ReadonlyMap<string, Reading<number>>;
  /** By load balancer ARN. */
  readonly flows: ReadonlyMap<string, Reading<Traffic>>;
  /** By DNS name: the load balancers that took over from a suspect. */
  readonly successors: ReadonlyMap<string, Reading<SuccessorState>>;
  /** Tags of the janitor that the AWS Load Balancer Controller took off, in the last days. Read where one of its NLBs is suspected. */
  readonly controllerRemovals: Reading<readonly TagRemoval[]>;
  /** Users outside Kubernetes, by where they were looked for. */
  readonly outsideUsers: ReadonlyMap<UserSource, UserReading>;
  /** IP addresses by load balancer ARN, public and private: a DNS record may hold one. */
  readonly addresses: Reading<ReadonlyMap<string, readonly string[]>>;
  /**
   * By ARN: tags of application load balancers, which may name a cluster that a person calls gone, or one that EKS only
   * registers. Read only for that, and kept apart from the tags that are judged by: no table may take them for those of a
   * successor.
   */
  readonly applicationTags: ReadonlyMap<string, TagReading>;
  /** By target group ARN: what may go with an NLB. Read only where something may be quarantined or deleted. */
  readonly targetGroupTags: ReadonlyMap<string, TagReading>;
  /** By load balancer ARN: suspects at which the run did not look. Nothing is known of them, so nothing is done to them. */
  readonly leftOut: ReadonlyMap<string, LeftOut>;
}

/** - `not-asked`: the run has no use for its verdict. - `out-of-time`: the run had no time left to look at it. */
export type LeftOut = 'not-asked' | 'out-of-time';
