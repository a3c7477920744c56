/**
 * An AWS account in a box: one region's load balancers and what belongs to them, EKS clusters, CloudTrail events and
 * Auto Scaling groups, all in memory. Methods build a world and change it, as people and controllers would; SDK clients
 * reach it through aws/middleware.ts. Nothing in here is random or reads the real time, and nothing reaches a network.
 */
import { Accelerators } from './aws/accelerators.ts';
import { ApiGatewayResources } from './aws/api-gateway-resources.ts';
import { Bucket } from './aws/bucket.ts';
import type { ObjectVersion } from './aws/bucket.ts';
import { CallLog } from './aws/call-log.ts';
import type { CallHook, Fault } from './aws/call-log.ts';
import { CloudFrontResources } from './aws/cloudfront-resources.ts';
import { ConfigRecorder } from './aws/config-recorder.ts';
import { Ec2Resources } from './aws/ec2-resources.ts';
import { ClassicLoadBalancers } from './aws/classic-resources.ts';
import { setDay, setHour } from './aws/client-traffic.ts';
import { addTagsEvent, removeTagsEvent } from './aws/tag-events.ts';
import {
  deleteClusterEvent,
  makeCluster,
  makeListener,
  makeLoadBalancer,
  makeTargetGroup,
  makeTrailEvent,
} from './aws/make-resources.ts';
import type { Making } from './aws/make-resources.ts';
import type {
  AutoScalingGroupSpec,
  ClusterSpec,
  ClusterStatus,
  DailyFlows,
  HourlyTraffic,
  LingeringLink,
  ListenerSpec,
  LoadBalancerSpec,
  LoadBalancerType,
  StoredAutoScalingGroup,
  StoredListener,
  StoredLoadBalancer,
  StoredTargetGroup,
  StoredTrailEvent,
  Target,
  TargetGroupSpec,
  TrailEventSpec,
} from './aws/resources.ts';
import { EcsResources } from './aws/ecs-resources.ts';
import { HostedZones } from './aws/hosted-zones.ts';
import { makeQueues } from './aws/queues.ts';
import type { Queues } from './aws/queues.ts';
import { SecretValues } from './aws/secret-values.ts';
import { TokenBuckets } from './aws/token-buckets.ts';
import { Topic } from './aws/topic.ts';
import type { StoredMessage, Subscription } from './aws/topic.ts';
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

export class Account {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  /** Who the clients are, to STS and to CloudTrail: one of the janitor's functions, until it is changed. */
  callerArn: string;
  readonly unlinkDelaySeconds: number;
  /** Of the janitor's functions. */
  readonly roleArn: string;
  /** After so many seconds CloudTrail lists an event; AWS takes minutes. */
  trailLagSeconds = 0;

