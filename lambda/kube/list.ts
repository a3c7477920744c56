/**
 * Reads every page of one kind. A list is whole or it is cut short; what was seen of a short one is kept, because it can
 * still save a load balancer. Nothing here turns a failure into an empty list.
 */
import * as z from 'zod/mini';
import type { Connection, Resource } from './connection.ts';
import { failureOf, RequestFailed, type Failure } from './failure.ts';
import type { Parsed } from './objects.ts';
import { withRetries, type RetryContext } from './retry.ts';

/** `pagesRead` counts the pages of the failed pass: 0 means that there was no usable answer at all. */
type Listing<T> =
  | { readonly ok: true; readonly value: readonly T[] }
  | { readonly ok: false; readonly failure: Failure; readonly seen: readonly T[]; readonly pagesRead: number };

/** What client-go's pager asks for: a page stays under a few megabytes, 5,000 objects take 10 requests. */
const PAGE_LIMIT = 500;

/** Each restart reads the list from page one; a list that expires more often than that is read too slowly to finish. */
const MAX_RESTARTS = 3;

const HTTP_GONE = 410;

interface Page {
  readonly items: readonly unknown[];
  readonly continueToken: string | undefined;
}

/**
 * Every object of a kind over all namespaces, mapped page by page. Never rejects.
 * A continue token that expired (410, Kubernetes API concepts, "Retrieving large results sets in chunks") starts the
 * list over, at most 3 times.
 */
export async function readList<T>(
  connection: Connection,
  resource: Resource,
  parse: (item: unknown) => Parsed<T>,
  retry: RetryContext,
): Promise<Listing<T>> {
  const seen: T[] = [];
  for (let restarts = 0; ; restarts++) {
    const pass = await readPass(connection, resource, parse, retry);
    if (pass.ok) return pass;
    // Passes add up: an object of an earlier pass may be missing from a later one that got less far.
    seen.push(...pass.seen);
    const expired = pass.failure.is === 'status' && pass.failure.status === HTTP_GONE && pass.pagesRead > 0;
    if (!expired || restarts === MAX_RESTARTS) return { ...pass, seen };
  }
}

async function readPass<T>(
  connection: Connection,
  resource: Resource,
  parse: (item: unknown) => Parsed<T>,
  retry: RetryContext,
): Promise<Listing<T>> {
  const items: T[] = [];
  let malformed: string | undefined;
  let pagesRead = 0;
  let continueToken: string | undefined;
  try {
    do {
      const token = continueToken;
      const page = checkedPage(await withRetries(() => connection.page(resource, PAGE_LIMIT, token), retry));
      for (const item of page.items) {
        const parsed = parse(item);
        if (parsed.ok) items.push(parsed.value);
        else malformed ??= parsed.what;
      }
      continueToken = page.continueToken;
      pagesRead++;
    } while (continueToken !== undefined);
  } catch (thrown) {
    return { ok: false, failure: failureOf(thrown), seen: items, pagesRead };
  }
  // SAFETY: an object that could not be understood may be the one that claims a load balancer.
  if (malformed !== undefined) {
    return { ok: false, failure: { is: 'unusable', what: malformed }, seen: items, pagesRead };
  }
  return { ok: true, value: items };
}

/** meta/v1 ListMeta: `continue` is there, and not empty, as long as pages follow. */
const pageShape = z.object({
  metadata: z.object({
    continue: z.nullish(z.string()),
    remainingItemCount: z.nullish(z.number()),
  }),
  items: z.array(z.unknown()),
});

/** SAFETY: a body without metadata or items is a failure, not the end of the list. */
function checkedPage(body: unknown): Page {
  const { success, data } = z.safeParse(pageShape, body);
  if (!success) throw new RequestFailed({ is: 'unusable', what: 'it is not a list' });
  const { items, metadata } = data;
  const continueToken = metadata.continue || undefined;
  if (continueToken === undefined && (metadata.remainingItemCount ?? 0) > 0) {
    throw new RequestFailed({ is: 'unusable', what: 'it says that more objects remain and not how to read them' });
  }
  return { items, continueToken };
}
