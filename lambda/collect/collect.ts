/**
 * Reads everything the judge may know, in the safe order: what may die before what could save it, so that whatever is
 * born in between shows as saved. Decides nothing; a source that fails is carried along as unreadable, never left out.
 */
import { namedClusters, suspects } from '../core/judge/judge.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import { readClusters } from './clusters.ts';
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
  const { clusters, views } = await readClusters(read, namedClusters(listed));
  const deletions = await readDeletions(read, { ...listed, clusters }, now, settings);

  const facts: Facts = { account, region, now, ...listed, clusters, views, deletions, inspections: NOT_INSPECTED };
  const asked = new Set([...suspects(facts), ...alsoInspect]);
  const inspected = network.filter(({ arn, name }) => asked.has(arn) || asked.has(name));
  read.journal.note('weighing by targets and traffic', { number: inspected.length });
  if (inspected.length === 0) return { ok: true, value: facts };
  const window = flowWindow(now, settings.trafficLookbackDays);
  const inspections = await readInspections(read, inspected, { window, withTargetGroupTags });
  return { ok: true, value: { ...facts, inspections } };
}
