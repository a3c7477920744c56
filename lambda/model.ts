/**
 * The nouns of nlb-janitor: what is read, what is judged, what is decided. Types only: no behaviour, no imports.
 *
 * A read is complete or it is unreadable. `Reading<T>` is the only way a source reaches the judge, so that "could not
 * read" can never be mistaken for "read, and it was empty".
 */

/** Tags of one AWS resource. Order is AWS's, keys are unique. */
export type Tags = ReadonlyMap<string, string>;

export type Reading<T> = { readonly ok: true; readonly value: T } | Unreadable;

/** Why a source could not be read completely, in words a person can act on. Starts with the source's name. */
export interface Unreadable {
  readonly ok: false;
  readonly cause: UnreadableCause;
  readonly why: string;
}

/**
 * - `denied`: the caller lacks a right (AWS AccessDenied, Kubernetes 401 or 403 on Services).
 * - `unreachable`: no answer, or none that could be used (time-out, TLS, 5xx, throttled to the end of the retries).
 * - `incomplete`: an answer came, but part of it is missing (one kind denied, a page lost, the canary absent).
 */
export type UnreadableCause = 'denied' | 'unreachable' | 'incomplete';

// ── AWS ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  /** `gateway` and `application` are listed only as possible successors; they are never judged. */
  readonly type: 'network' | 'application' | 'gateway' | 'unrecognized';
  readonly state: 'active' | 'provisioning' | 'active_impaired' | 'failed' | 'unrecognized';
  readonly scheme: 'internet-facing' | 'internal' | 'unrecognized';
  readonly vpcId: string;
  /** An invalid Date when AWS gave none: every comparison with it must keep. */
  readonly createdAt: Date;
  readonly zoneCount: number;
  /** Elastic IP addresses of the customer (AllocationId): they are billed on after the NLB is gone. */
  readonly customerAddressCount: number;
  readonly securityGroupIds: readonly string[];
}

/** Tags as read for one load balancer; `gone` when AWS says that it no longer exists. */
export type TagReading = Reading<Tags> | { readonly ok: 'gone' };

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly targetType: string;
  readonly vpcId: string;
  /** Every load balancer that forwards to it. */
  readonly loadBalancerArns: readonly string[];
}

/** One registered target. `state` is the word of DescribeTargetHealth, unchanged. */
export interface TargetHealth {
  readonly targetId: string;
  readonly port: number | undefined;
  readonly state: string;
  readonly reason: string | undefined;
}

/** An Auto Scaling group and the target groups it registers its instances with. */
export interface AutoScalingGroup {
  readonly name: string;
  readonly targetGroupArns: readonly string[];
}

/** Client flows of one NLB over the look-back window. Missing data is its own answer, never zero. */
export type Flows =
  | { readonly is: 'measured'; readonly newFlows: number; readonly peakActiveFlows: number; readonly days: number }
  | { readonly is: 'missing'; readonly why: string };

/** The look-back window: `from` is a UTC midnight, `to` is now, so the last day in it is not whole yet. */
export interface FlowWindow {
  readonly from: Date;
  readonly to: Date;
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
}

/** EKS answered: this is the cluster, or there is none of that name in this account and region. */
export type ClusterAnswer = { readonly is: 'present'; readonly cluster: Cluster } | { readonly is: 'absent' };

/** Proof that a cluster existed here and was deleted. */
export interface ClusterDeletion {
  readonly name: string;
  readonly deletedAt: Date;
  /** Undefined when the source does not name it. */
  readonly vpcId: string | undefined;
  readonly source: 'cloudtrail' | 'settings';
}

// ── Kubernetes ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** Only the fields of a Service that judging needs. */
export interface Service extends ObjectName {
  readonly uid: string;
  readonly type: string;
  readonly loadBalancerClass: string | undefined;
  /** Value of `service.beta.kubernetes.io/aws-load-balancer-type`. */
  readonly loadBalancerType: string | undefined;
  readonly finalizers: readonly string[];
  readonly deletingSince: Date | undefined;
  /** Status hostnames, as written. */
  readonly hostnames: readonly string[];
}

/** An Ingress or a Gateway: only what it says about hostnames. */
export interface HostnameHolder extends ObjectName {
  readonly kind: 'Ingress' | 'Gateway';
  readonly hostnames: readonly string[];
}

