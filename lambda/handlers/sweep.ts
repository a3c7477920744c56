/** Lambda `sweep`: composes and calls. May read, quarantine, release and notify; holds nothing that deletes. */
import type { Context } from 'aws-lambda';
import { createAwsClients } from '../aws/clients.ts';
import { sweepWorld } from '../compose-write.ts';
import { sweep } from '../run.ts';
import { closeInvocation, openInvocation } from './runtime.ts';

export async function handler(event: unknown, context: Context): Promise<unknown> {
  const invocation = openInvocation('sweep', event, context);
  if (invocation === undefined) return { ignored: true };
  const { settings, place, scope } = invocation;
  const clients = createAwsClients({ region: place.region });
  return closeInvocation(await sweep(scope, sweepWorld(clients, place), settings));
}
