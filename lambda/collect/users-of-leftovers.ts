/** Reads whoever may use what is left of an NLB that is gone: with it gone, nothing else made this run read them. */
import type { Facts } from '../model/facts.ts';
import type { ServiceOwner } from '../model/verdict.ts';
import type { ReadPorts } from '../ports/read.ts';
import { readAllClusters, readClusters } from './clusters.ts';

/** The facts with every cluster and the Auto Scaling groups as they are now; unchanged when there is no owner. */
export async function withUsersOf(owners: readonly ServiceOwner[], facts: Facts, read: ReadPorts): Promise<Facts> {
  if (owners.length === 0) return facts;
  // SAFETY: a cluster may have taken them over since the run began, also one that no tag names.
  const clusters = await readAllClusters(
    read,
    await readClusters(read, [...new Set(owners.map(({ cluster }) => cluster))]),
  );
  const autoScalingGroups = await read.autoScaling.groups();
  return { ...facts, ...clusters, inspections: { ...facts.inspections, autoScalingGroups } };
}
