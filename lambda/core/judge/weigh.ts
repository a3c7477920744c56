/**
 * Targets and traffic (design.md section 3): the last look at every would-be orphan. Pure.
 * It can turn a suspicion into in-use, unknown or leave-alone; it can never turn anything into an orphan.
 */
import type {
  CompanionFacts,
  Facts,
  Finding,
  LoadBalancer,
  OrphanReason,
  TargetGroup,
  TargetHealth,
} from '../../model.ts';
import { count, listed, sentence } from '../words.ts';
import type { Claims } from './claims.ts';
import { unreadNeighbour } from './cluster.ts';
import type { Suspicion } from './suspicion.ts';

/**
 * Target states that are plainly not serving (API_TargetHealth). Every other word, also one that AWS adds later, counts
 * as healthy: `initial` may be healthy in a minute, `unavailable` means that nobody checks.
 */
const NOT_SERVING: ReadonlySet<string> = new Set(['unhealthy', 'unhealthy.draining', 'unused', 'draining']);

/** Whether a target may be serving: everything but a plain no. */
export function isMaybeHealthy(target: Pick<TargetHealth, 'state'>): boolean {
  return !NOT_SERVING.has(target.state);
}

export function weigh(suspicion: Suspicion, loadBalancer: LoadBalancer, facts: Facts, claims: Claims): Finding {
  const { companions } = facts;
  const evidence = [...suspicion.evidence];
  const unreadable = (why: string): Finding => ({
    is: 'unknown',
    reason: 'unreadable',
    explanation: sentence(`It looks like an orphan (${suspicion.reason}), but: ${why}`),
    evidence,
  });
  const used = (
    reason: 'target-group-binding' | 'shared-target-group' | 'serving-traffic' | 'healthy-targets',
    explanation: string,
  ): Finding => ({
    is: 'in-use',
    reason,
    explanation,
    evidence,
  });

  if (!companions.targetGroups.ok) return unreadable(companions.targetGroups.why);
  const targetGroups = companions.targetGroups.value
    .filter((targetGroup) => targetGroup.loadBalancerArns.includes(loadBalancer.arn))
    .toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
  evidence.push(
    targetGroups.length === 0
      ? 'target groups: none'
      : `target groups: ${listed(targetGroups.map((targetGroup) => targetGroup.name))}`,
  );

  // SAFETY: a target group that anybody else uses means hands off. Tests: weigh.test.ts "a target group that … is in use".
  for (const targetGroup of targetGroups) {
    const binding = claims.bindingClaim(targetGroup);
    if (binding !== undefined) {
      return used('target-group-binding', `${binding} names its target group ${targetGroup.name}.`);
    }
    const others = targetGroup.loadBalancerArns.filter((arn) => arn !== loadBalancer.arn);
    if (others.length > 0) {
      return used('shared-target-group', `Its target group ${targetGroup.name} also serves ${listed(others)}.`);
    }
  }
  if (!companions.autoScalingGroups.ok && targetGroups.length > 0) return unreadable(companions.autoScalingGroups.why);
  const group = companions.autoScalingGroups.ok
    ? companions.autoScalingGroups.value.find((candidate) =>
        targetGroups.some((targetGroup) => candidate.targetGroupArns.includes(targetGroup.arn)),
      )
    : undefined;
  if (group !== undefined) {
    return used('shared-target-group', `Auto Scaling group ${group.name} registers its instances with it.`);
  }

  const health = healthOf(targetGroups, companions);
  if (!health.ok) return unreadable(health.why);
  const mayBeHealthy = health.targets.filter(isMaybeHealthy);
  evidence.push(`targets: ${mayBeHealthy.length} of ${health.targets.length} healthy`);

  const traffic = trafficOf(loadBalancer, companions);
  evidence.push(`traffic: ${traffic.words}`);

  const verdict = againstUse(suspicion.reason, mayBeHealthy, traffic);
  if (verdict?.is === 'in-use') return used(verdict.reason, verdict.explanation);
  const neighbour = unreadNeighbour(loadBalancer, mayBeHealthy.length > 0, facts);
  if (neighbour !== undefined) {
    return {
      is: 'unknown',
      reason: 'cluster-view-incomplete',
      explanation: sentence(`It looks like an orphan (${suspicion.reason}), but: ${neighbour}`),
      evidence,
    };
  }

  if (verdict?.is === 'unreadable') return unreadable(verdict.why);

  const protection = companions.deletionProtection.get(loadBalancer.arn);
  if (protection === undefined) return unreadable('its attributes were not read.');
  if (!protection.ok) return unreadable(protection.why);
  evidence.push(`deletion protection: ${protection.value ? 'on' : 'off'}`);
  if (protection.value) {
    return {
      is: 'leave-alone',
      reason: 'deletion-protected',
      otherwise: suspicion.reason,
      explanation: `Deletion protection is on, which is an owner's veto; otherwise an orphan: ${suspicion.reason}. ${suspicion.explanation}`,
      evidence,
    };
  }

  const cautions = [...suspicion.cautions];
  if (mayBeHealthy.length > 0) {
    cautions.push(
      `${count(mayBeHealthy.length, 'target is', 'targets are')} healthy: ${listed(mayBeHealthy.map(targetName))}.`,
    );
  }
  if (traffic.is !== 'none') cautions.push(`Traffic: ${traffic.words}.`);
  return {
    is: 'orphan',
    reason: suspicion.reason,
    explanation: suspicion.explanation,
    evidence,
    cautions,
    cluster: suspicion.cluster,
    serviceUid: suspicion.serviceUid,
    successor: suspicion.successor,
    targetGroupArns: targetGroups.map((targetGroup) => targetGroup.arn),
  };
}

