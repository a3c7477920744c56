/**
 * Reads everything the judge may know, in the safe order: what may die before what could save it, so that whatever is
 * born in between shows as saved. Decides nothing; a source that fails is carried along as unreadable, never left out.
 */
import pMap from 'p-map';
import { namedClusters, suspects } from './core/judge/judge.ts';
import { ownerOf } from './core/ownership.ts';
import { DAY_MS } from './core/tags.ts';
import type {
  ClusterAnswer,
  ClusterDeletion,
  ClusterView,
  CompanionFacts,
  Facts,
  FlowWindow,
  LoadBalancer,
  PartialReading,
  Reading,
  TagReading,
  TargetHealth,
} from './model.ts';
import type { ReadPorts } from './ports.ts';

export interface CollectSettings {
  /** Whole days of CloudWatch flows that count as traffic. */
  readonly trafficLookbackDays: number;
  /** The operator's own proof that a cluster was here and was deleted. */
  readonly deletedClusters: readonly { readonly name: string; readonly deletedAt: Date }[];
}

export interface CollectScope {
  readonly account: string;
  readonly region: string;
  /** Taken once, before the first read. */
  readonly now: Date;
  /** ARNs or names whose targets, traffic and attributes are read although nothing suspects them (`explain`). */
  readonly alsoInspect?: readonly string[];
  /** Reads the tags of the would-be orphans' target groups: what goes with them. A scan does not need it. */
  readonly targetGroupTags?: (arns: readonly string[]) => Promise<ReadonlyMap<string, TagReading>>;
}

/** Clusters read side by side. ELBv2 stays one call at a time: its bucket is shared with the controllers. */
const CLUSTERS_AT_ONCE = 8;

/** A little under the 90 days of CloudTrail's event history. */
const TRAIL_DAYS = 89;

/** Unreadable only when the load balancers themselves cannot be listed: then there is nothing to judge. */
export async function collect(
  ports: ReadPorts,
  scope: CollectScope,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  // SAFETY: candidates before clusters, clusters before Services. Test: collect.test.ts "reads what may die before …".
  const loadBalancers = await ports.loadBalancers.list();
  if (!loadBalancers.ok) return loadBalancers;
  const network = loadBalancers.value.filter((loadBalancer) => loadBalancer.type === 'network');
  ports.journal.note('listed load balancers', { all: loadBalancers.value.length, network: network.length });

  const tags = await ports.loadBalancers.tags(network.map((loadBalancer) => loadBalancer.arn));
  const listed = { loadBalancers: loadBalancers.value, tags };

  const { clusters, views } = await readClusters(ports, namedClusters(listed));
  const deletions = await readDeletions(ports, scope.now, settings, listed, clusters);

  const beforeCompanions: Facts = {
    account: scope.account,
    region: scope.region,
    now: scope.now,
    ...listed,
    clusters,
    views,
    deletions,
    companions: NOT_READ,
  };
  const asked = new Set([...suspects(beforeCompanions), ...(scope.alsoInspect ?? NONE)]);
  const inspected = network.filter(({ arn, name }) => asked.has(arn) || asked.has(name));
  ports.journal.note('weighing by targets and traffic', { number: inspected.length });
  if (inspected.length === 0) return { ok: true, value: beforeCompanions };
  const companions = await readCompanions(
    ports,
    inspected,
    flowWindow(scope.now, settings.trafficLookbackDays),
    scope.targetGroupTags,
  );
  return { ok: true, value: { ...beforeCompanions, companions } };
}

/** From the UTC midnight `days` whole days back, until now. */
export function flowWindow(now: Date, days: number): FlowWindow {
  const midnightMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return { from: new Date(midnightMs - days * DAY_MS), to: now };
}

export async function readClusters(
  ports: ReadPorts,
  names: readonly string[],
): Promise<{ clusters: Map<string, Reading<ClusterAnswer>>; views: Map<string, ClusterView> }> {
  const clusters = new Map<string, Reading<ClusterAnswer>>();
  const views = new Map<string, ClusterView>();
  await pMap(
    names,
    async (name) => {
      const answer = await ports.clusters.describe(name);
      clusters.set(name, answer);
      ports.journal.note('asked EKS', { cluster: name, number: clusters.size, of: names.length });
      if (!answer.ok || answer.value.is === 'absent') return;
      const { cluster } = answer.value;
      // Another status has no API to ask, and its view would not count.
      if (cluster.status !== 'ACTIVE' && cluster.status !== 'UPDATING') return;
      views.set(name, await ports.kubernetes.view(cluster));
    },
    { concurrency: CLUSTERS_AT_ONCE },
  );
  return { clusters: sortedByKey(clusters), views: sortedByKey(views) };
}

