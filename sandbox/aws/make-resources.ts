/**
 * From a description to what the account stores: names, ids and ARNs as AWS forms them, and a default for everything that
 * a world need not care about. Ids count up, so the same world always has the same names.
 */
import type {
  ClusterSpec,
  DailyFlows,
  ListenerSpec,
  LoadBalancerSpec,
  LoadBalancerType,
  StoredCluster,
  StoredListener,
  StoredLoadBalancer,
  StoredTargetGroup,
  StoredTrailEvent,
  TargetGroupSpec,
  TrailEventSpec,
} from './resources.ts';
import { checkedTags } from './tag-rules.ts';

/** Where and when something is made. */
export interface Making {
  readonly accountId: string;
  readonly region: string;
  readonly now: Date;
  readonly sequence: number;
}

const SANDBOX_VPC_ID = 'vpc-0a1b2c3d4e5f60718';

const ARN_WORDS = { network: 'net', application: 'app', gateway: 'gwy' } as const;
const NO_FLOWS: DailyFlows = { newFlows: 0, peakActiveFlows: 0 };

export function makeLoadBalancer(making: Making, type: LoadBalancerType, spec: LoadBalancerSpec): StoredLoadBalancer {
  const { sequence, region, now } = making;
  const { name } = spec;
  const id = hexId(sequence);
  const domain = type === 'network' ? `elb.${region}.amazonaws.com` : `${region}.elb.amazonaws.com`;
  return {
    sequence,
    arn: makeArn(making, 'elasticloadbalancing', `loadbalancer/${ARN_WORDS[type]}/${name}/${id}`),
    name,
    type,
    dnsName: `${name}-${id}.${domain}`,
    createdAt: spec.createdAt ?? now,
    scheme: spec.scheme ?? 'internet-facing',
    vpcId: spec.vpcId ?? SANDBOX_VPC_ID,
    state: spec.state ?? 'active',
    zones: spec.zones ?? [`${region}a`, `${region}b`],
    addressAllocationIds: spec.addressAllocationIds ?? [],
    securityGroupIds: spec.securityGroupIds ?? [],
    tags: checkedTags(spec.tags),
    deletionProtection: spec.deletionProtection ?? false,
    reservedCapacityUnits: spec.reservedCapacityUnits,
    usedByService: spec.usedByService ?? false,
    dailyFlows: spec.dailyFlows ?? NO_FLOWS,
    flowsByDay: new Map(),
    trafficByHour: new Map(),
  };
}

export function makeTargetGroup(making: Making, spec: TargetGroupSpec): StoredTargetGroup {
  return {
    sequence: making.sequence,
    arn: makeArn(making, 'elasticloadbalancing', `targetgroup/${spec.name}/${hexId(making.sequence)}`),
    name: spec.name,
    targetType: spec.targetType ?? 'instance',
    protocol: spec.protocol ?? 'TCP',
    vpcId: spec.vpcId ?? SANDBOX_VPC_ID,
    port: spec.port ?? 30080,
    tags: checkedTags(spec.tags),
    targets: spec.targets ?? [],
  };
}

export function makeListener(
  { sequence }: Making,
  loadBalancerArn: string,
  targetGroupArn: string,
  { protocol = 'TCP', port, certificateArns = [] }: ListenerSpec & { readonly port: number },
): StoredListener {
  const arn = `${loadBalancerArn.replace(':loadbalancer/', ':listener/')}/${hexId(sequence)}`;
  return { sequence, arn, loadBalancerArn, targetGroupArn, protocol, port, certificateArns, tags: new Map() };
}

export function makeCluster(making: Making, spec: ClusterSpec): StoredCluster {
  return {
    sequence: making.sequence,
    name: spec.name,
    arn: makeArn(making, 'eks', `cluster/${spec.name}`),
    vpcId: spec.vpcId ?? SANDBOX_VPC_ID,
    createdAt: spec.createdAt ?? making.now,
    endpoint: spec.endpoint,
    certificateAuthority: spec.certificateAuthority,
    registeredOnly: spec.registeredOnly ?? false,
    authenticationMode: spec.authenticationMode ?? 'API_AND_CONFIG_MAP',
    accessEntries: new Map(),
    status: spec.status ?? 'ACTIVE',
  };
}

/** A record of the shape that CloudTrail keeps, with `spec.record` over the usual fields. */
export function makeTrailEvent(making: Making, spec: TrailEventSpec): StoredTrailEvent {
  const { sequence, accountId, region } = making;
  const { eventName, eventSource, at = making.now } = spec;
  const eventId = `00000000-0000-4000-8000-${hexId(sequence).slice(-12)}`;
  const record = {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', accountId, userName: 'operator' },
    // CloudTrail gives whole seconds.
    eventTime: at.toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource,
    eventName,
    awsRegion: region,
    requestParameters: null,
    responseElements: null,
    eventID: eventId,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
    ...spec.record,
  };
  return { sequence, eventId, eventName, eventSource, at, record: spec.rawRecord ?? JSON.stringify(record) };
}

/** The event that EKS leaves when a cluster's deletion begins. */
export function deleteClusterEvent({ name, arn, vpcId }: StoredCluster): TrailEventSpec {
  const cluster = { name, arn, status: 'DELETING', resourcesVpcConfig: { vpcId } };
  return {
    eventName: 'DeleteCluster',
    eventSource: 'eks.amazonaws.com',
    record: { requestParameters: { name }, responseElements: { cluster } },
  };
}

/** One subnet in each zone of a VPC. */
export function subnetIdOf(vpcId: string, zone: string): string {
  return `subnet-${vpcId.replace(/^vpc-/, '')}-${zone}`;
}

function makeArn({ accountId, region }: Making, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

function hexId(sequence: number): string {
  return sequence.toString(16).padStart(16, '0');
}
