/** Who in any cluster claims an NLB, and which clusters nobody can look into although they may use it. */
import { isLost, type Findings } from './findings.ts';
import { isTrafficKnown, maybeServing } from './oracle-life.ts';
import type { BindingSpec, ClusterSpec, Kind, NameSpec, NlbSpec, WorldSpec } from './description.ts';

/** Whether there is an API to ask, and EKS says where. */
export function canBeAsked(cluster: ClusterSpec, world: WorldSpec): boolean {
  const isUp = cluster.status === 'ACTIVE' || cluster.status === 'UPDATING';
  return isUp && !cluster.isRegisteredOnly && cluster.canBeDescribed && !isLost(world, 'cluster-answers');
}

export function isReadWhole(cluster: ClusterSpec, world: WorldSpec): boolean {
  return canBeAsked(cluster, world) && cluster.unread.size === 0;
}

export function pointsAt(name: NameSpec | undefined, label: string): boolean {
  return name !== undefined && 'of' in name && name.of === label;
}

export function claimsOn(nlb: NlbSpec, world: WorldSpec, findings: Findings): void {
  const { label } = nlb;
  for (const cluster of world.clusters) {
    if (!cluster.exists || !canBeAsked(cluster, world)) continue;
    const sees = (kind: Kind): boolean => cluster.unread.get(kind) !== 'nothing';
    if (sees('services')) {
      for (const service of cluster.services) {
        const names = [...service.hostnames, service.externalName];
        const who = `Service ${service.namespace}/${service.name} of ${cluster.name}`;
        findings.keepIf(
          names.some((name) => pointsAt(name, label)),
          `${who} shows its name`,
        );
        const isDnsTarget = service.dnsTargets.some((name) => pointsAt(name, label));
        findings.cautionIf(isDnsTarget, `external-dns target of ${who}`);
      }
    }
    for (const holder of cluster.holders) {
      if (!sees(holder.kind === 'Ingress' ? 'ingresses' : 'gateways')) continue;
      const who = `${holder.kind} ${holder.name} of ${cluster.name}`;
      findings.keepIf(
        holder.hostnames.some((name) => pointsAt(name, label)),
        `${who} shows its name`,
      );
      const isDnsTarget = holder.dnsTargets.some((name) => pointsAt(name, label));
      findings.cautionIf(isDnsTarget, `external-dns target of ${who}`);
    }
    if (!sees('bindings')) continue;
    for (const binding of cluster.bindings) {
      if (!nlb.groups.some((group) => group.label === binding.group)) continue;
      const isLeftOver = isRemainder(binding, nlb, cluster);
      findings.keepIf(!isLeftOver, `bound by ${binding.name} of ${cluster.name}`);
      findings.cautionIf(isLeftOver, `the controller left the binding ${binding.name}`);
    }
  }
}

/** The controller makes bindings without an owner: one whose Service is gone only takes targets off. */
function isRemainder(binding: BindingSpec, nlb: NlbSpec, cluster: ClusterSpec): boolean {
  const { madeFor, namespace, serviceName } = binding;
  if (nlb.maker !== 'controller' || binding.apiGroup !== 'elbv2.k8s.aws' || cluster.name !== nlb.cluster) return false;
  if (madeFor?.namespace !== nlb.service.namespace || madeFor.name !== nlb.service.name) return false;
  return !cluster.services.some((service) => service.namespace === namespace && service.name === serviceName);
}

/** The tagged cluster is for leftBehind; any other may use it all the same. */
export function clustersInTheDark(nlb: NlbSpec, world: WorldSpec, findings: Findings): void {
  findings.keepIf(isLost(world, 'cluster-list'), 'the clusters could not be listed');
  findings.keepIf(isLost(world, 'load-balancer-tags'), 'its tags could not be read');
  findings.keepIf(isLost(world, 'load-balancers'), 'load balancers could not be listed');
  for (const cluster of world.clusters) {
    if (!cluster.exists || isReadWhole(cluster, world)) continue;
    if (world.ignored.includes(cluster.name)) {
      findings.cautionIf(true, `${cluster.name} is ignored and cannot be read`);
      continue;
    }
    const isNear = mayLieIn(cluster, nlb.vpc, world);
    findings.keepIf(isNear, `${cluster.name} cannot be read and may lie in its VPC`);
    findings.keepIf(!isNear && maybeServing(nlb, world), `${cluster.name} cannot be read and it may be serving`);
    findings.openIf(!isTrafficKnown(nlb, world), `${cluster.name} cannot be read, nor whether it had clients`);
  }
}

function mayLieIn(cluster: ClusterSpec, vpc: string, world: WorldSpec): boolean {
  if (!cluster.canBeDescribed || isLost(world, 'cluster-answers')) return true;
  if (!cluster.isRegisteredOnly) return cluster.vpc === vpc;
  const isApplication = world.others.some((other) => other.vpc === vpc && other.cluster === cluster.name);
  return isApplication || world.nlbs.some((other) => other.vpc === vpc && namesCluster(other, cluster.name));
}

/** Whether its tags name the cluster, whoever made it. */
export function namesCluster({ maker, cluster }: NlbSpec, name: string): boolean {
  if (maker === 'terraform') return false;
  return cluster === name || (maker === 'two-clusters' && name === 'second');
}
