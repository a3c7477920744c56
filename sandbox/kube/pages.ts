/**
 * Lists in pages, as the API server cuts them: all pages of one list come from the state at its first page, and a
 * continue token dies when that state is compacted (kubernetes.io, API concepts, "Retrieving large results sets in
 * chunks").
 */
import type { KubernetesObject, ObjectStore, ServedKind } from './objects.ts';

export interface ListBody {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly object[];
}

type PageAnswer = { readonly status: 200; readonly body: ListBody } | { readonly status: 400 | 410 };

interface Position {
  readonly revision: number;
  readonly start: number;
}

/** Cuts the lists of one store. */
export class Pager {
  readonly #store: ObjectStore;
  /** Lists that are being read in pages, by kind and revision. */
  readonly #snapshots = new Map<string, readonly KubernetesObject[]>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Forgets old states: every continue token given so far answers 410 Expired. */
  compact(): void {
    this.#snapshots.clear();
  }

  /** One page of a kind. `limit` 0 means everything. */
  page(served: ServedKind, apiVersion: string, limit: number, continueToken: string | undefined): PageAnswer {
    const position = continueToken === undefined ? { revision: this.#store.revision, start: 0 } : decode(continueToken);
    if (position === undefined) return { status: 400 };
    const snapshotKey = `${served.group}/${served.plural}@${position.revision}`;
    const all = continueToken === undefined ? this.#store.list(served) : this.#snapshots.get(snapshotKey);
    if (all === undefined) return { status: 410 };
    const end = limit === 0 ? all.length : position.start + limit;
    const remaining = all.length - end;
    if (remaining > 0) this.#snapshots.set(snapshotKey, all);
    const next = encode({ revision: position.revision, start: end });
    return {
      status: 200,
      body: {
        kind: `${served.kind}List`,
        apiVersion,
        metadata: {
          resourceVersion: String(position.revision),
          ...(remaining > 0 && { continue: next, remainingItemCount: remaining }),
        },
        items: all.slice(position.start, end).map((object) => listed(object, served)),
      },
    };
  }
}

function listed(object: KubernetesObject, { builtIn }: ServedKind): object {
  if (!builtIn) return object;
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
  return rest;
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decode(token: string): Position | undefined {
  try {
    const { revision, start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as Partial<Position>;
    return Number.isInteger(revision) && Number.isInteger(start) ? ({ revision, start } as Position) : undefined;
  } catch {
    return undefined;
  }
}
