/**
 * Rows 2 to 9c of the in-tree table: what the Service says whose UID gives the NLB its name, or that has the name its tag
 * says. Pure.
 * Rows 2, 2b, 3 and 8 can only save, and hold whatever else could not be read.
 */
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/aws.ts';
import { namespacedName, type ObjectName, type Service } from '../../model/kubernetes.ts';
import { DAY_MS } from '../time.ts';
import { dateTime } from '../words.ts';
import type { ClusterService } from './claims.ts';
import { NONE_SHOWS_IT } from './cluster.ts';
import { successorName, successorOf, whyNoSuccessor } from './successor.ts';
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
  const name = namespacedName(service);
  const evidence = [`Service ${name} in cluster ${cluster}: its UID ${service.uid} gives this NLB's name`];
  if (service.namespace !== owner.service.namespace || service.name !== owner.service.name) {
    // A UID is bound to one name for life: one of the two tags or names was changed by hand.
    return {
      is: 'unknown',
      reason: 'contradictory-tags',
      explanation: `The NLB is tagged for Service ${namespacedName(owner.service)}, but its name stems from Service ${name} in cluster ${cluster}.`,
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

/** What the rows share: the evidence so far, what was read of the cluster, and how a suspicion is made of both. */
interface SuspicionMaker {
  readonly evidence: readonly string[];
  readonly read: string;
  readonly suspect: (
    part: Pick<Suspicion, 'reason' | 'explanation' | 'serviceUid' | 'successor'>,
    line: string,
  ) => Suspicion;
}

/** Rows 4 to 7: its own Service lives on, but no longer through this NLB. */
export function rowsOfItsOwnService(
  loadBalancer: LoadBalancer,
  named: string,
  service: Service,
  facts: Facts,
  make: SuspicionMaker,
): TableResult {
  const state = stateOf(service);
  if (service.type !== 'LoadBalancer') {
    return make.suspect(
      {
        reason: 'service-not-load-balancer',
        explanation: `Service ${named} is now of type ${service.type} and no controller is cleaning up: ${make.read}, and ${NONE_SHOWS_IT}.`,
        serviceUid: service.uid,
        successor: undefined,
      },
      state,
    );
  }
  const left = isOfAnotherController(service)
    ? 'was handed to another controller'
    : 'lost the annotation that makes a Network Load Balancer';
  const successor = successorOf(service, loadBalancer, facts);
  if (successor === undefined) {
    return unknown('migration-in-flight', `Service ${named} ${left} and ${whyNoSuccessor(service, facts)}.`, [
      ...make.evidence,
      state,
    ]);
  }
  // SAFETY: without the annotation the in-tree controller makes a Classic one: any other is not of its making.
  if (!isOfAnotherController(service) && successor.type !== 'classic') {
    return unknown(
      'migration-in-flight',
      `Service ${named} ${left}, and shows ${successorName(successor)}, which is no Classic load balancer.`,
      [...make.evidence, state],
    );
  }
  return make.suspect(
    {
      reason: 'superseded',
      explanation: `Service ${named} ${left} and is now served by ${successorName(successor)}.`,
      serviceUid: service.uid,
      successor: successor.dnsName,
    },
    state,
  );
}

/** Rows 9 to 9c: no Service has the UID, but one has the name. */
export function rowsOfItsNamesake(
  loadBalancer: LoadBalancer,
  service: Service,
  facts: Facts,
  make: SuspicionMaker,
): TableResult {
  const named = namespacedName(service);
  const another = `Service ${named} is another one of the same name: its UID ${service.uid} does not give this NLB's name`;
  const state = `${stateOf(service)}, UID ${service.uid}, which names another NLB`;
  if (service.type !== 'LoadBalancer') {
    return make.suspect(
      {
        reason: 'service-gone',
        explanation: `${another}, and it is of type ${service.type}: ${make.read}, and ${NONE_SHOWS_IT}.`,
        serviceUid: service.uid,
        successor: undefined,
      },
      state,
    );
  }
  const successor = successorOf(service, loadBalancer, facts);
  // Made again with the same node ports, it is served through this NLB until its own is ready.
  if (successor === undefined) {
    return unknown('migration-in-flight', `${another}, and it ${whyNoSuccessor(service, facts)}.`, [
      ...make.evidence,
      state,
    ]);
  }
  return make.suspect(
    {
      reason: 'superseded',
      explanation: `${another}, and it is served by ${successorName(successor)}.`,
      serviceUid: service.uid,
      successor: successor.dnsName,
    },
    state,
  );
}

function stateOf(service: Service): string {
  const { type, loadBalancerClass, loadBalancerType, hostnames } = service;
  return `Service ${namespacedName(service)}: type ${type}, class ${loadBalancerClass ?? 'none'}, aws-load-balancer-type ${loadBalancerType ?? 'none'}, hostname ${hostnames.join(', ') || 'none'}`;
}

/**
 * Whether the in-tree controller manages it as an NLB now: `isNLB`, `wantsLoadBalancer` (cloud-provider-aws, cloud-
 * provider).
 */
export function isInTreeManaged(service: Service): boolean {
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
