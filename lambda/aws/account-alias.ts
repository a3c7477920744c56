/**
 * The account's alias in IAM, for messages only. IAM is one API for all regions, which a function in a VPC may have no way
 * to: whatever goes wrong there, and whatever takes too long, is an alias that nobody knows.
 */
import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';

import type { ClientMaker } from './clients.ts';

/** A notice waits no longer than this for it. */
const MOST_WAIT_MS = 2000;
/** API_CreateAccountAlias. What a proxy may answer instead is no name. */
const ALIAS = /^[a-z\d](?:[a-z\d]|-(?!-)){1,61}[a-z\d]$/;

/** Undefined where there is none, or none that could be read in time. Never rejects. */
export async function accountAlias(clients: ClientMaker): Promise<string | undefined> {
  const abort = new AbortController();
  const over = Promise.withResolvers<undefined>();
  // The SDK looks at the signal only while it sends; it may also wait before it tries again.
  const timer = setTimeout(() => {
    abort.abort();
    over.resolve(undefined);
  }, MOST_WAIT_MS);
  try {
    const client = clients.of(IAMClient);
    const asked = client.send(new ListAccountAliasesCommand({}), { abortSignal: abort.signal });
    const answer = await Promise.race([asked, over.promise]);
    return answer?.AccountAliases?.find((alias) => ALIAS.test(alias));
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
