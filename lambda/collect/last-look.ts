/**
 * Reads again, right before a delete, everything that could save one NLB: the load balancers, every cluster, whoever
 * contradicts that its cluster is gone, its target groups, health, traffic, attributes, and last of all its tags. What it
 * does not read again are the tags of NLBs that have no say in it.
 */
import { namedClusters, witnessesAgainst } from '../core/judge/judge.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import { readAllClusters, readClusters } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { flowWindow, NOT_INSPECTED, readInspections } from './inspections.ts';
import type { CollectSettings } from './settings.ts';

export async function lastLook(
  { read, now: clock }: { readonly read: ReadPorts; readonly now: () => Date },
  facts: Facts,
  target: LoadBalancer,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  const now = clock();
  const loadBalancers = await read.loadBalancers.list();
  if (!loadBalancers.ok) return loadBalancers;

  const alone = { loadBalancers: [target], tags: facts.tags };
  // SAFETY: a cluster born since the run began may claim it, and the old view of one that can no longer be read does not
  // count: all are listed and read again.
  const clusters = await readAllClusters(read, await readClusters(read, namedClusters(alone)));
  const deletions = await readDeletions(read, { ...alone, clusters: clusters.clusters }, now, settings);
  const listed: Facts = { ...facts, now, loadBalancers: loadBalancers.value, ...clusters, deletions };

  const witnesses = witnessesAgainst(target, { ...listed, inspections: NOT_INSPECTED });
  const tagsOfWitnesses = await read.loadBalancers.tags(witnesses.map(({ arn }) => arn));
  const known: Facts = { ...listed, tags: new Map([...facts.tags, ...tagsOfWitnesses]) };
  const inspected = [target, ...witnesses.filter(({ arn }) => arn !== target.arn)];
  const window = flowWindow(now, settings.trafficLookbackDays);
  const inspections = await readInspections(read, inspected, known, { window, withTargetGroupTags: true });

  const own = await read.loadBalancers.tagsOf(target.arn);
  return { ok: true, value: { ...known, inspections, tags: new Map(known.tags).set(target.arn, own) } };
}
