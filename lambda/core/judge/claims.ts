/**
 * Everything that may save a load balancer, indexed over all clusters that were read, also those read only in part.
 * Pure. Holds only what was seen: absence in here proves nothing, only a complete view does.
 */
import type { ClusterView, Service } from '../../model/kubernetes.ts';
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer, TargetGroup } from '../../model/aws.ts';
import type { PartialReading } from '../../model/reading.ts';
import { inTreeName } from '../tags/ownership.ts';
import { count } from '../words.ts';

export interface Claims {
  /** Clusters whose Services were all read. */
  readonly clustersRead: number;
  /** Who shows this DNS name in its status, in words; undefined when nobody that was read does. */
  hostnameClaim(dnsName: string): string | undefined;
  /** Services, of any cluster, whose UID gives this load balancer its in-tree name. */
  servicesNaming(loadBalancer: Pick<LoadBalancer, 'name'>): readonly ClusterService[];
  serviceNamed(cluster: string, namespace: string, name: string): Service | undefined;
  /** The TargetGroupBinding that names this target group, in words. */
  bindingClaim(targetGroup: TargetGroup): string | undefined;
}

export interface ClusterService {
  readonly cluster: string;
  readonly service: Service;
}

export function indexClaims(facts: Pick<Facts, 'views'>): Claims {
  const byHostname = new Map<string, string>();
  const byInTreeName = new Map<string, ClusterService[]>();
  const byName = new Map<string, Service>();
  const byTargetGroup = new Map<string, string>();

  for (const [cluster, view] of facts.views) {
    for (const service of seen(view.services)) {
      byName.set(serviceKey(cluster, service.namespace, service.name), service);
      const name = inTreeName(service.uid);
      const namesakes = byInTreeName.get(name);
      if (namesakes === undefined) byInTreeName.set(name, [{ cluster, service }]);
      else namesakes.push({ cluster, service });
      for (const hostname of service.hostnames) {
        claim(
          byHostname,
          comparableHostname(hostname),
          `Service ${service.namespace}/${service.name} in cluster ${cluster}`,
        );
      }
    }
    for (const holder of [...seen(view.ingresses), ...seen(view.gateways)]) {
      for (const hostname of holder.hostnames) {
        claim(
          byHostname,
          comparableHostname(hostname),
          `${holder.kind} ${holder.namespace}/${holder.name} in cluster ${cluster}`,
        );
      }
    }
    for (const binding of seen(view.bindings)) {
      const who = `TargetGroupBinding ${binding.namespace}/${binding.name} in cluster ${cluster}`;
      if (binding.targetGroupArn !== undefined) claim(byTargetGroup, binding.targetGroupArn, who);
      if (binding.targetGroupName !== undefined) claim(byTargetGroup, binding.targetGroupName, who);
    }
  }

  return {
    clustersRead: [...facts.views.values()].filter((view) => view.services.ok).length,
    hostnameClaim: (dnsName) => byHostname.get(comparableHostname(dnsName)),
    servicesNaming: (loadBalancer) => byInTreeName.get(loadBalancer.name) ?? NOBODY,
    serviceNamed: (cluster, namespace, name) => byName.get(serviceKey(cluster, namespace, name)),
    bindingClaim: (targetGroup) => byTargetGroup.get(targetGroup.arn) ?? byTargetGroup.get(targetGroup.name),
  };
}

const NOBODY: readonly ClusterService[] = [];

/**
 * DNS names are compared in lower case, without a trailing dot and without `dualstack.`: the AWS Load Balancer
 * Controller writes lower case (service_controller.go), aliases use `dualstack.`.
 */
export function comparableHostname(hostname: string): string {
  return hostname
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
}

/** What was read of a list, whether or not it is complete: enough to save, never enough to condemn. */
function seen<T>(reading: PartialReading<T>): readonly T[] {
  return reading.ok ? reading.value : reading.seen;
}

/** The first claim stays: the order of clusters must not change the verdict, and any claim saves. */
function claim(claims: Map<string, string>, key: string, who: string): void {
  if (key !== '' && !claims.has(key)) claims.set(key, who);
}

function serviceKey(cluster: string, namespace: string, name: string): string {
  return `${cluster}\n${namespace}/${name}`;
}

/** Numbers of what a complete view holds, for explanations. */
export function viewCounts(view: ClusterView): string {
  const part = (noun: string, plural: string, reading: PartialReading<unknown>): string =>
    reading.ok ? count(reading.value.length, noun, plural) : `${plural} unreadable`;
  return [
    part('Service', 'Services', view.services),
    part('Ingress', 'Ingresses', view.ingresses),
    part('Gateway', 'Gateways', view.gateways),
    part('TargetGroupBinding', 'TargetGroupBindings', view.bindings),
  ].join(', ');
}
