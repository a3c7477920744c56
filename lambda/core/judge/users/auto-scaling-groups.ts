/** An Auto Scaling group that registers its instances with a target group of the NLB. Pure. */
import { attachedTargetGroups } from '../target-groups.ts';
import { none, unread, type User } from './user.ts';

const NOBODY = none('none registers instances with its target groups');

export const autoScalingGroups: User = {
  name: 'Auto Scaling groups',
  absence: 'condemns',
  look(loadBalancer, facts) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    if (!attached.ok) return unread('target groups', attached.why);
    // They reach an NLB through its target groups only.
    if (attached.value.length === 0) return NOBODY;
    const groups = facts.inspections.autoScalingGroups;
    // SAFETY: a list that was not read may name it.
    if (!groups.ok) return unread('Auto Scaling groups', groups.why);
    const arns = new Set(attached.value.map(({ arn }) => arn));
    const group = groups.value.find(({ targetGroupArns }) => targetGroupArns.some((arn) => arns.has(arn)));
    // SAFETY: its instances serve through the NLB.
    if (group === undefined) return NOBODY;
    return {
      is: 'uses',
      reason: 'shared-target-group',
      who: `Auto Scaling group ${group.name} registers its instances with it.`,
    };
  },
};