/** A TargetGroupBinding of either API group. */
export interface TargetGroupBinding extends ObjectName {
  readonly apiGroup: string;
  readonly targetGroupArn: string | undefined;
  readonly targetGroupName: string | undefined;
}

/**
 * What one cluster claims. Each kind is a reading of its own: a claim that was read saves, even where another kind could
 * not be read; but only a view in which every kind is `ok` lets anything be called an orphan.
 * `ok` with no items means: every page was read, or the kind is not installed.
 */
export interface ClusterView {
  readonly cluster: string;
  readonly readAt: Date;
  readonly services: PartialReading<Service>;
  readonly ingresses: PartialReading<HostnameHolder>;
  readonly gateways: PartialReading<HostnameHolder>;
  readonly bindings: PartialReading<TargetGroupBinding>;
}

/** A list that may be cut short: what was seen before the failure can still save, never condemn. */
export type PartialReading<T> =
  { readonly ok: true; readonly value: readonly T[] } | (Unreadable & { readonly seen: readonly T[] });

// ── Facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

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
  readonly companions: CompanionFacts;
}

/** Read for would-be orphans only. */
export interface CompanionFacts {
  readonly targetGroups: Reading<readonly TargetGroup[]>;
  readonly autoScalingGroups: Reading<readonly AutoScalingGroup[]>;
  /** By target group ARN. */
  readonly health: ReadonlyMap<string, Reading<readonly TargetHealth[]>>;
  /** By load balancer ARN. */
  readonly deletionProtection: ReadonlyMap<string, Reading<boolean>>;
  /** By load balancer ARN. */
  readonly flows: ReadonlyMap<string, Reading<Flows>>;
  /** By target group ARN; read only where something may be quarantined or deleted, never for a scan. */
  readonly targetGroupTags: ReadonlyMap<string, TagReading>;
}

// ── Judgement ───────────────────────────────────────────────────────────────────────────────────────────────────────

export type Controller = 'in-tree' | 'aws-load-balancer-controller';

/** Who made the NLB, by its tags and name. */
export type Owner =
  | {
      readonly is: 'service';
      readonly controller: Controller;
      readonly cluster: string;
      readonly service: ObjectName;
    }
  | {
      readonly is: 'other';
      readonly reason: 'not-kubernetes' | 'shared' | 'several-clusters' | 'managed-by-aws' | 'control-plane';
      readonly why: string;
      /** For the report only: what the tags say, where they say it. */
      readonly cluster: string | undefined;
    };

export type OrphanReason =
  'service-gone' | 'service-not-load-balancer' | 'superseded' | 'previous-cluster' | 'cluster-gone';

export type InUseReason =
  | 'serves-service'
  | 'controller-deleting'
  | 'target-group-binding'
  | 'shared-target-group'
  | 'serving-traffic'
  | 'healthy-targets';

export type UnknownReason =
  | 'cluster-unreachable'
  | 'cluster-unauthorized'
  | 'cluster-view-incomplete'
  | 'cluster-not-active'
  | 'cluster-elsewhere'
  | 'cluster-never-seen'
  | 'migration-in-flight'
  | 'contradictory-tags'
  | 'unreadable';

export type LeaveAloneReason =
  | 'not-kubernetes'
  | 'not-network'
  | 'too-young'
  | 'not-active'
  | 'shared'
  | 'several-clusters'
  | 'managed-by-aws'
  | 'control-plane'
  | 'infrastructure-as-code'
  | 'deletion-protected'
  | 'kept'
  | 'rejected';

/** What the judge decides about one NLB, and the words and facts it rests on. */
export type Finding = {
  /** One or two plain sentences. */
  readonly explanation: string;
  /** The facts looked at, one per line, in the order in which they were weighed. */
  readonly evidence: readonly string[];
} & (
  | ({ readonly is: 'orphan'; readonly cautions: readonly string[] } & OrphanBasis)
  | { readonly is: 'in-use'; readonly reason: InUseReason }
  | { readonly is: 'unknown'; readonly reason: UnknownReason }
  | { readonly is: 'leave-alone'; readonly reason: LeaveAloneReason; readonly otherwise: OrphanReason | undefined }
);

