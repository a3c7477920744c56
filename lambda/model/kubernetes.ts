/** What a cluster claims: the few fields of its objects that judging needs. */
import type { PartialReading } from './reading.ts';

export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** `payments/api`: as tags, stacks, messages and people name an object. */
export function namespacedName({ namespace, name }: ObjectName): string {
  return `${namespace}/${name}`;
}

/** Only the fields of a Service that judging needs. */
export interface Service extends ObjectName {
  readonly uid: string;
  readonly type: string;
  readonly loadBalancerClass: string | undefined;
  /** Value of `service.beta.kubernetes.io/aws-load-balancer-type`. */
  readonly loadBalancerType: string | undefined;
  readonly finalizers: readonly string[];
  readonly deletingSince: Date | undefined;
  /** Status hostnames, as written. */
  readonly hostnames: readonly string[];
  /** `spec.externalName`: the DNS name that a Service of type ExternalName stands for. */
  readonly externalName: string | undefined;
  readonly externalDnsTargets: ExternalDnsTargets;
}

/** Names and addresses in the annotation `external-dns…/target`: where external-dns sends the object's names. */
export type ExternalDnsTargets = readonly string[];

/** An Ingress or a Gateway: only what it says about hostnames. */
export interface HostnameHolder extends ObjectName {
  readonly kind: 'Ingress' | 'Gateway';
  readonly hostnames: readonly string[];
  readonly externalDnsTargets: ExternalDnsTargets;
}

/** A TargetGroupBinding of either API group. */
export interface TargetGroupBinding extends ObjectName {
  readonly apiGroup: string;
  readonly targetGroupArn: string | undefined;
  readonly targetGroupName: string | undefined;
  /** `spec.serviceRef.name`: the Service, in the binding's namespace, whose endpoints it registers. */
  readonly serviceName: string | undefined;
  /**
   * The Service for which the AWS Load Balancer Controller made the binding, by its labels `service.k8s.aws/stack-namespace`
   * and `-name`; undefined for a binding that a person wrote.
   */
  readonly stack: ObjectName | undefined;
}

/**
 * What one cluster claims. Each kind is a reading of its own: a claim that was read saves, even where another kind could
 * not be read; but only a view in which every kind is `ok` lets anything be called an orphan.
 * `ok` with no items means: every page was read, or the kind is not installed.
 */
export interface ClusterView {
  readonly cluster: string;
  readonly readAt: Date;
  readonly services: PartialReading<Service>;
  readonly ingresses: PartialReading<HostnameHolder>;
  readonly gateways: PartialReading<HostnameHolder>;
  readonly bindings: PartialReading<TargetGroupBinding>;
}
