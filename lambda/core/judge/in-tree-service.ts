/**
 * Rows 2 to 8 of the in-tree table: what the Service says whose UID gives the NLB its name. Pure.
 * Rows 2, 2b, 3 and 8 can only save, and hold whatever else could not be read.
 */
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import type { ObjectName, Service } from '../../model/kubernetes.ts';
import { DAY_MS } from '../time.ts';
import { dateTime } from '../words.ts';
import { comparableHostname, type ClusterService } from './claims.ts';
import { unknown, type Suspicion, type TableResult } from './suspicion.ts';

const CLEANUP_FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';

/**
 * Rows 2, 2b, 3 and 8: the UID of a living Service gives this NLB its name. In whatever cluster: an etcd restore has the
 * same UIDs.
 */
export function rowsThatSave(
  { cluster, service }: ClusterService,
  owner: { cluster: string; service: ObjectName },
  now: Date,
): (TableResult & { is: 'in-use' | 'unknown' }) | undefined {
  const name = `${service.namespace}/${service.name}`;
  const evidence = [`Service ${name} in cluster ${cluster}: its UID ${service.uid} gives this NLB's name`];
  if (service.namespace !== owner.service.namespace || service.name !== owner.service.name) {
    // A UID is bound to one name for life: one of the two tags or names was changed by hand.
    return {
      is: 'unknown',
      reason: 'contradictory-tags',
      explanation: `The NLB is tagged for Service ${owner.service.namespace}/${owner.service.name}, but its name stems from Service ${name} in cluster ${cluster}.`,
      evidence,
    };
  }
  if (isInTreeManaged(service)) {
    const other = service.hostnames.length === 0 ? '' : ' Its status shows another hostname: worth a look.';
    const ending = service.deletingSince === undefined ? '' : ' It is being deleted.';
    return {
      is: 'in-use',
      reason: 'serves-service',
      explanation: `Service ${name} in cluster ${cluster} is the one that the in-tree controller made this NLB for, and still manages.${other}${ending}`,
      evidence,
    };
  }
  const finalizing = service.type !== 'LoadBalancer' && service.finalizers.includes(CLEANUP_FINALIZER);
  if (service.deletingSince !== undefined || finalizing) {
    const sinceMs = service.deletingSince === undefined ? Number.NaN : now.getTime() - service.deletingSince.getTime();
    const long = sinceMs > DAY_MS ? ' For more than a day: its controller seems stuck.' : '';
    const what =
      service.deletingSince === undefined
        ? 'waits for its clean-up finalizer'
        : `is being deleted since ${dateTime(service.deletingSince)}`;
    return {
      is: 'in-use',
      reason: 'controller-deleting',
      explanation: `Service ${name} in cluster ${cluster} ${what}: the controller is still responsible.${long}`,
      evidence,
    };
  }
  return undefined;
}

/** Rows 4 to 7: its own Service lives on, but no longer through this NLB. */
export function rowsOfItsOwnService(
  loadBalancer: LoadBalancer,
  named: string,
  service: Service,
  facts: Facts,
  make: {
    evidence: readonly string[];
    read: string;
    suspect: (part: Pick<Suspicion, 'reason' | 'explanation' | 'serviceUid' | 'successor'>, line: string) => Suspicion;
  },
): TableResult {
  const state = `Service ${named}: type ${service.type}, class ${service.loadBalancerClass ?? 'none'}, aws-load-balancer-type ${service.loadBalancerType ?? 'none'}, hostname ${service.hostnames.join(', ') || 'none'}`;
  if (service.type !== 'LoadBalancer') {
    return make.suspect(
      {
        reason: 'service-not-load-balancer',
        explanation: `Service ${named} is now of type ${service.type} and no controller is cleaning up: ${make.read}, none with this hostname.`,
        serviceUid: service.uid,
        successor: undefined,
      },
      state,
    );
  }
  const evidence = [...make.evidence, state];
  if (!isOfAnotherController(service)) {
    return unknown(
      'migration-in-flight',
      `Service ${named} lost the annotation that makes a Network Load Balancer; a Classic one may be replacing this NLB.`,
      evidence,
    );
  }
  // A blank hostname names nobody; a gateway load balancer has no DNS name at all.
  const hostnames = new Set(service.hostnames.map(comparableHostname).filter((hostname) => hostname !== ''));
  if (hostnames.size === 0) {
    return unknown(
      'migration-in-flight',
      `Service ${named} was handed to another controller, which has not written a hostname yet.`,
      evidence,
    );
  }
  const successor = facts.loadBalancers.find(
    (other) =>
      other.arn !== loadBalancer.arn && other.state === 'active' && hostnames.has(comparableHostname(other.dnsName)),
  );
  if (successor === undefined) {
    return unknown(
      'migration-in-flight',
      `Service ${named} was handed to another controller and shows ${service.hostnames.join(', ')}, which is no active load balancer of this account and region.`,
      evidence,
    );
  }
  return make.suspect(
    {
      reason: 'superseded',
      explanation: `Service ${named} was handed to another controller and is now served by ${successor.name} (${successor.dnsName}).`,
      serviceUid: service.uid,
      successor: successor.dnsName,
    },
    state,
  );
}

/**
 * Whether the in-tree controller manages it as an NLB now: `isNLB`, `wantsLoadBalancer` (cloud-provider-aws, cloud-
 * provider).
 */
function isInTreeManaged(service: Service): boolean {
  return (
    service.type === 'LoadBalancer' && service.loadBalancerClass === undefined && service.loadBalancerType === 'nlb'
  );
}

/** `isLBExternal` (cloud-provider-aws aws_loadbalancer.go), or a class, which the in-tree controller never serves. */
function isOfAnotherController(service: Service): boolean {
  return (
    service.loadBalancerClass !== undefined ||
    service.loadBalancerType === 'external' ||
    service.loadBalancerType === 'nlb-ip'
  );
}
