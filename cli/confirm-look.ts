/**
 * One look at a cluster that a person says is gone: its NLBs, and whatever speaks against it. Reads only; refuses the
 * whole cluster for one sign of life.
 */
import { eksClusters } from '../lambda/aws/clusters.ts';
import { clusterInstances, type ClusterInstances } from '../lambda/aws/cluster-instances.ts';
import {
  confirmPlan,
  madeLater,
  naming,
  owned,
  whyNotGone,
  wordsOf,
  type Look,
} from '../lambda/core/plan/confirm-gone.ts';
import { TAG } from '../lambda/core/tags/keys.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { judgeRegion } from './account.ts';
import { clientsFor, type Caller } from './clients.ts';
import { CouldNotError } from './errors.ts';

interface Asked {
  readonly cluster: string;
  readonly goneSince: Date;
  readonly region: string;
  readonly caller: Caller;
  readonly settings: Settings;
  /** Undefined asks EC2. */
  readonly instances: ClusterInstances | undefined;
}

/** @throws CouldNotError with everything that speaks against it */
export async function lookAt({ cluster, goneSince, region, caller, settings, instances }: Asked): Promise<Look> {
  const { facts } = await judgeRegion({
    region,
    caller,
    settings,
    alsoInspect: (read) => new Set(naming(cluster, read).map(({ arn }) => arn)),
    wordsSaid: (read) => wordsOf(cluster, read),
  });
  if (owned(cluster, facts).length === 0) {
    throw new CouldNotError(
      `no Network Load Balancer of ${region} belongs to a Service of cluster ${cluster}; npx nlb-janitor scan lists the clusters that are named`,
    );
  }
  const clients = clientsFor(region, caller);
  const instancesOf = instances ?? clusterInstances(clients);
  const answer = await eksClusters(clients.eks).describe(cluster);
  const refusals = whyNotGone(cluster, facts, answer, await instancesOf(cluster));
  if (refusals.length > 0) throw refusal(`cluster ${cluster} may be alive in ${region}:`, refusals);

  const later = madeLater(cluster, goneSince, facts);
  if (later.length > 0) {
    const names = later.map(({ name, createdAt }) => `${name}, made ${createdAt.toISOString()}`);
    throw refusal(`made after ${goneSince.toISOString()}, so that the cluster was not gone then:`, names);
  }
  const present = answer.ok && answer.value.is === 'present' ? answer.value.cluster : undefined;
  const plan = confirmPlan(cluster, goneSince, facts, present);
  if (plan.useless.length > 0) {
    const reasons = plan.useless.map(({ why }) => why);
    throw refusal(`${TAG.clusterGone} = "${plan.value}" would prove nothing:`, reasons);
  }
  return { facts, plan };
}

/** Before anything was written. */
export function refusal(why: string, reasons: readonly string[]): CouldNotError {
  return new CouldNotError([why, ...reasons.map((reason) => `  - ${reason}`), 'No tag was written.'].join('\n'));
}
