/** Whose a load balancer is, by its tags as far as they were read. Pure; the rules are in ownership.ts. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Owner, ServiceOwner } from '../../model/verdict.ts';
import { ownerOf } from './ownership.ts';
import { tagsIn } from './reading.ts';

/** Undefined when its tags were not read. */
export function ownerIn(loadBalancer: LoadBalancer, { tags }: Pick<Facts, 'tags'>): Owner | undefined {
  const own = tagsIn(tags.get(loadBalancer.arn));
  return own === undefined ? undefined : ownerOf(loadBalancer, own);
}

/** The Service that the tags name; undefined when they name none or were not read. */
export function serviceOwnerIn(loadBalancer: LoadBalancer, facts: Pick<Facts, 'tags'>): ServiceOwner | undefined {
  const owner = ownerIn(loadBalancer, facts);
  return owner?.is === 'service' ? owner : undefined;
}
