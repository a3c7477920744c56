/**
 * The truth table for NLBs of the in-tree controller (docs/facts/kubernetes-nlbs.md 5.4, with the amendments of
 * docs/design.md section 3). Pure. First row that matches wins; no row matches → unknown.
 */
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import { namespacedName, type ObjectName, type Service } from '../../model/kubernetes.ts';
import { count, dateTime } from '../words.ts';
import type { Claims } from './claims.ts';
import { clusterLine, NONE_SHOWS_IT, servicesRead, standingOf, type LaterCluster } from './cluster.ts';
import { judgeAbsentCluster, judgeLaterCluster } from './earlier-cluster.ts';
import { claimedByName } from './hostname-claim.ts';
import { rowsOfItsOwnService, rowsOfItsNamesake, rowsThatSave } from './in-tree-service.ts';
import { unknown, type Suspicion, type TableResult } from './suspicion.ts';

/*
 * L = the NLB. U = a Service whose UID gives L its name. N = the Service that L's service-name tag names.
 *
 * 1   | any status hostname, in any cluster, is L's DNS name                              | in-use: serves-service
 * 2   | U = N, type LB, no class, annotation nlb; hostname empty or L's                   | in-use: serves-service
 * 2b  | U = N, type LB, no class, annotation nlb; hostname of another                     | in-use: serves-service
 * 3   | U = N, being deleted, or clean-up finalizer with type not LB                      | in-use: controller-deleting
 * 8   | U present, N another Service or absent                                            | unknown: contradictory-tags
 * 14  | cluster present but not active, elsewhere, unreachable, unauthorized, incomplete  | unknown: cluster-…
 * 12  | cluster not found, with proof that it was here and deleted after L was made       | orphan: cluster-gone
 * 13  | cluster not found, without that proof                                             | unknown: cluster-never-seen
 * 11  | cluster younger than L, in any VPC, no U, with proof that an earlier one was deleted | orphan: previous-cluster
 * 11b | cluster younger than L, no U, without that proof                                  | unknown: cluster-never-seen
 * 11c | cluster younger than L, U present                                                 | unknown: contradictory-tags
 * 4   | U = N, type not LB, no clean-up finalizer, no hostname match              | orphan: service-not-load-balancer
 * 5   | U = N, type LB, class or annotation of another controller; hostname of another LB | orphan: superseded
 * 5b  | as 5, but no load balancer with that hostname is found                            | unknown: migration-in-flight
 * 6   | as 5, but hostname empty                                                          | unknown: migration-in-flight
 * 7   | U = N, type LB, no class, annotation absent or of a Classic one; hostname of a Classic one | orphan: superseded
 * 7b  | as 7, but hostname empty, of no Classic one, or these could not be listed         | unknown: migration-in-flight
 * 9   | no U, N present with another UID, type LB; hostname of another active LB          | orphan: superseded
 * 9b  | as 9, but hostname empty, or of no active LB                                      | unknown: migration-in-flight
 * 9c  | no U, N present with another UID, type not LB                                     | orphan: service-gone
 * 10  | no U, no N, no hostname match                                                     | orphan: service-gone
 *
 * The rows that only save (1 to 3, 8) come first: they hold whatever else could not be read. Rows 12 to 11c settle the
 * cluster before the rows that need its complete view.
 */
export function judgeInTree(
  loadBalancer: LoadBalancer,
  owner: { cluster: string; service: ObjectName },
  facts: Facts,
  claims: Claims,
): TableResult {
  const named = namespacedName(owner.service);
  const tagLine = `tags: kubernetes.io/cluster/${owner.cluster} = owned, kubernetes.io/service-name = ${named}`;

  const claimed = claimedByName(loadBalancer, owner, tagLine, facts, claims);
  if (claimed !== undefined) return claimed;
  const noHostname = `hostname: in no status of the ${count(claims.clustersRead, 'cluster')} read`;

  const namesakes = claims.servicesNaming(loadBalancer);
  const saving = namesakes
    .map((namesake) => rowsThatSave(namesake, owner, facts.now))
    .filter((row) => row !== undefined);
  // Two clusters can hold the same UID after a restore: whichever manages the NLB outweighs the contradiction.
  const alive = saving.find((row) => row.is === 'in-use') ?? saving[0];
  if (alive !== undefined) return { ...alive, evidence: [tagLine, noHostname, ...alive.evidence] };

  const standing = standingOf(loadBalancer, owner.cluster, facts);
  if (standing.is === 'doubtful') return unknown(standing.reason, standing.why, [tagLine, noHostname]);
  if (standing.is === 'absent') return judgeAbsentCluster(loadBalancer, owner.cluster, facts, [tagLine, noHostname]);

  const own = namesakes.find((namesake) => namesake.cluster === owner.cluster)?.service;
  if (standing.is === 'elsewhere') {
    return standing.youngerThanNlb
      ? rowsOfALaterCluster(loadBalancer, standing, own, facts, [tagLine, noHostname])
      : unknown('cluster-elsewhere', standing.why, [tagLine, noHostname]);
  }

  const { cluster, view } = standing;
  const read = servicesRead(view);
  const evidence = [tagLine, noHostname, clusterLine(cluster, view)];
  const suspect = (
    part: Pick<Suspicion, 'reason' | 'explanation' | 'serviceUid' | 'successor'>,
    line: string,
  ): Suspicion => ({
    is: 'suspect',
    cluster: { arn: cluster.arn, createdAt: cluster.createdAt },
    evidence: [...evidence, line],
    cautions: [],
    proof: undefined,
    ...part,
  });

  if (standing.youngerThanNlb) return rowsOfALaterCluster(loadBalancer, standing, own, facts, evidence);
  if (own !== undefined) return rowsOfItsOwnService(loadBalancer, named, own, facts, { evidence, suspect, read });

  const namesake = claims.serviceNamed(owner.cluster, owner.service.namespace, owner.service.name);
  if (namesake !== undefined) return rowsOfItsNamesake(loadBalancer, namesake, facts, { evidence, suspect, read });
  return suspect(
    {
      reason: 'service-gone',
      explanation: `Service ${named} is not in cluster ${owner.cluster}: ${read}, but none has this name, none has the UID that gave the load balancer its name, and ${NONE_SHOWS_IT}.`,
      serviceUid: undefined,
      successor: undefined,
    },
    `Service ${named}: absent; no Service has a UID that gives the name ${loadBalancer.name}`,
  );
}

/** Rows 11, 11b and 11c. */
function rowsOfALaterCluster(
  loadBalancer: LoadBalancer,
  standing: LaterCluster,
  own: Service | undefined,
  facts: Facts,
  evidence: readonly string[],
): TableResult {
  const { name, createdAt } = standing.cluster;
  if (own !== undefined) {
    return unknown(
      'contradictory-tags',
      `Cluster ${name} was made at ${dateTime(createdAt)}, after this NLB (${dateTime(loadBalancer.createdAt)}), yet its Service ${namespacedName(own)} has the UID that gives the NLB its name: it seems restored from a backup.`,
      evidence,
    );
  }
  return judgeLaterCluster(loadBalancer, standing, facts, {
    evidence,
    claim: 'has no Service whose UID gives this name',
  });
}