  readonly loadBalancers = new Map<string, StoredLoadBalancer>();
  readonly targetGroups = new Map<string, StoredTargetGroup>();
  readonly listeners = new Map<string, StoredListener>();
  readonly config = new ConfigRecorder(this);
  readonly clusters = this.config.clusters;
  readonly autoScalingGroups = new Map<string, StoredAutoScalingGroup>();
  readonly apiGateway = new ApiGatewayResources();
  readonly trailEvents: StoredTrailEvent[] = [];
  readonly globalAccelerator = new Accelerators(this);
  readonly cloudFront = new CloudFrontResources();
  readonly ec2 = new Ec2Resources(this);
  /** The topic of the notices. */
  readonly topic: Topic;
  /** The bucket of the snapshots. */
  readonly bucket: Bucket;
  readonly secrets: SecretValues;
  readonly classic = new ClassicLoadBalancers(() => this.#making());
  /** The queues in front of the functions. */
  readonly queues: Queues;
  readonly ecs = new EcsResources(this);
  readonly route53 = new HostedZones();
  /** Every attempt of every call, with the faults and hooks in its way. */
  readonly log: CallLog;
  /** ELBv2 throttling, off until switched on: the clock stands still, so the buckets refill only when it is moved. */
  readonly throttling: TokenBuckets;

  #lingeringLinks: LingeringLink[] = [];
  #sequence = 0;
  #trailSequence = 0;

  constructor(options: AccountOptions) {
    this.clock = options.clock;
    this.accountId = options.accountId ?? '123456789012';
    this.region = options.region ?? 'eu-west-3';
    this.callerArn = options.callerArn ?? `arn:aws:sts::${this.accountId}:assumed-role/nlb-janitor/sandbox`;
    this.roleArn = `arn:aws:iam::${this.accountId}:role/nlb-janitor`;
    this.unlinkDelaySeconds = options.unlinkDelaySeconds ?? 10;
    this.topic = new Topic(`arn:aws:sns:${this.region}:${this.accountId}:nlb-janitor`);
    this.bucket = new Bucket(`nlb-janitor-snapshots-${this.accountId}-${this.region}`);
    this.secrets = new SecretValues(this);
    this.queues = makeQueues(this);
    this.log = new CallLog(this.clock);
    this.throttling = new TokenBuckets(this.clock);
  }

  get calls() {
    return this.log.calls;
  }

  /** Makes matching calls fail; returns the function that ends it. */
  fail(fault: Fault): () => void {
    return this.log.fail(fault);
  }

  /** Runs before every call has its effect. */
  set onCall(hook: CallHook | undefined) {
    this.log.onCall = hook;
  }

  /** Runs after every call had its effect, before the caller hears of it. */
  set onAnswer(hook: CallHook | undefined) {
    this.log.onAnswer = hook;
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
    const made = makeLoadBalancer(this.#making(), type, spec);
    this.loadBalancers.set(made.arn, made);
    for (const targetGroup of spec.targetGroups ?? []) {
      this.attach(made.arn, this.addTargetGroup({ vpcId: made.vpcId, ...targetGroup }));
    }
    return made.arn;
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

  /** What is stored; its state, protection and use by other services may be set on it. @throws for an unknown ARN */
  loadBalancer(arn: string): StoredLoadBalancer {
    return known(this.loadBalancers.get(arn), 'load balancer', arn);
  }

  /** Of a load balancer, target group or listener. @throws for an unknown ARN */
  tagsOf(arn: string): ReadonlyMap<string, string> {
    return this.#tags(arn);
  }

  /** Adds or overwrites tags by hand: not an API call, so nothing is recorded. */
  setTags(arn: string, tags: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(tags)) this.#tags(arn).set(key, value);
  }

  /** A person's call of AddTags, as CloudTrail records it. @param by ARN of the caller's session. @returns the event's id */
  addTagsBy(by: string, arn: string, tags: Readonly<Record<string, string>>): string {
    this.setTags(arn, tags);
    return this.addTrailEvent(addTagsEvent(by, [arn], tags));
  }

  /** A person's call of RemoveTags. @returns the event's id */
  removeTagsBy(by: string, arn: string, ...keys: readonly string[]): string {
    this.removeTags(arn, ...keys);
    return this.addTrailEvent(removeTagsEvent(by, [arn], keys));
  }

  removeTags(arn: string, ...keys: readonly string[]): void {
    for (const key of keys) this.#tags(arn).delete(key);
  }

  hasTaggable(arn: string): boolean {
    return this.loadBalancers.has(arn) || this.targetGroups.has(arn) || this.listeners.has(arn);
  }

  /** From now on on every day, or on one UTC day only. `lost` means that CloudWatch has no data point. */
  setFlows(arn: string, flows: DailyFlows | 'lost', day?: Date): void {
    setDay(this.loadBalancer(arn), flows, day);
  }

  /** In the hour of that instant; what is not told is none. */
  setHour(arn: string, traffic: Partial<HourlyTraffic> | 'lost', at: Date): void {
    setHour(this.loadBalancer(arn), traffic, at);
  }

  // ── target groups ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** @returns the ARN */
  addTargetGroup(spec: TargetGroupSpec): string {
    const made = makeTargetGroup(this.#making(), spec);
    this.targetGroups.set(made.arn, made);
    return made.arn;
  }

  /** Adds a listener that forwards to the target group: TCP, on the next port from 80 on, unless told. @returns its ARN */
  attach(loadBalancerArn: string, targetGroupArn: string, spec: ListenerSpec = {}): string {
    this.loadBalancer(loadBalancerArn);
    this.#targetGroup(targetGroupArn);
    const port = 80 + this.listenersOf(loadBalancerArn).length;
    const made = makeListener(this.#making(), loadBalancerArn, targetGroupArn, { port, ...spec });
    this.listeners.set(made.arn, made);
    return made.arn;
  }

  setTargets(targetGroupArn: string, targets: readonly Target[]): void {
    this.#targetGroup(targetGroupArn).targets = targets;
  }

  /** Sets the state of every target of the group. */
  setHealth(targetGroupArn: string, state: Target['state']): void {
    const group = this.#targetGroup(targetGroupArn);
    group.targets = group.targets.map((target) => ({ ...target, state }));
  }

  listenersOf(loadBalancerArn: string): readonly StoredListener[] {
    return [...this.listeners.values()].filter((listener) => listener.loadBalancerArn === loadBalancerArn);
  }

  /** Load balancers that forward to it, with those deleted so lately that AWS still counts them. */
  loadBalancersOf(targetGroupArn: string): readonly string[] {
    const now = this.clock.now();
    const links = [...this.listeners.values(), ...this.#lingeringLinks.filter(({ until }) => until > now)];
    const own = links.filter((link) => link.targetGroupArn === targetGroupArn);
    return [...new Set(own.map((link) => link.loadBalancerArn))];
  }

  // ── clusters, events, Auto Scaling ────────────────────────────────────────────────────────────────────────────────

  /** @returns the ARN */
  addCluster(spec: ClusterSpec): string {
    if (this.clusters.has(spec.name)) throw new Error(`sandbox: there is a cluster named ${spec.name} already`);
    const made = makeCluster(this.#making(), spec);
    this.clusters.set(made.name, made);
    return made.arn;
  }

  setClusterStatus(name: string, status: ClusterStatus): void {
    known(this.clusters.get(name), 'cluster', name).status = status;
  }

  /** Gone at once, with a CloudTrail event unless the deletion is to have left no proof. */
  deleteCluster(name: string, { recorded = true }: { readonly recorded?: boolean } = {}): void {
    const cluster = known(this.clusters.get(name), 'cluster', name);
    this.clusters.delete(name);
    if (recorded) this.addTrailEvent(deleteClusterEvent(cluster));
  }

  /** @returns its id */
  addTrailEvent(spec: TrailEventSpec): string {
    // Counted for themselves: whoever writes tags must not change the ids of what is made later.
    this.#trailSequence += 1;
    const made = makeTrailEvent({ ...this.#place(), sequence: this.#trailSequence }, spec);
    this.trailEvents.push(made);
    return made.eventId;
  }

  /** What the event of that id says, as CloudTrail records it. @throws for an unknown id */
  trailRecord(eventId: string): Readonly<Record<string, unknown>> {
    const { record } = known(
      this.trailEvents.find((event) => event.eventId === eventId),
      'event',
      eventId,
    );
    return JSON.parse(record) as Readonly<Record<string, unknown>>;
  }

  addAutoScalingGroup({ name, targetGroupArns = [], trafficSources = [] }: AutoScalingGroupSpec): void {
    const { sequence } = this.#making();
    this.autoScalingGroups.set(name, { sequence, name, targetGroupArns, trafficSources });
  }

  // ── notices and snapshots ─────────────────────────────────────────────────────────────────────────────────────────

  /** Subscribes to the topic; the same endpoint again replaces, as a click on the confirmation does. */
  subscribe(subscription: Subscription): void {
    this.topic.subscribe(subscription);
  }

  /** Every message that SNS accepted, oldest first. */
  get messages(): readonly StoredMessage[] {
    return this.topic.messages;
  }

  /** What the bucket holds now, by key. */
  get objects(): ReadonlyMap<string, ObjectVersion> {
    return this.bucket.objects;
  }

  #making(): Making {
    this.#sequence += 1;
    return { ...this.#place(), sequence: this.#sequence };
  }

  #place(): Omit<Making, 'sequence'> {
    return { accountId: this.accountId, region: this.region, now: this.clock.now() };
  }

  #tags(arn: string): Map<string, string> {
    const resource = this.loadBalancers.get(arn) ?? this.targetGroups.get(arn) ?? this.listeners.get(arn);
    return known(resource, 'taggable resource', arn).tags;
  }

  #targetGroup(arn: string): StoredTargetGroup {
    return known(this.targetGroups.get(arn), 'target group', arn);
  }
}

/** What the account does not have is a mistake of the test that asks for it, never an answer. */
function known<T>(value: T | undefined, kind: string, name: string): T {
  if (value === undefined) throw new Error(`sandbox: there is no ${kind} ${name}`);
  return value;
}
