/** What the judge says of one NLB: who made it, what it is, and why. */
import type { LoadBalancer } from './aws.ts';
import type { ObjectName } from './kubernetes.ts';
import type { Tags } from './reading.ts';

export type Controller = 'in-tree' | 'aws-load-balancer-controller';

/** Who made the NLB, by its tags and name. Only what one Service owns can become an orphan. */
export type Owner = ServiceOwner | OtherOwner;

export interface ServiceOwner {
  readonly is: 'service';
  readonly controller: Controller;
  readonly cluster: string;
  readonly service: ObjectName;
}

export interface OtherOwner {
  readonly is: 'other';
  readonly reason: 'not-kubernetes' | 'shared' | 'several-clusters' | 'managed-by-aws' | 'control-plane';
  readonly why: string;
  /** For the report only: what the tags say, where they say it. */
  readonly cluster: string | undefined;
}

export const ORPHAN_REASONS = [
  'service-gone',
  'service-not-load-balancer',
  'superseded',
  'previous-cluster',
  'cluster-gone',
] as const;

export type OrphanReason = (typeof ORPHAN_REASONS)[number];

export type InUseReason =
  | 'serves-service'
  | 'controller-deleting'
  | 'controller-active'
  | 'target-group-binding'
  | 'used-by-aws-service'
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

/** The words and facts that a verdict rests on. */
interface Grounds {
  /** One or two plain sentences. */
  readonly explanation: string;
  /** The facts looked at, one per line, in the order in which they were weighed. */
  readonly evidence: readonly string[];
}

export type InUse = Grounds & { readonly is: 'in-use'; readonly reason: InUseReason };
export type Unknown = Grounds & { readonly is: 'unknown'; readonly reason: UnknownReason };
export type LeaveAlone = Grounds & {
  readonly is: 'leave-alone';
  readonly reason: LeaveAloneReason;
  /** What it would be called if nothing vetoed. */
  readonly otherwise: OrphanReason | undefined;
};

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

/** They come and go by themselves; a younger cluster changes the fingerprint. */
export const PASSING_CAUTIONS = ['traffic', 'clients-not-moved', 'younger-cluster'] as const;

/** They say that somebody points at the NLB, or that less was looked at. core/plan/told.ts: one that comes after the notice voids the approval. */
export const LASTING_CAUTIONS = [
  'healthy-target',
  'clients-answered',
  'clients-not-known',
  'clients-served',
  'dns-record',
  'external-dns-target',
  'capacity-reservation',
  'remainder-binding',
  'tool-tag',
  'source-off',
  'ignored-cluster',
  'persons-word',
  'proof-without-vpc',
] as const;

/** Speaks against deleting and does not decide. */
export type Caution = PassingCaution | LastingCaution;

export interface PassingCaution {
  readonly kind: (typeof PASSING_CAUTIONS)[number];
  /** One sentence, for people. */
  readonly words: string;
}

export interface LastingCaution {
  readonly kind: (typeof LASTING_CAUTIONS)[number];
  /** One sentence, for people, which may leave out some of a long list. */
  readonly words: string;
  /** Each record, source or cluster that it speaks of, in full; empty where there can be only one. */
  readonly about: readonly string[];
}

/** Not yet a verdict: whose NLB it is, and its tags, are added by the judge. */
export type OrphanFinding = Grounds & OrphanBasis & { readonly is: 'orphan'; readonly cautions: readonly Caution[] };

/** An orphan always has an owner and tags that were read: without them nothing may be called one. */
export type Orphan = OrphanFinding & {
  readonly loadBalancer: LoadBalancer;
  readonly owner: ServiceOwner;
  readonly tags: Tags;
};

export type Verdict =
  | Orphan
  | ((InUse | Unknown | LeaveAlone) & {
      readonly loadBalancer: LoadBalancer;
      /** Undefined when the tags could not be read. */
      readonly owner: Owner | undefined;
      /** Undefined when they could not be read. */
      readonly tags: Tags | undefined;
    });
