/** Reads whether the load balancers that took over from a suspect answer: each kind has its own word for health. */
import type { LoadBalancer, TargetGroup, TargetHealth } from '../model/aws.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { DailyClients, Successor, SuccessorState } from '../model/traffic.ts';
import type { ReadPorts } from '../ports/read.ts';

/** What was read of target groups already. */
interface Known {
  readonly targetGroups: Inspections['targetGroups'];
  /** Undefined when `targetGroups` are all of the region. */
  readonly groupsOf: readonly string[] | undefined;
  readonly health: Inspections['health'];
}

type Reads = Pick<ReadPorts, 'loadBalancers' | 'describer' | 'classicLoadBalancers'>;

/** @param clients by DNS name @returns by DNS name */
export async function readSuccessors(
  read: Reads,
  successors: readonly Successor[],
  known: Known,
  clients: ReadonlyMap<string, Reading<DailyClients>>,
): Promise<Inspections['successors']> {
  const states = new Map<string, Reading<SuccessorState>>();
  for (const successor of successors) {
    const healthy = await healthyTargets(read, successor, known);
    const counted = clients.get(successor.dnsName) ?? NOT_COUNTED;
    states.set(
      successor.dnsName,
      healthy.ok ? { ok: true, value: { healthyTargets: healthy.value, clients: counted } } : healthy,
    );
  }
  return states;
}

const NOT_COUNTED: Reading<DailyClients> = { ok: false, cause: 'incomplete', why: 'its clients were not counted' };

async function healthyTargets(read: Reads, successor: Successor, known: Known): Promise<Reading<number>> {
  const { arn, name } = successor;
  // SAFETY: only the plain word: a target that starts, or that nobody checks, has not taken over.
  if (arn === undefined) {
    const states = await read.classicLoadBalancers.instanceStates(name);
    return states.ok ? { ok: true, value: states.value.filter((state) => state === 'InService').length } : states;
  }
  const groups = await groupsOf(read, arn, known);
  if (!groups.ok) return groups;
  let healthy = 0;
  for (const group of groups.value) {
    const reading: Reading<readonly TargetHealth[]> =
      known.health.get(group.arn) ?? (await read.loadBalancers.targetHealth(group.arn));
    if (!reading.ok) return reading;
    // SAFETY: nor has one of any other word of ELBv2.
    healthy += reading.value.filter(({ state }) => state === 'healthy').length;
  }
  return { ok: true, value: healthy };
}

async function groupsOf(
  { describer }: Reads,
  arn: LoadBalancer['arn'],
  known: Known,
): Promise<Reading<readonly TargetGroup[]>> {
  if (known.groupsOf !== undefined) return describer.targetGroupsOf(arn);
  if (!known.targetGroups.ok) return known.targetGroups;
  return { ok: true, value: known.targetGroups.value.filter(({ loadBalancerArns }) => loadBalancerArns.includes(arn)) };
}

/**
 * The Classic load balancers again, where one of them took over: right before a delete, what was listed at the beginning of
 * the run proves nothing.
 */
export async function readClassicAgain(
  { classicLoadBalancers }: Pick<ReadPorts, 'classicLoadBalancers'>,
  { classicLoadBalancers: before }: Facts,
  successor: string | undefined,
): Promise<Facts['classicLoadBalancers']> {
  const isOne = before?.ok === true && before.value.some(({ dnsName }) => dnsName === successor);
  return isOne ? classicLoadBalancers.list() : undefined;
}
