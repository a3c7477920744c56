/**
 * A life in the sandbox, for the tests of the life cycle: one account, a movable clock, real SDK clients, and clusters
 * whose Kubernetes API is answered from memory, so that hundreds of runs take seconds. Says every mutating call in words.
 */
import { createHash } from 'node:crypto';
import { channelOf, testArn } from '../../lambda/core/chat/test-nlb.ts';
import type { Scope } from '../../lambda/core/scope.ts';
import { PAGE_KEY } from '../../lambda/core/report/html/key.ts';
import { inTreeName } from '../../lambda/core/tags/ownership.ts';
import type { Cluster } from '../../lambda/model/aws.ts';
import { CHAT_ROLE } from '../../lambda/model/chat.ts';
import { PAUSE_PARAMETER } from '../../lambda/model/pause.ts';
import type { ClusterView, Service, TargetGroupBinding } from '../../lambda/model/kubernetes.ts';
import type { Deadline, Journal, Kubernetes } from '../../lambda/ports/read.ts';
import { reap } from '../../lambda/reap.ts';
import { CHAT_ANSWERS_KEY, chatAnswersJson, NO_ANSWERS } from '../../lambda/records/chat-answers.ts';
import { STATE_KEY } from '../../lambda/records/state.ts';
import { sweep } from '../../lambda/sweep.ts';
import type { RunResult } from '../../lambda/tell/log.ts';
import { parseSettings, type Settings } from '../../lambda/settings/settings.ts';
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';
import type { SandboxWay } from '../../sandbox/aws/middleware.ts';
import { Box } from '../../sandbox/box.ts';
import { aService, DEFAULT_SERVICE, unreadable } from './builders.ts';
import { Moments, type CalledMoment, type Moment } from './moments.ts';

/** What a full sweep stores in any case. */
const REPORTS: ReadonlySet<unknown> = new Set([STATE_KEY, PAGE_KEY]);

/** A Monday morning; days of a life are counted from it. */
export const START = new Date('2026-03-02T09:00:00Z');
export const VPC = 'vpc-0prod';
/** A session of a role. */
export const ADA = 'arn:aws:sts::123456789012:assumed-role/platform/ada';
/** A session of another role. */
export const BOB = 'arn:aws:sts::123456789012:assumed-role/interns/bob';
const LONG_AGO = new Date('2025-09-01T08:00:00Z');

export interface OrphanPart {
  readonly cluster?: string;
  readonly controller?: 'in-tree' | 'aws-load-balancer-controller';
  /** Target groups of its own, all with an unhealthy target. */
  readonly targetGroups?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly createdAt?: Date;
  readonly newFlows?: number;
}

/** What one cluster's Kubernetes API would say. */
export class FakeCluster {
  services: readonly Service[] = [DEFAULT_SERVICE];
  bindings: readonly TargetGroupBinding[] = [];
  reachable = true;
  /** How often it was asked for everything. */
  views = 0;

  view(cluster: string, readAt: Date): ClusterView {
    this.views += 1;
    const gone = { ...unreadable(`cluster ${cluster}: no answer`), seen: [] };
    if (!this.reachable) return { cluster, readAt, services: gone, ingresses: gone, gateways: gone, bindings: gone };
    return {
      cluster,
      readAt,
      services: { ok: true, value: this.services },
      ingresses: { ok: true, value: [] },
      gateways: { ok: true, value: [] },
      bindings: { ok: true, value: this.bindings },
    };
  }
}

