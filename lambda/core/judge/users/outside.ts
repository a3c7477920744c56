/**
 * Users outside Kubernetes: services of AWS that send clients to an NLB whatever became of the Service it was made for
 * (docs/design.md section 3). Pure. One rule for all of them, since each source says who points at what in the same form.
 */
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import type { Reference, UserReading, UserSource } from '../../../model/users.ts';
import { comparableHostname } from '../claims.ts';
import { mayBecome } from '../host-templates.ts';
import { attachedTargetGroups, targetsOf } from '../target-groups.ts';
import { none, unread, type User, type UserAnswer } from './user.ts';

/** What people call a source, and what of it could use the NLB. */
const NAMES: Readonly<Record<UserSource, string>> = {
  'endpoint-services': 'VPC endpoint services',
  'api-gateway': 'API Gateway',
  'global-accelerator': 'Global Accelerator',
  cloudfront: 'CloudFront',
  'verified-access': 'Verified Access',
  'traffic-mirror': 'Traffic Mirror targets',
  'ecs-services': 'ECS services',
  'route-53': 'Route 53 records',
};

export function sourceName(source: UserSource): string {
  return NAMES[source];
}

/** What a source says of one NLB: the references that point at it, or why there are none to look at. */
export type Found =
  { readonly is: 'read'; readonly references: readonly Reference[] } | Exclude<UserAnswer, { is: 'uses' }>;

export function findIn(source: UserSource, loadBalancer: LoadBalancer, facts: Facts): Found {
  const reading: UserReading | undefined = facts.inspections.outsideUsers.get(source);
  // SAFETY: a source that was not read may name it.
  if (reading === undefined) return unread(NAMES[source], `${NAMES[source]} were not read.`);
  switch (reading.is) {
    case 'off':
      return { is: 'hint', caution: `Not looked at, as the setting usersOfNlb asks: ${NAMES[source]}.` };
    case 'not-due':
      return none('looked at once a day, and none named it the last time');
    case 'asked': {
      const { answer } = reading;
      // SAFETY: so may one that failed.
      if (!answer.ok) return unread(NAMES[source], answer.why);
      return { is: 'read', references: answer.value.filter(({ to }) => pointsAt(to, loadBalancer, facts)) };
    }
  }
}

/** A service whose references are users: it sends clients to what it points at. */
function outsideUser(source: UserSource): User {
  return {
    name: NAMES[source],
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

/** ECS names target groups, and no API finds a service by them: it is read only where targets are registered. */
const ecsServices: User = {
  ...outsideUser('ecs-services'),
  look(loadBalancer, facts, claims) {
    const attached = attachedTargetGroups(loadBalancer, facts);
    const targets = attached.ok ? targetsOf(attached.value, facts) : attached;
    // SAFETY: targets that were not read may be those of a service.
    if (targets.ok && targets.value.length === 0) return none('it has no registered target, as one of ECS would be');
    return outsideUser('ecs-services').look(loadBalancer, facts, claims);
  },
};

export const OUTSIDE_USERS: readonly User[] = [
  outsideUser('endpoint-services'),
  outsideUser('api-gateway'),
  outsideUser('global-accelerator'),
  outsideUser('cloudfront'),
  outsideUser('verified-access'),
  outsideUser('traffic-mirror'),
  ecsServices,
];

function pointsAt(to: string, loadBalancer: LoadBalancer, facts: Facts): boolean {
  if (to.startsWith('arn:')) return namesOf(loadBalancer, facts).has(loadBalancerOrGroupIn(to));
  const isName = mayBecome(comparableHostname(to), comparableHostname(loadBalancer.dnsName));
  return isName || isAddressOf(to, loadBalancer, facts);
}

/** ARNs by which it is named: its own, and those of its target groups. */
function namesOf({ arn }: LoadBalancer, facts: Facts): ReadonlySet<string> {
  const attached = attachedTargetGroups({ arn }, facts);
  return new Set([arn, ...(attached.ok ? attached.value.map((group) => group.arn) : [])]);
}

/**
 * `…:listener/net/<name>/<id>/<listener>` → `…:loadbalancer/net/<name>/<id>`, rules alike; any other ARN as it is
 * (Service Authorization Reference, "AWS Elastic Load Balancing V2", resource types).
 */
function loadBalancerOrGroupIn(arn: string): string {
  const [, before, path] = /^(.*):listener(?:-rule)?\/(net\/[^/]+\/[^/]+)\//.exec(arn) ?? [];
  return before === undefined ? arn : `${before}:loadbalancer/${path}`;
}

function isAddressOf(to: string, { arn }: LoadBalancer, { inspections }: Facts): boolean {
  const { addresses } = inspections;
  return addresses.ok && (addresses.value.get(arn) ?? []).includes(to);
}
