/** A look at the tags alone: most runs of `reap` end here, and cost no cluster a request. */
import { isRipe } from '../core/plan/due.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import { tagsIn } from '../core/tags/reading.ts';
import type { ReadPorts } from '../ports/read.ts';

/** Whether any NLB could be due by its tags. Errs on the side of looking. */
export async function isAnythingRipe(
  { loadBalancers: elb }: Pick<ReadPorts, 'loadBalancers'>,
  now: Date,
  settings: PlanSettings,
): Promise<boolean> {
  const loadBalancers = await elb.list();
  // What cannot be listed is listed again, and reported, by the run itself.
  if (!loadBalancers.ok) return true;
  const network = loadBalancers.value.filter(({ type }) => type === 'network');
  const tags = await elb.tags(network.map(({ arn }) => arn));
  return network.some((loadBalancer) => {
    const own = tagsIn(tags.get(loadBalancer.arn));
    return own !== undefined && isRipe(loadBalancer, own, now, settings);
  });
}
