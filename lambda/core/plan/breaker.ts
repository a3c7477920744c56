/**
 * The breaker: how many NLBs may be deleted in one UTC day (docs/design.md section 8, rule 6). Pure. Refuses rather than
 * truncates what nobody approved; never lets a lost reading raise the limit.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Reading } from '../../model/reading.ts';
import type { Verdict } from '../../model/verdict.ts';

export interface BreakerSettings {
  readonly maxDeletesPerDay: number;
  readonly maxDeletePercent: number;
}

/** How many NLBs the limit is a share of: those judged in-use or orphan. */
export function fleetOf(verdicts: readonly Verdict[]): number {
  return verdicts.filter((verdict) => verdict.is === 'in-use' || verdict.is === 'orphan').length;
}

/**
 * The fleet for the limit of a run of `reap`, which does not look at every NLB.
 *
 * @param last what the last full sweep counted; undefined when it is not on record
 */
export function fleetNow(verdicts: readonly Verdict[], facts: Facts, last: number | undefined): number {
  const counted = fleetOf(verdicts);
  if (!facts.isWholeFleet) return last ?? counted;
  const unseen = verdicts.filter(({ is, loadBalancer }) => is === 'unknown' && leftOut(loadBalancer, facts)).length;
  // SAFETY: never more than there can be now, also where the last sweep counted more.
  return Math.max(counted, Math.min(last ?? 0, counted + unseen));
}

function leftOut({ arn }: LoadBalancer, { inspections }: Facts): boolean {
  return inspections.leftOut.has(arn);
}

/** min(per day, max(1, floor(fleet × percent / 100))). Zero means zero. */
export function dailyLimit(fleet: number, settings: BreakerSettings): number {
  if (settings.maxDeletePercent === 0 || settings.maxDeletesPerDay === 0) return 0;
  return Math.min(settings.maxDeletesPerDay, Math.max(1, Math.floor((fleet * settings.maxDeletePercent) / 100)));
}

/** The place that an NLB takes, by the id that snapshot keys use: the last part of its ARN. */
export function placeOf(loadBalancerArn: string): string {
  return loadBalancerArn.split('/').at(-1) ?? loadBalancerArn;
}

/** The places that snapshots of one day have taken. Keys: `<day>/<nlb id>/…` (records/keys.ts). */
export function takenPlaces(snapshotKeys: readonly string[]): ReadonlySet<string> {
  const ids = snapshotKeys
    .filter((key) => key.endsWith('/snapshot.json'))
    .map((key) => key.split('/')[1])
    .filter((id) => id !== undefined);
  return new Set(ids);
}

/**
 * Why this NLB's snapshot, which is stored already, does not fit into the day's limit beside those that runs at the same
 * time have stored; undefined when it does. Two that race both give way: each stores first and looks then.
 */
export function whyNoPlace(
  loadBalancerArn: string,
  limit: number,
  todaysSnapshots: Reading<readonly string[]>,
): string | undefined {
  // SAFETY: how much was deleted today is not known.
  if (!todaysSnapshots.ok) return `today's snapshots cannot be read: ${todaysSnapshots.why}`;
  const others = [...takenPlaces(todaysSnapshots.value)].filter((id) => id !== placeOf(loadBalancerArn));
  // SAFETY: the plan's count is minutes old.
  return others.length < limit ? undefined : "today's limit was reached meanwhile";
}
