/**
 * Users outside Kubernetes: services of AWS that send clients to an NLB whatever became of the Service it was made for
 * (docs/design.md section 3). Pure. One rule for all of them, since each source says who points at what in the same form.
 */
import type { UserSource } from '../../../model/users.ts';
import { attachedTargetGroups } from '../target-groups.ts';
import { findIn, sourceName } from './references.ts';
import { none, type User } from './user.ts';

/** A service whose references are users: it sends clients to what it points at. */
function outsideUser(source: UserSource): User {
  return {
    name: sourceName(source),
    absence: 'condemns',
    look(loadBalancer, facts) {
      const found = findIn(source, loadBalancer, facts);
      if (found.is !== 'read') return found;
      const [first, ...others] = found.references;
      // SAFETY: its clients have no other way.
      if (first === undefined) return none('none points at it');
      const more = others.length === 0 ? '' : ` ${others.length} more of the kind point at it too.`;
      return { is: 'uses', reason: 'used-by-aws-service', who: `${first.who} points at it.${more}` };
    },
  };
}

/**
 * ECS names target groups, and no API finds a service by them: it is read only where there are any. A service without tasks,
 * scaled down for the night or starting again and again, has no target registered and needs its target group all the same.
 */
const namedByEcs = outsideUser('ecs-services');
const ecsServices: User = {
  ...namedByEcs,
  look(loadBalancer, facts, claims) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    // SAFETY: target groups that were not read may be those of a service, and so may one without a target.
    if (attached.ok && attached.value.length === 0) return none('it has no target group that one of ECS could name');
    return namedByEcs.look(loadBalancer, facts, claims);
  },
};

export const AWS_SERVICES: readonly User[] = [
  outsideUser('endpoint-services'),
  outsideUser('api-gateway'),
  outsideUser('global-accelerator'),
  outsideUser('cloudfront'),
  outsideUser('verified-access'),
  outsideUser('traffic-mirror'),
  ecsServices,
];
