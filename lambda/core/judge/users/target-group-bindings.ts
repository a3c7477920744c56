/**
 * A TargetGroupBinding of either API group, in any cluster that was read, which registers targets with a target group of
 * the NLB (row L3; docs/facts/kubernetes-nlbs.md 5.5). Pure. Clusters that could not be read: other-clusters.ts.
 */
import { attachedTargetGroups } from '../target-groups.ts';
import { none, unread, type User } from './user.ts';

export const targetGroupBindings: User = {
  name: 'TargetGroupBindings',
  absence: 'condemns-if-every-cluster-was-read',
  look(loadBalancer, facts, claims) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    if (!attached.ok) return unread('target groups', attached.why);
    for (const targetGroup of attached.value) {
      const binding = claims.bindingClaim(targetGroup);
      // SAFETY: somebody's pods are behind it.
      if (binding !== undefined) {
        return {
          is: 'uses',
          reason: 'target-group-binding',
          who: `${binding} names its target group ${targetGroup.name}.`,
        };
      }
    }
    return none('none seen names its target groups');
  },
};
