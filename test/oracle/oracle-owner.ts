/** Whether the Service and the cluster that an NLB was made for are done with it, by what its maker's source code does. */
import { isLost, type Findings } from './findings.ts';
import { inTreeName } from './makers.ts';
import { isReadWhole, pointsAt } from './oracle-clusters.ts';
import { proofOf, signsOfLifeAgainst } from './oracle-proof.ts';
import type { ClusterSpec, NlbSpec, OtherSpec, ServiceSpec, WorldSpec } from './description.ts';

/** How it was left behind; undefined where it was not, or nobody can tell. */
export type Left =
  | { readonly is: 'service-gone' | 'not-load-balancer' | 'cluster-ended' }
  | { readonly is: 'superseded'; readonly answers: boolean; readonly restsOnEnd: boolean };

export function leftBehind(nlb: NlbSpec, world: WorldSpec, findings: Findings): Left | undefined {
  const cluster = world.clusters.find(({ name, exists }) => exists && name === nlb.cluster);
  if (isLost(world, 'cluster-answers')) return kept('EKS did not answer', findings);
  if (cluster === undefined) return ended(nlb, undefined, world, findings);
  if (!isReadWhole(cluster, world)) return kept(`its cluster ${cluster.name} cannot be read`, findings);
  return nlb.maker === 'controller'
    ? leftByController(nlb, cluster, world, findings)
    : leftInTree(nlb, cluster, world, findings);
}

function kept(why: string, findings: Findings): undefined {
  findings.keepIf(true, why);
}

/** The cluster that made it is gone, whatever has its name now. */
function ended(nlb: NlbSpec, present: ClusterSpec | undefined, world: WorldSpec, findings: Findings): Left | undefined {
  const proof = proofOf(nlb, present, world);
  if (proof === undefined) return kept('nothing proves that its cluster ended', findings);
  findings.cautionIf(proof.isWeak, `the proof is ${proof.by}`);
  if (proof.by === 'a word') signsOfLifeAgainst(nlb, world, findings);
  return { is: 'cluster-ended' };
}

function leftInTree(nlb: NlbSpec, cluster: ClusterSpec, world: WorldSpec, findings: Findings): Left | undefined {
  const named = serviceOf(nlb, cluster);
  const own = cluster.services.find(({ uid }) => inTreeName(uid) === inTreeName(nlb.uid));
  if (own !== undefined && own !== named) return kept('a Service of another name has its UID', findings);
  if (cluster.age < nlb.age) {
    if (own !== undefined) return kept('a Service of a younger cluster has its UID', findings);
    return ended(nlb, cluster, world, findings);
  }
  if (cluster.vpc !== nlb.vpc) return kept('its cluster is in another VPC', findings);
  if (own !== undefined) return doneWithIt(own, nlb, world, findings);
  if (named?.type !== 'LoadBalancer') return { is: 'service-gone' };
  return superseded(named, nlb, world, findings, ['network', 'application']);
}

/** The very Service for which the in-tree controller made it. */
function doneWithIt(own: ServiceSpec, nlb: NlbSpec, world: WorldSpec, findings: Findings): Left | undefined {
  const cleansUp = own.finalizers.includes('service.kubernetes.io/load-balancer-cleanup');
  if (own.isDeleting) return kept('its Service is being deleted', findings);
  if (own.type !== 'LoadBalancer') {
    return cleansUp ? kept('the controller still has to clean up', findings) : { is: 'not-load-balancer' };
  }
  if (own.class === undefined && own.annotation === 'nlb') return kept('its Service is here', findings);
  const isOfClassic = own.class === undefined && own.annotation === undefined;
  return superseded(own, nlb, world, findings, isOfClassic ? ['classic'] : ['network', 'application']);
}

