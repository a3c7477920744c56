/**
 * A world that was described, built: an account in a box behind the product's own SDK clients, and the views of its clusters
 * from memory. Decides nothing.
 */
import { readPorts } from '../../lambda/compose/read.ts';
import type { Cluster } from '../../lambda/model/aws.ts';
import type { Kubernetes, ReadPorts } from '../../lambda/ports/read.ts';
import type { Account } from '../../sandbox/account.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import { Box } from '../../sandbox/box.ts';
import { pointedAt, strangerLike, WAYS, type Pointed } from './outside.ts';
import { startLosing } from './losses.ts';
import { inTreeName, tagsOf } from './makers.ts';
import type { ClusterSpec, EndSpec, NlbSpec, OtherSpec, WorldSpec } from './description.ts';
import { viewOf, type Known } from './views.ts';

export const NOW = new Date('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;
/** What is only registered with EKS has no API to ask. */
const NOTHING_READ: ClusterSpec['unread'] = new Map(
  (['services', 'ingresses', 'gateways', 'bindings'] as const).map((kind) => [kind, 'nothing']),
);
const DAILY_NOBODY = { newFlows: 0, peakActiveFlows: 0 };

export const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS);

export interface BuiltWorld {
  readonly box: Box;
  readonly world: WorldSpec;
  /** Labels by ARN of every judged load balancer. */
  readonly labels: ReadonlyMap<string, string>;
  readonly kubernetes: Kubernetes;
  /** What cannot be read is lost from here on. @returns the function that ends it */
  lose(): () => void;
}

/** @throws when the world names what it does not have */
export function build(world: WorldSpec): BuiltWorld {
  const box = new Box({ startAt: NOW });
  const { account } = box;
  const known: Known = { dnsNames: new Map(), groups: new Map() };
  const arns = new Map<string, string>();
  recordEnds(box, world.clusters);
  for (const cluster of world.clusters) if (cluster.exists) addCluster(account, cluster);
  for (const nlb of world.nlbs) arns.set(nlb.label, addNlb(account, nlb, known));
  for (const other of world.others) addOther(account, other, world, known, arns);
  for (const [label, arn] of arns) known.dnsNames.set(label, account.loadBalancer(arn).dnsName);
  const pointed = (label: string): Pointed => {
    const arn = arns.get(label);
    if (arn !== undefined) return pointedAt(account, arn);
    return strangerLike(pointedAt(account, arns.values().next().value ?? ''));
  };
  world.users.forEach((user, nth) => {
    const add = WAYS[user.of][user.how];
    if (add === undefined) throw new Error(`no way of ${user.of} is called ${user.how}`);
    add(account, pointed(user.to), `user-${nth}`);
  });
  return {
    box,
    world,
    labels: new Map(world.nlbs.map(({ label }) => [arns.get(label) ?? '', label])),
    kubernetes: kubernetesOf(box, world, known),
    lose: () => startLosing(account, world),
  };
}

/** The product's read ports over it, with the clusters from memory. */
export function portsOf({ box, kubernetes }: BuiltWorld): ReadPorts {
  const { account, clock } = box;
  const ports = readPorts(createSandboxClients(account), {
    account: account.accountId,
    region: account.region,
    identity: undefined,
    now: () => clock.now(),
    sleep: async () => undefined,
    journal: { note: () => undefined },
  });
  return { ...ports, kubernetes };
}

function addCluster(account: Account, cluster: ClusterSpec): void {
  account.addCluster({
    name: cluster.name,
    vpcId: cluster.vpc,
    createdAt: hoursAgo(cluster.age),
    status: cluster.status,
    registeredOnly: cluster.isRegisteredOnly,
    ...(cluster.isRegisteredOnly ? {} : { endpoint: `https://${cluster.name}.example`, certificateAuthority: 'Q0E=' }),
  });
}

function addNlb(account: Account, nlb: NlbSpec, known: Known): string {
  const tags = tagsOf(nlb, hoursAgo);
  const arn = account.addNetworkLoadBalancer({
    name: nameOf(nlb),
    vpcId: nlb.vpc,
    createdAt: hoursAgo(nlb.age),
    state: nlb.state,
    deletionProtection: nlb.isProtected,
    tags,
    ...(nlb.reserved ? { reservedCapacityUnits: 500 } : {}),
  });
  for (const { label, protocol, targets } of nlb.groups) {
    const group = account.addTargetGroup({
      name: `k8s-${label}`,
      vpcId: nlb.vpc,
      protocol,
      tags,
      targets: targets.map((state, nth) => ({ id: `i-${String(nth).padStart(17, '0')}`, port: 30_080, state })),
    });
    known.groups.set(label, { arn: group, name: `k8s-${label}` });
    account.attach(arn, group);
  }
  for (const { hoursAgo: hours, is } of nlb.traffic) {
    const told = is === 'lost' ? is : { newFlows: is.flows, peakActiveFlows: is.open, bytes: is.bytes };
    account.setHour(arn, told, hoursAgo(hours));
  }
  if (nlb.strippedDaysAgo !== undefined) recordRemoval(account, arn, nlb.strippedDaysAgo);
  return arn;
}

