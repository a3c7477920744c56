/** Reads what is looked at only where something is suspected: users, targets, traffic and protection of some NLBs. */
import { DAY_MS } from '../core/time.ts';
import type { FlowWindow, LoadBalancer, TagReading, TargetHealth } from '../model/aws.ts';
import type { Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';

interface InspectionOptions {
  readonly window: FlowWindow;
  /** Reads the tags of their target groups: what goes with them. A scan does not need it. */
  readonly withTargetGroupTags: boolean;
}

export async function readInspections(
  { loadBalancers: elb, autoScaling, traffic, journal }: ReadPorts,
  loadBalancers: readonly LoadBalancer[],
  { window, withTargetGroupTags }: InspectionOptions,
): Promise<Inspections> {
  const targetGroups = await elb.targetGroups();
  const autoScalingGroups = await autoScaling.groups();
  const arns = new Set(loadBalancers.map(({ arn }) => arn));

  const health = new Map<string, Reading<readonly TargetHealth[]>>();
  if (targetGroups.ok) {
    for (const targetGroup of targetGroups.value) {
      if (!targetGroup.loadBalancerArns.some((arn) => arns.has(arn))) continue;
      health.set(targetGroup.arn, await elb.targetHealth(targetGroup.arn));
    }
  }
  const flows = await traffic.flows(loadBalancers, window);
  const deletionProtection = new Map<string, Reading<boolean>>();
  for (const { arn } of loadBalancers) {
    deletionProtection.set(arn, await elb.deletionProtection(arn));
    if (deletionProtection.size % 50 === 0) {
      journal.note('read would-be orphans', { read: deletionProtection.size, of: loadBalancers.length });
    }
  }
  const targetGroupTags = withTargetGroupTags ? await elb.tags([...health.keys()]) : new Map<string, TagReading>();
  return { targetGroups, autoScalingGroups, health, deletionProtection, flows, targetGroupTags };
}

/** Where nothing was suspected. */
export const NOT_INSPECTED: Inspections = {
  targetGroups: { ok: false, cause: 'incomplete', why: 'target groups were not read.' },
  autoScalingGroups: { ok: false, cause: 'incomplete', why: 'Auto Scaling groups were not read.' },
  health: new Map(),
  deletionProtection: new Map(),
  flows: new Map(),
  targetGroupTags: new Map(),
};

/** From the UTC midnight `days` whole days back, until now. */
export function flowWindow(now: Date, days: number): FlowWindow {
  const midnightMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return { from: new Date(midnightMs - days * DAY_MS), to: now };
}
