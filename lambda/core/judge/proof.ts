/**
 * The proof that the cluster which made an NLB was here and was deleted (docs/design.md section 3). Pure. Of several the
 * strongest counts; what is weak about it is a caution.
 */
import type { Cluster, ClusterDeletion, LoadBalancer, SaidDeletion } from '../../model/aws.ts';
import { CAPTURE_LAG_MS } from '../../model/capture-lag.ts';
import type { Facts } from '../../model/facts.ts';
import type { Caution } from '../../model/verdict.ts';
import { proofsIn } from '../tags/proofs.ts';
import { TAG } from '../tags/keys.ts';
import { tagsIn } from '../tags/reading.ts';
import { writeInstant } from '../time.ts';
import { dateTime } from '../words.ts';

/**
 * The deletion that ended the cluster which made this NLB; undefined when nothing proves one.
 *
 * @param presentCluster the cluster that has the name now, made after the NLB
 */
export function proofOfDeletion(
  loadBalancer: LoadBalancer,
  clusterName: string,
  facts: Pick<Facts, 'deletions' | 'now' | 'tags'>,
  presentCluster?: Cluster,
): ClusterDeletion | undefined {
  const own = tagsIn(facts.tags.get(loadBalancer.arn));
  const known = facts.deletions.ok ? facts.deletions.value : facts.deletions.seen;
  // SAFETY: the event alone knows the time and the VPC of what AWS Config captured within a day of it.
  const told = [...known, ...(own === undefined ? [] : proofsIn(own))];
  const proofs = told.filter(
    (deletion) =>
      deletion.name === clusterName &&
      mayBeOf(loadBalancer.vpcId, deletion) &&
      !isDatedByTrail(deletion, told) &&
      // SAFETY: a cluster that was made after the NLB did not make it, and its end says nothing of the one that did.
      !isOfLaterCluster(deletion, told, loadBalancer) &&
      isInTime(deletion, loadBalancer, facts.now, presentCluster),
  );
  return proofs.map((deletion) => located(deletion, loadBalancer)).toSorted(byStrength)[0];
}

function mayBeOf(vpcId: string, deletion: ClusterDeletion): boolean {
  const named = vpcOf(deletion);
  return named === undefined || named === vpcId;
}

/** Undefined when the proof names none, and a person's word never does. */
function vpcOf(deletion: ClusterDeletion): string | undefined {
  return isPersonsWord(deletion) ? undefined : deletion.vpcId;
}

/** A subnet that the cluster and the NLB share says that the cluster was in its VPC; no shared one says nothing. */
function located(deletion: ClusterDeletion, { subnetIds, vpcId }: LoadBalancer): ClusterDeletion {
  if (deletion.source !== 'config') return deletion;
  // SAFETY: to name a VPC takes a caution away.
  const isShared = deletion.subnetIds?.some((id) => subnetIds.includes(id)) === true;
  return deletion.vpcId === undefined && isShared ? { ...deletion, vpcId } : deletion;
}

/** Who recorded it, also where a tag says so; of a person's word the place where it stands. */
function recorderOf(deletion: ClusterDeletion): ClusterDeletion['source'] | undefined {
  return deletion.source === 'cluster-deleted' ? deletion.recordedBy : deletion.source;
}

/** Whether AWS Config captured what CloudTrail tells the time and the VPC of: one deletion, not two. */
function isDatedByTrail(captured: ClusterDeletion, told: readonly ClusterDeletion[]): boolean {
  const { name, deletedAt: capturedAt } = captured;
  if (recorderOf(captured) !== 'config' || capturedAt === undefined) return false;
  return told.some((other) => {
    if (recorderOf(other) !== 'cloudtrail' || other.name !== name || other.deletedAt === undefined) return false;
    const lagMs = capturedAt.getTime() - other.deletedAt.getTime();
    return lagMs >= 0 && lagMs <= CAPTURE_LAG_MS;
  });
}

/** Also where a tag tells of it: that has no room for the day on which the cluster was made, and the record may be there still. */
function isOfLaterCluster(
  { name, deletedAt }: ClusterDeletion,
  told: readonly ClusterDeletion[],
  loadBalancer: LoadBalancer,
): boolean {
  return told.some((record) => {
    if (record.source !== 'cloudtrail' && record.source !== 'config') return false;
    if (record.name !== name || record.madeAt === undefined || deletedAt === undefined) return false;
    // A tag has whole seconds.
    const isSame = writeInstant(record.deletedAt) === writeInstant(deletedAt);
    return isSame && !(record.madeAt.getTime() <= loadBalancer.createdAt.getTime());
  });
}

