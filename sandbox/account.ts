/**
 * An AWS account in a box: one region's load balancers and what belongs to them, EKS clusters, CloudTrail events and
 * Auto Scaling groups, all in memory. Methods build a world and change it, as people and controllers would; SDK clients
 * reach it through aws/middleware.ts. Nothing in here is random or reads the real time, and nothing reaches a network.
 */
import { CallLog } from './aws/call-log.ts';
import type {
  AutoScalingGroupSpec,
  ClusterSpec,
  ClusterStatus,
  DailyFlows,
  LingeringLink,
  LoadBalancerSpec,
  LoadBalancerType,
  StoredAutoScalingGroup,
  StoredCluster,
  StoredListener,
  StoredLoadBalancer,
  StoredTargetGroup,
  StoredTrailEvent,
  Target,
  TargetGroupSpec,
  TrailEventSpec,
} from './aws/resources.ts';
import { TokenBuckets } from './aws/token-buckets.ts';
import type { Clock } from './clock.ts';

export interface AccountOptions {
  readonly clock: Clock;
  readonly accountId?: string;
  readonly region?: string;
  /** Who the clients are to STS. */
  readonly callerArn?: string;
  /** How long a target group stays in use after its load balancer was deleted; AWS takes seconds. */
  readonly unlinkDelaySeconds?: number;
}

export const SANDBOX_ACCOUNT_ID = '123456789012';
export const SANDBOX_REGION = 'eu-west-3';
export const SANDBOX_VPC_ID = 'vpc-0a1b2c3d4e5f60718';

const ARN_WORDS = { network: 'net', application: 'app', gateway: 'gwy' } as const;
const NO_FLOWS: DailyFlows = { newFlows: 0, peakActiveFlows: 0 };

export class Account {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly callerArn: string;
  readonly unlinkDelaySeconds: number;

  readonly loadBalancers = new Map<string, StoredLoadBalancer>();
  readonly targetGroups = new Map<string, StoredTargetGroup>();
  readonly listeners = new Map<string, StoredListener>();
  readonly clusters = new Map<string, StoredCluster>();
  readonly autoScalingGroups = new Map<string, StoredAutoScalingGroup>();
  readonly trailEvents: StoredTrailEvent[] = [];
  readonly log: CallLog;
  /** ELBv2 throttling, off until switched on: the clock stands still, so the buckets refill only when it is moved. */
  readonly throttling: TokenBuckets;

  #lingeringLinks: LingeringLink[] = [];
  #sequence = 0;

  constructor(options: AccountOptions) {
    this.clock = options.clock;
    this.accountId = options.accountId ?? SANDBOX_ACCOUNT_ID;
    this.region = options.region ?? SANDBOX_REGION;
    this.callerArn = options.callerArn ?? `arn:aws:sts::${this.accountId}:assumed-role/nlb-janitor/sandbox`;
    this.unlinkDelaySeconds = options.unlinkDelaySeconds ?? 10;
    this.log = new CallLog(this.clock);
    this.throttling = new TokenBuckets(this.clock);
  }

  // ── calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Every attempt of every call, in order. */
  get calls() {
    return this.log.calls;
  }

  /** Makes matching calls fail; returns the function that ends it. */
  fail(...args: Parameters<CallLog['fail']>) {
    return this.log.fail(...args);
  }

  // ── load balancers ────────────────────────────────────────────────────────────────────────────────────────────────

  /** @returns the ARN */
  addNetworkLoadBalancer(spec: LoadBalancerSpec): string {
    return this.addLoadBalancer('network', spec);
  }

  /** @returns the ARN */
  addLoadBalancer(type: LoadBalancerType, spec: LoadBalancerSpec): string {
    for (const { name } of this.loadBalancers.values()) {
      if (name === spec.name) throw new Error(`sandbox: there is a load balancer named ${name} already`);
    }
    const sequence = this.#next();
    const id = hexId(sequence);
    const arn = this.arn('elasticloadbalancing', `loadbalancer/${ARN_WORDS[type]}/${spec.name}/${id}`);
    const vpcId = spec.vpcId ?? SANDBOX_VPC_ID;
    this.loadBalancers.set(arn, {
      sequence,
      arn,
      name: spec.name,
      type,
      dnsName: dnsName(type, spec.name, id, this.region),
      createdAt: spec.createdAt ?? this.clock.now(),
      scheme: spec.scheme ?? 'internet-facing',
      vpcId,
      state: spec.state ?? 'active',
      zones: spec.zones ?? [`${this.region}a`, `${this.region}b`],
      addressAllocationIds: spec.addressAllocationIds ?? [],
      securityGroupIds: spec.securityGroupIds ?? [],
      tags: new Map(Object.entries(spec.tags ?? {})),
      deletionProtection: spec.deletionProtection ?? false,
      usedByService: spec.usedByService ?? false,
      dailyFlows: spec.dailyFlows ?? NO_FLOWS,
      flowsByDay: new Map(),
    });
    for (const targetGroup of spec.targetGroups ?? []) {
      this.attach(arn, this.addTargetGroup({ vpcId, ...targetGroup }));
    }
    return arn;
  }

