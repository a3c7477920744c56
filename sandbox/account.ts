/**
 * An AWS account in a box: one region's load balancers (load-balancers.ts), EKS clusters, CloudTrail events, Auto Scaling
 * groups and what else its services hold, all in memory. Methods build a world and change it, as people and controllers
 * would; SDK clients reach it through aws/middleware.ts. Nothing in here is random or reads the real time, and nothing
 * reaches a network.
 */
import { Accelerators } from './aws/accelerators.ts';
import { ApiGatewayResources } from './aws/api-gateway-resources.ts';
import { Bucket } from './aws/bucket.ts';
import type { ObjectVersion } from './aws/bucket.ts';
import { CallLog } from './aws/call-log.ts';
import type { CallHook, Fault } from './aws/call-log.ts';
import type { StackResource } from './aws/cloudformation.ts';
import { CloudFrontResources } from './aws/cloudfront-resources.ts';
import { ConfigRecorder } from './aws/config-recorder.ts';
import { CountedMetrics } from './aws/counted-metrics.ts';
import { Ec2Resources } from './aws/ec2-resources.ts';
import { ClassicLoadBalancers } from './aws/classic-resources.ts';
import { deleteClusterEvent, makeCluster, makeTrailEvent } from './aws/make-resources.ts';
import { addTagsEvent, failedAddTagsEvent, removeTagsEvent } from './aws/tag-events.ts';
import type {
  AutoScalingGroupSpec,
  ClusterSpec,
  ClusterStatus,
  StoredAutoScalingGroup,
  StoredTrailEvent,
  TrailEventSpec,
} from './aws/resources.ts';
import { DefaultBus } from './aws/default-bus.ts';
import { EcsResources } from './aws/ecs-resources.ts';
import { HostedZones } from './aws/hosted-zones.ts';
import { JanitorStack } from './aws/janitor-stack.ts';
import { makeQueues } from './aws/queues.ts';
import type { Queues } from './aws/queues.ts';
import { SecretValues } from './aws/secret-values.ts';
import { TokenBuckets } from './aws/token-buckets.ts';
import { CHAT_TOPIC } from '../lambda/model/chat.ts';
import { Topic } from './aws/topic.ts';
import type { StoredTrail } from './aws/trails.ts';
import type { StoredMessage, Subscription } from './aws/topic.ts';
import { known, LoadBalancers, type LoadBalancerOptions } from './load-balancers.ts';

export interface AccountOptions extends LoadBalancerOptions {
  /** Who the clients are to STS. */
  readonly callerArn?: string;
}

export class Account extends LoadBalancers {
  /** Who the clients are, to STS and to CloudTrail: one of the janitor's functions, until it is changed. */
  callerArn: string;
  /** Of the janitor's functions. */
  readonly roleArn: string;
  /** After so many seconds CloudTrail lists an event; AWS takes minutes. */
  trailLagSeconds = 0;
  /** Its alias in IAM. */
  alias: string | undefined;

  readonly config = new ConfigRecorder(this);
  readonly clusters = this.config.clusters;
  readonly bus = new DefaultBus();
  readonly autoScalingGroups = new Map<string, StoredAutoScalingGroup>();
  readonly apiGateway = new ApiGatewayResources();
  readonly trailEvents: StoredTrailEvent[] = [];
  readonly trails: StoredTrail[] = [];
  /** Metrics that no traffic makes. */
  readonly counted = new CountedMetrics();
  /** IAM actions that a simulation denies. */
  readonly forbidden = new Set<string>();
  readonly globalAccelerator = new Accelerators(this);
  readonly cloudFront = new CloudFrontResources();
  readonly ec2 = new Ec2Resources(this);
  /** The topic of the notices. */
  readonly topic: Topic;
  /** The topic of the chat. */
  readonly chatTopic: Topic;
  /** The bucket of the snapshots. */
  readonly bucket: Bucket;
  /** Names of buckets of others. */
  readonly otherBuckets: string[] = [];
  /** What CloudFormation knows of; nothing by default. */
  readonly stackResources: StackResource[] = [];
  readonly secrets: SecretValues;
  readonly classic = new ClassicLoadBalancers(() => this.making());
  /** The queues in front of the functions. */
  readonly queues: Queues;
  /** The janitor itself, once it is deployed here. */
  readonly janitor: JanitorStack;
  readonly ecs = new EcsResources(this);
  readonly route53 = new HostedZones();
  /** Every attempt of every call, with the faults and hooks in its way. */
  readonly log: CallLog;
  /** ELBv2 throttling, off until switched on: the clock stands still, so the buckets refill only when it is moved. */
  readonly throttling: TokenBuckets;

  #trailSequence = 0;

  constructor(options: AccountOptions) {
    super(options);
    this.callerArn = options.callerArn ?? `arn:aws:sts::${this.accountId}:assumed-role/nlb-janitor/sandbox`;
    this.roleArn = `arn:aws:iam::${this.accountId}:role/nlb-janitor`;
    this.chatTopic = new Topic(`arn:aws:sns:${this.region}:${this.accountId}:${CHAT_TOPIC}`);
    this.topic = new Topic(`arn:aws:sns:${this.region}:${this.accountId}:nlb-janitor`);
    this.bucket = new Bucket(`nlb-janitor-snapshots-${this.accountId}-${this.region}`);
    this.secrets = new SecretValues(this);
    this.queues = makeQueues(this);
    this.janitor = new JanitorStack(this);
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

  // ── clusters, events, Auto Scaling ────────────────────────────────────────────────────────────────────────────────

  /** @returns the ARN */
  addCluster(spec: ClusterSpec): string {
    if (this.clusters.has(spec.name)) throw new Error(`sandbox: there is a cluster named ${spec.name} already`);
    const made = makeCluster(this.making(), spec);
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

  /** A person's call of AddTags, as CloudTrail records it. @param by ARN of the caller's session. @returns the event's id */
  addTagsBy(by: string, arn: string, tags: Readonly<Record<string, string>>): string {
    this.setTags(arn, tags);
    return this.addTrailEvent(addTagsEvent(by, [arn], tags));
  }

  /** A person's call of AddTags on what is not there. @returns the event's id */
  failToAddTagsBy(by: string, arn: string, tags: Readonly<Record<string, string>>): string {
    return this.addTrailEvent(failedAddTagsEvent(by, [arn], tags));
  }

  /** A person's call of RemoveTags. @returns the event's id */
  removeTagsBy(by: string, arn: string, ...keys: readonly string[]): string {
    this.removeTags(arn, ...keys);
    return this.addTrailEvent(removeTagsEvent(by, [arn], keys));
  }

  /** @returns its id */
  addTrailEvent(spec: TrailEventSpec): string {
    // Counted for themselves: whoever writes tags must not change the ids of what is made later.
    this.#trailSequence += 1;
    const made = makeTrailEvent({ ...this.place(), sequence: this.#trailSequence }, spec);
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
    const { sequence } = this.making();
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
}
