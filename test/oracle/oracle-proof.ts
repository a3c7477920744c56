/** Whether anything proves that the cluster of an NLB ended after the NLB was made. */
import { isLost, type Findings } from './findings.ts';
import { namesCluster } from './oracle-clusters.ts';
import { hasTargets, isAnswering, isTrafficKnown, mayServe, targetsOf } from './oracle-life.ts';
import type { ClusterSpec, NlbSpec, WorldSpec } from './description.ts';

interface Proof {
  readonly by: 'a record' | 'a record without VPC' | 'a word';
  /** A person must look. */
  readonly isWeak: boolean;
}

/** AWS Config says when it found that a cluster is gone: it may have gone a day before. */
const CAPTURE_HOURS = 24;
/** CloudTrail keeps 90 days; the janitor asks for one less. */
const TRAIL_HOURS = 89 * 24;

/** The strongest. @param present the cluster that has the name now */
export function proofOf(nlb: NlbSpec, present: ClusterSpec | undefined, world: WorldSpec): Proof | undefined {
  const ends = world.clusters.find(({ name }) => name === nlb.cluster)?.ends ?? [];
  const fits = (hoursAgo: number): boolean => hoursAgo < nlb.age && (present === undefined || hoursAgo > present.age);
  const told = ends.filter((end) => fits(end.hoursAgo));
  const trail = isLost(world, 'trail-deletions') ? [] : told.filter(({ hoursAgo }) => hoursAgo < TRAIL_HOURS);
  const notes = nlb.notes.filter(({ cluster }) => cluster === nlb.cluster);
  const records = notes.filter((note) => note.by === 'sweep').filter(({ hoursAgo }) => fits(hoursAgo));

  const isNamed =
    trail.some(({ told: by, vpc }) => by === 'trail' && vpc === nlb.vpc) || records.some(({ vpc }) => vpc === nlb.vpc);
  if (isNamed) return { by: 'a record', isWeak: false };
  const isRecorded =
    trail.some(({ told: by }) => by === 'trail-without-vpc') || records.some(({ vpc }) => vpc === undefined);
  if (isRecorded) return { by: 'a record without VPC', isWeak: true };
  const isSaid =
    told.some(({ told: by }) => by === 'settings') ||
    notes.some(
      (note) => note.by === 'person' && (note.hoursAgo === undefined ? present === undefined : fits(note.hoursAgo)),
    );
  if (isSaid) return { by: 'a word', isWeak: true };
  // AWS Config answers slowly: it is asked only where nothing else proves it.
  const configured = isLost(world, 'config-history')
    ? []
    : told.filter(({ told: by, hoursAgo }) => by === 'config' && hoursAgo + CAPTURE_HOURS < nlb.age);
  if (configured.length === 0) return undefined;
  const isInSubnets = configured.some(({ vpc }) => vpc === nlb.vpc);
  return isInSubnets ? { by: 'a record', isWeak: false } : { by: 'a record without VPC', isWeak: true };
}

/** A person may be wrong: one sign of life on any load balancer that names the cluster in the same VPC says so. */
export function signsOfLifeAgainst(nlb: NlbSpec, world: WorldSpec, findings: Findings): void {
  for (const other of world.nlbs) {
    if (other.vpc !== nlb.vpc || !namesCluster(other, nlb.cluster)) continue;
    const isAlive = mayServe(targetsOf(other)) || (hasTargets(other) && isAnswering(other));
    findings.keepIf(isAlive, `${other.label} shows that ${nlb.cluster} lives`);
    const isUnknown = !isTrafficKnown(other, world);
    findings.keepIf(isUnknown && hasTargets(other), `nobody can tell whether ${other.label} serves`);
    findings.openIf(isUnknown, `nobody can tell whether ${other.label} had clients`);
  }
  for (const { label, vpc, type, targets, cluster, twinOf } of world.others) {
    const tagged = cluster ?? world.nlbs.find((one) => one.label === twinOf)?.cluster;
    if (type === 'classic' || vpc !== nlb.vpc || tagged !== nlb.cluster) continue;
    findings.keepIf(mayServe(targets), `${label} shows that ${nlb.cluster} lives`);
  }
}
