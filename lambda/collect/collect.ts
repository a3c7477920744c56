/**
 * Reads everything the judge may know, in the safe order: what may die before what could save it, so that whatever is
 * born in between shows as saved. Decides nothing; a source that fails is carried along as unreadable, never left out.
 */
import { namedClusters, toInspect } from '../core/judge/judge.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import { NOT_LISTED, readAllClusters, readClusters } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { flowWindow, NOT_INSPECTED, readInspections } from './inspections.ts';
import type { CollectSettings } from './settings.ts';

export interface CollectOptions {
  readonly account: string;
  readonly region: string;
  /** Taken once, before the first read. */
  readonly now: Date;
  /** ARNs or names whose targets, traffic and attributes are read although nothing suspects them (`explain`). */
  readonly alsoInspect?: readonly string[];
  /** Whether something may be quarantined or deleted: then what goes with it is read too. */
  readonly withTargetGroupTags?: boolean;
}

/** Unreadable only when the load balancers themselves cannot be listed: then there is nothing to judge. */
export async function collect(
  read: ReadPorts,
  { account, region, now, alsoInspect = [], withTargetGroupTags = false }: CollectOptions,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  // SAFETY: candidates before clusters, clusters before Services.
  const loadBalancers = await read.loadBalancers.list();
  if (!loadBalancers.ok) return loadBalancers;
  const network = loadBalancers.value.filter(({ type }) => type === 'network');
  read.journal.note('listed load balancers', { all: loadBalancers.value.length, network: network.length });

  const tags = await read.loadBalancers.tags(network.map(({ arn }) => arn));
  const listed = { loadBalancers: loadBalancers.value, tags };
  const named = await readClusters(read, namedClusters(listed));
  const deletions = await readDeletions(read, { ...listed, clusters: named.clusters }, now, settings);
  const { ignoredClusters } = settings;
  const known = { account, region, now, isWholeFleet: true, ...listed, deletions, ignoredClusters };

  const first: Facts = { ...known, ...named, clusterList: NOT_LISTED, inspections: NOT_INSPECTED };
  const isAsked = ({ arn, name }: LoadBalancer): boolean => alsoInspect.includes(arn) || alsoInspect.includes(name);
  const before = toInspect(first);
  if (before.arns.size === 0 && !before.targetGroups && !network.some(isAsked)) return { ok: true, value: first };

  // SAFETY: whoever is suspected by its own cluster may be used by any other.
  const facts: Facts = { ...first, ...(await readAllClusters(read, named)) };
  const after = toInspect(facts);
  const inspected = network.filter((loadBalancer) => after.arns.has(loadBalancer.arn) || isAsked(loadBalancer));
  read.journal.note('weighing by targets and traffic', { number: inspected.length });
  if (inspected.length === 0 && !after.targetGroups) return { ok: true, value: facts };
  const window = flowWindow(now, settings.trafficLookbackDays);
  const inspections = await readInspections(read, inspected, facts, { window, withTargetGroupTags });
  return { ok: true, value: { ...facts, inspections } };
}
