/**
 * Reads a kind that a cluster may or may not have installed: whole, proved not to be installed, or unreadable. Not
 * installed means that none of the versions which its API group serves has it: a group name alone proves nothing.
 */
import * as z from 'zod/mini';
import type { PartialReading } from '../model/reading.ts';
import type { Connection } from './connection.ts';
import { unreadable, type ReadingContext } from './explain.ts';
import { failureOf, RequestFailed, type Failure } from './failure.ts';
import type { GroupListing } from './groups.ts';
import { readList } from './list.ts';
import type { Parsed } from './objects.ts';
import { withRetries, type RetryContext } from './retry.ts';

/** A kind that may be absent from a cluster, and the versions of it whose fields are known, best first. */
export interface InstallableKind<T> {
  readonly group: string;
  readonly versions: readonly string[];
  readonly plural: string;
  readonly parse: (item: unknown) => Parsed<T>;
}

const HTTP_NOT_FOUND = 404;

/** Every object of the kind, in the best version that is known and served. Never rejects. */
export async function readInstalled<T>(
  kind: InstallableKind<T>,
  groups: GroupListing,
  connection: Connection,
  context: ReadingContext,
  retry: RetryContext,
): Promise<PartialReading<T>> {
  const { group, plural, parse } = kind;
  const failed = (what: string, failure: Failure, pagesRead = 0, seen: readonly T[] = []): PartialReading<T> => ({
    ...unreadable(context, { kind: what, failure, pagesRead }),
    seen,
  });
  if (!groups.ok) return failed('API groups', groups.failure);
  const served = groups.groups.get(group);
  if (served === undefined) return { ok: true, value: [] };

  const name = `${plural}.${group}`;
  const known = kind.versions.filter((version) => served.includes(version));
  for (const version of known) {
    const listing = await readList(connection, { group, version, plural }, parse, retry);
    if (listing.ok) return listing;
    // Another version of the group may have it; what has been seen of it is no 404.
    if (!isNotFound(listing.failure) || listing.seen.length > 0) {
      return failed(name, listing.failure, listing.pagesRead, listing.seen);
    }
  }

  for (const version of served) {
    const plurals = await readPlurals(connection, group, version, retry);
    // SAFETY: a version that cannot be read may have it.
    if (!plurals.ok) return failed(`the kinds of ${group}/${version}`, plurals.failure);
    if (!plurals.value.has(plural)) continue;
    // SAFETY: installed in a version whose fields we do not know is not the same as not installed.
    const what = known.includes(version)
      ? `${group}/${version} has it but does not list it`
      : `the cluster has it in ${group}/${version}, known are ${kind.versions.join(', ')}; update the janitor`;
    return failed(name, { is: 'unusable', what }, 1);
  }
  return { ok: true, value: [] };
}

function isNotFound(failure: Failure): boolean {
  return failure.is === 'status' && failure.status === HTTP_NOT_FOUND;
}

type Plurals =
  { readonly ok: true; readonly value: ReadonlySet<string> } | { readonly ok: false; readonly failure: Failure };

const resourceListShape = z.object({
  groupVersion: z.string(),
  resources: z.array(z.object({ name: z.string() })),
});

/** Plurals of all kinds of one version: GET /apis/<group>/<version> (meta/v1 APIResourceList). */
async function readPlurals(
  connection: Connection,
  group: string,
  version: string,
  retry: RetryContext,
): Promise<Plurals> {
  try {
    const body = await withRetries(() => connection.apiResources(group, version), retry);
    const { success, data } = z.safeParse(resourceListShape, body);
    // SAFETY: the list of another version says nothing about this one.
    if (!success || data.groupVersion !== `${group}/${version}`) {
      throw new RequestFailed({ is: 'unusable', what: `it is not the list of ${group}/${version}` });
    }
    return { ok: true, value: new Set(data.resources.map(({ name }) => name)) };
  } catch (thrown) {
    return { ok: false, failure: failureOf(thrown) };
  }
}