function isInTime(
  deletion: ClusterDeletion,
  loadBalancer: LoadBalancer,
  now: Date,
  presentCluster: Cluster | undefined,
): boolean {
  const { deletedAt } = deletion;
  // SAFETY: "it is gone" without a day cannot tell an earlier cluster from the present one.
  if (deletedAt === undefined) return presentCluster === undefined && Number.isFinite(loadBalancer.createdAt.getTime());
  // SAFETY: AWS Config may tell of a cluster that was deleted a day before, when the NLB was not made yet.
  const earliestMs = deletedAt.getTime() - (recorderOf(deletion) === 'config' ? CAPTURE_LAG_MS : 0);
  // SAFETY: each condition states what must hold, so that an invalid time proves nothing.
  return (
    loadBalancer.createdAt.getTime() < earliestMs &&
    deletedAt.getTime() <= now.getTime() &&
    (presentCluster === undefined || deletedAt.getTime() < presentCluster.createdAt.getTime())
  );
}

/** DeleteCluster was called, and EKS has not finished: it will be gone when CloudTrail has forgotten why. */
export function isGoing({ status }: Cluster): boolean {
  return status === 'DELETING';
}

/** It has the name now, and cannot have made the NLB. */
export function isLater({ createdAt }: Cluster, loadBalancer: LoadBalancer): boolean {
  return createdAt.getTime() > loadBalancer.createdAt.getTime();
}

/** Recorded before said, with a VPC before without one, then the latest: the same whatever the order of reading. */
function byStrength(one: ClusterDeletion, other: ClusterDeletion): number {
  return (
    weakness(one) - weakness(other) ||
    (other.deletedAt?.getTime() ?? 0) - (one.deletedAt?.getTime() ?? 0) ||
    one.source.localeCompare(other.source)
  );
}

function weakness(deletion: ClusterDeletion): number {
  return (isPersonsWord(deletion) ? 2 : 0) + (vpcOf(deletion) === undefined ? 1 : 0);
}

/** Nobody recorded the deletion: a person says so. */
export function isPersonsWord(deletion: ClusterDeletion): deletion is SaidDeletion {
  switch (deletion.source) {
    case 'settings':
    case 'cluster-gone':
      return true;
    case 'cloudtrail':
    case 'config':
    case 'cluster-deleted':
      return false;
  }
}

/** Where the proof stands and what it says. */
export function proofInWords(deletion: ClusterDeletion): string {
  const { name, deletedAt } = deletion;
  const vpcId = vpcOf(deletion);
  const when = deletedAt === undefined ? 'is gone' : `was deleted at ${dateTime(deletedAt)}`;
  const where = vpcId === undefined ? '' : `, in ${vpcId}`;
  return `${sourceName(deletion)}: cluster ${name} ${when}${where}`;
}

function sourceName(deletion: ClusterDeletion): string {
  const name = SOURCE_NAMES[deletion.source];
  return deletion.source === 'cluster-deleted' ? `${name}, from ${SOURCE_NAMES[deletion.recordedBy]}` : name;
}

const SOURCE_NAMES: Readonly<Record<ClusterDeletion['source'], string>> = {
  cloudtrail: 'CloudTrail',
  config: 'AWS Config',
  'cluster-deleted': `tag ${TAG.clusterDeleted}`,
  settings: 'setting deletedClusters',
  'cluster-gone': `tag ${TAG.clusterGone}`,
};

/** What a person should weigh before believing it. */
export function cautionsOfProof(deletion: ClusterDeletion): readonly Caution[] {
  if (isPersonsWord(deletion)) {
    const words = `That cluster ${deletion.name} is gone is a person's word (${sourceName(deletion)}); nothing recorded it.`;
    return [{ kind: 'persons-word', words, about: [deletion.name] }];
  }
  if (vpcOf(deletion) !== undefined) return [];
  const words = `The proof that cluster ${deletion.name} was deleted names no VPC: it may have been another cluster of that name.`;
  return [{ kind: 'proof-without-vpc', words, about: [deletion.name] }];
}
