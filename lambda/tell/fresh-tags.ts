/** Writes on one load balancer, given its tags as they are right before. What is gone needs nothing written on it. */
import type { Tags } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { WriteResult } from '../ports/write.ts';

export const NOTHING_TO_WRITE: WriteResult = { ok: true };

/** Tags that cannot be read are a failure, and nothing is written. */
export async function onFreshTags(
  arn: string,
  { loadBalancers }: Pick<ReadPorts, 'loadBalancers'>,
  write: (tags: Tags) => WriteResult | Promise<WriteResult>,
): Promise<WriteResult> {
  const reading = await loadBalancers.tagsOf(arn);
  if (!reading.ok) return { ok: false, kind: 'other', why: reading.why };
  return reading.value.is === 'gone' ? NOTHING_TO_WRITE : write(reading.value.tags);
}
