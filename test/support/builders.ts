/**
 * Facts for tests. Every builder defaults to a plain orphan (`service-gone` of the in-tree dialect), so that each test
 * adds exactly the one fact that it is about.
 */
import { inTreeName } from '../../lambda/core/tags/ownership.ts';
import type { Cluster, LoadBalancer, TagReading, TargetGroup } from '../../lambda/model/aws.ts';
import type { ClusterView, Service, TargetGroupBinding } from '../../lambda/model/kubernetes.ts';
import type { Inspections, Facts } from '../../lambda/model/facts.ts';
import type { Reading, Unreadable } from '../../lambda/model/reading.ts';
import type { SuccessorState } from '../../lambda/model/traffic.ts';
import { USER_SOURCES, type UserReading, type UserSource } from '../../lambda/model/users.ts';
import type { Verdict } from '../../lambda/model/verdict.ts';
import { judge } from '../../lambda/core/judge/judge.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-3';
export const VPC = 'vpc-0a11';
export const NOW = new Date('2026-03-01T10:05:00Z');
export const UID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
export const OTHER_UID = '11111111-2222-4333-8444-555555555555';

export function arnOf(name: string, kind = 'net'): string {
  return `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/${kind}/${name}/50dc6c495c0c9188`;
}

export function aLoadBalancer(part: Partial<LoadBalancer> = {}): LoadBalancer {
  const name = part.name ?? inTreeName(UID);
  return {
    arn: arnOf(name),
    name,
    dnsName: `${name}-50dc6c495c0c9188.elb.${REGION}.amazonaws.com`,
    type: 'network',
    state: 'active',
    scheme: 'internet-facing',
    vpcId: VPC,
    createdAt: new Date('2026-01-10T00:00:00Z'),
    zoneCount: 2,
    subnetIds: ['subnet-a', 'subnet-b'],
    customerAddressCount: 0,
    ...part,
  };
}

export function inTreeTags(more: Record<string, string> = {}): Record<string, string> {
  return { 'kubernetes.io/cluster/prod': 'owned', 'kubernetes.io/service-name': 'payments/api', ...more };
}

export function controllerTags(more: Record<string, string> = {}): Record<string, string> {
  return {
    'elbv2.k8s.aws/cluster': 'prod',
    'service.k8s.aws/stack': 'payments/api',
    'service.k8s.aws/resource': 'LoadBalancer',
    ...more,
  };
}

export function tagsFrom(record: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record));
}

/** Tags that were read. */
export function tagReading(record: Readonly<Record<string, string>>): TagReading {
  return { ok: true, value: { is: 'present', tags: new Map(Object.entries(record)) } };
}

export const GONE: TagReading = { ok: true, value: { is: 'gone' } };

export function aCluster(part: Partial<Cluster> = {}): Cluster {
  const name = part.name ?? 'prod';
  return {
    name,
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${name}`,
    status: 'ACTIVE',
    vpcId: VPC,
    createdAt: new Date('2025-06-01T00:00:00Z'),
    endpoint: `https://${name}.example`,
    certificateAuthority: 'Q0E=',
    isRegisteredOnly: false,
    ...part,
  };
}

export function aService(part: Partial<Service> = {}): Service {
  return {
    namespace: 'payments',
    name: 'api',
    uid: UID,
    type: 'LoadBalancer',
    loadBalancerClass: undefined,
    loadBalancerType: 'nlb',
    finalizers: [],
    deletingSince: undefined,
    hostnames: [],
    externalName: undefined,
    externalDnsTargets: [],
    ...part,
  };
}

/** A TargetGroupBinding that a person wrote, for the target group of the plain orphan. */
export function aBinding(part: Partial<TargetGroupBinding> = {}): TargetGroupBinding {
  return {
    apiGroup: 'elbv2.k8s.aws',
    namespace: 'payments',
    name: 'tgb',
    targetGroupArn: aTargetGroup().arn,
    targetGroupName: undefined,
    serviceName: 'api',
    stack: undefined,
    ...part,
  };
}

export const DEFAULT_SERVICE = aService({
  namespace: 'default',
  name: 'kubernetes',
  uid: '00000000-0000-4000-8000-000000000000',
  type: 'ClusterIP',
  loadBalancerType: undefined,
});

export function aView(cluster = 'prod', part: Partial<ClusterView> = {}): ClusterView {
  return {
    cluster,
    readAt: new Date('2026-03-01T10:02:00Z'),
    services: { ok: true, value: [DEFAULT_SERVICE] },
    ingresses: { ok: true, value: [] },
    gateways: { ok: true, value: [] },
    bindings: { ok: true, value: [] },
    ...part,
  };
}

export function withServices(...services: Service[]): ClusterView {
  return aView('prod', { services: { ok: true, value: [DEFAULT_SERVICE, ...services] } });
}

