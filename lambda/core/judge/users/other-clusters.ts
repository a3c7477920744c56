/**
 * A cluster that was not read completely and could use the NLB all the same: by a hostname, through a TargetGroupBinding,
 * or as the restored copy of its cluster (docs/design.md section 3, "Which clusters are read"). Pure. Never "uses": what a
 * cluster that was read claims is for the tables.
 */
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import { ownerIn } from '../../tags/owner.ts';
import { listed } from '../../words.ts';
import { darkClusters, isIgnored, isItsOwnOrNear, isNear, type DarkCluster, type Place } from '../dark-clusters.ts';
import { signOfServing } from '../serving.ts';
import { none, unread, type User } from './user.ts';

export const otherClusters: User = {
  name: 'other clusters',
  absence: 'says-nothing',
  look(loadBalancer, facts) {
    const { clusterList } = facts;
    // SAFETY: a cluster that is on no list may hold the claim.
    if (!clusterList.ok) {
      return unread(
        'the list of clusters',
        `Any cluster of this account and region may use it, and they could not all be listed: ${clusterList.why}`,
      );
    }
    const place: Place = { vpcId: loadBalancer.vpcId, taggedCluster: ownerIn(loadBalancer, facts)?.cluster };
    const dark = darkClusters(facts);
    // SAFETY: a cluster that could not be read may hold the claim.
    const doubt = dark.find((one) => !isIgnored(one, place, facts) && mayUse(one, loadBalancer, place, facts));
    if (doubt !== undefined) {
      const why = `Cluster ${doubt.name}, ${whereIs(doubt, place, facts)}, may use it and could not be read: ${doubt.why}`;
      return unread(`cluster ${doubt.name}`, why, 'cluster-view-incomplete');
    }
    const ignored = dark.filter((one) => isIgnored(one, place, facts)).map(({ name }) => name);
    if (ignored.length === 0) return none('every cluster that could use it was read');
    return {
      is: 'hint',
      caution: {
        kind: 'ignored-cluster',
        words: `Not looked at, as the setting ignoredClusters asks: ${listed(ignored, ignored.length)}.`,
        about: ignored,
      },
    };
  },
};

/** One of another VPC reaches an NLB only by registering targets with it, or by sending clients there: while it serves. */
function mayUse(dark: DarkCluster, loadBalancer: LoadBalancer, place: Place, facts: Facts): boolean {
  return isItsOwnOrNear(dark, place, facts) || signOfServing(loadBalancer, facts) !== undefined;
}

function whereIs(dark: DarkCluster, place: Place, facts: Facts): string {
  if (dark.name === place.taggedCluster) return 'which its tags name';
  if (!isNear(dark, place, facts)) return 'though in another VPC';
  const isKnownToBe = dark.cluster?.vpcId !== undefined;
  return isKnownToBe ? 'in the same VPC' : 'which may be in the same VPC';
}
