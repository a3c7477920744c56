/** A maker of clients that has one. */
import type { ClientMaker } from '../../lambda/aws/clients.ts';
import type { CuttableClient } from '../../lambda/aws/hanging.ts';

export function onlyClient(client: CuttableClient): ClientMaker {
  return {
    of: (Client) => {
      if (client instanceof Client) return client;
      throw new Error('unexpected client');
    },
  };
}