  /** Gone at once, whatever protects it, as if someone else had deleted it long enough ago. */
  removeLoadBalancer(arn: string): void {
    this.loadBalancer(arn);
    this.dropLoadBalancer(arn);
    this.#lingeringLinks = this.#lingeringLinks.filter((link) => link.loadBalancerArn !== arn);
  }

  /** What DeleteLoadBalancer does: listeners go at once, target groups stay linked for a while. */
  dropLoadBalancer(arn: string): void {
    const until = new Date(this.clock.now().getTime() + this.unlinkDelaySeconds * 1000);
    for (const listener of this.listenersOf(arn)) {
      this.listeners.delete(listener.arn);
      this.#lingeringLinks.push({ loadBalancerArn: arn, targetGroupArn: listener.targetGroupArn, until });
    }
    this.loadBalancers.delete(arn);
  }

  /** @throws for an ARN that the account does not have: a mistake of the test. */
  loadBalancer(arn: string): StoredLoadBalancer {
    return known(this.loadBalancers.get(arn), 'load balancer', arn);
  }

  tagsOf(arn: string): ReadonlyMap<string, string> {
    return known(this.taggable(arn), 'taggable resource', arn).tags;
  }

  /** Adds or overwrites tags by hand: not an API call, so nothing is recorded. */
  setTags(arn: string, tags: Readonly<Record<string, string>>): void {
    const stored = known(this.taggable(arn), 'taggable resource', arn).tags;
    for (const [key, value] of Object.entries(tags)) stored.set(key, value);
  }

  removeTags(arn: string, ...keys: readonly string[]): void {
    const stored = known(this.taggable(arn), 'taggable resource', arn).tags;
    for (const key of keys) stored.delete(key);
  }

  taggable(arn: string) {
    return this.loadBalancers.get(arn) ?? this.targetGroups.get(arn) ?? this.listeners.get(arn);
  }

  /** From now on on every day, or on one UTC day only. `lost` means that CloudWatch has no data point. */
  setFlows(arn: string, flows: DailyFlows): void;
  setFlows(arn: string, flows: DailyFlows | 'lost', day: Date): void;
  setFlows(arn: string, flows: DailyFlows | 'lost', day?: Date): void {
    const loadBalancer = this.loadBalancer(arn);
    if (day !== undefined) loadBalancer.flowsByDay.set(utcDay(day), flows);
    else if (flows !== 'lost') loadBalancer.dailyFlows = flows;
  }

  // ── target groups ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** @returns the ARN */
  addTargetGroup(spec: TargetGroupSpec): string {
    const sequence = this.#next();
    const arn = this.arn('elasticloadbalancing', `targetgroup/${spec.name}/${hexId(sequence)}`);
    this.targetGroups.set(arn, {
      sequence,
      arn,
      name: spec.name,
      targetType: spec.targetType ?? 'instance',
      vpcId: spec.vpcId ?? SANDBOX_VPC_ID,
      port: spec.port ?? 30080,
      tags: new Map(Object.entries(spec.tags ?? {})),
      targets: spec.targets ?? [],
    });
    return arn;
  }

  /** Adds a TCP listener that forwards to the target group, on the next free port from 80 on. @returns its ARN */
  attach(loadBalancerArn: string, targetGroupArn: string): string {
    known(this.targetGroups.get(targetGroupArn), 'target group', targetGroupArn);
    this.loadBalancer(loadBalancerArn);
    const sequence = this.#next();
    const arn = `${loadBalancerArn.replace(':loadbalancer/', ':listener/')}/${hexId(sequence)}`;
    const port = 80 + this.listenersOf(loadBalancerArn).length;
    this.listeners.set(arn, { sequence, arn, loadBalancerArn, targetGroupArn, port, tags: new Map() });
    return arn;
  }

