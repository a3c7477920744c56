/**
 * Everything that may save a load balancer, indexed over all clusters that were read, also those read only in part.
 * Pure. Holds only what was seen: absence in here proves nothing, only a complete view does.
 */
import type { ClusterView, Service, TargetGroupBinding } from '../../model/kubernetes.ts';
import type { Facts } from '../../model/facts.ts';
import type { LoadBalancer, TargetGroup } from '../../model/aws.ts';
import type { PartialReading } from '../../model/reading.ts';
import { inTreeName } from '../tags/ownership.ts';
import { count } from '../words.ts';
import { comparableAddress, isAddress } from '../../model/address.ts';
import { comparableHostname, dnsNamesIn } from './dns-names.ts';

export interface Claims {
  /** Clusters whose Services were all read. */
  readonly clustersRead: number;
  /** Who shows this DNS name, or its name in one zone, and where, in words; undefined when nobody that was read does. */
  hostnameClaim(dnsName: string): string | undefined;
  /** Whether an annotation that was read sends external-dns to an address. */
  readonly sendToAddress: boolean;
  /** Whose annotation sends external-dns to this DNS name or address: `Service team/web in cluster blue`. */
  sentTo(nameOrAddress: string): readonly string[];
  /** Services, of any cluster, whose UID gives this load balancer its in-tree name. */
  servicesNaming(loadBalancer: Pick<LoadBalancer, 'name'>): readonly ClusterService[];
  serviceNamed(cluster: string, namespace: string, name: string): Service | undefined;
  /** The TargetGroupBindings, of any cluster, that name this target group. */
  bindingsOf(targetGroup: Pick<TargetGroup, 'arn' | 'name'>): readonly ClusterBinding[];
}

export interface ClusterService {
  readonly cluster: string;
  readonly service: Service;
}

export interface ClusterBinding {
  readonly cluster: string;
  readonly binding: TargetGroupBinding;
}

export function indexClaims(facts: Pick<Facts, 'views'>): Claims {
  const byHostname = new Map<string, string>();
  const byInTreeName = new Map<string, ClusterService[]>();
  const byName = new Map<string, Service>();
  const byTargetGroup = new Map<string, ClusterBinding[]>();
  const byDnsTarget = new Map<string, string[]>();

  for (const [cluster, view] of facts.views) {
    for (const service of seen(view.services)) {
      byName.set(serviceKey(cluster, service.namespace, service.name), service);
      collect(byInTreeName, inTreeName(service.uid), { cluster, service });
      const who = `Service ${service.namespace}/${service.name} in cluster ${cluster}`;
      for (const hostname of service.hostnames) claim(byHostname, hostname, `${who} has its DNS name in its status`);
      if (service.externalName !== undefined) {
        claim(byHostname, service.externalName, `${who} has its DNS name as its externalName`);
      }
      for (const target of service.externalDnsTargets.flatMap(keysOf)) collect(byDnsTarget, target, who);
    }
    for (const holder of [...seen(view.ingresses), ...seen(view.gateways)]) {
      const who = `${holder.kind} ${holder.namespace}/${holder.name} in cluster ${cluster}`;
      for (const hostname of holder.hostnames) claim(byHostname, hostname, `${who} has its DNS name in its status`);
      for (const target of holder.externalDnsTargets.flatMap(keysOf)) collect(byDnsTarget, target, who);
    }
    for (const binding of seen(view.bindings)) {
      for (const key of [binding.targetGroupArn, binding.targetGroupName]) {
        if (key !== undefined) collect(byTargetGroup, key, { cluster, binding });
      }
    }
  }

  return {
    clustersRead: [...facts.views.values()].filter((view) => view.services.ok).length,
    hostnameClaim: (dnsName) => byHostname.get(comparableHostname(dnsName)),
    sendToAddress: sendToAddress(facts),
    sentTo: (nameOrAddress) => byDnsTarget.get(comparableAddress(comparableHostname(nameOrAddress))) ?? NO_SENDERS,
    servicesNaming: (loadBalancer) => byInTreeName.get(loadBalancer.name) ?? NOBODY,
    serviceNamed: (cluster, namespace, name) => byName.get(serviceKey(cluster, namespace, name)),
    bindingsOf: ({ arn, name }) => [...(byTargetGroup.get(arn) ?? []), ...(byTargetGroup.get(name) ?? [])],
  };
}

/** Whether an annotation that was read sends external-dns to an address: then those of the NLBs must be known. */
export function sendToAddress({ views }: Pick<Facts, 'views'>): boolean {
  return [...views.values()].some((view) =>
    [...seen(view.services), ...seen(view.ingresses), ...seen(view.gateways)].some(({ externalDnsTargets }) =>
      externalDnsTargets.some((target) => isAddress(target.trim())),
    ),
  );
}

function keysOf(target: string): readonly string[] {
  return isAddress(target.trim()) ? [comparableAddress(target.trim())] : dnsNamesIn(target);
}

const NOBODY: readonly ClusterService[] = [];
const NO_SENDERS: readonly string[] = [];

function collect<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}

/** What was read of a list, whether or not it is complete: enough to save, never enough to condemn. */
function seen<T>(reading: PartialReading<T>): readonly T[] {
  return reading.ok ? reading.value : reading.seen;
}

/** The first claim stays: the order of clusters must not change the verdict, and any claim saves. */
function claim(claims: Map<string, string>, hostname: string, who: string): void {
  for (const key of dnsNamesIn(hostname)) if (!claims.has(key)) claims.set(key, who);
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
