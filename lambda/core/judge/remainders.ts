/**
 * TargetGroupBindings that outlive their Service. The AWS Load Balancer Controller makes them without an owner reference:
 * when a Service's finalizer was stripped they stay, and only take targets off (docs/design.md section 3, row L3). Pure.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import { namespacedName } from '../../model/kubernetes.ts';
import type { ServiceOwner } from '../../model/verdict.ts';
import { serviceOwnerIn } from '../tags/owner.ts';
import type { Claims, ClusterBinding } from './claims.ts';

/** `TargetGroupBinding shop/web in cluster prod`. */
export function bindingName({ cluster, binding }: ClusterBinding): string {
  return `TargetGroupBinding ${namespacedName(binding)} in cluster ${cluster}`;
}

/** Whether a binding is what the controller left of this very NLB's own stack, and no claim. */
export function isRemainder(
  bound: ClusterBinding,
  loadBalancer: LoadBalancer,
  facts: Pick<Facts, 'tags' | 'views'>,
  claims: Claims,
): boolean {
  const owner = serviceOwnerIn(loadBalancer, facts);
  return owner !== undefined && isRemainderOf(owner, bound, facts, claims);
}

/** As `isRemainder`, for an NLB that may be gone already. */
export function isRemainderOf(
  owner: ServiceOwner,
  { cluster, binding }: ClusterBinding,
  { views }: Pick<Facts, 'views'>,
  claims: Claims,
): boolean {
  const { apiGroup, stack, serviceName, namespace } = binding;
  return (
    owner.controller === 'aws-load-balancer-controller' &&
    apiGroup === 'elbv2.k8s.aws' &&
    cluster === owner.cluster &&
    // SAFETY: a binding without these labels was written by a person.
    stack?.namespace === owner.service.namespace &&
    stack.name === owner.service.name &&
    serviceName !== undefined &&
    // SAFETY: only a complete list can say that the Service does not exist.
    views.get(cluster)?.services.ok === true &&
    claims.serviceNamed(cluster, namespace, serviceName) === undefined
  );
}
