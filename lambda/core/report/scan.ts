/**
 * Facts and verdicts → what a scan tells: the judged NLBs, what could not be read, the cost. Pure; words and numbers
 * only, no layout. Decides nothing.
 */
import type { Facts } from '../../model/facts.ts';
import type { Verdict } from '../../model/verdict.ts';
import { lostClusters, type LostCluster } from './lost-clusters.ts';
import { monthlyCostUsd, sumUsd } from './prices.ts';
import type { Reading } from '../../model/reading.ts';
import { indexClaims } from '../judge/claims.ts';
import { gapOf } from '../judge/cluster.ts';
import { unreadUsers, usersOf } from '../judge/users/users.ts';
import { unreadClusters, type UnreadCluster } from './unjudged.ts';

export interface ScanReport {
  readonly account: string;
  readonly region: string;
  readonly at: Date;
  readonly judged: readonly Judged[];
  readonly unreadable: readonly UnreadableSource[];
  readonly unreadClusters: readonly UnreadCluster[];
  readonly lostClusters: readonly LostCluster[];
}

export type Judged = Verdict & { readonly monthlyCostUsd: number | undefined };

export interface UnreadableSource {
  readonly source: string;
  readonly why: string;
}

export function scanReport(facts: Facts, verdicts: readonly Verdict[]): ScanReport {
  return {
    account: facts.account,
    region: facts.region,
    at: facts.now,
    judged: verdicts.map((verdict) => ({
      ...verdict,
      monthlyCostUsd: monthlyCostUsd(verdict.loadBalancer, facts.region),
    })),
    unreadable: unreadableSources(facts),
    unreadClusters: unreadClusters(facts),
    lostClusters: lostClusters(facts, verdicts),
  };
}

/** Reasons that a Service gives: of every other in-use verdict it is said who uses the NLB. */
const BY_SERVICE: ReadonlySet<Verdict['reason']> = new Set(['serves-service', 'controller-deleting']);

/** Those that no Service needs any more, and that somebody else uses. */
export function usedByOthers(judged: readonly Judged[]): readonly Judged[] {
  return judged.filter((one) => one.is === 'in-use' && !BY_SERVICE.has(one.reason));
}

/** USD per month that deleting these would save; undefined when no price of them is known. */
export function savingUsd(judged: readonly Judged[]): number | undefined {
  return sumUsd(judged.filter((one) => one.is === 'orphan').map((one) => one.monthlyCostUsd));
}

/** Every source that was asked and did not answer completely, once each, in the order of reading. */
export function unreadableSources(facts: Facts): readonly UnreadableSource[] {
  const sources: UnreadableSource[] = [];
  for (const loadBalancer of facts.loadBalancers) {
    const reading = facts.tags.get(loadBalancer.arn);
    if (reading?.ok === false) sources.push({ source: `tags of ${loadBalancer.name}`, why: reading.why });
  }
  for (const [name, reading] of facts.clusters) {
    if (!reading.ok) sources.push({ source: `cluster ${name}`, why: reading.why });
  }
  for (const [name, view] of facts.views) {
    const gap = gapOf(view);
    if (gap !== undefined) sources.push({ source: `cluster ${name}`, why: gap.why });
  }
  const { classicLoadBalancers: classic } = facts;
  if (classic?.ok === false) sources.push({ source: 'Classic load balancers', why: classic.why });
  if (!facts.deletions.ok) {
    const { why } = facts.deletions;
    // An AWS reading begins with the service that was asked.
    sources.push({ source: why.startsWith('config ') ? 'AWS Config' : 'CloudTrail', why });
  }
  return [...sources, ...unreadInspections(facts)];
}

/** What was inspected and could not be read: the users of the suspects, their targets, traffic and protection. */
function unreadInspections(facts: Facts): readonly UnreadableSource[] {
  const { health, deletionProtection, flows, successors } = facts.inspections;
  const claims = indexClaims(facts);
  const inspected = facts.loadBalancers.filter(({ arn }) => flows.has(arn) || deletionProtection.has(arn));
  const users = inspected.flatMap((loadBalancer) => unreadUsers(usersOf(loadBalancer, facts, claims)));
  return [
    // Clusters and tags have their own lines.
    ...once(users.filter(({ reason }) => reason === 'unreadable')),
    ...failuresIn(health, (arn) => `health of ${resourceName(arn)}`),
    ...failuresIn(deletionProtection, (arn) => `attributes of ${resourceName(arn)}`),
    ...once(failuresIn(flows, () => 'CloudWatch')),
    ...failuresIn(successors, (dnsName) => `health of ${dnsName}`),
  ];
}

function failuresIn(
  readings: ReadonlyMap<string, Reading<unknown>>,
  sourceOf: (arn: string) => string,
): readonly UnreadableSource[] {
  return [...readings].flatMap(([arn, reading]) => (reading.ok ? [] : [{ source: sourceOf(arn), why: reading.why }]));
}

/** The same failure of many NLBs is said once. */
function once(sources: readonly UnreadableSource[]): readonly UnreadableSource[] {
  return [...new Map(sources.map(({ source, why }) => [`${source}\n${why}`, { source, why }])).values()];
}

/** `a3f…` of `…:loadbalancer/net/a3f…/50dc…`, `k8s-…` of `…:targetgroup/k8s-…/6d0e…`. */
function resourceName(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}