type TrafficSigns =
  { readonly is: 'none' | 'flows'; readonly words: string } | { readonly is: 'unreadable'; readonly words: string };

/** Missing and unreadable figures are never zero. */
function trafficOf(loadBalancer: LoadBalancer, companions: CompanionFacts): TrafficSigns {
  const reading = companions.flows.get(loadBalancer.arn);
  if (reading === undefined) return { is: 'unreadable', words: 'flows were not read' };
  if (!reading.ok) return { is: 'unreadable', words: reading.why };
  const flows = reading.value;
  if (flows.is === 'missing') return { is: 'unreadable', words: flows.why };
  const words = `${flows.newFlows} new flows in ${count(flows.days, 'day')}, ${flows.peakActiveFlows} active at the peak`;
  // SAFETY: anything but a plain zero is traffic. Test: weigh.test.ts "flows count a long-lived flow as traffic".
  return { is: flows.newFlows === 0 && flows.peakActiveFlows === 0 ? 'none' : 'flows', words };
}

/** What healthy targets and flows say against each reason; undefined when nothing does. */
function againstUse(
  reason: OrphanReason,
  healthy: readonly TargetHealth[],
  traffic: TrafficSigns,
):
  | { is: 'in-use'; reason: 'serving-traffic' | 'healthy-targets'; explanation: string }
  | { is: 'unreadable'; why: string }
  | undefined {
  if (healthy.length === 0) return undefined;
  const targets = listed(healthy.map(targetName));
  switch (reason) {
    case 'cluster-gone':
    case 'previous-cluster':
      return {
        is: 'in-use',
        reason: 'healthy-targets',
        explanation: `Its cluster is gone, but ${targets} answer${healthy.length === 1 ? 's' : ''} its health checks: somebody uses it.`,
      };
    case 'service-gone':
    case 'service-not-load-balancer':
      // A Service that we cannot see, such as one of a hosted control plane, may be behind it.
      if (traffic.is === 'flows') {
        return {
          is: 'in-use',
          reason: 'serving-traffic',
          explanation: `No Service that we can see owns it, but ${targets} answer${healthy.length === 1 ? 's' : ''} its health checks and clients use it: ${traffic.words}.`,
        };
      }
      if (traffic.is === 'unreadable') {
        return { is: 'unreadable', why: `${targets} is healthy and its traffic is not known: ${traffic.words}.` };
      }
      return undefined;
    case 'superseded':
      // The same nodes serve its successor: healthy targets are to be expected, and shown as a caution.
      return undefined;
  }
}

function healthOf(
  targetGroups: readonly TargetGroup[],
  companions: CompanionFacts,
): { ok: true; targets: readonly TargetHealth[] } | { ok: false; why: string } {
  const targets: TargetHealth[] = [];
  for (const targetGroup of targetGroups) {
    const reading = companions.health.get(targetGroup.arn);
    if (reading === undefined)
      return { ok: false, why: `the health of target group ${targetGroup.name} was not read.` };
    if (!reading.ok) return { ok: false, why: reading.why };
    targets.push(...reading.value);
  }
  return { ok: true, targets };
}

function targetName(target: TargetHealth): string {
  return target.port === undefined ? target.targetId : `${target.targetId}:${target.port}`;
}
