/**
 * A TargetGroupBinding of either API group, in any cluster that was read, which registers targets with a target group of
 * the NLB (row L3; docs/facts/kubernetes-nlbs.md 5.5). Pure. Clusters that could not be read: other-clusters.ts.
 */
import { listed } from '../../words.ts';
import { bindingName, isRemainder } from '../remainders.ts';
import { attachedTargetGroups } from '../target-groups.ts';
import { none, unread, type User } from './user.ts';

export const targetGroupBindings: User = {
  name: 'TargetGroupBindings',
  absence: 'condemns-if-every-cluster-was-read',
  look(loadBalancer, facts, claims) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    if (!attached.ok) return unread('target groups', attached.why);
    const remainders: string[] = [];
    for (const targetGroup of attached.value) {
      for (const bound of claims.bindingsOf(targetGroup)) {
        // SAFETY: somebody's pods are behind it.
        if (!isRemainder(bound, loadBalancer, facts, claims)) {
          return {
            is: 'uses',
            reason: 'target-group-binding',
            who: `${bindingName(bound)} names its target group ${targetGroup.name}.`,
          };
        }
        remainders.push(bindingName(bound));
      }
    }
    if (remainders.length === 0) return none('none seen names its target groups');
    return {
      is: 'hint',
      caution: {
        kind: 'remainder-binding',
        words: `${listed(remainders)} of the AWS Load Balancer Controller names its target groups still; the Service that it was made for does not exist.`,
        about: remainders,
      },
    };
  },
};
