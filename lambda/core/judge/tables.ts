/** Which load balancers are judged, and by which truth table. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { ServiceOwner } from '../../model/verdict.ts';
import { isGone } from '../tags/reading.ts';
import type { Claims } from './claims.ts';
import { judgeInTree } from './in-tree.ts';
import { judgeLoadBalancerController } from './load-balancer-controller.ts';
import type { TableResult } from './suspicion.ts';

/** What the table of its controller says. */
export function byTable(loadBalancer: LoadBalancer, owner: ServiceOwner, facts: Facts, claims: Claims): TableResult {
  switch (owner.controller) {
    case 'in-tree':
      return judgeInTree(loadBalancer, owner, facts, claims);
    case 'aws-load-balancer-controller':
      return judgeLoadBalancerController(loadBalancer, owner, facts, claims);
  }
}

/** Those that still exist. */
export function networkLoadBalancers(facts: Pick<Facts, 'loadBalancers' | 'tags'>): readonly LoadBalancer[] {
  return facts.loadBalancers.filter(({ type, arn }) => type === 'network' && !isGone(facts.tags.get(arn)));
}
