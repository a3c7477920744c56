/**
 * Rows L2 and L2b to L2d: what the Service says that an NLB of the AWS Load Balancer Controller was made for. Pure.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { namespacedName, type Service } from '../../model/kubernetes.ts';
import type { Successor } from '../../model/traffic.ts';
import { tagsIn } from '../tags/reading.ts';
import { NONE_SHOWS_IT } from './cluster.ts';
import { cautionsOfProof, proofInWords } from './proof.ts';
import { successorName, successorOf, whyNoSuccessor } from './successor.ts';
import { unknown, type Suspicion, type TableResult } from './suspicion.ts';

/** aws-load-balancer-controller, controllers/service/service_controller.go (serviceFinalizer). */
const FINALIZER = 'service.k8s.aws/resources';
/** Its default `--load-balancer-class`; an installation may have any other: row L2d. */
const CONTROLLER_CLASS = 'service.k8s.aws/nlb';
const AUTO_MODE_CLASS = 'eks.amazonaws.com/nlb';

/** Row L2: the controller looks after the Service, or has not finished with it (pkg/service/service_utils.go). */
export function isOfThisController({ finalizers, loadBalancerClass, loadBalancerType }: Service): boolean {
  return (
    finalizers.includes(FINALIZER) ||
    loadBalancerClass === CONTROLLER_CLASS ||
    (loadBalancerClass === undefined && (loadBalancerType === 'external' || loadBalancerType === 'nlb-ip'))
  );
}

/** `proof`: of the end of the cluster that made the NLB, where the one that has the Service is younger than it. */
interface Basis extends Pick<Suspicion, 'cluster' | 'proof'> {
  readonly evidence: readonly string[];
  /** What was read of the cluster, in words. */
  readonly read: string;
}

/** Rows L2b to L2d, for a Service that row L2 does not save. */
export function rowsOfStackService(
  loadBalancer: LoadBalancer,
  service: Service,
  facts: Facts,
  basis: Basis,
): TableResult {
  const { read, cluster, proof } = basis;
  const { type, loadBalancerClass, loadBalancerType, hostnames, uid } = service;
  const named = namespacedName(service);
  const state = `Service ${named}: type ${type}, class ${loadBalancerClass ?? 'none'}, aws-load-balancer-type ${loadBalancerType ?? 'none'}, hostname ${hostnames.join(', ') || 'none'}`;
  const evidence = [...basis.evidence, state, ...(proof === undefined ? [] : [proofInWords(proof)])];
  const inFlight = (why: string): TableResult => unknown('migration-in-flight', `Service ${named} ${why}.`, evidence);
  const suspect = (part: Pick<Suspicion, 'reason' | 'explanation' | 'successor'>): Suspicion => ({
    is: 'suspect',
    evidence,
    // SAFETY: what is weak about the proof is weak here too.
    cautions: proof === undefined ? [] : cautionsOfProof(proof),
    // SAFETY: whoever names that cluster too may contradict it.
    proof,
    cluster,
    serviceUid: uid,
    ...part,
  });

  // SAFETY: whoever holds it by a finalizer may still come for the NLB.
  if (service.deletingSince !== undefined) return inFlight('is being deleted');
  if (type !== 'LoadBalancer') {
    if (loadBalancerClass !== undefined) return inFlight(`is of type ${type} and still has class ${loadBalancerClass}`);
    return suspect({
      reason: 'service-not-load-balancer',
      explanation: `Service ${named} is now of type ${type}, without finalizer, class or annotation of the AWS Load Balancer Controller: ${read}, and ${NONE_SHOWS_IT}.`,
      successor: undefined,
    });
  }
  const isOfAutoMode = loadBalancerClass === AUTO_MODE_CLASS;
  const isOfInTree = loadBalancerClass === undefined && (loadBalancerType === undefined || loadBalancerType === 'nlb');
  // SAFETY: the controller may run under any class.
  if (!isOfAutoMode && !isOfInTree) {
    return inFlight(
      loadBalancerClass === undefined
        ? `has annotation aws-load-balancer-type ${loadBalancerType}, which says nothing of this NLB`
        : `has class ${loadBalancerClass}, which may be the one of the AWS Load Balancer Controller`,
    );
  }
  const successor = successorOf(service, loadBalancer, facts);
  if (successor === undefined)
    return inFlight(`was handed to another controller and ${whyNoSuccessor(service, facts)}`);
  // SAFETY: two NLBs with the tags of one stack: the controller may take either for its own.
  if (!carriesOtherStack(successor, loadBalancer, facts)) {
    return inFlight(`shows ${successor.name}, which carries the tags of the same stack, or whose tags were not read`);
  }
  return suspect({
    reason: 'superseded',
    explanation: `Service ${named} was handed to ${isOfAutoMode ? 'EKS Auto Mode' : 'the in-tree controller'} and is now served by ${successorName(successor)}.`,
    successor: successor.dnsName,
  });
}

/** Whether it is a Classic one, or its tags were read and do not name the cluster and stack of this NLB. */
function carriesOtherStack(other: Successor, loadBalancer: LoadBalancer, { tags }: Pick<Facts, 'tags'>): boolean {
  // The controller has no dealings with the Classic API.
  if (other.arn === undefined) return true;
  const own = tagsIn(tags.get(loadBalancer.arn));
  const its = tagsIn(tags.get(other.arn));
  if (own === undefined || its === undefined) return false;
  return ['elbv2.k8s.aws/cluster', 'service.k8s.aws/stack'].some((key) => own.get(key) !== its.get(key));
}