  setTargets(targetGroupArn: string, targets: readonly Target[]): void {
    known(this.targetGroups.get(targetGroupArn), 'target group', targetGroupArn).targets = targets;
  }

  /** Sets the state of every target of the group. */
  setHealth(targetGroupArn: string, state: Target['state']): void {
    const group = known(this.targetGroups.get(targetGroupArn), 'target group', targetGroupArn);
    group.targets = group.targets.map((target) => ({ ...target, state }));
  }

  listenersOf(loadBalancerArn: string): readonly StoredListener[] {
    return [...this.listeners.values()].filter((listener) => listener.loadBalancerArn === loadBalancerArn);
  }

  /** Load balancers that forward to it, with those deleted so lately that AWS still counts them. */
  loadBalancersOf(targetGroupArn: string): readonly string[] {
    const now = this.clock.now();
    const links = [...this.listeners.values(), ...this.#lingeringLinks.filter(({ until }) => until > now)];
    return [
      ...new Set(links.filter((link) => link.targetGroupArn === targetGroupArn).map((link) => link.loadBalancerArn)),
    ];
  }

  // ── clusters and events ───────────────────────────────────────────────────────────────────────────────────────────

  /** @returns the ARN */
  addCluster(spec: ClusterSpec): string {
    if (this.clusters.has(spec.name)) throw new Error(`sandbox: there is a cluster named ${spec.name} already`);
    const arn = this.arn('eks', `cluster/${spec.name}`);
    this.clusters.set(spec.name, {
      sequence: this.#next(),
      name: spec.name,
      arn,
      vpcId: spec.vpcId ?? SANDBOX_VPC_ID,
      createdAt: spec.createdAt ?? this.clock.now(),
      endpoint: spec.endpoint,
      certificateAuthority: spec.certificateAuthority,
      status: spec.status ?? 'ACTIVE',
    });
    return arn;
  }

  setClusterStatus(name: string, status: ClusterStatus): void {
    known(this.clusters.get(name), 'cluster', name).status = status;
  }

  /** Gone at once, with a CloudTrail event unless the deletion is to have left no proof. */
  deleteCluster(name: string, { recorded = true }: { readonly recorded?: boolean } = {}): void {
    const { arn, vpcId } = known(this.clusters.get(name), 'cluster', name);
    this.clusters.delete(name);
    if (!recorded) return;
    this.addTrailEvent({
      eventName: 'DeleteCluster',
      eventSource: 'eks.amazonaws.com',
      record: {
        requestParameters: { name },
        responseElements: { cluster: { name, arn, status: 'DELETING', resourcesVpcConfig: { vpcId } } },
      },
    });
  }

  addTrailEvent(spec: TrailEventSpec): void {
    const sequence = this.#next();
    const at = spec.at ?? this.clock.now();
    const eventId = `00000000-0000-4000-8000-${hexId(sequence).slice(-12)}`;
    const record = {
      eventVersion: '1.11',
      userIdentity: { type: 'IAMUser', accountId: this.accountId, userName: 'operator' },
      // CloudTrail gives whole seconds.
      eventTime: at.toISOString().replace(/\.\d+Z$/, 'Z'),
      eventSource: spec.eventSource,
      eventName: spec.eventName,
      awsRegion: this.region,
      requestParameters: null,
      responseElements: null,
      eventID: eventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: this.accountId,
      eventCategory: 'Management',
      ...spec.record,
    };
    const { eventName, eventSource } = spec;
    this.trailEvents.push({
      sequence,
      eventId,
      eventName,
      eventSource,
      at,
      record: spec.rawRecord ?? JSON.stringify(record),
    });
  }

  addAutoScalingGroup({ name, targetGroupArns = [], trafficSources = [] }: AutoScalingGroupSpec): void {
    this.autoScalingGroups.set(name, { sequence: this.#next(), name, targetGroupArns, trafficSources });
  }

  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }
}

/** YYYY-MM-DD, UTC. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function hexId(sequence: number): string {
  return sequence.toString(16).padStart(16, '0');
}

function dnsName(type: LoadBalancerType, name: string, id: string, region: string): string {
  return type === 'network' ? `${name}-${id}.elb.${region}.amazonaws.com` : `${name}-${id}.${region}.elb.amazonaws.com`;
}

function known<T>(value: T | undefined, kind: string, name: string): T {
  if (value === undefined) throw new Error(`sandbox: there is no ${kind} ${name}`);
  return value;
}
