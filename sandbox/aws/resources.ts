/**
 * What the account in a box stores, and what a world is described with. Types only; defaults live in account.ts.
 */

export type LoadBalancerType = 'network' | 'application' | 'gateway';

/** Clients of one UTC day, spread evenly over its hours. */
export interface DailyFlows {
  /** Requests, of an Application Load Balancer. */
  readonly newFlows: number;
  readonly peakActiveFlows: number;
  /** Those of scanners by default: 60 a flow. */
  readonly bytes?: number;
  /** None by default. */
  readonly targetResets?: number;
}

/** Clients of one hour. */
export interface HourlyTraffic {
  readonly newFlows: number;
  readonly peakActiveFlows: number;
  readonly bytes: number;
  readonly targetResets: number;
  readonly loadBalancerResets: number;
}

export type TargetProtocol = 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'QUIC' | 'TCP_QUIC';

export interface LoadBalancerSpec {
  readonly name: string;
  /** Now by default. */
  readonly createdAt?: Date;
  readonly tags?: Readonly<Record<string, string>>;
  readonly scheme?: 'internet-facing' | 'internal';
  readonly vpcId?: string;
  readonly state?: 'active' | 'provisioning' | 'active_impaired' | 'failed';
  /** Availability Zone names; two of the region by default. */
  readonly zones?: readonly string[];
  /** Elastic IP allocations, one per zone from the first on. */
  readonly addressAllocationIds?: readonly string[];
  readonly securityGroupIds?: readonly string[];
  readonly deletionProtection?: boolean;
  readonly reservedCapacityUnits?: number;
  /** An endpoint service, VPC link or the like is associated with it. */
  readonly usedByService?: boolean;
  /** Made together with a listener that forwards to them. */
  readonly targetGroups?: readonly TargetGroupSpec[];
  /** On every day; none by default. */
  readonly dailyFlows?: DailyFlows;
}

export interface TargetGroupSpec {
  readonly name: string;
  readonly targetType?: 'instance' | 'ip' | 'lambda' | 'alb';
  /** TCP by default. */
  readonly protocol?: TargetProtocol;
  readonly vpcId?: string;
  readonly port?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly targets?: readonly Target[];
}

export interface ListenerSpec {
  readonly protocol?: 'TCP' | 'UDP' | 'TCP_UDP' | 'TLS';
  readonly port?: number;
  /** TLS only; the first is the default certificate. */
  readonly certificateArns?: readonly string[];
}

export interface Target {
  readonly id: string;
  readonly port?: number;
  readonly state: 'initial' | 'healthy' | 'unhealthy' | 'unhealthy.draining' | 'unused' | 'draining' | 'unavailable';
  readonly reason?: string;
}

export interface ClusterSpec {
  readonly name: string;
  readonly status?: ClusterStatus;
  readonly vpcId?: string;
  /** Now by default. */
  readonly createdAt?: Date;
  readonly endpoint?: string;
  /** Base64 of the PEM that signs the endpoint's certificate. */
  readonly certificateAuthority?: string;
  /** Registered through EKS Connector: no endpoint, no VPC. */
  readonly registeredOnly?: boolean;
  /** API_AND_CONFIG_MAP by default. */
  readonly authenticationMode?: AuthenticationMode;
}

export type AuthenticationMode = 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP';

/** What lets a role or user into a cluster. */
export interface AccessEntry {
  readonly groups: readonly string[];
  /** ARNs of access policies, each for the whole cluster. */
  readonly policyArns: readonly string[];
}

export type ClusterStatus = 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED' | 'UPDATING' | 'PENDING';

export interface TrailEventSpec {
  readonly eventName: string;
  readonly eventSource: string;
  /** Now by default. */
  readonly at?: Date;
  /** More fields of the CloudTrail record, or others in place of the usual ones. */
  readonly record?: Readonly<Record<string, unknown>>;
  /** In place of the whole record: for what cannot be parsed. */
  readonly rawRecord?: string;
}

export interface AutoScalingGroupSpec {
  readonly name: string;
  readonly targetGroupArns?: readonly string[];
  readonly trafficSources?: readonly { readonly identifier: string; readonly type: string }[];
}

/** Order of making: pages go by it, so that what comes or goes between two pages moves nothing else. */
interface Sequenced {
  readonly sequence: number;
}

export interface StoredLoadBalancer extends Sequenced {
  readonly arn: string;
  readonly name: string;
  readonly type: LoadBalancerType;
  readonly dnsName: string;
  readonly createdAt: Date;
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string;
  state: 'active' | 'provisioning' | 'active_impaired' | 'failed';
  readonly zones: readonly string[];
  readonly addressAllocationIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly tags: Map<string, string>;
  deletionProtection: boolean;
  /** LCUs; undefined without a reservation. */
  reservedCapacityUnits: number | undefined;
  usedByService: boolean;
  dailyFlows: DailyFlows;
  /** UTC days that differ, by the millisecond at which they begin; `lost` has no data point. */
  readonly flowsByDay: Map<number, DailyFlows | 'lost'>;
  /** Hours that differ, by the millisecond at which they begin. */
  readonly trafficByHour: Map<number, HourlyTraffic | 'lost'>;
}

export interface StoredTargetGroup extends Sequenced {
  readonly arn: string;
  readonly name: string;
  readonly targetType: 'instance' | 'ip' | 'lambda' | 'alb';
  readonly protocol: TargetProtocol;
  readonly vpcId: string;
  readonly port: number;
  readonly tags: Map<string, string>;
  targets: readonly Target[];
}

export interface StoredListener extends Sequenced {
  readonly arn: string;
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
  readonly protocol: 'TCP' | 'UDP' | 'TCP_UDP' | 'TLS';
  readonly port: number;
  readonly certificateArns: readonly string[];
  readonly tags: Map<string, string>;
}

/** A target group stays linked for a while after its load balancer is gone. */
export interface LingeringLink {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
  readonly until: Date;
}

export interface StoredCluster extends Sequenced {
  readonly name: string;
  readonly arn: string;
  readonly vpcId: string;
  readonly createdAt: Date;
  readonly endpoint: string | undefined;
  readonly certificateAuthority: string | undefined;
  readonly registeredOnly: boolean;
  readonly authenticationMode: AuthenticationMode;
  /** By the ARN of the role or user. */
  readonly accessEntries: Map<string, AccessEntry>;
  status: ClusterStatus;
}

export interface StoredTrailEvent extends Sequenced {
  readonly eventId: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly at: Date;
  readonly record: string;
}

export interface StoredAutoScalingGroup extends Sequenced {
  readonly name: string;
  readonly targetGroupArns: readonly string[];
  readonly trafficSources: readonly { readonly identifier: string; readonly type: string }[];
}
