/** What AWS has: load balancers, target groups, clusters, and what was measured on them. */
import type { Reading, Tags } from './reading.ts';

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  /** `gateway` and `application` are never judged: they may be successors, and the latter may show that a cluster lives. */
  readonly type: 'network' | 'application' | 'gateway' | 'unrecognized';
  readonly state: 'active' | 'provisioning' | 'active_impaired' | 'failed' | 'unrecognized';
  readonly scheme: 'internet-facing' | 'internal' | 'unrecognized';
  readonly vpcId: string;
  /** An invalid Date when AWS gave none: every comparison with it must keep. */
  readonly createdAt: Date;
  readonly zoneCount: number;
  /** One for each zone, as far as AWS names them. */
  readonly subnetIds: readonly string[];
  /** Elastic IP addresses of the customer (AllocationId): they are billed on after the NLB is gone. */
  readonly addressAllocationIds: readonly string[];
}

/** Tags of one load balancer or target group; `gone` when AWS says that it no longer exists. */
export type TagReading = Reading<TagAnswer>;
export type TagAnswer = { readonly is: 'present'; readonly tags: Tags } | { readonly is: 'gone' };

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly vpcId: string;
  /** AWS's word: TCP, TLS, UDP, TCP_UDP, QUIC, TCP_QUIC, or one to come. Undefined where AWS gives none (Lambda). */
  readonly protocol: string | undefined;
  /** Every load balancer that forwards to it. */
  readonly loadBalancerArns: readonly string[];
}

/** A target group now, or AWS's word that there is none. */
export type TargetGroupAnswer = { readonly is: 'present'; readonly targetGroup: TargetGroup } | { readonly is: 'gone' };

/** One registered target. `state` is the word of DescribeTargetHealth, unchanged. */
export interface TargetHealth {
  readonly targetId: string;
  readonly port: number | undefined;
  readonly state: string;
}

/** An Auto Scaling group and the target groups it registers its instances with. */
export interface AutoScalingGroup {
  readonly name: string;
  readonly targetGroupArns: readonly string[];
}

export interface Cluster {
  readonly name: string;
  readonly arn: string;
  /** CREATING, ACTIVE, DELETING, FAILED, UPDATING, PENDING; kept as AWS said it. */
  readonly status: string;
  readonly vpcId: string | undefined;
  readonly createdAt: Date;
  /** Absent until the cluster is ACTIVE. */
  readonly endpoint: string | undefined;
  /** Base64 of the PEM that signs the endpoint's certificate. */
  readonly certificateAuthority: string | undefined;
  /** Registered through EKS Connector: it runs elsewhere, has no endpoint to read and no VPC that EKS knows. */
  readonly isRegisteredOnly: boolean;
}

/** EKS answered: this is the cluster, or there is none of that name in this account and region. */
export type ClusterAnswer = { readonly is: 'present'; readonly cluster: Cluster } | { readonly is: 'absent' };

/** Proof that a cluster existed here and was deleted. */
export type ClusterDeletion = RecordedDeletion | WrittenDeletion | SaidDeletion;

/** The record itself. */
export type RecordedDeletion = TrailDeletion | ConfigDeletion;

interface DatedDeletion {
  readonly name: string;
  readonly deletedAt: Date;
  /** Undefined when the source does not name it. */
  readonly vpcId: string | undefined;
}

/** What a record says of the cluster besides. */
interface RecordedCluster extends DatedDeletion {
  /** When the cluster was made; absent where the record does not say. */
  readonly madeAt?: Date;
}

/** CloudTrail's event. */
export interface TrailDeletion extends RecordedCluster {
  readonly source: 'cloudtrail';
}

/** AWS Config's history of the cluster. */
export interface ConfigDeletion extends RecordedCluster {
  readonly source: 'config';
  /** Subnets that the cluster had, where Config names these and no VPC. */
  readonly subnetIds?: readonly string[];
}

/** The tag in which `sweep` wrote a record down. */
export interface WrittenDeletion extends DatedDeletion {
  readonly source: 'cluster-deleted';
  readonly recordedBy: RecordSource;
}

/** Who records by itself that a cluster was deleted. */
export type RecordSource = RecordedDeletion['source'];

/** A person says so, in the setting deletedClusters or in the tag: nobody says of which VPC the cluster was. */
export type SaidDeletion = SettingsDeletion | TagDeletion;

interface SettingsDeletion {
  readonly name: string;
  readonly deletedAt: Date;
  readonly source: 'settings';
}

interface TagDeletion {
  readonly name: string;
  /** Undefined when the person did not say since when. */
  readonly deletedAt: Date | undefined;
  readonly source: 'cluster-gone';
}

/** Somebody took tags of the janitor off a load balancer, or tried to. */
export interface TagRemoval {
  readonly arn: string;
  readonly at: Date;
}
