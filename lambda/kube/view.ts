/**
 * What one cluster claims: every Service, Ingress, Gateway and TargetGroupBinding that can hold on to a load balancer.
 * A kind is read whole, proved not to be installed, or unreadable.
 */
import type { Failure } from './failure.ts';
import type { ClusterView, HostnameHolder, Service, TargetGroupBinding } from '../model/kubernetes.ts';
import type { PartialReading, Unreadable } from '../model/reading.ts';
import type { Connection } from './connection.ts';
import { unreadable, type ReadingContext } from './explain.ts';
import { readGroups } from './groups.ts';
import { readInstalled, type InstallableKind } from './installed.ts';
import { readList } from './list.ts';
import { parseBinding, parseGateway, parseIngress, parseService } from './objects.ts';
import type { RetryContext } from './retry.ts';

const INGRESSES: InstallableKind<HostnameHolder> = {
  group: 'networking.k8s.io',
  versions: ['v1'],
  plural: 'ingresses',
  parse: parseIngress,
};

const GATEWAYS: InstallableKind<HostnameHolder> = {
  group: 'gateway.networking.k8s.io',
  versions: ['v1', 'v1beta1'],
  plural: 'gateways',
  parse: parseGateway,
};

/** AWS Load Balancer Controller, and EKS Auto Mode: the same kind under two groups. */
const BINDINGS: readonly InstallableKind<TargetGroupBinding>[] = [
  bindingKind('elbv2.k8s.aws', 'v1beta1'),
  bindingKind('eks.amazonaws.com', 'v1'),
];

function bindingKind(group: string, version: string): InstallableKind<TargetGroupBinding> {
  return { group, versions: [version], plural: 'targetgroupbindings', parse: parseBinding(group) };
}

/**
 * Reads a cluster over one connection, one kind after the other. Never rejects.
 * `readAt` is the instant at which the last page of Services had come.
 */
export async function readView(
  connection: Connection,
  context: ReadingContext,
  retry: RetryContext,
): Promise<ClusterView> {
  const groups = await readGroups(connection, retry);
  if (!groups.ok && isUnconnected(groups.failure)) {
    // Nobody is there to be asked: trying each kind in turn would only take as long again.
    const failed = { kind: 'services', failure: groups.failure, pagesRead: 0 };
    return unreadView(context.cluster, retry.now(), unreadable(context, failed));
  }
  const services = await readServices(connection, context, retry);
  const readAt = retry.now();

  async function read<T>(kind: InstallableKind<T>): Promise<PartialReading<T>> {
    return readInstalled(kind, groups, connection, context, retry);
  }
  const ingresses = await read(INGRESSES);
  const gateways = await read(GATEWAYS);
  let bindings: PartialReading<TargetGroupBinding> = { ok: true, value: [] };
  for (const kind of BINDINGS) bindings = both(bindings, await read(kind));
  return { cluster: context.cluster, readAt, services, ingresses, gateways, bindings };
}

/** Codes of connections that never came about, after all retries. */
const UNCONNECTED_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
]);

function isUnconnected(failure: Failure): boolean {
  if (failure.is === 'deadline') return failure.requestSeconds !== undefined;
  if (failure.is === 'proxy') return true;
  return failure.is === 'connection' && UNCONNECTED_CODES.has(failure.code);
}

/** A view of a cluster that could not even be asked. */
export function unreadView(cluster: string, readAt: Date, failure: Unreadable): ClusterView {
  const nothing = { ...failure, seen: [] };
  return { cluster, readAt, services: nothing, ingresses: nothing, gateways: nothing, bindings: nothing };
}

/**
 * Services of every type and namespace: a Service that is no longer of type LoadBalancer may still hold its load
 * balancer, so the list is not filtered.
 */
async function readServices(
  connection: Connection,
  context: ReadingContext,
  retry: RetryContext,
): Promise<PartialReading<Service>> {
  const resource = { group: '', version: 'v1', plural: 'services' };
  const listing = await readList(connection, resource, parseService, retry);
  if (!listing.ok) return { ...unreadable(context, { kind: 'services', ...listing }), seen: listing.seen };
  // SAFETY: every cluster has this Service; a list without it is empty, scoped or of something else.
  if (!listing.value.some(({ namespace, name }) => namespace === 'default' && name === 'kubernetes')) {
    const what = 'default/kubernetes, which every cluster has, is missing; does the access entry cover all namespaces?';
    const failed = { kind: 'services', failure: { is: 'unusable', what }, pagesRead: 1 } as const;
    return { ...unreadable(context, failed), seen: listing.value };
  }
  return listing;
}

/** Two readings of one kind as one: whole only if both are. */
function both<T>(one: PartialReading<T>, other: PartialReading<T>): PartialReading<T> {
  const items = [...itemsOf(one), ...itemsOf(other)];
  if (!one.ok) return { ...one, seen: items };
  if (!other.ok) return { ...other, seen: items };
  return { ok: true, value: items };
}

function itemsOf<T>(reading: PartialReading<T>): readonly T[] {
  return reading.ok ? reading.value : reading.seen;
}
