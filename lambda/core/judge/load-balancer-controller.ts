/**
 * Table L: NLBs of the AWS Load Balancer Controller (docs/design.md section 3). Pure. First row that matches wins.
 * Ownership is by tags: the controller adopts by them, so no rule here uses a UID or the NLB's name.
 */
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import { namespacedName, type ObjectName } from '../../model/kubernetes.ts';
import type { Caution } from '../../model/verdict.ts';
import { count } from '../words.ts';
import type { Claims } from './claims.ts';
import { clusterLine, NONE_SHOWS_IT, servicesRead, standingOf } from './cluster.ts';
import { judgeAbsentCluster, judgeLaterCluster } from './earlier-cluster.ts';
import { claimedByName } from './hostname-claim.ts';
import { proofOfDeletion } from './proof.ts';
import { isOfThisController, rowsOfStackService } from './stack-service.ts';
import { inUse, unknown, type Suspicion, type TableResult } from './suspicion.ts';

/*
 * S = the Service that the stack tag names, in the tagged cluster. L = the NLB.
 *
 * L1  | a status hostname or address, or an externalName, in any cluster read, is L's DNS name  | in-use: serves-service
 * L2  | S exists with the controller's finalizer, class or annotation, in whatever VPC          | in-use: serves-service
 * L3  | a TargetGroupBinding, in any cluster read, names one of L's target groups               | in-use: target-group-binding
 * L2b | S exists, of another controller, and shows another active load balancer                 | orphan: superseded
 * L2c | S exists, type not LoadBalancer, nothing of the controller on it                        | orphan: service-not-load-balancer
 * L2d | S exists, anything else                                                                 | unknown: migration-in-flight
 * L5  | cluster gone, with proof                                                                | orphan: cluster-gone
 * L5  | cluster of the name younger than L, in any VPC, with proof                              | orphan: previous-cluster
 * L5  | as either, without proof                                                                | unknown: cluster-never-seen
 * L6  | anything unreadable, or the cluster's VPC is another                                    | unknown: cluster-…
 * L4  | none of these                                                                           | orphan: service-gone
 *
 * L2b to L2d take a cluster younger than L only with proof, as L5 does: what made L may be there in another form.
 * L3 is looked at where users are (users/), for every suspicion; what is unknown here is in use there, if it is bound.
 */
export function judgeLoadBalancerController(
  loadBalancer: LoadBalancer,
  owner: { cluster: string; service: ObjectName },
  facts: Facts,
  claims: Claims,
): TableResult {
  const result = byRows(loadBalancer, owner, facts, claims);
  return result.is === 'unknown' ? { is: 'undecided', otherwise: result } : result;
}

function byRows(
  loadBalancer: LoadBalancer,
  owner: { cluster: string; service: ObjectName },
  facts: Facts,
  claims: Claims,
): TableResult {
  const named = namespacedName(owner.service);
  const tagLine = `tags: elbv2.k8s.aws/cluster = ${owner.cluster}, service.k8s.aws/stack = ${named}`;

  const claimed = claimedByName(loadBalancer, owner, tagLine, facts, claims);
  if (claimed !== undefined) return claimed;
  const noHostname = `hostname: in no status of the ${count(claims.clustersRead, 'cluster')} read`;

  const service = claims.serviceNamed(owner.cluster, owner.service.namespace, owner.service.name);
  if (service !== undefined && isOfThisController(service)) {
    return inUse(
      'serves-service',
      `Service ${named} is in cluster ${owner.cluster} (type ${service.type}): the AWS Load Balancer Controller finds this NLB by its tags.`,
      [tagLine, noHostname, `Service ${named}: present`],
    );
  }

  const standing = standingOf(loadBalancer, owner.cluster, facts);
  if (standing.is === 'doubtful') return unknown(standing.reason, standing.why, [tagLine, noHostname]);
  if (standing.is === 'absent') return judgeAbsentCluster(loadBalancer, owner.cluster, facts, [tagLine, noHostname]);

  const { cluster } = standing;
  // The tags would fit, whatever cluster wrote them: the controller adopts by tags.
  const words = `The present cluster ${owner.cluster} adopts it if Service ${named} comes back.`;
  const adoption: readonly Caution[] = standing.youngerThanNlb ? [{ kind: 'younger-cluster', words }] : [];
  if (standing.is === 'elsewhere') {
    if (!standing.youngerThanNlb || service !== undefined) {
      return unknown('cluster-elsewhere', standing.why, [tagLine, noHostname]);
    }
    return withCautions(
      adoption,
      judgeLaterCluster(loadBalancer, standing, facts, {
        evidence: [tagLine, noHostname],
        claim: `has no Service ${named}`,
      }),
    );
  }

  const read = servicesRead(standing.view);
  const evidence = [tagLine, noHostname, clusterLine(cluster, standing.view)];
  const proof = standing.youngerThanNlb ? proofOfDeletion(loadBalancer, owner.cluster, facts, cluster) : undefined;
  const isProven = !standing.youngerThanNlb || proof !== undefined;
  // SAFETY: without proof a younger cluster may have had a twin of another kind, which serves through this NLB still.
  if (service !== undefined && isProven) {
    const basis = { evidence, read, proof, cluster: { arn: cluster.arn, createdAt: cluster.createdAt } };
    return withCautions(adoption, rowsOfStackService(loadBalancer, service, facts, basis));
  }
  if (standing.youngerThanNlb) {
    const claim = `has no Service ${named}`;
    return withCautions(adoption, judgeLaterCluster(loadBalancer, standing, facts, { evidence, claim }));
  }
  return {
    is: 'suspect',
    reason: 'service-gone',
    explanation: `Service ${named} is not in cluster ${owner.cluster}: ${read}, but none has this name, and ${NONE_SHOWS_IT}.`,
    evidence: [...evidence, `Service ${named}: absent`],
    cautions: [],
    proof: undefined,
    cluster: { arn: cluster.arn, createdAt: cluster.createdAt },
    serviceUid: undefined,
    successor: undefined,
  };
}

function withCautions(cautions: readonly Caution[], result: TableResult): TableResult {
  if (result.is !== 'suspect') return result;
  const suspicion: Suspicion = { ...result, cautions: [...result.cautions, ...cautions] };
  return suspicion;
}
