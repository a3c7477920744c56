/**
 * How long a run would take under a rate limit, from one without: the calls as they were made, each moved back until the
 * sliding window lets it through. Pure arithmetic; nobody waits.
 */
import type { RateLimit } from '../lambda/aws/pace.ts';

/**
 * What the limit adds to a run, in milliseconds. Between two calls the janitor works as long as it did without the limit.
 * @param callsAtMs when each call was made, in order
 */
export function addedByPace(callsAtMs: readonly number[], { calls, perMilliseconds }: RateLimit): number {
  const paced: number[] = [];
  let before: { readonly at: number; readonly pacedAt: number } | undefined;
  for (const [index, at] of callsAtMs.entries()) {
    const ready = before === undefined ? at : before.pacedAt + (at - before.at);
    const windowOpensAt = (paced[index - calls] ?? Number.NEGATIVE_INFINITY) + perMilliseconds;
    const pacedAt = Math.max(ready, windowOpensAt);
    paced.push(pacedAt);
    before = { at, pacedAt };
  }
  return before === undefined ? 0 : before.pacedAt - before.at;
}
