/**
 * Lambda `sweep`: composes and calls. May read, quarantine, release, notify and wake `reap`; holds nothing that deletes.
 */
import type { Context } from 'aws-lambda';
import { sweepWorld } from '../compose/write.ts';
import { sweep } from '../sweep.ts';
import { closeInvocation, openInvocation, recordFigures, required } from './runtime.ts';

export async function handler(event: unknown, context: Context): Promise<unknown> {
  const invocation = openInvocation('sweep', event, context);
  if (invocation === undefined) return { ignored: true };
  const { settings, place, scope, logger } = invocation;
  // Only the stack of mode `delete` has a `reap`; where it must be, it must not be missed.
  const reapQueueUrl = settings.mode === 'delete' ? required('NLB_JANITOR_REAP_QUEUE_URL') : undefined;
  const world = sweepWorld({ ...place, bucket: required('NLB_JANITOR_BUCKET'), reapQueueUrl });
  const result = await sweep(scope, world, settings);
  await recordFigures(result, invocation);
  return closeInvocation(result, logger);
}