function nameOf({ maker, label, uid }: NlbSpec): string {
  const isNamedByHand = maker === 'own-name' || maker === 'kops' || maker === 'terraform';
  if (isNamedByHand) return `api-${label}`;
  return maker === 'controller' || maker === 'ingress' || maker === 'auto-mode' ? `k8s-${label}-x` : inTreeName(uid);
}

function addOther(
  account: Account,
  other: OtherSpec,
  { nlbs }: WorldSpec,
  known: Known,
  arns: Map<string, string>,
): void {
  const { label, type, vpc, state, targets, forwardsTo } = other;
  if (type === 'classic') {
    const instances = targets.map((target, nth) => ({
      id: `i-${nth}`,
      state: target === 'healthy' ? ('InService' as const) : ('OutOfService' as const),
    }));
    known.dnsNames.set(label, account.classic.add({ name: label, vpcId: vpc, createdAt: hoursAgo(4000), instances }));
    return;
  }
  const twin = nlbs.find((nlb) => nlb.label === other.twinOf);
  const ofCluster = other.cluster === undefined ? {} : { 'elbv2.k8s.aws/cluster': other.cluster };
  const tags = twin === undefined ? ofCluster : tagsOf({ ...twin, marks: [], notes: [] }, hoursAgo);
  const spec = { name: label, vpcId: vpc, createdAt: hoursAgo(4000), state, tags, dailyFlows: DAILY_NOBODY };
  const arn = account.addLoadBalancer(type, spec);
  const group = account.addTargetGroup({
    name: `tg-${label}`,
    vpcId: vpc,
    targets: targets.map((target, nth) => ({ id: `i-${nth}`, port: 80, state: target })),
  });
  account.attach(arn, group);
  for (const shared of forwardsTo.map((one) => known.groups.get(one))) {
    if (shared !== undefined) account.attach(arn, shared.arn);
  }
  arns.set(label, arn);
}

/** In the order of time, since the recorder writes down what it sees. */
function recordEnds(box: Box, clusters: readonly ClusterSpec[]): void {
  const { account, clock } = box;
  const ends = clusters.flatMap((cluster) => cluster.ends.map((end) => ({ end, cluster })));
  if (ends.some(({ end }) => end.told === 'config')) account.config.start();
  for (const { end, cluster } of ends.toSorted((one, other) => other.end.hoursAgo - one.end.hoursAgo)) {
    if (end.told === 'config') {
      clock.set(hoursAgo(4500));
      account.addCluster({ name: cluster.name, vpcId: end.vpc });
      clock.set(hoursAgo(end.hoursAgo));
      account.deleteCluster(cluster.name, { recorded: false });
    } else if (end.told !== 'settings') recordInTrail(account, cluster.name, end);
  }
  clock.set(NOW);
}

function recordInTrail(account: Account, name: string, { hoursAgo: hours, vpc, told }: EndSpec): void {
  const cluster = { name, ...(told === 'trail-without-vpc' ? {} : { resourcesVpcConfig: { vpcId: vpc } }) };
  account.addTrailEvent({
    eventName: 'DeleteCluster',
    eventSource: 'eks.amazonaws.com',
    at: hoursAgo(hours),
    record: {
      requestParameters: { name },
      ...(told === 'trail-refused' ? { errorCode: 'ResourceInUseException' } : { responseElements: { cluster } }),
    },
  });
}

function recordRemoval(account: Account, arn: string, daysAgo: number): void {
  account.addTrailEvent({
    eventName: 'RemoveTags',
    eventSource: 'elasticloadbalancing.amazonaws.com',
    at: hoursAgo(daysAgo * 24),
    record: {
      userAgent: 'elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/1.36.3 os/linux',
      requestParameters: { resourceArns: [arn], tagKeys: ['nlb-janitor/reason'] },
    },
  });
}

function kubernetesOf({ clock }: Box, world: WorldSpec, known: Known): Kubernetes {
  return {
    view: async ({ name }: Cluster) => {
      const cluster = world.clusters.find((one) => one.name === name);
      if (cluster === undefined) throw new Error(`there is no cluster ${name}`);
      return viewOf(cluster.isRegisteredOnly ? { ...cluster, unread: NOTHING_READ } : cluster, known, clock.now());
    },
  };
}