/** What an orphan verdict stands on: the parts of it that must still hold when it is carried out. */
export interface OrphanBasis {
  readonly reason: OrphanReason;
  /** ARN and creation of the cluster that was looked at; undefined when the cluster is gone. */
  readonly cluster: { readonly arn: string; readonly createdAt: Date } | undefined;
  /** UID of the Service that used to own it, or that has replaced it. */
  readonly serviceUid: string | undefined;
  /** DNS name of the load balancer that took over. */
  readonly successor: string | undefined;
  /** Target groups attached to this NLB, sorted by ARN. */
  readonly targetGroupArns: readonly string[];
}

export type Verdict = {
  readonly loadBalancer: LoadBalancer;
  readonly owner: Owner | undefined;
  /** Undefined when the tags could not be read. */
  readonly tags: Tags | undefined;
} & Finding;

// ── Plan and outcome ────────────────────────────────────────────────────────────────────────────────────────────────

export type Orphan = Extract<Verdict, { is: 'orphan' }>;

/** A target group that provably belonged to the NLB and goes with it. */
export interface Companion {
  readonly arn: string;
  readonly name: string;
  /** Whether it carries the mark of this NLB's quarantine already. */
  readonly isMarked: boolean;
}

/** An orphan with everything that its quarantine says and that must still hold when it is deleted. */
export interface Candidate {
  readonly orphan: Orphan;
  /** Short digest of what the verdict rests on (design.md section 4). */
  readonly evidence: string;
  readonly companions: readonly Companion[];
  /** Target groups of the NLB that stay, each with the reason. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

/** What `sweep` will do. */
export interface SweepPlan {
  /** To be written: a first quarantine, or one that starts anew. */
  readonly quarantine: readonly { readonly candidate: Candidate; readonly anew: string | undefined }[];
  /** Quarantined, but no accepted message has named it yet. */
  readonly notify: readonly Candidate[];
  readonly release: readonly { readonly verdict: Verdict; readonly keys: readonly string[] }[];
  /** Quarantined and unreadable now: nothing is touched, nothing is due. */
  readonly frozen: readonly { readonly verdict: Verdict; readonly why: string }[];
}

/** What `reap` will do. */
export interface ReapPlan {
  /** Due, and within the day's limit; oldest notice first. */
  readonly delete: readonly DueDelete[];
  /** Due, but the day's limit is reached. */
  readonly waiting: readonly DueDelete[];
  /** How many NLBs may be deleted on this day, UTC. */
  readonly limit: number;
  /** Why automatic deletes were all refused; undefined when they were not. */
  readonly refused: string | undefined;
}

export interface DueDelete {
  readonly candidate: Candidate;
  readonly quarantinedAt: Date;
  readonly notifiedAt: Date;
  readonly dueAt: Date;
  readonly by: 'approval' | 'automatic';
}

/** What happened to one target. The report is made of outcomes, never of intentions. */
export type Outcome = { readonly arn: string; readonly name: string } & (
  | { readonly did: 'quarantined'; readonly candidate: Candidate; readonly anew: string | undefined }
  | { readonly did: 'released'; readonly reason: string; readonly explanation: string }
  | { readonly did: 'deleted'; readonly deletion: Deletion }
  | { readonly did: 'spared'; readonly why: string }
  | {
      readonly did: 'failed';
      readonly what: string;
      readonly why: string;
      readonly isNews: boolean;
      /** Value of `last-error`, to be written once people were told; undefined when nothing is to be remembered. */
      readonly lastError: string | undefined;
    }
  | { readonly did: 'not-attempted'; readonly why: string }
);

/** One NLB deleted, and what became of its companions. Stored as outcome.json beside its snapshot. */
export interface Deletion {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly service: string | undefined;
  readonly cluster: string | undefined;
  readonly reason: OrphanReason;
  readonly deletedAt: Date;
  readonly monthlyCostUsd: number;
  readonly snapshotKey: string;
  readonly companions: readonly {
    readonly arn: string;
    readonly name: string;
    readonly did: 'deleted' | 'left' | 'pending';
    readonly why: string | undefined;
  }[];
  /** Why the NLB was not deleted after all, although its snapshot had been stored. */
  readonly spared: string | undefined;
  /** Instant at which SNS accepted the message that tells of it. */
  readonly reportedAt: Date | undefined;
}
