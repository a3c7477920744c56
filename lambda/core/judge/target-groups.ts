/** The target groups of one NLB and their targets, as far as they were read. Pure. */
import type { LoadBalancer, TargetGroup, TargetHealth } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Reading } from '../../model/reading.ts';

/** Those that it forwards to, by ARN. */
export function attachedTargetGroups(
  loadBalancer: Pick<LoadBalancer, 'arn'>,
  { inspections: { targetGroups } }: Pick<Facts, 'inspections'>,
): Reading<readonly TargetGroup[]> {
  if (!targetGroups.ok) return targetGroups;
  const attached = targetGroups.value.filter(({ loadBalancerArns }) => loadBalancerArns.includes(loadBalancer.arn));
  return { ok: true, value: attached.toSorted((one, other) => (one.arn < other.arn ? -1 : 1)) };
}

/** Every registered target of these groups. */
export function targetsOf(
  targetGroups: readonly TargetGroup[],
  { inspections: { health } }: Pick<Facts, 'inspections'>,
): Reading<readonly TargetHealth[]> {
  const targets: TargetHealth[] = [];
  for (const { arn, name } of targetGroups) {
    const reading = health.get(arn);
    // SAFETY: a target that was not looked at may be healthy.
    if (reading === undefined)
      return { ok: false, cause: 'incomplete', why: `the health of target group ${name} was not read.` };
    if (!reading.ok) return reading;
    targets.push(...reading.value);
  }
  return { ok: true, value: targets };
}

/**
 * Target states that are plainly not serving (API_TargetHealth). Every other word, also one that AWS adds later, counts
 * as healthy: `initial` may be healthy in a minute, `unavailable` means that nobody checks.
 */
const NOT_SERVING: ReadonlySet<string> = new Set(['unhealthy', 'unhealthy.draining', 'unused', 'draining']);

/** Whether a target may be serving: everything but a plain no. */
export function isMaybeHealthy(target: Pick<TargetHealth, 'state'>): boolean {
  return !NOT_SERVING.has(target.state);
}
