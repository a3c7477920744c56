/**
 * Whether the AWS Load Balancer Controller may have taken the janitor's tags off an NLB: it takes off what it did not write
 * from what it manages. Pure.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { TAG } from '../tags/keys.ts';
import { ownerOf } from '../tags/ownership.ts';
import { tagsIn } from '../tags/reading.ts';
import { parseInstant } from '../time.ts';

/** One of its NLBs that carries no quarantine: either it never did, or the tags were taken off. */
export function mayBeStripped(loadBalancer: LoadBalancer, { tags }: Pick<Facts, 'tags'>): boolean {
  const own = tagsIn(tags.get(loadBalancer.arn));
  if (own === undefined) return false;
  const owner = ownerOf(loadBalancer, own);
  if (owner.is !== 'service' || owner.controller !== 'aws-load-balancer-controller') return false;
  return parseInstant(own.get(TAG.quarantinedAt) ?? '') === undefined;
}
