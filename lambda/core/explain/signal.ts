/** One signal of `explain`: what was seen, and what it speaks for. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Claims } from '../judge/claims.ts';
import { darkClusters } from '../judge/dark-clusters.ts';
import { otherClusters } from '../judge/users/other-clusters.ts';
import { listed } from '../words.ts';

export interface Signal {
  readonly name: string;
  readonly says: string;
  /**
   * - `keeps`: speaks for keeping it.
   * - `condemns`: speaks for an orphan.
   * - `nothing`: was read, and speaks for neither. What is not there was read too.
   * - `unread`: could not be read, or not all of it.
   */
  readonly points: 'keeps' | 'condemns' | 'nothing' | 'unread';
}

export function signal(name: string, points: Signal['points'], says: string): Signal {
  return { name, points, says };
}

/** Clusters of which not everything was read, and what that makes of something that was seen in no other. */
export interface Gap {
  readonly points: 'condemns' | 'nothing' | 'unread';
  readonly says: string;
}

/**
 * What of the clusters is not known, as far as this NLB goes: the judge's own look says whether one of those that were not
 * read could use it. Undefined when every cluster was read completely.
 */
export function gapInClusters(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): Gap | undefined {
  if (!facts.clusterList.ok) return { points: 'unread', says: 'not every cluster could be listed' };
  const names = darkClusters(facts).map(({ name }) => name);
  if (names.length === 0) return undefined;
  const answer = otherClusters.look(loadBalancer, facts, claims);
  if (answer.is !== 'none' && answer.is !== 'hint') {
    return { points: 'unread', says: `${clusters(names)} could not be read completely` };
  }
  // Nobody waits for these, and so nobody knows what they hold.
  const ignored = names.filter((name) => facts.ignoredClusters.includes(name));
  const others = names.filter((name) => !ignored.includes(name));
  const parts = [
    ...(ignored.length === 0 ? [] : [`${wasNotRead(ignored)}, and nobody waits for it (setting ignoredClusters)`]),
    ...(others.length === 0 ? [] : [`${wasNotRead(others)}, and cannot use it: ${CANNOT}`]),
  ];
  return { points: ignored.length === 0 ? 'condemns' : 'nothing', says: parts.join('; ') };
}

/** What was seen nowhere, and what that says beside clusters that were not read. */
export function withGap(name: string, absence: string, { points, says }: Gap): Signal {
  return signal(name, points, points === 'unread' ? `${absence}, but ${says}` : `${absence}; ${says}`);
}

/** When the judge waits for no word of a cluster: core/judge/users/other-clusters.ts. */
const CANNOT = 'not of the VPC of this NLB, which has no healthy target, and answers no client that is known of';

function clusters(names: readonly string[]): string {
  return `${names.length === 1 ? 'cluster' : 'clusters'} ${listed(names)}`;
}

function wasNotRead(names: readonly string[]): string {
  return `${clusters(names)} ${names.length === 1 ? 'was' : 'were'} not read completely`;
}
