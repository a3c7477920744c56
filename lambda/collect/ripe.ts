/** A look at the tags alone: most runs of `reap` end here, and cost no cluster a request. */
import { isRipe } from '../core/plan/due.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import { tagsIn } from '../core/tags/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import { readFleet } from './fleet.ts';

/**
 * Whether any NLB could be due by its tags. Errs on the side of looking.
 *
 * @param only ARNs; undefined looks at the whole fleet
 */
export async function isAnythingRipe(
  read: Pick<ReadPorts, 'loadBalancers' | 'journal'>,
  only: readonly string[] | undefined,
  now: Date,
  settings: PlanSettings,
): Promise<boolean> {
  const fleet = await readFleet(read, only);
  // SAFETY: what cannot be read is read again, and reported, by the run itself.
  if (!fleet.ok) return true;
  const { loadBalancers, tags } = fleet.value;
  return loadBalancers.some((loadBalancer) => {
    const reading = tags.get(loadBalancer.arn);
    // A run that reads no tag must not look like one that finds nothing due.
    if (reading?.ok === false) return true;
    const own = tagsIn(reading);
    return own !== undefined && isRipe(loadBalancer, own, now, settings);
  });
}
