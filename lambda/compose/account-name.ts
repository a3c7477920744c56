/** The account's name, asked for when something is told: its package is loaded then, and most runs tell nothing. */
import type { ClientMaker } from '../aws/clients.ts';
import type { World } from '../ports/world.ts';

/** What one container of a function remembers. */
export interface Container {
  /** Also that there was no answer: an API without a way to it must not take time from every run. */
  accountName?: Promise<string | undefined>;
}

export function accountName(clients: ClientMaker, container: Container): World<unknown>['accountName'] {
  return () => {
    container.accountName ??= aliasOf(clients);
    return container.accountName;
  };
}

async function aliasOf(clients: ClientMaker): Promise<string | undefined> {
  try {
    return await (await import('../aws/account-alias.ts')).accountAlias(clients);
  } catch {
    return undefined;
  }
}
