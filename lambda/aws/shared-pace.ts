/**
 * The pace of `sweep` and `reap` where both are deployed: they may run at the same time and know nothing of each other, so
 * they share what one of them alone may take (clients.ts). Must never add up to more than that.
 */
import type { RateLimits } from './clients.ts';

/** Reads most, since it looks at every NLB of the region. */
export const SWEEP_BESIDE_REAP: RateLimits = {
  elasticLoadBalancing: { calls: 3, perMilliseconds: 1000 },
  elasticLoadBalancingChanges: { calls: 3, perMilliseconds: 5000 },
  cloudTrail: { calls: 1, perMilliseconds: 1000 },
};

export const REAP_BESIDE_SWEEP: RateLimits = {
  elasticLoadBalancing: { calls: 2, perMilliseconds: 1000 },
  elasticLoadBalancingChanges: { calls: 2, perMilliseconds: 5000 },
  cloudTrail: { calls: 1, perMilliseconds: 1000 },
};
