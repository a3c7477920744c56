/** Reads whoever may use what is left of an NLB that is gone: with it gone, nothing else made this run read them. */
import { applicationsToAsk } from '../core/judge/dark-clusters.ts';
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
  const now: Facts = { ...facts, ...clusters };
  // In which VPC the target groups lie is not known before each is looked at.
  const applications = applicationsToAsk([...new Set(facts.loadBalancers.map(({ vpcId }) => vpcId))], now);
  const applicationTags =
    applications.length === 0
      ? facts.inspections.applicationTags
      : await read.loadBalancers.tags(applications.map(({ arn }) => arn));
  const autoScalingGroups = await read.autoScaling.groups();
  return { ...now, inspections: { ...facts.inspections, applicationTags, autoScalingGroups } };
}
