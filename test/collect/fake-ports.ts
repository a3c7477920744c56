/** Ports that answer out of Facts, for the tests of what is read and in which order. */
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { collect, type CollectOptions } from '../../lambda/collect/collect.ts';
import type { CollectSettings } from '../../lambda/collect/settings.ts';
import type { Cluster, ClusterAnswer } from '../../lambda/model/aws.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { ReadPorts } from '../../lambda/ports/read.ts';
import {
  ACCOUNT,
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aView,
  facts,
  NOW,
  REGION,
  tagReading,
  unreadable,
  type FactsPart,
} from '../support/builders.ts';
import { NO_LOAD_BALANCERS, NO_READS, sources } from '../support/ports.ts';

export const L = aLoadBalancer();
export const OPTIONS: CollectOptions = { account: ACCOUNT, region: REGION, now: NOW };
export const SETTINGS: CollectSettings = {
  trafficLookbackDays: 7,
  deletedClusters: [],
  ignoredClusters: [],
  usersOfNlb: {},
  dnsRecords: 'caution',
};
export const DELETED = { name: 'prod', deletedAt: new Date('2026-02-01T00:00:00Z') };
const NONE: Facts['deletions'] = { ok: true, value: [] };
export const LATER_CLUSTER = aCluster({ createdAt: new Date('2026-02-02T00:00:00Z') });

interface Fake {
  readonly ports: ReadPorts;
  /** Every call, in order. */
  readonly calls: string[];
  /** The most ELBv2 calls that were under way at once. */
  readonly elbAtOnce: () => number;
}

/** Answers what the facts say. What they do not hold is an error: nothing may be asked for that the test did not give. */
export function fake(world: Facts, part: Partial<ReadPorts> = {}, recorded: Facts['deletions'] = NONE): Fake {
  const calls: string[] = [];
  let underWay = 0;
  let most = 0;
  const elb = async <T>(call: string, answer: () => T): Promise<T> => {
    calls.push(call);
    underWay += 1;
    most = Math.max(most, underWay);
    await turnOfEventLoop();
    underWay -= 1;
    return answer();
  };
  const other = async <T>(call: string, answer: () => T): Promise<T> => {
    calls.push(call);
    await turnOfEventLoop();
    return answer();
  };
  const { inspections } = world;
  const ports: ReadPorts = {
    ...NO_READS,
    loadBalancers: {
      ...NO_LOAD_BALANCERS,
      list: () => elb('list', () => ({ ok: true, value: world.loadBalancers })),
      tags: (arns) =>
        elb(`tags of ${arns.map(shortName).join(' ')}`, () => new Map(arns.map((arn) => [arn, held(world.tags, arn)]))),
      targetGroups: () => elb('target groups', () => inspections.targetGroups),
      targetHealth: (arn) => elb(`health of ${shortName(arn)}`, () => held(inspections.health, arn)),
      deletionProtection: (arn) =>
        elb(`protection of ${shortName(arn)}`, () => held(inspections.deletionProtection, arn)),
      capacityReservation: (arn) =>
        elb(`reservation of ${shortName(arn)}`, () => held(inspections.capacityReservations, arn)),
    },
    clusters: {
      list: () => other('list clusters', () => world.clusterList),
      describe: (name) => other(`describe ${name}`, () => held(world.clusters, name)),
    },
    tagRemovals: {
      byController: (since) => other(`removals since ${since.toISOString()}`, () => inspections.controllerRemovals),
    },
    clusterDeletions: {
      list: (since) =>
        other(`deletions since ${since.toISOString()}`, () =>
          world.deletions.ok ? world.deletions : unreadable(world.deletions.why, world.deletions.cause),
        ),
    },
    recordedDeletions: {
      of: (clusters) =>
        other(
          `AWS Config of ${clusters.map(({ name, since, until }) => `${name} ${since.toISOString()} ${until.toISOString()}`).join(', ')}`,
          () => recorded,
        ),
    },
    traffic: {
      read: ({ loadBalancers, successors }, { from, to }) =>
        other(
          `flows of ${[...loadBalancers.map(({ arn }) => shortName(arn)), ...successors.map(({ name }) => name)].join(' ')} ${from.toISOString()} ${to.toISOString()}`,
          () => ({
            flows: new Map(loadBalancers.map(({ arn }) => [arn, held(inspections.flows, arn)])),
            clients: new Map(),
          }),
        ),
    },
    outsideUsers: sources((source) => () => other(`users: ${source}`, () => ({ ok: true, value: [] }))),
    classicLoadBalancers: {
      list: () => other('Classic load balancers', () => world.classicLoadBalancers ?? unreadable('not in the test')),
      instanceStates: (name) =>
        other(`instances of ${name}`, () => ({ ok: true, value: ['OutOfService', 'InService'] })),
    },
    networkInterfaces: { loadBalancerAddresses: () => other('addresses', () => inspections.addresses) },
    autoScaling: { groups: () => other('Auto Scaling groups', () => inspections.autoScalingGroups) },
    kubernetes: { view: (cluster) => other(`view ${cluster.name}`, () => held(world.views, cluster.name)) },
    ...part,
  };
  return { ports, calls, elbAtOnce: () => most };
}

export function held<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the test holds nothing for ${key}`);
  return value;
}

function shortName(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}

export async function collected(
  { ports }: Fake,
  settings: Partial<CollectSettings> = {},
  options: Partial<CollectOptions> = {},
): Promise<Facts> {
  const reading: Reading<Facts> = await collect(ports, { ...OPTIONS, ...options }, { ...SETTINGS, ...settings });
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

/** What was asked, first words only. */
export async function callsFor(part: FactsPart, settings: Partial<CollectSettings> = {}): Promise<readonly string[]> {
  const given = fake(facts(part));
  await collected(given, settings);
  return given.calls;
}

/** NLBs that each name a cluster of their own; none is an orphan: each cluster shows its hostname. */
export function fleet(number: number): Facts {
  const names = Array.from({ length: number }, (_, index) => `c${String(index).padStart(2, '0')}`);
  const loadBalancers = names.map((name) => aLoadBalancer({ name, arn: arnOf(name), dnsName: `${name}.elb` }));
  return facts({
    loadBalancers,
    tags: new Map(loadBalancers.map(({ arn, name }) => [arn, tagReading(tagsNaming(name))])),
    clusters: new Map(names.map((name) => [name, present(aCluster({ name }))])),
    views: new Map(
      names.map((name) => [
        name,
        aView(name, { services: { ok: true, value: [aService({ hostnames: [`${name}.elb`] })] } }),
      ]),
    ),
  });
}

export function present(cluster: Cluster): Reading<{ is: 'present'; cluster: Cluster }> {
  return { ok: true, value: { is: 'present', cluster } };
}

export const ABSENT: Reading<ClusterAnswer> = { ok: true, value: { is: 'absent' } };

export function tagsNaming(cluster: string): Record<string, string> {
  return {
    'elbv2.k8s.aws/cluster': cluster,
    'service.k8s.aws/stack': 'payments/api',
    'service.k8s.aws/resource': 'LoadBalancer',
  };
}

export function proofs(): Facts['deletions'] {
  return { ok: true, value: [{ ...DELETED, vpcId: undefined, source: 'cloudtrail' }] };
}
