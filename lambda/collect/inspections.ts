/** Reads what is looked at only where something is suspected: users, targets, traffic and protection of some NLBs. */
import { applicationsNaming, applicationsOf, type PersonsWord } from '../core/judge/same-cluster.ts';
import { mayBeStripped } from '../core/judge/stripped.ts';
import { DAY_MS } from '../core/time.ts';
import type { FlowWindow, LoadBalancer, TagReading, TargetGroup, TargetHealth } from '../model/aws.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';

/** A controller reconciles within hours; a week covers one that was scaled down over a weekend. */
const REMOVAL_DAYS = 7;

interface InspectionOptions {
  readonly window: FlowWindow;
  /** Reads the tags of their target groups: what goes with them. A scan does not need it. */
  readonly withTargetGroupTags: boolean;
  /** ARNs of the NLBs whose target groups are read one by one; undefined reads all of the region at once. */
  readonly groupsOf: readonly string[] | undefined;
  /** Application load balancers are asked only whether they contradict one of these. */
  readonly words: readonly PersonsWord[];
  /** Once half of what is left of it now is over, nobody more is looked at. */
  readonly deadline: Deadline;
}

/** @param loadBalancers in the order in which they are looked at; each is looked at wholly, or not at all */
export async function readInspections(
  { loadBalancers: elb, describer, autoScaling, traffic, tagRemovals, journal }: ReadPorts,
  loadBalancers: readonly LoadBalancer[],
  facts: Pick<Facts, 'now' | 'tags' | 'loadBalancers'>,
  { window, withTargetGroupTags, groupsOf, words, deadline }: InspectionOptions,
): Promise<Inspections> {
  const endsAtMs = deadline.remainingMs() / 2;
  const asked = applicationsOf(words, facts).map(({ arn }) => arn);
  const applicationTags = asked.length === 0 ? new Map<string, TagReading>() : await elb.tags(asked);
  const told = { loadBalancers: facts.loadBalancers, inspections: { applicationTags } };
  const applications = words.flatMap((word) => applicationsNaming(word, told)).map(({ arn }) => arn);
  const targetGroups =
    groupsOf === undefined ? await elb.targetGroups() : await targetGroupsOf([...groupsOf, ...applications], describer);
  const autoScalingGroups = await autoScaling.groups();

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
  for (const { arn } of loadBalancers) {
    if (deadline.remainingMs() < endsAtMs) break;
    await lookAtTargets(arn);
    deletionProtection.set(arn, await elb.deletionProtection(arn));
    if (deletionProtection.size % 50 === 0) {
      journal.note('read would-be orphans', { read: deletionProtection.size, of: loadBalancers.length });
    }
  }
  const looked = loadBalancers.filter(({ arn }) => deletionProtection.has(arn));
  const flows = await traffic.flows(looked, window);
  const targetGroupTags = withTargetGroupTags ? await elb.tags([...health.keys()]) : new Map<string, TagReading>();
  const controllerRemovals = looked.some((one) => mayBeStripped(one, facts))
    ? await tagRemovals.byController(new Date(facts.now.getTime() - REMOVAL_DAYS * DAY_MS))
    : NOT_INSPECTED.controllerRemovals;
  return {
    targetGroups,
    autoScalingGroups,
    health,
    deletionProtection,
    flows,
    controllerRemovals,
    applicationTags,
    targetGroupTags,
    leftOut: NOT_INSPECTED.leftOut,
  };
}

/** One that cannot be read makes all of them unreadable, as a lost page of the whole list does. */
async function targetGroupsOf(
  arns: readonly string[],
  describer: ReadPorts['describer'],
): Promise<Reading<readonly TargetGroup[]>> {
  const found = new Map<string, TargetGroup>();
  for (const arn of new Set(arns)) {
    const reading = await describer.targetGroupsOf(arn);
    if (!reading.ok) return reading;
    for (const group of reading.value) found.set(group.arn, group);
  }
  return { ok: true, value: [...found.values()] };
}

/** Where nothing was suspected. */
export const NOT_INSPECTED: Inspections = {
  targetGroups: { ok: false, cause: 'incomplete', why: 'target groups were not read.' },
  autoScalingGroups: { ok: false, cause: 'incomplete', why: 'Auto Scaling groups were not read.' },
  health: new Map(),
  deletionProtection: new Map(),
  flows: new Map(),
  controllerRemovals: { ok: false, cause: 'incomplete', why: 'RemoveTags events were not read.' },
  applicationTags: new Map(),
  targetGroupTags: new Map(),
  leftOut: new Map(),
};

/** From the UTC midnight `days` whole days back, until now. */
export function flowWindow(now: Date, days: number): FlowWindow {
  const midnightMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return { from: new Date(midnightMs - days * DAY_MS), to: now };
}
