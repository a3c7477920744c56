/** Reads what is looked at only where something is suspected: users, targets, traffic and protection of some NLBs. */
import { mayBeStripped } from '../core/judge/stripped.ts';
import { DAY_MS } from '../core/time.ts';
import type { FlowWindow, LoadBalancer, TagReading, TargetHealth } from '../model/aws.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';

/** A controller reconciles within hours; a week covers one that was scaled down over a weekend. */
const REMOVAL_DAYS = 7;

interface InspectionOptions {
  readonly window: FlowWindow;
  /** Reads the tags of their target groups: what goes with them. A scan does not need it. */
  readonly withTargetGroupTags: boolean;
}

export async function readInspections(
  { loadBalancers: elb, autoScaling, traffic, tagRemovals, journal }: ReadPorts,
  loadBalancers: readonly LoadBalancer[],
  facts: Pick<Facts, 'now' | 'tags'>,
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
  const controllerRemovals = loadBalancers.some((one) => mayBeStripped(one, facts))
    ? await tagRemovals.byController(new Date(facts.now.getTime() - REMOVAL_DAYS * DAY_MS))
    : NOT_INSPECTED.controllerRemovals;
  return { targetGroups, autoScalingGroups, health, deletionProtection, flows, controllerRemovals, targetGroupTags };
}

/** Where nothing was suspected. */
export const NOT_INSPECTED: Inspections = {
  targetGroups: { ok: false, cause: 'incomplete', why: 'target groups were not read.' },
  autoScalingGroups: { ok: false, cause: 'incomplete', why: 'Auto Scaling groups were not read.' },
  health: new Map(),
  deletionProtection: new Map(),
  flows: new Map(),
  controllerRemovals: { ok: false, cause: 'incomplete', why: 'RemoveTags events were not read.' },
  targetGroupTags: new Map(),
};

/** From the UTC midnight `days` whole days back, until now. */
export function flowWindow(now: Date, days: number): FlowWindow {
  const midnightMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return { from: new Date(midnightMs - days * DAY_MS), to: now };
}
