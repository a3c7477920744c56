/**
 * What it means when the cluster that made an NLB is not the one that is there now, for both dialects (rows 11 to 13, L5).
 * Pure. The name alone proves nothing: it may be kOps, another account or a typing error.
 */
import type { Cluster, ClusterDeletion, LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { confirmCommand } from '../commands.ts';
import { dateTime } from '../words.ts';
import type { LaterCluster } from './cluster.ts';
import { cautionsOfProof, isPersonsWord, proofInWords, proofOfDeletion } from './proof.ts';
import { unknown, type Suspicion, type TableResult } from './suspicion.ts';

/** `cluster-gone` with proof that the cluster was here and was deleted after the NLB was made, else `cluster-never-seen`. */
export function judgeAbsentCluster(
  loadBalancer: LoadBalancer,
  clusterName: string,
  facts: Facts,
  evidence: readonly string[],
): TableResult {
  const absent = `cluster ${clusterName}: EKS knows none of that name in ${facts.account} ${facts.region}`;
  const proof = proofOfDeletion(loadBalancer, clusterName, facts);
  if (proof === undefined) {
    return unknown(
      'cluster-never-seen',
      `There is no EKS cluster ${clusterName} in this account and region, and nothing proves that one was deleted here after this NLB was made${lostProofs(facts)}. ${howToSay(clusterName, facts.region)}`,
      [...evidence, absent],
    );
  }
  return fromProof(proof, undefined, {
    reason: 'cluster-gone',
    explanation: `${goneInWords(proof)}, and there is no cluster of that name now.`,
    evidence: [...evidence, absent],
  });
}

/** A person's word is told as one: it may be the minute in which somebody answered. */
function goneInWords(proof: ClusterDeletion): string {
  const { name, deletedAt } = proof;
  if (!isPersonsWord(proof)) {
    return `Cluster ${name} was deleted at ${dateTime(proof.deletedAt)}, after this NLB was made`;
  }
  const since = deletedAt === undefined ? '' : ` since ${dateTime(deletedAt)} at the latest`;
  return `A person said that cluster ${name} is gone${since}`;
}

/**
 * `previous-cluster` with proof that an earlier cluster of the name was deleted between the making of the NLB and of the
 * present cluster; without it unknown.
 *
 * @param claim what the present cluster has, or rather has not, of this NLB
 */
export function judgeLaterCluster(
  loadBalancer: LoadBalancer,
  { is, cluster }: LaterCluster,
  facts: Facts,
  { evidence, claim }: { readonly evidence: readonly string[]; readonly claim: string },
): TableResult {
  const where = is === 'elsewhere' ? `, in ${cluster.vpcId},` : '';
  const proof = proofOfDeletion(loadBalancer, cluster.name, facts, cluster);
  if (proof?.deletedAt === undefined) {
    return unknown(
      is === 'elsewhere' ? 'cluster-elsewhere' : 'cluster-never-seen',
      `Cluster ${cluster.name} was made at ${dateTime(cluster.createdAt)}${where} after this NLB (${dateTime(loadBalancer.createdAt)}, ${loadBalancer.vpcId}), and nothing proves that an earlier cluster of that name was deleted here${lostProofs(facts)}. If one was, name it in the setting deletedClusters.`,
      evidence,
    );
  }
  return fromProof(proof, cluster, {
    reason: 'previous-cluster',
    explanation: `It was made by an earlier cluster named ${cluster.name}, deleted at ${dateTime(proof.deletedAt)}; the present one was made at ${dateTime(cluster.createdAt)}${where} and ${claim}.`,
    evidence,
  });
}

function fromProof(
  proof: ClusterDeletion,
  cluster: Cluster | undefined,
  part: Pick<Suspicion, 'reason' | 'explanation' | 'evidence'>,
): Suspicion {
  return {
    is: 'suspect',
    ...part,
    evidence: [...part.evidence, proofInWords(proof)],
    cautions: cautionsOfProof(proof),
    proof,
    cluster: cluster === undefined ? undefined : { arn: cluster.arn, createdAt: cluster.createdAt },
    serviceUid: undefined,
    successor: undefined,
  };
}

function howToSay(clusterName: string, region: string): string {
  const command = confirmCommand(clusterName, region);
  return command === undefined
    ? 'If you know that it is gone, delete its load balancers by hand: the janitor cannot be told of a name with a blank in it.'
    : `If you know that it is gone, say so: ${command}, or the setting deletedClusters.`;
}

/** Why a proof that exists may not have been seen. */
function lostProofs({ deletions }: Pick<Facts, 'deletions'>): string {
  return deletions.ok ? '' : ` (${deletions.why})`;
}
