/** Reads the proofs that clusters were here and were deleted. What is lost of them is proof only: it keeps. */
import { isGoing, isLater } from '../core/judge/proof.ts';
import type { SeenDeletion } from '../core/scope.ts';
import { serviceOwnerIn } from '../core/tags/owner.ts';
import { DAY_MS } from '../core/time.ts';
import type { ClusterDeletion, LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { PartialReading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { CollectSettings } from './settings.ts';

/** A little under the 90 days of CloudTrail's event history. */
const TRAIL_DAYS = 89;

type Listed = Pick<Facts, 'loadBalancers' | 'tags' | 'clusters'>;

/** CloudTrail is asked once, and only when an NLB's cluster is missing, going, or younger than the NLB. */
export async function readDeletions(
  { clusterDeletions, journal }: Pick<ReadPorts, 'clusterDeletions' | 'journal'>,
  listed: Listed,
  { now, seenDeletions = [] }: { readonly now: Date; readonly seenDeletions?: readonly SeenDeletion[] },
  settings: CollectSettings,
): Promise<PartialReading<ClusterDeletion>> {
  const named: readonly ClusterDeletion[] = [
    ...settings.deletedClusters.map(({ name, deletedAt }) => ({
      name,
      deletedAt,
      vpcId: undefined,
      source: 'settings' as const,
    })),
    ...seenDeletions.map(({ cluster, deletedAt, vpcId }) => ({
      name: cluster,
      deletedAt,
      vpcId,
      source: 'cloudtrail' as const,
    })),
  ];
  const madeAtMs = listed.loadBalancers
    .filter((loadBalancer) => needsProof(loadBalancer, listed))
    .map((loadBalancer) => loadBalancer.createdAt.getTime())
    .filter((ms) => Number.isFinite(ms));
  if (madeAtMs.length === 0) return { ok: true, value: named };

  const earliestMs = madeAtMs.reduce((earliest, ms) => Math.min(earliest, ms));
  // CloudTrail keeps 90 days, and refuses a range that reaches further back.
  const since = new Date(Math.max(earliestMs, now.getTime() - TRAIL_DAYS * DAY_MS));
  const reading = await clusterDeletions.list(since);
  journal.note('looked up deleted clusters', { since: since.toISOString() });
  return reading.ok ? { ok: true, value: [...named, ...reading.value] } : { ...reading, seen: named };
}

function needsProof(loadBalancer: LoadBalancer, listed: Listed): boolean {
  const owner = serviceOwnerIn(loadBalancer, listed);
  const answer = owner === undefined ? undefined : listed.clusters.get(owner.cluster);
  if (answer?.ok !== true) return false;
  return answer.value.is === 'absent' || isGoing(answer.value.cluster) || isLater(answer.value.cluster, loadBalancer);
}
