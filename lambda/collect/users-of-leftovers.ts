/** Reads whoever may use what is left of an NLB that is gone: with it gone, nothing else made this run read them. */
import type { Facts } from '../model/facts.ts';
import type { ServiceOwner } from '../model/verdict.ts';
import type { ReadPorts } from '../ports/read.ts';
import { readClusters } from './clusters.ts';

/** The facts with the clusters of these owners and the Auto Scaling groups; unchanged when there is no owner. */
export async function withUsersOf(owners: readonly ServiceOwner[], facts: Facts, read: ReadPorts): Promise<Facts> {
  if (owners.length === 0) return facts;
  const unread = new Set(owners.map(({ cluster }) => cluster).filter((name) => !facts.clusters.has(name)));
  const { clusters, views } = await readClusters(read, [...unread]);
  const autoScalingGroups = await read.autoScaling.groups();
  return {
    ...facts,
    clusters: new Map([...facts.clusters, ...clusters]),
    views: new Map([...facts.views, ...views]),
    inspections: { ...facts.inspections, autoScalingGroups },
  };
}
