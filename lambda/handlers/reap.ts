/** Lambda `reap`: composes and calls. May read, snapshot and delete; never writes a tag but `last-error`. */
import type { Context } from 'aws-lambda';
import { reapWorld } from '../compose/write.ts';
import { reap } from '../reap.ts';
import { closeInvocation, openInvocation, recordFigures, required } from './runtime.ts';

export async function handler(event: unknown, context: Context): Promise<unknown> {
  const invocation = openInvocation('reap', event, context);
  if (invocation === undefined) return { ignored: true };
  const { settings, place, scope, logger } = invocation;
  const world = reapWorld({ ...place, bucket: required('NLB_JANITOR_BUCKET') });
  const result = await reap(scope, world, settings);
  await recordFigures(result, invocation);
  return closeInvocation(result, logger);
}
