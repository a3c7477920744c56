/** Lambda `sweep`: composes and calls. May read, quarantine, release and notify; holds nothing that deletes. */
import type { Context } from 'aws-lambda';
import { sweepWorld } from '../compose/write.ts';
import { sweep } from '../sweep.ts';
import { closeInvocation, openInvocation } from './runtime.ts';

export async function handler(event: unknown, context: Context): Promise<unknown> {
  const invocation = openInvocation('sweep', event, context);
  if (invocation === undefined) return { ignored: true };
  const { settings, place, scope } = invocation;
  return closeInvocation(await sweep(scope, sweepWorld(place), settings));
}
