/** Looks at load balancers in turn: what no list says, and takes a call for each. Stops where the time for that ends. */
import type { LoadBalancer, TargetGroup, TargetHealth } from '../model/aws.ts';
import type { Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';

interface ToLookAt {
  /** In the order in which they are looked at; each is looked at wholly, or not at all. */
  readonly loadBalancers: readonly LoadBalancer[];
  /** ARNs of Application Load Balancers, of which only the targets have a say. They come first, and whatever the time. */
  readonly applications: readonly string[];
  /** ARNs of those that are judged by it; the others only have a say. */
  readonly suspects: ReadonlySet<string>;
}

/** `deletionProtection` has those that were looked at. */
interface Looks extends Pick<Inspections, 'deletionProtection' | 'capacityReservations'> {
  readonly health: Map<string, Reading<readonly TargetHealth[]>>;
}

export async function lookOneByOne(
  { loadBalancers: elb, journal }: ReadPorts,
  { loadBalancers, applications, suspects }: ToLookAt,
  targetGroups: Reading<readonly TargetGroup[]>,
  hasTime: () => boolean,
): Promise<Looks> {
  const health = new Map<string, Reading<readonly TargetHealth[]>>();
  const lookAtTargets = async (loadBalancerArn: string): Promise<void> => {
    if (!targetGroups.ok) return;
    for (const { arn, loadBalancerArns } of targetGroups.value) {
      if (!loadBalancerArns.includes(loadBalancerArn) || health.has(arn)) continue;
      health.set(arn, await elb.targetHealth(arn));
    }
  };
  for (const arn of applications) await lookAtTargets(arn);
  const deletionProtection = new Map<string, Reading<boolean>>();
  const capacityReservations = new Map<string, Reading<number>>();
  for (const { arn } of loadBalancers) {
    if (!hasTime()) break;
    await lookAtTargets(arn);
    deletionProtection.set(arn, await elb.deletionProtection(arn));
    // A call for each, in a scan too: no list says it, and a scan tells every caution that would keep an automatic delete.
    if (suspects.has(arn)) capacityReservations.set(arn, await elb.capacityReservation(arn));
    if (deletionProtection.size % 50 === 0) {
      journal.note('read would-be orphans', { read: deletionProtection.size, of: loadBalancers.length });
    }
  }
  return { health, deletionProtection, capacityReservations };
}