/** CloudTrail is asked once, and only when an NLB's cluster is missing or younger than the NLB. */
export async function readDeletions(
  ports: ReadPorts,
  now: Date,
  settings: CollectSettings,
  listed: { loadBalancers: readonly LoadBalancer[]; tags: ReadonlyMap<string, TagReading> },
  clusters: ReadonlyMap<string, Reading<ClusterAnswer>>,
): Promise<PartialReading<ClusterDeletion>> {
  const named: readonly ClusterDeletion[] = settings.deletedClusters.map(({ name, deletedAt }) => ({
    name,
    deletedAt,
    vpcId: undefined,
    source: 'settings',
  }));
  const madeAtMs = listed.loadBalancers
    .filter((loadBalancer) => {
      const reading = listed.tags.get(loadBalancer.arn);
      const owner = reading?.ok === true ? ownerOf(loadBalancer, reading.value) : undefined;
      const answer = owner?.is === 'service' ? clusters.get(owner.cluster) : undefined;
      if (answer?.ok !== true) return false;
      return (
        answer.value.is === 'absent' || answer.value.cluster.createdAt.getTime() > loadBalancer.createdAt.getTime()
      );
    })
    .map((loadBalancer) => loadBalancer.createdAt.getTime())
    .filter((ms) => Number.isFinite(ms));
  if (madeAtMs.length === 0) return { ok: true, value: named };

  // CloudTrail keeps 90 days, and refuses a range that reaches further back; what is lost with it is proof only.
  const since = new Date(
    Math.max(
      madeAtMs.reduce((earliest, ms) => Math.min(earliest, ms)),
      now.getTime() - TRAIL_DAYS * DAY_MS,
    ),
  );
  const reading = await ports.clusterDeletions.list(since);
  ports.journal.note('looked up deleted clusters', { since: since.toISOString() });
  return reading.ok ? { ok: true, value: [...named, ...reading.value] } : { ...reading, seen: named };
}

export async function readCompanions(
  ports: ReadPorts,
  loadBalancers: readonly LoadBalancer[],
  window: FlowWindow,
  readTags: CollectScope['targetGroupTags'],
): Promise<CompanionFacts> {
  const targetGroups = await ports.loadBalancers.targetGroups();
  const autoScalingGroups = await ports.autoScaling.groups();
  const arns = new Set(loadBalancers.map((loadBalancer) => loadBalancer.arn));

  const health = new Map<string, Reading<readonly TargetHealth[]>>();
  if (targetGroups.ok) {
    for (const targetGroup of targetGroups.value) {
      if (!targetGroup.loadBalancerArns.some((arn) => arns.has(arn))) continue;
      health.set(targetGroup.arn, await ports.loadBalancers.targetHealth(targetGroup.arn));
    }
  }
  const flows = await ports.traffic.flows(loadBalancers, window);
  const deletionProtection = new Map<string, Reading<boolean>>();
  for (const loadBalancer of loadBalancers) {
    deletionProtection.set(loadBalancer.arn, await ports.loadBalancers.deletionProtection(loadBalancer.arn));
    if (deletionProtection.size % 50 === 0) {
      ports.journal.note('read would-be orphans', { read: deletionProtection.size, of: loadBalancers.length });
    }
  }
  const targetGroupTags = (await readTags?.([...health.keys()])) ?? new Map<string, TagReading>();
  return { targetGroups, autoScalingGroups, health, deletionProtection, flows, targetGroupTags };
}

const NONE: readonly string[] = [];

const NOT_READ: CompanionFacts = {
  targetGroups: { ok: false, cause: 'incomplete', why: 'target groups were not read.' },
  autoScalingGroups: { ok: false, cause: 'incomplete', why: 'Auto Scaling groups were not read.' },
  health: new Map(),
  deletionProtection: new Map(),
  flows: new Map(),
  targetGroupTags: new Map(),
};

/** Clusters answer in any order; what is said about them must not depend on it. */
function sortedByKey<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  return new Map([...map].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
