/**
 * The other load balancers that name the same cluster in the same VPC. Where only a person says that the cluster is gone,
 * one sign of life on any of them contradicts the word for all (docs/design.md section 3). Pure.
 */
import type { LoadBalancer, SaidDeletion } from '../../model/aws.ts';
import type { Facts, Inspections } from '../../model/facts.ts';
import { namesCluster } from '../tags/ownership.ts';
import { isGone, tagsIn } from '../tags/reading.ts';
import { signOfServing } from './serving.ts';

/** NLBs of the VPC whose tags name the cluster, or might: those whose tags were not read. The NLB itself is one of them. */
export function namingCluster(
  clusterName: string,
  vpcId: string,
  { loadBalancers, tags }: Pick<Facts, 'loadBalancers' | 'tags'>,
): readonly LoadBalancer[] {
  return loadBalancers.filter((loadBalancer) => {
    const reading = tags.get(loadBalancer.arn);
    if (loadBalancer.type !== 'network' || loadBalancer.vpcId !== vpcId || isGone(reading)) return false;
    const own = tagsIn(reading);
    // SAFETY: tags that were not read may name it.
    return own === undefined || namesCluster(clusterName, own);
  });
}

/** A cluster that a person calls gone, and the VPC in which it was. */
export interface PersonsWord {
  readonly clusterName: string;
  readonly vpcId: string;
}

/** Application load balancers of these VPCs, which may show that a cluster lives or lies there: their tags have to be read. */
export function applicationsOf(
  words: readonly Pick<PersonsWord, 'vpcId'>[],
  { loadBalancers }: Pick<Facts, 'loadBalancers'>,
): readonly LoadBalancer[] {
  return loadBalancers.filter(
    ({ type, state, vpcId }) =>
      // SAFETY: only one that failed plainly serves nobody.
      type === 'application' && state !== 'failed' && words.some((word) => word.vpcId === vpcId),
  );
}

/**
 * Those of them whose tags name the cluster, or might. They are never judged, but the load balancer of an Ingress that has
 * living targets shows that its cluster lives.
 */
export function applicationsNaming(
  word: PersonsWord,
  facts: Pick<Facts, 'loadBalancers'> & { readonly inspections: Pick<Inspections, 'applicationTags'> },
): readonly LoadBalancer[] {
  return applicationsOf([word], facts).filter(({ arn }) => {
    const reading = facts.inspections.applicationTags.get(arn);
    if (isGone(reading)) return false;
    const own = tagsIn(reading);
    // SAFETY: tags that were not read may name it.
    return own === undefined || namesCluster(word.clusterName, own);
  });
}

/** What contradicts that the cluster is gone, in words; undefined when nothing does. */
export function signOfLife(
  loadBalancer: LoadBalancer,
  { name: clusterName, deletedAt }: SaidDeletion,
  facts: Facts,
): string | undefined {
  // SAFETY: what was not listed may be alive.
  if (!facts.isWholeFleet) return `not every NLB that names cluster ${clusterName} was looked at in this run`;
  const { vpcId } = loadBalancer;
  const witnesses = [...namingCluster(clusterName, vpcId, facts), ...applicationsNaming({ clusterName, vpcId }, facts)];
  for (const one of witnesses) {
    const name = one.arn === loadBalancer.arn ? 'it' : one.name;
    const tags = one.type === 'application' ? facts.inspections.applicationTags : facts.tags;
    if (tagsIn(tags.get(one.arn)) === undefined) return `the tags of ${name}, in the same VPC, were not read`;
    // SAFETY: what was made after its end was made by a cluster that lived on.
    if (deletedAt !== undefined && !(one.createdAt.getTime() <= deletedAt.getTime())) {
      return `${name} names the cluster too, and was made later`;
    }
    const sign = signOfServing(one, facts);
    if (sign !== undefined) return `${name} names the cluster too, and ${sign}`;
  }
  return undefined;
}
