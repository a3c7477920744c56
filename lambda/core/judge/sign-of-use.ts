/** What targets and traffic together say against each reason (docs/design.md section 3, "Targets and traffic"). Pure. */
import type { TargetGroup, TargetHealth } from '../../model/aws.ts';
import type { OrphanReason } from '../../model/verdict.ts';
import { listed } from '../words.ts';
import { servedIn } from './served.ts';
import { isMaybeHealthy } from './target-groups.ts';
import type { TrafficSigns } from './traffic.ts';

type SignOfUse =
  | { readonly is: 'in-use'; readonly reason: 'serving-traffic' | 'healthy-targets'; readonly explanation: string }
  | { readonly is: 'unreadable'; readonly why: string };

export interface Signs {
  readonly targetGroups: readonly TargetGroup[];
  /** Every registered target of these, healthy or not. */
  readonly targets: readonly TargetHealth[];
  readonly traffic: TrafficSigns;
  /** A load balancer that took over answers health checks: clients who have not moved are for a person to weigh. */
  readonly isReplaced: boolean;
  /** The suspicion rests on a proof that the cluster which made it is gone: then nobody should answer behind it. */
  readonly isClusterGone: boolean;
}

/** Undefined when nothing speaks against it. */
export function signOfUse(
  reason: OrphanReason,
  { targetGroups, targets, traffic, isReplaced, isClusterGone }: Signs,
): SignOfUse | undefined {
  const healthy = targets.filter(isMaybeHealthy);
  const names = listed(healthy.map(targetName));
  const answer = `${names} answer${healthy.length === 1 ? 's' : ''} its health checks`;
  // SAFETY: whatever the present cluster has of the name, that earlier one may live after all.
  if (isClusterGone && healthy.length > 0) {
    return {
      is: 'in-use',
      reason: 'healthy-targets',
      explanation: `Its cluster is gone, but ${answer}: somebody uses it.`,
    };
  }
  // What no target is registered with sends nobody anywhere.
  if (isReplaced || targets.length === 0) return undefined;
  // SAFETY: whoever was not measured may be there.
  if (traffic.is === 'unreadable') {
    return { is: 'unreadable', why: `it has registered targets and its traffic is not known: ${traffic.words}.` };
  }
  const served = servedIn(traffic.measured, targetGroups);
  if (served !== undefined) {
    return inUse(`${standing(reason)}, but clients are answered: ${served}.`);
  }
  // A Service that we cannot see, such as one of a hosted control plane, may be behind it.
  if (healthy.length > 0 && traffic.is === 'flows') {
    return inUse(`${standing(reason)}, but ${answer} and flows reach it: ${traffic.words}. ${IF_NOBODY_NEEDS_IT}`);
  }
  return undefined;
}

/** Scanners reach whatever has an address, and would keep it for ever: a way out for whoever knows that nobody else comes. */
const IF_NOBODY_NEEDS_IT = 'If nobody needs it, deregister its targets: then it is judged without them.';

function inUse(explanation: string): SignOfUse {
  return { is: 'in-use', reason: 'serving-traffic', explanation };
}

function standing(reason: OrphanReason): string {
  switch (reason) {
    case 'cluster-gone':
    case 'previous-cluster':
      return 'Its cluster is gone';
    case 'superseded':
      return 'Its Service has moved to another load balancer of which no target is known to be healthy';
    case 'service-gone':
    case 'service-not-load-balancer':
      return 'No Service that we can see owns it';
  }
}

/** `i-0a1b…:31234`. */
export function targetName(target: TargetHealth): string {
  return target.port === undefined ? target.targetId : `${target.targetId}:${target.port}`;
}
