/**
 * The load balancers of an account in a box, with their target groups and listeners. Methods build and change them, as
 * people and controllers would. Part of the account: everything that a test does to it begins here.
 */
import { setDay, setHour } from './aws/client-traffic.ts';
import { makeListener, makeLoadBalancer, makeTargetGroup } from './aws/make-resources.ts';
import type { Making } from './aws/make-resources.ts';
import type {
  DailyFlows,
  HourlyTraffic,
  LingeringLink,
  ListenerSpec,
  LoadBalancerSpec,
  LoadBalancerType,
  StoredListener,
  StoredLoadBalancer,
  StoredTargetGroup,
  Target,
  TargetGroupSpec,
} from './aws/resources.ts';
import type { Clock } from './clock.ts';

export interface LoadBalancerOptions {
  readonly clock: Clock;
  readonly accountId?: string;
  readonly region?: string;
  /** How long a target group stays in use after its load balancer was deleted; AWS takes seconds. */
  readonly unlinkDelaySeconds?: number;
}

export class LoadBalancers {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly unlinkDelaySeconds: number;

  readonly loadBalancers = new Map<string, StoredLoadBalancer>();
  readonly targetGroups = new Map<string, StoredTargetGroup>();
  readonly listeners = new Map<string, StoredListener>();

  #lingeringLinks: LingeringLink[] = [];
  #sequence = 0;

  constructor({ clock, accountId, region, unlinkDelaySeconds }: LoadBalancerOptions) {
    this.clock = clock;
    this.accountId = accountId ?? '123456789012';
    this.region = region ?? 'eu-west-3';
    this.unlinkDelaySeconds = unlinkDelaySeconds ?? 10;
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
    const made = makeLoadBalancer(this.making(), type, spec);
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
    const made = makeTargetGroup(this.making(), spec);
    this.targetGroups.set(made.arn, made);
    return made.arn;
  }

  /** Adds a listener that forwards to the target group: TCP, on the next port from 80 on by default. @returns its ARN */
  attach(loadBalancerArn: string, targetGroupArn: string, spec: ListenerSpec = {}): string {
    this.loadBalancer(loadBalancerArn);
    this.#targetGroup(targetGroupArn);
    const port = 80 + this.listenersOf(loadBalancerArn).length;
    const made = makeListener(this.making(), loadBalancerArn, targetGroupArn, { port, ...spec });
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

  /** What whatever is made next takes of the account. */
  protected making(): Making {
    this.#sequence += 1;
    return { ...this.place(), sequence: this.#sequence };
  }

  protected place(): Omit<Making, 'sequence'> {
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
export function known<T>(value: T | undefined, kind: string, name: string): T {
  if (value === undefined) throw new Error(`sandbox: there is no ${kind} ${name}`);
  return value;
}
