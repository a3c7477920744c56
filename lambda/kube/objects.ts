/**
 * Kubernetes objects, narrowed to the fields that judging needs. An object whose shape is not what the API promises is
 * named and refused, never skipped or patched up.
 */
import * as z from 'zod/mini';
import type {
  ExternalDnsTargets,
  HostnameHolder,
  ObjectName,
  Service,
  TargetGroupBinding,
} from '../model/kubernetes.ts';

/** A parsed object, or which one it was and which field is wrong (names only, no values). */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly what: string };

const LOAD_BALANCER_TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type';

/** Since version 0.22 of external-dns, and before (kubernetes-sigs.github.io/external-dns, page Annotations). */
const EXTERNAL_DNS_TARGETS = ['external-dns.kubernetes.io/target', 'external-dns.alpha.kubernetes.io/target'];

const text = z.string().check(z.minLength(1));

/** meta/v1 Time: RFC 3339. */
const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((written) => new Date(written)),
);

const name = { namespace: text, name: text };

const annotations = z.nullish(z.record(z.string(), z.string()));

/** Service and Ingress share it. Entries may hold an IP address instead; an NLB is only ever named by its hostname. */
const loadBalancerStatus = z.nullish(
  z.object({
    loadBalancer: z.nullish(z.object({ ingress: z.nullish(z.array(z.object({ hostname: z.nullish(z.string()) }))) })),
  }),
);

const serviceShape = z.object({
  metadata: z.object({
    ...name,
    uid: text,
    annotations,
    finalizers: z.nullish(z.array(z.string())),
    deletionTimestamp: z.nullish(instant),
  }),
  spec: z.object({
    type: text,
    loadBalancerClass: z.nullish(z.string()),
    externalName: z.nullish(z.string()),
  }),
  status: loadBalancerStatus,
});

const ingressShape = z.object({ metadata: z.object({ ...name, annotations }), status: loadBalancerStatus });

/** status.addresses[] of gateway.networking.k8s.io: `value` is required, `type` says Hostname or IPAddress. */
const gatewayShape = z.object({
  metadata: z.object({ ...name, annotations }),
  status: z.nullish(z.object({ addresses: z.nullish(z.array(z.object({ value: z.string() }))) })),
});

const bindingShape = z.object({
  metadata: z.object({ ...name, labels: z.nullish(z.record(z.string(), z.string())) }),
  spec: z.object({
    targetGroupARN: z.nullish(z.string()),
    targetGroupName: z.nullish(z.string()),
    serviceRef: z.nullish(z.object({ name: z.nullish(z.string()) })),
  }),
});

/** Labels on the bindings that the AWS Load Balancer Controller makes itself: docs/facts/kubernetes-nlbs.md 5.5. */
const STACK_NAMESPACE = 'service.k8s.aws/stack-namespace';
const STACK_NAME = 'service.k8s.aws/stack-name';

/** A core/v1 Service. */
export function parseService(item: unknown): Parsed<Service> {
  return parse(serviceShape, item, ({ metadata, spec, status }) => ({
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    type: spec.type,
    loadBalancerClass: spec.loadBalancerClass ?? undefined,
    loadBalancerType: metadata.annotations?.[LOAD_BALANCER_TYPE],
    finalizers: absentIsNone(metadata.finalizers),
    deletingSince: metadata.deletionTimestamp ?? undefined,
    hostnames: statusHostnames(status),
    externalName: spec.externalName || undefined,
    externalDnsTargets: externalDnsTargets(metadata.annotations),
  }));
}

/** A networking.k8s.io/v1 Ingress. */
export function parseIngress(item: unknown): Parsed<HostnameHolder> {
  return parse(ingressShape, item, ({ metadata, status }) => ({
    kind: 'Ingress' as const,
    namespace: metadata.namespace,
    name: metadata.name,
    hostnames: statusHostnames(status),
    externalDnsTargets: externalDnsTargets(metadata.annotations),
  }));
}

/** A gateway.networking.k8s.io Gateway, v1 or v1beta1: the two read the same. */
export function parseGateway(item: unknown): Parsed<HostnameHolder> {
  return parse(gatewayShape, item, ({ metadata, status }) => ({
    kind: 'Gateway' as const,
    namespace: metadata.namespace,
    name: metadata.name,
    hostnames: absentIsNone(status?.addresses).map(({ value }) => value),
    externalDnsTargets: externalDnsTargets(metadata.annotations),
  }));
}

/**
 * A TargetGroupBinding of either API group (elbv2.k8s.aws/v1beta1: apis/elbv2/v1beta1/targetgroupbinding_types.go).
 * It names its target group by ARN or by name; one that does neither claims something we cannot know.
 */
export function parseBinding(apiGroup: string): (item: unknown) => Parsed<TargetGroupBinding> {
  return (item) => {
    const parsed = parse(bindingShape, item, ({ metadata, spec }) => ({
      apiGroup,
      namespace: metadata.namespace,
      name: metadata.name,
      targetGroupArn: spec.targetGroupARN || undefined,
      targetGroupName: spec.targetGroupName || undefined,
      serviceName: spec.serviceRef?.name || undefined,
      stack: stackIn(metadata.labels),
    }));
    if (!parsed.ok || parsed.value.targetGroupArn !== undefined || parsed.value.targetGroupName !== undefined) {
      return parsed;
    }
    return { ok: false, what: `${identify(item)} names no target group` };
  };
}

function stackIn(labels: Readonly<Record<string, string>> | null | undefined): ObjectName | undefined {
  const namespace = labels?.[STACK_NAMESPACE];
  const stackName = labels?.[STACK_NAME];
  return namespace === undefined || stackName === undefined ? undefined : { namespace, name: stackName };
}

function parse<Shape extends z.ZodMiniType, T>(
  shape: Shape,
  item: unknown,
  narrow: (value: z.output<Shape>) => T,
): Parsed<T> {
  const result = z.safeParse(shape, item);
  if (result.success) return { ok: true, value: narrow(result.data) };
  const field = result.error.issues[0]?.path.join('.') ?? '';
  return { ok: false, what: `${identify(item)} has no usable ${field === '' ? 'content' : field}` };
}

function statusHostnames(status: z.output<typeof loadBalancerStatus>): readonly string[] {
  return absentIsNone(status?.loadBalancer?.ingress).flatMap(({ hostname }) => hostname || []);
}

/** A list with commas. */
function externalDnsTargets(written: z.output<typeof annotations>): ExternalDnsTargets {
  const lists = EXTERNAL_DNS_TARGETS.flatMap((key) => written?.[key] || []);
  return lists.flatMap((list) => list.split(',')).flatMap((target) => target.trim() || []);
}

/** Kubernetes leaves empty lists out of an object (`omitempty`): here absent does mean none. */
function absentIsNone<T>(list: readonly T[] | null | undefined): readonly T[] {
  return list === null || list === undefined ? [] : list;
}

const identityShape = z.object({ metadata: z.object({ namespace: z.optional(z.string()), name: z.string() }) });

function identify(item: unknown): string {
  const result = z.safeParse(identityShape, item);
  if (!result.success) return 'an object without a name';
  const { namespace, name: objectName } = result.data.metadata;
  return namespace === undefined ? objectName : `${namespace}/${objectName}`;
}
