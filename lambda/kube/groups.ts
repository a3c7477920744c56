/**
 * Which API groups and versions a cluster serves. It decides whether a kind is installed, so half a group list counts
 * as no list.
 */
import * as z from 'zod/mini';
import type { Connection } from './connection.ts';
import { failureOf, RequestFailed, type Failure } from './failure.ts';
import { withRetries, type RetryContext } from './retry.ts';

/** Served versions by group name. */
type ApiGroups = ReadonlyMap<string, readonly string[]>;

export type GroupListing =
  { readonly ok: true; readonly groups: ApiGroups } | { readonly ok: false; readonly failure: Failure };

/** Built into every API server since 1.9: a group list without it is not the whole list. */
const BUILT_IN_GROUP = 'apps';

const groupListShape = z.object({
  groups: z.array(z.object({ name: z.string(), versions: z.array(z.object({ version: z.string() })) })),
});

/** GET /apis (meta/v1 APIGroupList). Never rejects. */
export async function readGroups(connection: Connection, retry: RetryContext): Promise<GroupListing> {
  try {
    const { success, data } = z.safeParse(groupListShape, await withRetries(() => connection.apiGroups(), retry));
    if (!success) throw new RequestFailed({ is: 'unusable', what: 'it is not a list of API groups' });
    const groups = new Map(data.groups.map((group) => [group.name, group.versions.map(({ version }) => version)]));
    // SAFETY: an absent group means that nothing of this kind claims anything.
    if (!groups.has(BUILT_IN_GROUP)) {
      throw new RequestFailed({ is: 'unusable', what: `the built-in group ${BUILT_IN_GROUP} is missing from it` });
    }
    return { ok: true, groups };
  } catch (thrown) {
    return { ok: false, failure: failureOf(thrown) };
  }
}
