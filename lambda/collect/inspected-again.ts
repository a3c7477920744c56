/** What was inspected of many load balancers, with what was inspected of one of them since. Pure. */
import type { TargetGroup } from '../model/aws.ts';
import type { Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';

/** @param again of the one with this ARN alone, later: what it says counts, also where it could not be read */
export function withInspectedAgain(before: Inspections, again: Inspections, arn: string): Inspections {
  return {
    ...before,
    targetGroups: bothGroups(before.targetGroups, again.targetGroups, arn),
    autoScalingGroups: again.autoScalingGroups,
    controllerRemovals: again.controllerRemovals,
    health: new Map([...before.health, ...again.health]),
    deletionProtection: new Map([...before.deletionProtection, ...again.deletionProtection]),
    capacityReservations: new Map([...before.capacityReservations, ...again.capacityReservations]),
    flows: new Map([...before.flows, ...again.flows]),
    successors: new Map([...before.successors, ...again.successors]),
    targetGroupTags: new Map([...before.targetGroupTags, ...again.targetGroupTags]),
  };
}

function bothGroups(
  before: Reading<readonly TargetGroup[]>,
  again: Reading<readonly TargetGroup[]>,
  arn: string,
): Reading<readonly TargetGroup[]> {
  // SAFETY: a list that cannot be read may hold what saves.
  if (!before.ok || !again.ok) return before.ok ? again : before;
  const ofOthers = before.value.filter(({ loadBalancerArns }) => !loadBalancerArns.includes(arn));
  const groups = new Map([...ofOthers, ...again.value].map((group) => [group.arn, group]));
  return { ok: true, value: [...groups.values()] };
}
