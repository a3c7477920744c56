/**
 * What the absence of the tagged cluster means, for both dialects (rows 12 and 13, L5). Pure.
 * The name alone proves nothing: it may be kOps, another account or a typing error.
 */
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import { dateTime } from '../words.ts';
import { proofInWords, proofOfDeletion } from './cluster.ts';
import { unknown, type TableResult } from './suspicion.ts';

/**
 * `cluster-gone` with proof that the cluster was here and was deleted after the NLB was made, else `cluster-never-seen`.
 */
export function judgeAbsentCluster(
  loadBalancer: LoadBalancer,
  clusterName: string,
  facts: Facts,
  evidence: readonly string[],
): TableResult {
  const absent = `cluster ${clusterName}: EKS knows none of that name in ${facts.account} ${facts.region}`;
  const proof = proofOfDeletion(loadBalancer, clusterName, facts);
  if (proof === undefined) return neverSeen(clusterName, facts, [...evidence, absent]);
  return {
    is: 'suspect',
    reason: 'cluster-gone',
    explanation: `Cluster ${clusterName} was deleted at ${dateTime(proof.deletedAt)}, after this NLB was made, and there is no cluster of that name now.`,
    evidence: [...evidence, absent, proofInWords(proof)],
    cautions: [],
    cluster: undefined,
    serviceUid: undefined,
    successor: undefined,
  };
}

function neverSeen(clusterName: string, facts: Facts, evidence: readonly string[]): TableResult {
  const source = facts.deletions.ok ? '' : ` (${facts.deletions.why})`;
  return unknown(
    'cluster-never-seen',
    `There is no EKS cluster ${clusterName} in this account and region, and nothing proves that one was deleted here after this NLB was made${source}. If one was, name it in the setting deletedClusters.`,
    evidence,
  );
}
