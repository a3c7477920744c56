/** Reads what is looked at only where something is suspected: users, targets, traffic and protection of some NLBs. */
import { applicationsToAsk } from '../core/judge/dark-clusters.ts';
import { applicationsNaming, applicationsOf, type PersonsWord } from '../core/judge/same-cluster.ts';
import { mayBeStripped } from '../core/judge/stripped.ts';
import { DAY_MS } from '../core/time.ts';
import type { LoadBalancer, TagReading, TargetGroup } from '../model/aws.ts';
import type { Facts, Inspections } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { Successor, TrafficWindow } from '../model/traffic.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';
import { lookOneByOne } from './one-by-one.ts';
import { readOutsideUsers, type LookOutside } from './outside-users.ts';
import type { CollectSettings } from './settings.ts';
import { readSuccessors } from './successors.ts';

/** A controller reconciles within hours; a week covers one that was scaled down over a weekend. */
const REMOVAL_DAYS = 7;

interface InspectionOptions {
  readonly window: TrafficWindow;
  /** Reads the tags of their target groups: what goes with them. A scan does not need it. */
  readonly withTargetGroupTags: boolean;
  /** ARNs of the NLBs whose target groups are read one by one; undefined reads all of the region at once. */
  readonly groupsOf: readonly string[] | undefined;
  /** Absent where the caller reads users outside Kubernetes itself. */
  readonly outside?: LookOutside;
  /** Application load balancers are asked only whether they contradict one of these, or name a cluster without a VPC. */
  readonly words: readonly PersonsWord[];
  /** ARNs of those that are judged by it; the others only have a say. */
  readonly suspects: ReadonlySet<string>;
  /** By ARN of an NLB: the load balancer that took over from it. */
  readonly successors: ReadonlyMap<string, Successor>;
  /** Once half of what is left of it now is over, nobody more is looked at. */
  readonly deadline: Deadline;
  /** What this run has read of RemoveTags events: CloudTrail is asked once for each run, and lists them minutes late anyway. */
  readonly knownRemovals?: Inspections['controllerRemovals'];
}

/** @param loadBalancers in the order in which they are looked at; each is looked at wholly, or not at all */
export async function readInspections(
  read: ReadPorts,
  loadBalancers: readonly LoadBalancer[],
  facts: Facts,
  options: InspectionOptions,
  settings: CollectSettings,
): Promise<Inspections> {
  const { window, withTargetGroupTags, groupsOf, words, outside, suspects, successors, deadline } = options;
  const { loadBalancers: elb, describer, autoScaling, traffic } = read;
  const endsAtMs = deadline.remainingMs() / 2;
  const { applicationTags, applications } = await readApplications(read, loadBalancers, words, facts);
  const targetGroups =
    groupsOf === undefined ? await elb.targetGroups() : await targetGroupsOf([...groupsOf, ...applications], describer);
  const autoScalingGroups = await autoScaling.groups();

  const hasTime = (): boolean => deadline.remainingMs() >= endsAtMs;
  const looks = await lookOneByOne(read, { loadBalancers, applications, suspects }, targetGroups, hasTime);
  const { health } = looks;
  const looked = loadBalancers.filter(({ arn }) => looks.deletionProtection.has(arn));
  const tookOver = distinct(looked.flatMap(({ arn }) => successors.get(arn) ?? []));
  const { flows, clients } = await traffic.read({ loadBalancers: looked, successors: tookOver }, window);
  const targetGroupTags = withTargetGroupTags ? await elb.tags([...health.keys()]) : new Map<string, TagReading>();
  const controllerRemovals = await readRemovals(read, looked, facts, options.knownRemovals);
  const taken = await readSuccessors(read, tookOver, { targetGroups, groupsOf, health }, clients);
  // Each of their target groups was asked for its health.
  const hasTargetGroups = !targetGroups.ok || health.size > 0;
  // Last of all, since these send clients to what may be deleted.
  const outsideReadings =
    outside === undefined || loadBalancers.length === 0
      ? { outsideUsers: NOT_INSPECTED.outsideUsers, addresses: NOT_INSPECTED.addresses }
      : await readOutsideUsers(read, settings, outside, facts, hasTargetGroups);
  return {
    targetGroups,
    autoScalingGroups,
    ...looks,
    flows,
    successors: taken,
    controllerRemovals,
    applicationTags,
    targetGroupTags,
    leftOut: NOT_INSPECTED.leftOut,
    ...outsideReadings,
  };
}

interface Applications {
  readonly applicationTags: ReadonlyMap<string, TagReading>;
  /** ARNs of those that may contradict a person's word. */
  readonly applications: readonly string[];
}

/** The Application Load Balancers that may have a say: only where a word is to be contradicted, or a cluster has no VPC. */
async function readApplications(
  { loadBalancers: elb }: ReadPorts,
  inspected: readonly LoadBalancer[],
  words: readonly PersonsWord[],
  facts: Facts,
): Promise<Applications> {
  const vpcIds = inspected.map(({ vpcId }) => vpcId);
  const asked = new Set([...applicationsOf(words, facts), ...applicationsToAsk(vpcIds, facts)].map(({ arn }) => arn));
  const applicationTags = asked.size === 0 ? new Map<string, TagReading>() : await elb.tags([...asked]);
  const told = { loadBalancers: facts.loadBalancers, inspections: { applicationTags } };
  return {
    applicationTags,
    applications: words.flatMap((word) => applicationsNaming(word, told)).map(({ arn }) => arn),
  };
}

/** RemoveTags events are read only where a controller may have taken tags off, and once for each run. */
async function readRemovals(
  { tagRemovals }: ReadPorts,
  looked: readonly LoadBalancer[],
  facts: Facts,
  known: Inspections['controllerRemovals'] | undefined,
): Promise<Inspections['controllerRemovals']> {
  if (known?.ok === true || !looked.some((one) => mayBeStripped(one, facts))) {
    return known ?? NOT_INSPECTED.controllerRemovals;
  }
  return tagRemovals.byController(new Date(facts.now.getTime() - REMOVAL_DAYS * DAY_MS));
}

/** Several Services may have moved to one. */
function distinct(successors: readonly Successor[]): readonly Successor[] {
  return [...new Map(successors.map((successor) => [successor.dnsName, successor])).values()];
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
  capacityReservations: new Map(),
  flows: new Map(),
  successors: new Map(),
  controllerRemovals: { ok: false, cause: 'incomplete', why: 'RemoveTags events were not read.' },
  applicationTags: new Map(),
  targetGroupTags: new Map(),
  outsideUsers: new Map(),
  addresses: { ok: false, cause: 'incomplete', why: 'network interfaces were not read.' },
  leftOut: new Map(),
};

/** From the UTC midnight `days` whole days back, until now. Zero days hold nothing, not what there was of today. */
export function trafficWindow(now: Date, days: number): TrafficWindow {
  const midnightMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return { from: days === 0 ? now : new Date(midnightMs - days * DAY_MS), to: now };
}
