/**
 * Clusters that EKS does not know and of whose end nothing tells (`cluster-never-seen`): what a person needs to know of
 * each before saying that it is gone. Pure; decides nothing.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Verdict } from '../../model/verdict.ts';
import { confirmCommand } from '../commands.ts';
import { clientsAnswered } from '../judge/serving.ts';
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from '../judge/target-groups.ts';
import { span, trafficOf } from '../judge/traffic.ts';
import { count, listed } from '../words.ts';
import { monthlyCostUsd, sumUsd } from './prices.ts';

export interface LostCluster {
  readonly cluster: string;
  readonly loadBalancers: number;
  /** Undefined where AWS does not bill in USD. */
  readonly monthlyCostUsd: number | undefined;
  /** Sentences without a full stop: targets and traffic of all its NLBs. */
  readonly signs: readonly string[];
  /** The one command that answers for all of them; undefined where its name is none that can be answered for. */
  readonly confirm: string | undefined;
}

/** One for each cluster, in the order of the verdicts. */
export function lostClusters(facts: Facts, verdicts: readonly Verdict[]): readonly LostCluster[] {
  const byCluster = new Map<string, LoadBalancer[]>();
  for (const { reason, owner, loadBalancer } of verdicts) {
    if (reason !== 'cluster-never-seen' || owner?.is !== 'service') continue;
    const answer = facts.clusters.get(owner.cluster);
    // One that was made again under the name: nobody may say that it is gone.
    if (answer?.ok === true && answer.value.is === 'present') continue;
    byCluster.set(owner.cluster, [...(byCluster.get(owner.cluster) ?? []), loadBalancer]);
  }
  return [...byCluster].map(([cluster, loadBalancers]) => ({
    cluster,
    loadBalancers: loadBalancers.length,
    monthlyCostUsd: sumUsd(loadBalancers.map((one) => monthlyCostUsd(one, facts.region))),
    signs: [targetsInWords(loadBalancers, facts), trafficInWords(loadBalancers, facts)],
    confirm: confirmCommand(cluster, facts.region),
  }));
}

function targetsInWords(loadBalancers: readonly LoadBalancer[], facts: Facts): string {
  let healthy = 0;
  for (const loadBalancer of loadBalancers) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    const targets = attached.ok ? targetsOf(attached.value, facts) : attached;
    // What was not read is never zero.
    if (!targets.ok) return 'targets not known';
    healthy += targets.value.filter(isMaybeHealthy).length;
  }
  return healthy === 0 ? 'no healthy target' : `${count(healthy, 'target')} healthy`;
}

function trafficInWords(loadBalancers: readonly LoadBalancer[], facts: Facts): string {
  const unknown: string[] = [];
  let seen = 'nothing measured';
  let hasFlows = false;
  for (const loadBalancer of loadBalancers) {
    const traffic = trafficOf(loadBalancer, facts);
    if (traffic.is === 'unreadable') {
      unknown.push(loadBalancer.name);
      continue;
    }
    if (clientsAnswered(loadBalancer, facts) !== undefined) return 'clients are answered';
    hasFlows ||= traffic.is === 'flows';
    seen = span(traffic.measured);
  }
  if (hasFlows) return `flows in the last ${seen}, perhaps of scanners only`;
  return unknown.length > 0 ? `traffic of ${listed(unknown)} not known` : `no client in ${seen}`;
}
