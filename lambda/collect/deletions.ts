/** Reads the proofs that clusters were here and were deleted. What is lost of them is proof only: it keeps. */
import { isGoing, isLater, proofOfDeletion } from '../core/judge/proof.ts';
import type { SeenDeletion } from '../core/scope.ts';
import { serviceOwnerIn } from '../core/tags/owner.ts';
import { DAY_MS } from '../core/time.ts';
import type { Cluster, ClusterDeletion, LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { PartialReading } from '../model/reading.ts';
import type { LostCluster, ReadPorts } from '../ports/read.ts';
import type { CollectSettings } from './settings.ts';

/** A little under the 90 days of CloudTrail's event history. */
const TRAIL_DAYS = 89;

type Listed = Pick<Facts, 'loadBalancers' | 'tags' | 'clusters'>;

/** An NLB whose cluster is missing, going, or younger than the NLB. */
interface Left {
  readonly loadBalancer: LoadBalancer;
  readonly clusterName: string;
  /** The cluster that has the name now. */
  readonly present: Cluster | undefined;
}

/**
 * CloudTrail is asked once, and only when an NLB's cluster is missing, going, or younger than the NLB; AWS Config, which
 * remembers longer and answers slowly, only for those of whose end nothing else tells.
 */
export async function readDeletions(
  {
    clusterDeletions,
    recordedDeletions,
    journal,
  }: Pick<ReadPorts, 'clusterDeletions' | 'recordedDeletions' | 'journal'>,
  listed: Listed,
  { now, seenDeletions = [] }: { readonly now: Date; readonly seenDeletions?: readonly SeenDeletion[] },
  settings: CollectSettings,
): Promise<PartialReading<ClusterDeletion>> {
  const named: readonly ClusterDeletion[] = [
    ...settings.deletedClusters.map(({ name, deletedAt }) => ({ name, deletedAt, source: 'settings' as const })),
    ...seenDeletions.map(({ cluster, deletedAt, vpcId, madeAt }) => ({
      name: cluster,
      deletedAt,
      vpcId,
      source: 'cloudtrail' as const,
      ...(madeAt === undefined ? {} : { madeAt }),
    })),
  ];
  const left = leftIn(listed);
  if (left.length === 0) return { ok: true, value: named };

  const earliestMs = left
    .map(({ loadBalancer }) => loadBalancer.createdAt.getTime())
    .reduce((earliest, ms) => Math.min(earliest, ms));
  // CloudTrail keeps 90 days, and refuses a range that reaches further back.
  const since = new Date(Math.max(earliestMs, now.getTime() - TRAIL_DAYS * DAY_MS));
  const trail = await clusterDeletions.list(since);
  journal.note('looked up deleted clusters', { since: since.toISOString() });
  const known = joined({ ok: true, value: named }, trail.ok ? trail : { ...trail, seen: [] });

  const lost = withoutProof(left, { deletions: known, now, tags: listed.tags });
  if (lost.length === 0) return known;
  const recorded = await recordedDeletions.of(lost);
  journal.note('looked up deleted clusters in AWS Config', { clusters: lost.length, found: partsOf(recorded).length });
  return joined(known, recorded);
}

/** Without those that have no creation time: nothing can prove their case. */
function leftIn(listed: Listed): readonly Left[] {
  return listed.loadBalancers.flatMap((loadBalancer) => {
    const owner = serviceOwnerIn(loadBalancer, listed);
    const answer = owner === undefined ? undefined : listed.clusters.get(owner.cluster);
    if (owner === undefined || answer?.ok !== true || !Number.isFinite(loadBalancer.createdAt.getTime())) return [];
    const present = answer.value.is === 'present' ? answer.value.cluster : undefined;
    const isLeft = present === undefined || isGoing(present) || isLater(present, loadBalancer);
    return isLeft ? [{ loadBalancer, clusterName: owner.cluster, present }] : [];
  });
}

/** Each cluster once, from the oldest NLB on. One that is going has not been deleted yet: its own end is no record. */
function withoutProof(left: readonly Left[], facts: Pick<Facts, 'deletions' | 'now' | 'tags'>): readonly LostCluster[] {
  const lost = new Map<string, LostCluster>();
  for (const { loadBalancer, clusterName, present } of left) {
    if (present !== undefined && isGoing(present)) continue;
    if (proofOfDeletion(loadBalancer, clusterName, facts, present) !== undefined) continue;
    const before = lost.get(clusterName);
    const { createdAt } = loadBalancer;
    const since = before === undefined || createdAt.getTime() < before.since.getTime() ? createdAt : before.since;
    lost.set(clusterName, { name: clusterName, since, until: present?.createdAt ?? facts.now });
  }
  return [...lost.values()];
}

function joined(
  one: PartialReading<ClusterDeletion>,
  other: PartialReading<ClusterDeletion>,
): PartialReading<ClusterDeletion> {
  const all = [...partsOf(one), ...partsOf(other)];
  if (one.ok) return other.ok ? { ok: true, value: all } : { ...other, seen: all };
  return { ...one, why: other.ok ? one.why : `${one.why}; ${other.why}`, seen: all };
}

function partsOf(reading: PartialReading<ClusterDeletion>): readonly ClusterDeletion[] {
  return reading.ok ? reading.value : reading.seen;
}