function leftByController(nlb: NlbSpec, cluster: ClusterSpec, world: WorldSpec, findings: Findings): Left | undefined {
  const service = serviceOf(nlb, cluster);
  if (service !== undefined && isOfController(service)) return kept('the controller looks after its Service', findings);
  const isLater = cluster.age < nlb.age;
  // It finds its NLBs by their tags, so the one of a younger cluster would take it.
  findings.cautionIf(isLater, 'the present cluster adopts it if its Service comes back');
  const end = isLater ? ended(nlb, cluster, world, findings) : undefined;
  if (!isLater && cluster.vpc !== nlb.vpc) return kept('its cluster is in another VPC', findings);
  const isElsewhere = cluster.vpc !== nlb.vpc;
  findings.openIf(isElsewhere && service !== undefined, 'a younger cluster of another VPC has its Service');
  if (service === undefined) return isLater ? end : { is: 'service-gone' };
  if (service.type !== 'LoadBalancer') return isLater ? end : { is: 'not-load-balancer' };
  const isOfAnother = service.class === 'eks.amazonaws.com/nlb' || service.class === undefined;
  if (!isOfAnother) return kept('any class may be the controller’s', findings);
  return superseded(service, nlb, world, findings, ['network', 'application', 'classic'], isLater);
}

function isOfController({ finalizers, class: named, annotation }: ServiceSpec): boolean {
  if (finalizers.includes('service.k8s.aws/resources') || named === 'service.k8s.aws/nlb') return true;
  return named === undefined && (annotation === 'external' || annotation === 'nlb-ip');
}

function superseded(
  service: ServiceSpec,
  nlb: NlbSpec,
  world: WorldSpec,
  findings: Findings,
  types: readonly OtherSpec['type'][],
  restsOnEnd = false,
): Left | undefined {
  const successor = candidatesIn(world, types).find(
    ({ label, isSame }) =>
      label !== nlb.label && !isSame(nlb) && service.hostnames.some((name) => pointsAt(name, label)),
  );
  if (successor === undefined) return kept('its Service shows no load balancer that took over', findings);
  // Tags of application load balancers are never judged by, so that nobody can tell whose such a one is.
  findings.openIf(successor.type === 'application' && nlb.maker === 'controller', 'whose its successor is');
  findings.openIf(successor.type === 'classic' && isLost(world, 'load-balancers'), 'Classic ones are not listed');
  const isHealthKnown = successor.type !== 'classic' || !isLost(world, 'classic-health');
  const answers = isHealthKnown && successor.isHealthy;
  findings.cautionIf(answers, 'its successor answers, and clients may still have to move');
  return { is: 'superseded', answers, restsOnEnd };
}

interface Successor {
  readonly label: string;
  readonly type: OtherSpec['type'];
  readonly isHealthy: boolean;
  /** Carries the same cluster and stack: the controller has both. */
  readonly isSame: (nlb: NlbSpec) => boolean;
}

function candidatesIn({ nlbs, others }: WorldSpec, types: readonly OtherSpec['type'][]): readonly Successor[] {
  const own = nlbs
    .filter(({ state }) => state === 'active')
    .map((nlb): Successor => ({
      label: nlb.label,
      type: 'network',
      isHealthy: nlb.groups.some(({ targets }) => targets.includes('healthy')),
      isSame: (of) => of.maker === 'controller' && nlb.maker === 'controller' && isOfOneService(of, nlb),
    }));
  const rest = others
    .filter(({ state }) => state === 'active')
    .map(({ label, type, targets, twinOf }): Successor => ({
      label,
      type,
      isHealthy: targets.includes('healthy'),
      isSame: (of) => of.maker === 'controller' && twinOf === of.label,
    }));
  return [...own, ...rest].filter(({ type }) => types.includes(type));
}

function isOfOneService(one: NlbSpec, other: NlbSpec): boolean {
  const { namespace, name } = one.service;
  return one.cluster === other.cluster && namespace === other.service.namespace && name === other.service.name;
}

function serviceOf({ service }: NlbSpec, { services }: ClusterSpec): ServiceSpec | undefined {
  return services.find(({ namespace, name }) => namespace === service.namespace && name === service.name);
}
