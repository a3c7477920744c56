/**
 * Reads again, right before a delete, everything that could save one NLB: the load balancers, its cluster and those of
 * its
 * VPC, its target groups, health, traffic, attributes, and last of all its tags. What it does not read again is minutes
 * old, of the same run, and of clusters in other VPCs.
 */
import { namedClusters } from '../core/judge/judge.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import { readClusters } from './clusters.ts';
import { readDeletions } from './deletions.ts';
import { flowWindow, readInspections } from './inspections.ts';
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

  // SAFETY: a cluster born since the run began may claim it, so the names come from tags read now.
  const near = loadBalancers.value.filter(({ type, vpcId }) => type === 'network' && vpcId === target.vpcId);
  const nearTags = await read.loadBalancers.tags(near.map(({ arn }) => arn));
  const listed = { loadBalancers: near, tags: nearTags };
  const fresh = await readClusters(read, namedClusters(listed));
  const clusters = new Map([...facts.clusters, ...fresh.clusters]);
  // SAFETY: the old view of a cluster that can no longer be read does not count.
  const oldViews = [...facts.views].filter(([name]) => !fresh.clusters.has(name));
  const views = new Map([...oldViews, ...fresh.views]);
  const deletions = await readDeletions(read, { ...listed, clusters }, now, settings);
  const window = flowWindow(now, settings.trafficLookbackDays);
  const inspections = await readInspections(read, [target], { window, withTargetGroupTags: true });

  const own = await read.loadBalancers.tagsOf(target.arn);
  const tags = new Map([...facts.tags, ...nearTags]).set(target.arn, own);
  return {
    ok: true,
    value: { ...facts, now, loadBalancers: loadBalancers.value, tags, clusters, views, deletions, inspections },
  };
}