export class Life {
  readonly box: Box;
  readonly clusters = new Map<string, FakeCluster>();
  /** What the log says, without its fields. */
  readonly notes: string[] = [];
  /** Every line of the log, with its fields beside the message, as the logger writes it. */
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  settings: Settings;
  readonly #labels = new Map<string, string>();
  readonly #moments = new Moments();
  readonly #journal: Journal = {
    note: (message, fields = {}) => {
      this.notes.push(message);
      this.lines.push({ message, ...fields });
      this.#moments.noted(message);
    },
  };
  #callsSeen = 0;
  #runs = 0;
  #sweeps = 0;
  #isKilled = false;
  #sweeping: ReturnType<Box['sweepWorld']> | undefined;
  #reaping: ReturnType<Box['reapWorld']> | undefined;

  /** @param way `short` where a test lives so many lives that the SDK would take most of its time */
  constructor(settings: Readonly<Record<string, unknown>> = {}, way?: SandboxWay) {
    this.settings = settingsOf(settings);
    const hasChat = this.settings.chat !== undefined;
    this.box = new Box({ startAt: START, hasChat, ...(way === undefined ? {} : { way }) });
    this.addCluster('prod');
    this.box.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: true });
    this.account.onCall = (call) => {
      if (this.#isKilled) throw new Error('the run was killed');
      return this.#moments.called(call);
    };
    this.account.onAnswer = (call) => this.#moments.answered(call);
  }

  get account(): Box['account'] {
    return this.box.account;
  }

  addCluster(name: string, vpcId = VPC, createdAt = new Date('2025-06-01T08:00:00Z')): FakeCluster {
    const cluster = new FakeCluster();
    this.clusters.set(name, cluster);
    this.account.addCluster({
      name,
      vpcId,
      createdAt,
      endpoint: `https://${name}.example`,
      certificateAuthority: 'Q0E=',
    });
    return cluster;
  }

  /** One that EKS only registers: nobody knows its VPC, and it has no endpoint. */
  addRegisteredCluster(name: string): void {
    const cluster = new FakeCluster();
    cluster.reachable = false;
    this.clusters.set(name, cluster);
    this.account.addCluster({ name, registeredOnly: true, createdAt: LONG_AGO });
  }

  cluster(name = 'prod'): FakeCluster {
    const found = this.clusters.get(name);
    if (found === undefined) throw new Error(`there is no cluster named ${name}`);
    return found;
  }

  /** An NLB whose Service is not there. @returns its ARN; in words it is called like its Service */
  anOrphan(named = 'payments/api', part: OrphanPart = {}): string {
    const { cluster = 'prod', controller = 'in-tree', targetGroups = 1 } = part;
    const tags: Record<string, string> =
      controller === 'in-tree'
        ? { [`kubernetes.io/cluster/${cluster}`]: 'owned', 'kubernetes.io/service-name': named }
        : {
            'elbv2.k8s.aws/cluster': cluster,
            'service.k8s.aws/stack': named,
            'service.k8s.aws/resource': 'LoadBalancer',
          };
    const uid = uidOf(named);
    const arn = this.account.addNetworkLoadBalancer({
      name: controller === 'in-tree' ? inTreeName(uid) : `k8s-${named.replace('/', '-')}-${uid.slice(0, 8)}`,
      vpcId: VPC,
      createdAt: part.createdAt ?? LONG_AGO,
      tags: { ...tags, ...part.tags },
      dailyFlows: { newFlows: part.newFlows ?? 0, peakActiveFlows: 0 },
    });
    this.#labels.set(arn, named);
    for (let number = 1; number <= targetGroups; number += 1) this.addTargetGroup(arn, tags, `${named}#${number}`);
    return arn;
  }

  /** A target group with an unhealthy target, attached to the NLB. @returns its ARN */
  addTargetGroup(loadBalancerArn: string, tags: Readonly<Record<string, string>>, label: string): string {
    const arn = this.account.addTargetGroup({
      name: `k8s-${label.replaceAll(/[^a-z0-9]/g, '-')}`,
      vpcId: VPC,
      tags,
      targets: [{ id: 'i-0a1b2c3d4e5f60718', port: 31_234, state: 'unhealthy' }],
    });
    this.account.attach(loadBalancerArn, arn);
    this.#labels.set(arn, label);
    return arn;
  }

  /** ARN of the target group of that label: `payments/api#1`. */
  targetGroup(label: string): string {
    const [arn] = [...this.#labels].find(([, known]) => known === label) ?? [];
    if (arn === undefined) throw new Error(`there is no target group ${label}`);
    return arn;
  }

  /** The Service is (back) in the cluster: a claim on its NLB. */
  serve(named: string, cluster = 'prod'): void {
    const [namespace = '', name = ''] = named.split('/');
    const service = aService({ namespace, name, uid: uidOf(named) });
    this.cluster(cluster).services = [...this.cluster(cluster).services, service];
  }

  unserve(named: string, cluster = 'prod'): void {
    const services = this.cluster(cluster).services;
    this.cluster(cluster).services = services.filter(({ namespace, name }) => `${namespace}/${name}` !== named);
  }

  /** A person's answer, or any other tag set by hand. */
  flip(arn: string, key: string, value: string): void {
    this.account.setTags(arn, { [`nlb-janitor/${key}`]: value });
  }

  /** A person's answer as CloudTrail records it. @returns the event's id */
  answer(arn: string, key: string, value: string, by: string = ADA): string {
    return this.account.addTagsBy(by, arn, { [`nlb-janitor/${key}`]: value });
  }

  /** A press of the button on a test card that was just sent, as the bucket and CloudTrail have it. */
  answerTestCard(): void {
    const { chat } = this.settings;
    if (chat === undefined) throw new Error('there is no chat');
    const { accountId: account, region } = this.account;
    const sentAt = this.box.clock.now();
    const by = `arn:aws:sts::${account}:assumed-role/${CHAT_ROLE}/chatbot-session-slack-U0123ABCD`;
    const channel = channelOf(chat);
    const arn = testArn({ channel, sentAt }, { account, region });
    const eventId = this.account.failToAddTagsBy(by, arn, { 'nlb-janitor/keep': 'asked-in-chat' });
    const proved = { channel, sentAt, answeredAt: sentAt, by, eventId };
    const text = chatAnswersJson({ ...NO_ANSWERS, proved });
    this.account.bucket.put({ key: CHAT_ANSWERS_KEY, text, contentType: undefined, storedAt: sentAt });
  }

  /** As `nlb-janitor pause` does. */
  pause(): void {
    this.account.secrets.setParameter(PAUSE_PARAMETER, 'since 2026-03-09T10:00:00Z by jane', 'String');
  }

  /** As `nlb-janitor resume` does. */
  resume(): void {
    this.account.secrets.removeParameter(PAUSE_PARAMETER);
  }

  /** The janitor's tags on it, without their prefix. */
  marks(arn: string): Record<string, string> {
    const own = [...this.account.tagsOf(arn)].filter(([key]) => key.startsWith('nlb-janitor/'));
    return Object.fromEntries(own.map(([key, value]) => [key.slice('nlb-janitor/'.length), value]));
  }

  /** Moves the clock to that day of the life, at the hour of its start. */
  toDay(day: number, hour = 9): void {
    this.box.clock.set(new Date(START.getTime() + day * 86_400_000 + (hour - 9) * 3_600_000));
  }

  /**
   * Changes the world in the middle of the next run: once, right before the first call of `later` that follows `earlier`.
   * The run throws when that moment does not come.
   */
  between(earlier: Moment, later: CalledMoment, change: () => unknown): void {
    this.#moments.between(earlier, later, change);
  }

  /** The next run ends there as Lambda ends one: none of its later calls is made. */
  killRunBefore(moment: CalledMoment): void {
    this.#moments.failBefore(moment, () => this.#kill());
  }

  /** As killRunBefore, but that call has its effect. */
  killRunAfter(moment: CalledMoment): void {
    this.#moments.failAfter(moment, () => this.#kill());
  }

  /** That call of the next run has its effect, but no answer comes of it; the run goes on. */
  loseAnswerTo(moment: CalledMoment): void {
    this.#moments.failAfter(moment, () => {
      throw new Error('no answer came');
    });
  }

  sweep(scope: Scope = { is: 'everything' }, deadline?: Deadline): Promise<RunResult> {
    this.#sweeps += 1;
    const world = { ...this.#sweepWorld(deadline), runId: `sweep-${this.#sweeps}` };
    return this.#run(() =>
      sweep(scope, { ...world, read: { ...world.read, kubernetes: this.#kubernetes } }, this.settings),
    );
  }

  reap(scope: Scope = { is: 'everything' }, deadline?: Deadline): Promise<RunResult> {
    const world = this.#reapWorld(deadline);
    return this.#run(() =>
      reap(scope, { ...world, read: { ...world.read, kubernetes: this.#kubernetes } }, this.settings),
    );
  }

  /**
   * Quarantined and noticed on day 0, approved (where approval is automatic, the others reminded), and its window over:
   * due. Forgets the calls so far.
   */
  async due(...arns: readonly string[]): Promise<void> {
    await this.sweep();
    for (const arn of arns) this.flip(arn, 'approval', 'approved');
    if (this.settings.approval === 'automatic') {
      this.toDay(6, 9.5);
      await this.sweep();
    }
    this.toDay(7, 10);
    this.writes();
  }

  /** The mutating calls since the last time, in order and in words. */
  writes(): readonly string[] {
    // The size of the fleet is written by every full sweep: test/sweep/state.test.ts.
    // What is said to programs is said by every sweep: test/events.test.ts.
    return this.calls(
      (call) => call.mutating && call.command !== 'PutEvents' && !REPORTS.has(Reflect.get(call.input, 'Key')),
    );
  }

  /** The calls since the last time that fit. */
  calls(fits: (call: SandboxCall) => boolean): readonly string[] {
    const fresh = this.account.calls.slice(this.#callsSeen);
    this.#callsSeen = this.account.calls.length;
    return fresh.filter(fits).map((call) => this.inWords(call));
  }

  inWords({ command, input }: SandboxCall): string {
    const fields = input as Readonly<Record<string, unknown>>;
    const arn = [fields['ResourceArns'], fields['LoadBalancerArn'], fields['TargetGroupArn']].flat().find(Boolean);
    const said = [command, typeof arn === 'string' ? (this.#labels.get(arn) ?? arn) : undefined];
    const tags = fields['Tags'] as readonly { Key: string; Value: string }[] | undefined;
    for (const { Key, Value } of tags ?? []) said.push(`${short(Key)}=${Key.endsWith('evidence') ? '…' : Value}`);
    said.push(...((fields['TagKeys'] as readonly string[] | undefined) ?? []).map(short));
    if (command === 'PutObject') said.push(this.#keyInWords(String(fields['Key'])));
    if (command === 'Publish') said.push('Subject' in fields ? gistOf(String(fields['Subject'])) : 'card');
    return said.filter((part) => part !== undefined).join(' ');
  }

  /** Bodies of the JSON form of every message, oldest first. */
  get digests(): readonly { readonly entries: readonly Record<string, unknown>[] }[] {
    return this.account.messages.map(({ forms }) => JSON.parse(forms['default'] ?? '') as { entries: [] });
  }

  /** `orphan payments/api` for every entry of every message. */
  get told(): readonly string[] {
    return this.digests.flatMap(({ entries }) =>
      entries.map(({ kind, arn }) => `${String(kind)} ${this.#labels.get(String(arn)) ?? ''}`.trim()),
    );
  }

  labelOf(arn: string): string {
    return this.#labels.get(arn) ?? arn;
  }

  /** @throws when a change that was to happen in it did not, or failed, or when the sandbox could not answer a call */
  async #run(story: () => Promise<RunResult>): Promise<RunResult> {
    this.#runs += 1;
    const result = await story().finally(() => {
      this.#runs -= 1;
      this.#isKilled = false;
    });
    // A run within a run, at one of its moments, ends nothing.
    if (this.#runs === 0) this.#moments.end();
    if (this.account.log.gaps.length > 0) throw new Error(this.account.log.gaps.join('\n'));
    return result;
  }

  #kill(): never {
    this.#isKilled = true;
    throw new Error('the run was killed');
  }

  /** Without the instant at which the delete began. */
  #keyInWords(whole: string): string {
    const key = whole.replace(/\/[\d:]+Z\/(?=[a-z]+\.json$)/, '/');
    for (const [arn, label] of this.#labels) {
      const id = arn.split('/').at(-1) ?? '';
      if (key.includes(`/${id}/`)) return key.replace(`/${id}/`, `/${label}/`);
    }
    return key;
  }

  /** Clients are kept from run to run: making them takes longer than most runs. */
  #sweepWorld(deadline: Deadline | undefined): ReturnType<Box['sweepWorld']> {
    if (deadline !== undefined) return this.box.sweepWorld(this.#journal, deadline);
    return (this.#sweeping ??= this.box.sweepWorld(this.#journal));
  }

  #reapWorld(deadline: Deadline | undefined): ReturnType<Box['reapWorld']> {
    if (deadline !== undefined) return this.box.reapWorld(this.#journal, deadline);
    return (this.#reaping ??= this.box.reapWorld(this.#journal));
  }

  get #kubernetes(): Kubernetes {
    return {
      view: async (cluster: Cluster) => this.cluster(cluster.name).view(cluster.name, this.box.clock.now()),
    };
  }
}

/** Without the weekly summary, unless told: its life is in test/sweep/summary.test.ts. */
export function settingsOf(part: Readonly<Record<string, unknown>> = {}): Settings {
  return parseSettings({ regions: ['eu-west-3'], summary: 'off', ...part }, 'test');
}

/** The names of what was done: `deleted payments/api`. */
export function deeds(life: Life, { outcomes }: RunResult): readonly string[] {
  return outcomes.map((outcome) => `${outcome.did} ${life.labelOf(outcome.arn)}`);
}

function short(key: string): string {
  return key.replace('nlb-janitor/', '');
}

function uidOf(named: string): string {
  const hex = createHash('sha256').update(named).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What happened, without what it means: `1 orphan found; 1 deleted`. */
function gistOf(subject: string): string {
  const phrases = subject.replace(/^\[nlb-janitor\] \S+ \S+: /, '').split('; ');
  return phrases.map((phrase) => phrase.split(', ')[0]).join('; ');
}
