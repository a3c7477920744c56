/**
 * Whether a person's word that a cluster is gone would be taken for a proof (docs/design.md section 3): asked of the judge's
 * own rule, so that nothing is written, or called written already, that it would not go by. Pure.
 */
import type { Cluster, ClusterDeletion, LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Tags } from '../../model/reading.ts';
import { proofOfDeletion } from '../judge/proof.ts';
import { TAG } from '../tags/keys.ts';
import { proofsIn } from '../tags/proofs.ts';
import { parseInstant, writeInstant } from '../time.ts';
import { dateTime } from '../words.ts';

/** What is asked about: the cluster, what has its name now, and whoever names it. */
export interface Said {
  readonly cluster: string;
  /** As EKS describes it now; undefined when there is none. */
  readonly present: Cluster | undefined;
  /** Load balancers of any type whose tags name the cluster. */
  readonly witnesses: readonly LoadBalancer[];
  readonly now: Date;
}

/** Whether the tag stands there already in a form that proves something, and nothing that was made since contradicts it. */
export function isSaid(loadBalancer: LoadBalancer, tags: Tags, said: Said): boolean {
  const value = tags.get(TAG.clusterGone);
  const proof = value === undefined ? undefined : proofBy(value, loadBalancer, said);
  if (proof === undefined) return false;
  const { deletedAt } = proof;
  return deletedAt === undefined || madeAfter(deletedAt, said.witnesses).length === 0;
}

/** Why this value of the tag would prove nothing of the NLB; undefined when it would. Without a full stop. */
export function whyNoProof(value: string, loadBalancer: LoadBalancer, said: Said): string | undefined {
  if (proofBy(value, loadBalancer, said) !== undefined) return undefined;
  const { name, createdAt } = loadBalancer;
  const { cluster, present } = said;
  if (!proofsIn(new Map([[TAG.clusterGone, value]])).some((proof) => proof.name === cluster)) {
    return `the name "${cluster}" cannot be read back from a tag`;
  }
  const made = `${name} was made at ${dateTime(createdAt)}`;
  if (present === undefined) return `${made}; the end of the cluster must lie between that and now`;
  const since = `cluster ${present.name} of ${present.vpcId ?? 'an unknown VPC'} at ${dateTime(present.createdAt)}`;
  return `${made}, and ${since}; the end of the earlier one must lie between the two: say when with --since`;
}

/** The instant that the tag will hold: to the second. */
export function asWritten(goneSince: Date): Date {
  return parseInstant(writeInstant(goneSince)) ?? goneSince;
}

/** Those that were not made before it: by a cluster that lived on. */
export function madeAfter(instant: Date, loadBalancers: readonly LoadBalancer[]): readonly LoadBalancer[] {
  return loadBalancers.filter(({ createdAt }) => !(createdAt.getTime() < instant.getTime()));
}

function proofBy(
  value: string,
  loadBalancer: LoadBalancer,
  { cluster, present, now }: Said,
): ClusterDeletion | undefined {
  const tags = new Map([[TAG.clusterGone, value]]);
  const alone: Pick<Facts, 'deletions' | 'now' | 'tags'> = {
    deletions: { ok: true, value: [] },
    now,
    tags: new Map([[loadBalancer.arn, { ok: true, value: { is: 'present', tags } }]]),
  };
  // SAFETY: a word about the cluster that is there now would end that of an earlier one.
  return proofOfDeletion(loadBalancer, cluster, alone, present);
}
