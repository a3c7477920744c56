/** Whether a load balancer may be serving anybody, as far as its targets and traffic say. Pure. What was not read may. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { count } from '../words.ts';
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from './target-groups.ts';
import { trafficOf } from './traffic.ts';

/** The first sign that it serves, or that nobody can say; undefined when targets and traffic say plainly no. */
export function signOfServing(loadBalancer: LoadBalancer, facts: Facts): string | undefined {
  const attached = attachedTargetGroups(loadBalancer, facts);
  const targets = attached.ok ? targetsOf(attached.value, facts) : attached;
  // SAFETY: a target that could not be looked at may be healthy.
  if (!targets.ok) return targets.why;
  const healthy = targets.value.filter(isMaybeHealthy);
  // SAFETY: a target that may be healthy may serve.
  if (healthy.length > 0) return `${count(healthy.length, 'target is', 'targets are')} healthy`;
  // Of an application load balancer no traffic is read: its targets alone decide.
  if (loadBalancer.type === 'application') return undefined;
  const traffic = trafficOf(loadBalancer, facts);
  // SAFETY: flows that could not be read may be there.
  return traffic.is === 'none' ? undefined : traffic.words;
}
