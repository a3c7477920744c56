/**
 * Table L: NLBs of the AWS Load Balancer Controller (docs/design.md section 3). Pure.
 * Ownership is by tags: the controller adopts by them, so no rule here uses a UID or the NLB's name.
 */
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import type { ObjectName } from '../../model/kubernetes.ts';
import { count, dateTime } from '../words.ts';
import { judgeAbsentCluster } from './absent-cluster.ts';
import type { Claims } from './claims.ts';
import { clusterLine, servicesRead, standingOf } from './cluster.ts';
import { inUse, unknown, type TableResult } from './suspicion.ts';

/*
 * L1 | a status hostname or address of any Service, Ingress or Gateway equals its DNS name | in-use: serves-service
 * L2 | the stack's Service exists, of any type, in any state                               | in-use: serves-service
 * L3 | a TargetGroupBinding of either API group names one of its target groups             | in-use: target-group-
 * binding (users/)
 * L4 | none of these, in a complete view                                                   | orphan: service-gone
 * L5 | cluster gone, with proof                                                            | orphan: cluster-gone
 * L6 | anything unreadable, or the cluster's VPC is another                                | unknown
 */
export function judgeLoadBalancerController(
  loadBalancer: LoadBalancer,
  owner: { cluster: string; service: ObjectName },
  facts: Facts,
  claims: Claims,
): TableResult {
  const named = `${owner.service.namespace}/${owner.service.name}`;
  const tagLine = `tags: elbv2.k8s.aws/cluster = ${owner.cluster}, service.k8s.aws/stack = ${named}`;

  const holder = claims.hostnameClaim(loadBalancer.dnsName);
  if (holder !== undefined) {
    return inUse('serves-service', `${holder} has its DNS name in its status.`, [tagLine, `hostname: ${holder}`]);
  }
  const noHostname = `hostname: in no status of the ${count(claims.clustersRead, 'cluster')} read`;

  const service = claims.serviceNamed(owner.cluster, owner.service.namespace, owner.service.name);
  if (service !== undefined) {
    return inUse(
      'serves-service',
      `Service ${named} is in cluster ${owner.cluster} (type ${service.type}): the AWS Load Balancer Controller finds this NLB by its tags.`,
      [tagLine, noHostname, `Service ${named}: present`],
    );
  }

  const standing = standingOf(loadBalancer, owner.cluster, facts);
  if (standing.is === 'doubtful') return unknown(standing.reason, standing.why, [tagLine, noHostname]);
  if (standing.is === 'absent') return judgeAbsentCluster(loadBalancer, owner.cluster, facts, [tagLine, noHostname]);

  const { cluster, view } = standing;
  const read = servicesRead(view);
  return {
    is: 'suspect',
    reason: 'service-gone',
    explanation: `Service ${named} is not in cluster ${owner.cluster}: ${read}, none named so and none with this hostname.`,
    evidence: [tagLine, noHostname, clusterLine(cluster, view), `Service ${named}: absent`],
    // The tags fit, but the cluster that wrote them was an earlier one of the name: a person should look.
    cautions: standing.youngerThanNlb
      ? [`Cluster ${owner.cluster} was made at ${dateTime(cluster.createdAt)}, after this NLB.`]
      : [],
    cluster: { arn: cluster.arn, createdAt: cluster.createdAt },
    serviceUid: undefined,
    successor: undefined,
  };
}
