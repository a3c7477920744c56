/**
 * The objects of one cluster and how they change: plain Kubernetes JSON, edited while the server runs. Fills in what a
 * real API server fills in, and checks nothing else: tests may break an object on purpose.
 */
import { createHash } from 'node:crypto';

/** JSON Merge Patch (RFC 7386), as `kubectl patch --type merge`: null removes a field. */
export type MergePatch = { readonly [field: string]: unknown };

/** A Kubernetes object as JSON. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** Names one object: `{ kind: 'Service', namespace: 'payments', name: 'api' }`. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Needed only where two groups have the kind. */
  readonly group?: string;
}

/** A kind that the server knows, as its URL and its lists spell it. */
export interface ServedKind {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  /** Kinds built into the API server leave `kind` and `apiVersion` out of list items; custom resources keep them. */
  readonly builtIn: boolean;
}

export const SERVED_KINDS: readonly ServedKind[] = [
  { group: '', plural: 'services', kind: 'Service', builtIn: true },
  { group: 'networking.k8s.io', plural: 'ingresses', kind: 'Ingress', builtIn: true },
  { group: 'gateway.networking.k8s.io', plural: 'gateways', kind: 'Gateway', builtIn: false },
  { group: 'elbv2.k8s.aws', plural: 'targetgroupbindings', kind: 'TargetGroupBinding', builtIn: false },
  { group: 'eks.amazonaws.com', plural: 'targetgroupbindings', kind: 'TargetGroupBinding', builtIn: false },
];

/** Objects by etcd key, and the revision that every change moves on. */
export class ObjectStore {
  #objects = new Map<string, KubernetesObject>();
  #revision = 1;
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Cluster-wide resourceVersion. */
  get revision(): number {
    return this.#revision;
  }

  /** Creates an object, or replaces the one of that name. Gives it as stored, with the fields the server sets. */
  add(object: KubernetesObject): KubernetesObject {
    const key = keyOf(object.apiVersion, object.kind, object.metadata);
    const { namespace = 'default', name } = object.metadata;
    this.#revision++;
    const stored = {
      ...(object.kind === 'Service' && { status: { loadBalancer: {} } }),
      ...object,
      ...(object.kind === 'Service' && { spec: { type: 'ClusterIP', ...asRecord(object['spec']) } }),
      metadata: {
        uid: uidOf(`${key}@${this.#revision}`),
        creationTimestamp: this.#now().toISOString().replace('.000Z', 'Z'),
        ...object.metadata,
        namespace,
        name,
        resourceVersion: String(this.#revision),
      },
    };
    this.#objects.set(key, stored);
    return stored;
  }

  /** @throws when there is no such object: a test that patches nothing is wrong. */
  patch(ref: ObjectRef, patch: MergePatch): KubernetesObject {
    const [key, object] = this.#find(ref);
    this.#revision++;
    const patched = merged(object, patch) as KubernetesObject;
    this.#objects.set(key, patched);
    return patched;
  }

  /** @throws when there is no such object. */
  remove(ref: ObjectRef): void {
    const [key] = this.#find(ref);
    this.#revision++;
    this.#objects.delete(key);
  }

  /** Objects of a kind in the order in which etcd gives them: by namespace, then name. */
  list({ group, kind }: Pick<ServedKind, 'group' | 'kind'>): readonly KubernetesObject[] {
    const prefix = `${group}|${kind}|`;
    return [...this.#objects.keys()]
      .filter((key) => key.startsWith(prefix))
      .sort()
      .map((key) => this.#objects.get(key))
      .filter((object) => object !== undefined);
  }

  #find({ kind, namespace, name, group }: ObjectRef): [string, KubernetesObject] {
    for (const [key, object] of this.#objects) {
      const [ofGroup, ofKind, ofNamespace, ofName] = key.split('|');
      if (ofKind !== kind || ofNamespace !== namespace || ofName !== name) continue;
      if (group === undefined || group === ofGroup) return [key, object];
    }
    throw new Error(`the cluster has no ${kind} ${namespace}/${name}`);
  }
}

function keyOf(
  apiVersion: string,
  kind: string,
  { namespace = 'default', name }: KubernetesObject['metadata'],
): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return [group, kind, namespace, name].join('|');
}

/** A UID that is the same in every run, and another for an object that was made again. */
function uidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `9${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function merged(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result = asRecord(target);
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete result[field];
    else result[field] = merged(result[field], value);
  }
  return result;
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? { ...value } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
