/**
 * The list of all users of an NLB that are looked for. What decides, what `explain` prints and what a scan could not read
 * all come from here. Pure. To add one: CONTRIBUTING.md, "Add a user of NLBs".
 */
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import type { Caution } from '../../../model/verdict.ts';
import type { Claims } from '../claims.ts';
import { AWS_SERVICES } from './aws-services.ts';
import { autoScalingGroups } from './auto-scaling-groups.ts';
import { capacityReservation } from './capacity-reservation.ts';
import { controllerRemovals } from './controller-removals.ts';
import { dnsRecords } from './dns-records.ts';
import { externalDnsTargets } from './external-dns-targets.ts';
import { otherClusters } from './other-clusters.ts';
import { otherLoadBalancers } from './other-load-balancers.ts';
import { targetGroupBindings } from './target-group-bindings.ts';
import type { Unread, User, UserAnswer } from './user.ts';

export const USERS: readonly User[] = [
  targetGroupBindings,
  otherLoadBalancers,
  autoScalingGroups,
  controllerRemovals,
  ...AWS_SERVICES,
  dnsRecords,
  externalDnsTargets,
  capacityReservation,
  otherClusters,
];

export interface UserFinding {
  readonly user: User;
  readonly answer: UserAnswer;
}

/** Every user's answer, in the order of the list. */
export function usersOf(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): readonly UserFinding[] {
  return USERS.map((user) => ({ user, answer: user.look(loadBalancer, facts, claims) }));
}

/** The first that uses it, in words; undefined when none is known to. */
export function firstUse(findings: readonly UserFinding[]): Extract<UserAnswer, { is: 'uses' }> | undefined {
  return findings.map(({ answer }) => answer).find((answer) => answer.is === 'uses');
}

/** Those that may use it, but could not be read. */
export function unreadUsers(findings: readonly UserFinding[]): readonly Unread[] {
  return findings.flatMap(({ answer }) => (answer.is === 'unread' ? [answer] : []));
}

/** What the hints say, in the order of the list. */
export function cautionsOf(findings: readonly UserFinding[]): readonly Caution[] {
  return findings.flatMap(({ answer }) => (answer.is === 'hint' ? [answer.caution] : []));
}