export function aTargetGroup(part: Partial<TargetGroup> = {}): TargetGroup {
  return {
    arn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/k8s-payments-api-b244acfeb0/6d0ecf831eec9f09`,
    name: 'k8s-payments-api-b244acfeb0',
    vpcId: VPC,
    protocol: 'TCP',
    loadBalancerArns: [aLoadBalancer().arn],
    ...part,
  };
}

export function unreadable(why: string, cause: Unreadable['cause'] = 'unreachable'): Unreadable {
  return { ok: false, cause, why };
}

/** Companions of one NLB with one target group: an unhealthy target, no flows, no protection. */
export function inspectionsOf(loadBalancer = aLoadBalancer(), part: Partial<Inspections> = {}): Inspections {
  const group = aTargetGroup({ loadBalancerArns: [loadBalancer.arn] });
  return {
    targetGroups: { ok: true, value: [group] },
    autoScalingGroups: { ok: true, value: [] },
    health: new Map([[group.arn, healthOf('unhealthy')]]),
    deletionProtection: new Map([[loadBalancer.arn, { ok: true, value: false }]]),
    capacityReservations: new Map([[loadBalancer.arn, { ok: true, value: 0 }]]),
    flows: new Map([[loadBalancer.arn, flowsOf(0)]]),
    successors: new Map(),
    controllerRemovals: { ok: true, value: [] },
    applicationTags: new Map(),
    targetGroupTags: new Map([[group.arn, tagReading(inTreeTags())]]),
    outsideUsers: noOutsideUsers(),
    addresses: { ok: true, value: new Map() },
    leftOut: new Map(),
    ...part,
  };
}

/** Every source was asked, and names nobody. */
export function noOutsideUsers(): ReadonlyMap<UserSource, UserReading> {
  return new Map(USER_SOURCES.map((source) => [source, { is: 'asked', answer: { ok: true, value: [] } }]));
}

export function healthOf(...states: string[]): Inspections['health'] extends ReadonlyMap<string, infer R> ? R : never {
  return {
    ok: true,
    value: states.map((state, index) => ({ targetId: `i-0${index}`, port: 31234, state })),
  };
}

type FlowReading = Inspections['flows'] extends ReadonlyMap<string, infer R> ? R : never;

/** The hour in which everything happens that `flowsOf` tells. */
export const BUSY_HOUR = new Date('2026-02-28T13:00:00Z');

export interface TrafficPart {
  readonly peakActiveFlows?: number;
  /** Those of scanners, unless told: 60 a flow. */
  readonly bytes?: number;
  /** None, unless told; `unknown` where CloudWatch lost some. */
  readonly resets?: number | 'unknown';
}

/** Seven whole days and the hours of today, all of it in one hour: a scan of 60 bytes a flow, unless told. */
export function flowsOf(newFlows: number, part: TrafficPart | number = {}): FlowReading {
  const {
    peakActiveFlows = 0,
    bytes = newFlows * 60,
    resets = 0,
  } = typeof part === 'number' ? { peakActiveFlows: part } : part;
  const from = new Date('2026-02-22T00:00:00Z');
  const hours = (NOW.getTime() - from.getTime()) / 3_600_000;
  const busy = (BUSY_HOUR.getTime() - from.getTime()) / 3_600_000;
  const only = (value: number) => Array.from({ length: Math.floor(hours) }, (_, hour) => (hour === busy ? value : 0));
  return {
    ok: true,
    value: {
      is: 'measured',
      from,
      newFlows: only(newFlows),
      peakActiveFlows: only(peakActiveFlows),
      bytes: only(bytes),
      resets: resets === 'unknown' ? undefined : resets,
    },
  };
}

/** A load balancer that took over, with so many healthy targets. */
export function successorState(
  healthyTargets: number,
  clients: SuccessorState['clients'] = { ok: true, value: { counts: 'flows', byDay: new Map() } },
): Reading<SuccessorState> {
  return { ok: true, value: { healthyTargets, clients } };
}

export interface FactsPart extends Partial<Omit<Facts, 'tags' | 'clusters' | 'views'>> {
  loadBalancer?: LoadBalancer;
  /** Tags of the one load balancer. */
  tagged?: Record<string, string>;
  tags?: Facts['tags'];
  cluster?: Cluster | 'absent' | Unreadable;
  view?: ClusterView | undefined;
  clusters?: Facts['clusters'];
  views?: Facts['views'];
}

/** Facts about one NLB; without arguments it is an orphan, `service-gone`. */
export function facts(part: FactsPart = {}): Facts {
  const { loadBalancer = aLoadBalancer(), tagged = inTreeTags(), cluster = aCluster(), ...rest } = part;
  const view = 'view' in part ? part.view : aView();
  delete (rest as { view?: unknown }).view;
  const clusters = rest.clusters ?? new Map([['prod', clusterReading(cluster)]]);
  return {
    account: ACCOUNT,
    region: REGION,
    now: NOW,
    isWholeFleet: true,
    ignoredClusters: [],
    dnsRecords: 'caution',
    loadBalancers: [loadBalancer],
    classicLoadBalancers: undefined,
    tags: new Map([[loadBalancer.arn, tagReading(tagged)]]),
    clusters,
    clusterList: { ok: true, value: presentIn(clusters) },
    views: view === undefined ? new Map() : new Map([['prod', view]]),
    deletions: { ok: true, value: [] },
    inspections: inspectionsOf(loadBalancer),
    ...rest,
  };
}

/** EKS lists what it knows; whatever could not be looked up may be there. */
function presentIn(clusters: Facts['clusters']): readonly string[] {
  return [...clusters].filter(([, reading]) => !reading.ok || reading.value.is === 'present').map(([name]) => name);
}

function clusterReading(
  cluster: Cluster | 'absent' | Unreadable,
): Facts['clusters'] extends ReadonlyMap<string, infer R> ? R : never {
  if (cluster === 'absent') return { ok: true, value: { is: 'absent' } };
  if ('ok' in cluster) return cluster;
  return { ok: true, value: { is: 'present', cluster } };
}

export const SETTINGS = { minimumAgeHours: 24 };

/** The verdict on the first load balancer of the facts. */
export function verdictOn(given: Facts): Verdict {
  const [verdict] = judge(given, SETTINGS);
  if (verdict === undefined) throw new Error('no load balancer was judged');
  return verdict;
}

/** `orphan: service-gone`, as the tables say it. */
export function inWords(verdict: Verdict): string {
  return `${verdict.is}: ${verdict.reason}`;
}
