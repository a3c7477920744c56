/** Another load balancer that forwards to a target group of the NLB. Pure. */
import { listed } from '../../words.ts';
import { attachedTargetGroups } from '../target-groups.ts';
import { none, unread, type User } from './user.ts';

export const otherLoadBalancers: User = {
  name: 'other load balancers',
  absence: 'condemns',
  look(loadBalancer, facts) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    if (!attached.ok) return unread('target groups', attached.why);
    for (const targetGroup of attached.value) {
      const others = targetGroup.loadBalancerArns.filter((arn) => arn !== loadBalancer.arn);
      // SAFETY: what is shared is not this NLB's alone to lose.
      if (others.length > 0) {
        return {
          is: 'uses',
          reason: 'shared-target-group',
          who: `Its target group ${targetGroup.name} also serves ${listed(others)}.`,
        };
      }
    }
    return none('none forwards to its target groups');
  },
};
