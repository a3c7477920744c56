/** What a person can do about load balancers that could not be judged, by the reason. Pure. */
import type { Verdict } from '../../model/verdict.ts';

/** @param reasons of those that one cause keeps; the one that says most counts. Undefined when none can be helped. */
export function fixFor(reasons: readonly Verdict['reason'][]): string | undefined {
  return [...FIXES].find(([reason]) => reasons.includes(reason))?.[1];
}

/** What says most comes first: a cluster that does not answer also leaves others without a complete view. */
const FIXES: ReadonlyMap<Verdict['reason'], string> = new Map([
  ['cluster-unauthorized', 'Give sweep and reap access to the cluster: setting `clusterAccess`.'],
  ['cluster-unreachable', 'Let the functions reach the endpoint of the cluster: setting `network`.'],
  [
    'cluster-view-incomplete',
    'Let the functions read all of the cluster: `clusterAccess` by `group`; or name it in `ignoredClusters`.',
  ],
  ['unreadable', 'Give the right that is named above, or switch the source off: setting `usersOfNlb`.'],
  ['cluster-not-active', 'Wait until EKS calls the cluster ACTIVE again.'],
  ['cluster-never-seen', 'Look at it with `nlb-janitor explain`: nobody can say which cluster it was of.'],
  ['cluster-elsewhere', 'Look at it with `nlb-janitor explain`: the cluster of that name is in another VPC.'],
  ['migration-in-flight', 'Finish the move of its Service, or look with `nlb-janitor explain`.'],
  ['contradictory-tags', 'Look at it with `nlb-janitor explain`, and correct its tags.'],
]);
