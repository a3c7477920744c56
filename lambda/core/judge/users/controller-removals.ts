/**
 * The AWS Load Balancer Controller, seen taking the janitor's tags off the NLB: it takes off what it did not write from
 * what it manages, so it still manages this one (docs/design.md section 4). Pure.
 */
import { dateTime } from '../../words.ts';
import { mayBeStripped } from '../stripped.ts';
import { none, unread, type User } from './user.ts';

export const controllerRemovals: User = {
  name: 'AWS Load Balancer Controller',
  absence: 'says-nothing',
  look(loadBalancer, facts) {
    if (!mayBeStripped(loadBalancer, facts)) return none('it leaves the tags of the janitor alone');
    const removals = facts.inspections.controllerRemovals;
    // SAFETY: a removal that was not read may be there.
    if (!removals.ok) return unread('CloudTrail', removals.why);
    const removal = removals.value.find(({ arn }) => arn === loadBalancer.arn);
    // SAFETY: it will do so again at its next reconcile.
    if (removal === undefined) return none('it took no tag of the janitor off it in the last days');
    return {
      is: 'uses',
      reason: 'controller-active',
      who: `The AWS Load Balancer Controller took tags of the janitor off it at ${dateTime(removal.at)}: it still looks after it.`,
    };
  },
};
