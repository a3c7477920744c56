/**
 * What a world of the oracle is made of, as people would describe it: who made what, who points at whom, what cannot be
 * read. Load balancers go by labels; names, ARNs and addresses come about only when the world is built. Types only, and
 * nothing of the product but the list of its sources.
 */
import type { UserSource } from '../../lambda/model/users.ts';

export interface WorldSpec {
  readonly seed: number;
  readonly clusters: ClusterSpec[];
  readonly nlbs: NlbSpec[];
  readonly others: OtherSpec[];
  readonly users: UserSpec[];
  readonly lost: Loss[];
  /** Sources that the operator switched off. */
  readonly off: UserSource[];
  readonly ignored: string[];
  recordsVeto: boolean;
}

/** In-tree and AWS Load Balancer Controller NLBs of a Service, and all the others that nobody may touch. */
export type Maker =
  | 'in-tree'
  | 'controller'
  | 'auto-mode'
  | 'cluster-api'
  | 'kops'
  | 'ingress'
  | 'both'
  | 'two-clusters'
  | 'not-owned'
  | 'own-name'
  | 'no-such-service'
  | 'terraform';

export interface NlbSpec {
  readonly label: string;
  maker: Maker;
  cluster: string;
  /** The Service for which it was made. */
  readonly service: ServiceName;
  /** UID of that Service: the name of an in-tree NLB follows from it. */
  readonly uid: string;
  readonly vpc: string;
  /** Hours before now. */
  age: number;
  state: 'active' | 'provisioning' | 'failed';
  isProtected: boolean;
  reserved: boolean;
  /** Tags that people and tools put on it: those of makers.ts. */
  readonly marks: Mark[];
  /** What its tags say of the end of its cluster. */
  readonly notes: NoteSpec[];
  readonly groups: GroupSpec[];
  readonly traffic: HourSpec[];
  /** The controller took a tag of the janitor off it so many days ago. */
  strippedDaysAgo: number | undefined;
}

export type Mark =
  | 'keep'
  | 'keep-until-tomorrow'
  | 'keep-until-yesterday'
  | 'keep-until-nonsense'
  | 'rejected'
  | 'no-answer'
  | 'cloudformation'
  | 'crossplane'
  | 'ack'
  | 'terraform'
  | 'team';

/** Tag `cluster-gone` of a person, or `cluster-deleted` of an earlier sweep. */
export type NoteSpec =
  | { readonly by: 'person'; readonly cluster: string; readonly hoursAgo: number | undefined }
  | { readonly by: 'sweep'; readonly cluster: string; readonly hoursAgo: number; readonly vpc: string | undefined };

export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

export type TargetState =
  'healthy' | 'initial' | 'unavailable' | 'unhealthy' | 'unhealthy.draining' | 'unused' | 'draining';

export interface GroupSpec {
  readonly label: string;
  protocol: 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'QUIC' | 'TCP_QUIC';
  targets: TargetState[];
}

/** One hour with clients; every hour that is not told had none. */
export interface HourSpec {
  readonly hoursAgo: number;
  readonly is: 'lost' | { readonly flows: number; readonly open: number; readonly bytes: number };
}

/** Another load balancer: whoever may have taken over, or somebody who has nothing to do with it all. */
export interface OtherSpec {
  readonly label: string;
  readonly type: 'network' | 'application' | 'classic';
  readonly vpc: string;
  state: 'active' | 'provisioning' | 'failed';
  targets: TargetState[];
  /** The cluster that its tags name. */
  readonly cluster: string | undefined;
  /** Label of the NLB whose cluster and Service the tags of the controller on it name. */
  readonly twinOf: string | undefined;
  /** Labels of target groups of others to which it forwards too. */
  readonly forwardsTo: string[];
}

export type Kind = 'services' | 'ingresses' | 'gateways' | 'bindings';

export interface ClusterSpec {
  readonly name: string;
  vpc: string;
  /** Whether EKS knows it now. What it was before is in `ends`. */
  exists: boolean;
  /** Hours before now. */
  age: number;
  status: 'ACTIVE' | 'UPDATING' | 'CREATING' | 'DELETING' | 'FAILED';
  isRegisteredOnly: boolean;
  /** Kinds that its API does not answer for; with `cut`, after the first page. */
  readonly unread: Map<Kind, 'nothing' | 'cut'>;
  canBeDescribed: boolean;
  /** Earlier clusters of the name: when they were deleted, and who says so. */
  readonly ends: EndSpec[];
  readonly services: ServiceSpec[];
  readonly holders: HolderSpec[];
  readonly bindings: BindingSpec[];
}

export interface EndSpec {
  /** Hours before now. */
  readonly hoursAgo: number;
  readonly vpc: string;
  readonly told: 'trail' | 'trail-without-vpc' | 'trail-refused' | 'config' | 'settings';
}

export type Written = 'plain' | 'capitals' | 'dot' | 'dualstack';

/** The DNS name of a load balancer as somebody wrote it, or some other text. */
export type NameSpec = { readonly of: string; readonly written: Written } | { readonly text: string };

export interface ServiceSpec extends ServiceName {
  readonly uid: string;
  type: 'LoadBalancer' | 'ClusterIP' | 'NodePort' | 'ExternalName';
  class: string | undefined;
  annotation: string | undefined;
  readonly finalizers: string[];
  isDeleting: boolean;
  readonly hostnames: NameSpec[];
  externalName: NameSpec | undefined;
  readonly dnsTargets: NameSpec[];
}

export interface HolderSpec extends ServiceName {
  readonly kind: 'Ingress' | 'Gateway';
  readonly hostnames: NameSpec[];
  readonly dnsTargets: NameSpec[];
}

export interface BindingSpec extends ServiceName {
  readonly apiGroup: 'elbv2.k8s.aws' | 'eks.amazonaws.com';
  /** Label of a target group. */
  readonly group: string;
  readonly names: 'by-arn' | 'by-name';
  readonly serviceName: string;
  /** The Service for which the controller made it, by its labels. */
  readonly madeFor: ServiceName | undefined;
}

/** Somebody outside Kubernetes. `to`: label of a load balancer, or of nothing that is here. */
export type UserSpec =
  | { readonly of: UserSource; readonly how: string; readonly to: string }
  | { readonly of: 'auto-scaling'; readonly how: 'groups' | 'traffic-source'; readonly to: string };

/** What AWS does not answer: the words of losses.ts. */
export interface Loss {
  readonly what: string;
  readonly by: 'denied' | 'throttled' | 'server-error';
}
