/**
 * Reads again, right before a delete, everything that could save one NLB: the load balancers, its cluster and those of its
 * VPC, its target groups, health, traffic, attributes, and last of all its tags. What it does not read again is minutes
 * old, of the same run, and of clusters in other VPCs.
 */
import { flowWindow, readClusters, readCompanions, readDeletions, type CollectSettings } from './collect.ts';
import { namedClusters } from './core/judge/judge.ts';
import type { Facts, LoadBalancer, Reading, TagReading } from './model.ts';
import type { Describer, ReadPorts } from './ports.ts';

export async function refresh(
  ports: ReadPorts & { readonly describer: Describer },
  facts: Facts,
  target: LoadBalancer,
  now: Date,
  settings: CollectSettings,
): Promise<Reading<Facts>> {
  const loadBalancers = await ports.loadBalancers.list();
  if (!loadBalancers.ok) return loadBalancers;

  // SAFETY: a cluster born since the run began may claim it, so the names come from tags read now.
  // Test: run-reap.test.ts "spares an NLB whose Service came back".
  const near = loadBalancers.value.filter(({ type, vpcId }) => type === 'network' && vpcId === target.vpcId);
  const nearTags = await ports.loadBalancers.tags(near.map(({ arn }) => arn));
  const names = namedClusters({ loadBalancers: near, tags: nearTags });
  const fresh = await readClusters(ports, names);
  const clusters = new Map([...facts.clusters, ...fresh.clusters]);
  // A cluster that could be read before and cannot be now must not lend its old view.
  const oldViews = [...facts.views].filter(([name]) => !fresh.clusters.has(name));
  const views = new Map([...oldViews, ...fresh.views]);
  const tagsSoFar = new Map<string, TagReading>([...facts.tags, ...nearTags]);
  const deletions = await readDeletions(ports, now, settings, { loadBalancers: near, tags: nearTags }, clusters);
  const companions = await readCompanions(ports, [target], flowWindow(now, settings.trafficLookbackDays), (arns) =>
    ports.describer.targetGroupTags(arns),
  );

  const own = await ports.loadBalancers.tags([target.arn]);
  const tags = new Map([...tagsSoFar, ...own]);
  return {
    ok: true,
    value: { ...facts, now, loadBalancers: loadBalancers.value, tags, clusters, views, deletions, companions },
  };
}
