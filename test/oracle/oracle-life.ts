/** Signs of life on one NLB: its targets, and its clients hour by hour. */
import { isLost } from './findings.ts';
import type { HourSpec, NlbSpec, TargetState, WorldSpec } from './description.ts';

/** Seven whole days before today, and today until nine o'clock. */
const LOOK_BACK_HOURS = 7 * 24 + 9;
const SERVED_BYTES_A_FLOW = 512;
const UDP_LIKE = ['UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'];
const SURELY_NOT_SERVING: readonly TargetState[] = ['unhealthy', 'unhealthy.draining', 'unused', 'draining'];

export function targetsOf({ groups }: NlbSpec): readonly TargetState[] {
  return groups.flatMap(({ targets }) => targets);
}

export function mayServe(targets: readonly TargetState[]): boolean {
  return targets.some((state) => !SURELY_NOT_SERVING.includes(state));
}

export function hasTargets(nlb: NlbSpec): boolean {
  return targetsOf(nlb).length > 0;
}

/** The hours that count: within the window, and lived through. */
function hoursOf({ traffic, age }: NlbSpec): readonly HourSpec[] {
  return traffic.filter(({ hoursAgo }) => hoursAgo <= LOOK_BACK_HOURS && hoursAgo <= age);
}

export function isTrafficKnown(nlb: NlbSpec, world: WorldSpec): boolean {
  return !isLost(world, 'traffic') && hoursOf(nlb).every(({ is }) => is !== 'lost');
}

export function hasClients(nlb: NlbSpec): boolean {
  return hoursOf(nlb).some(({ is }) => is !== 'lost' && (is.flows > 0 || is.open > 0 || is.bytes > 0));
}

/** Somebody is answered in at least one hour. */
export function isAnswering(nlb: NlbSpec): boolean {
  const isUdp = nlb.groups.some(({ protocol }) => UDP_LIKE.includes(protocol));
  return hoursOf(nlb).some(({ is }) => {
    if (is === 'lost') return false;
    if (is.flows === 0) return is.bytes > 0 || is.open > 0;
    return isUdp || is.bytes >= SERVED_BYTES_A_FLOW * is.flows;
  });
}

/** Whether it may be serving right now, as far as anybody can tell. */
export function maybeServing(nlb: NlbSpec, world: WorldSpec): boolean {
  if (isLost(world, 'target-groups') || (nlb.groups.length > 0 && isLost(world, 'target-health'))) return true;
  if (mayServe(targetsOf(nlb))) return true;
  return hasTargets(nlb) && (!isTrafficKnown(nlb, world) || isAnswering(nlb));
}
