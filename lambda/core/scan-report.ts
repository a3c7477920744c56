/**
 * Facts and verdicts → what a scan tells: the judged NLBs, what could not be read, the cost. Pure; words and numbers
 * only, no layout. Decides nothing.
 */
import type { Facts, Verdict } from '../model.ts';
import { monthlyCostUsd, sumUsd } from './prices.ts';
import { gapOf } from './judge/cluster.ts';

export interface ScanReport {
  readonly account: string;
  readonly region: string;
  readonly at: Date;
  readonly judged: readonly Judged[];
  readonly unreadable: readonly UnreadableSource[];
}

export type Judged = Verdict & { readonly monthlyCostUsd: number };

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
  };
}

/** USD per month that deleting these would save. */
export function savingUsd(judged: readonly Judged[]): number {
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
  if (!facts.deletions.ok) sources.push({ source: 'CloudTrail', why: facts.deletions.why });

  const { companions } = facts;
  const wasRead = companions.flows.size > 0 || companions.deletionProtection.size > 0;
  if (!wasRead) return sources;
  if (!companions.targetGroups.ok) sources.push({ source: 'target groups', why: companions.targetGroups.why });
  if (!companions.autoScalingGroups.ok) {
    sources.push({ source: 'Auto Scaling groups', why: companions.autoScalingGroups.why });
  }
  for (const [arn, reading] of companions.health) {
    if (!reading.ok) sources.push({ source: `health of ${resourceName(arn)}`, why: reading.why });
  }
  for (const [arn, reading] of companions.deletionProtection) {
    if (!reading.ok) sources.push({ source: `attributes of ${resourceName(arn)}`, why: reading.why });
  }
  const flowFailures = new Set([...companions.flows.values()].flatMap((reading) => (reading.ok ? [] : [reading.why])));
  for (const why of flowFailures) sources.push({ source: 'CloudWatch', why });
  return sources;
}

/** `a3f…` of `…:loadbalancer/net/a3f…/50dc…`, `k8s-…` of `…:targetgroup/k8s-…/6d0e…`. */
function resourceName(arn: string): string {
  return arn.split('/').at(-2) ?? arn;
}
