/** What a described cluster's Kubernetes API would say, with the names of load balancers filled in. */
import type { ClusterView, HostnameHolder, Service, TargetGroupBinding } from '../../lambda/model/kubernetes.ts';
import type { PartialReading } from '../../lambda/model/reading.ts';
import type { BindingSpec, ClusterSpec, Kind, NameSpec, ServiceSpec } from './description.ts';

/** DNS names by label of a load balancer, and target groups by theirs. */
export interface Known {
  readonly dnsNames: Map<string, string>;
  readonly groups: Map<string, { readonly arn: string; readonly name: string }>;
}

export function viewOf(cluster: ClusterSpec, known: Known, readAt: Date): ClusterView {
  const said = <T>(kind: Kind, items: readonly T[]): PartialReading<T> => {
    const unread = cluster.unread.get(kind);
    if (unread === undefined) return { ok: true, value: items };
    const why = `cluster ${cluster.name}: ${kind} could not be read.`;
    return { ok: false, cause: 'unreachable', why, seen: unread === 'cut' ? items : [] };
  };
  const names = (specs: readonly NameSpec[]): string[] => specs.map((spec) => written(spec, known));
  return {
    cluster: cluster.name,
    readAt,
    services: said('services', [CANARY, ...cluster.services.map((spec) => service(spec, known))]),
    ingresses: said('ingresses', holders('Ingress')),
    gateways: said('gateways', holders('Gateway')),
    bindings: said(
      'bindings',
      cluster.bindings.map((spec) => binding(spec, known)),
    ),
  };

  function holders(kind: HostnameHolder['kind']): HostnameHolder[] {
    return cluster.holders
      .filter((holder) => holder.kind === kind)
      .map((holder) => ({
        kind,
        namespace: holder.namespace,
        name: holder.name,
        hostnames: names(holder.hostnames),
        externalDnsTargets: names(holder.dnsTargets),
      }));
  }
}

function service(spec: ServiceSpec, known: Known): Service {
  return {
    namespace: spec.namespace,
    name: spec.name,
    uid: spec.uid,
    type: spec.type,
    loadBalancerClass: spec.class,
    loadBalancerType: spec.annotation,
    finalizers: spec.finalizers,
    deletingSince: spec.isDeleting ? new Date('2026-03-02T08:00:00Z') : undefined,
    hostnames: spec.hostnames.map((name) => written(name, known)),
    externalName: spec.externalName === undefined ? undefined : written(spec.externalName, known),
    externalDnsTargets: spec.dnsTargets.map((name) => written(name, known)),
  };
}

function binding(spec: BindingSpec, known: Known): TargetGroupBinding {
  const group = known.groups.get(spec.group) ?? { arn: `arn:aws:unknown/${spec.group}`, name: `tg-${spec.group}` };
  return {
    apiGroup: spec.apiGroup,
    namespace: spec.namespace,
    name: spec.name,
    targetGroupArn: spec.names === 'by-arn' ? group.arn : undefined,
    targetGroupName: spec.names === 'by-name' ? group.name : undefined,
    serviceName: spec.serviceName,
    stack: spec.madeFor,
  };
}

function written(spec: NameSpec, { dnsNames }: Known): string {
  if ('text' in spec) return spec.text;
  const name = dnsNames.get(spec.of);
  if (name === undefined) throw new Error(`nothing is called ${spec.of}`);
  if (spec.written === 'capitals') return name.toUpperCase();
  if (spec.written === 'dot') return `${name}.`;
  return spec.written === 'dualstack' ? `dualstack.${name}` : name;
}

/** Every cluster has it. */
const CANARY: Service = {
  namespace: 'default',
  name: 'kubernetes',
  uid: '00000000-0000-4000-8000-000000000000',
  type: 'ClusterIP',
  loadBalancerClass: undefined,
  loadBalancerType: undefined,
  finalizers: [],
  deletingSince: undefined,
  hostnames: [],
  externalName: undefined,
  externalDnsTargets: [],
};
