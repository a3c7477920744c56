/**
 * Whether the AWS Load Balancer Controller may take the janitor's tags off an NLB: it takes off what it did not write from
 * what it manages. Pure.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { serviceOwnerIn } from '../tags/owner.ts';

/**
 * One of its NLBs, also while it carries a quarantine: CloudTrail lists an event minutes after it happened, and the run that
 * it wakes may have begun another quarantine by then.
 */
export function mayBeStripped(loadBalancer: LoadBalancer, facts: Pick<Facts, 'tags'>): boolean {
  // SAFETY: while nobody asks, what takes its tags off and what approves its end look like an owner who is gone.
  return serviceOwnerIn(loadBalancer, facts)?.controller === 'aws-load-balancer-controller';
}
