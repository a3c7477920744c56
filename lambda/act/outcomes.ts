/** Makes the outcomes that every step may end in. */
import type { LoadBalancer } from '../model/aws.ts';
import type { Outcome } from '../model/outcome.ts';

type Target = Pick<LoadBalancer, 'arn' | 'name'>;

export function spared({ arn, name }: Target, why: string): Outcome {
  return { arn, name, did: 'spared', why };
}

/** @param what happened to it, after its name: "could not be released" */
export function failed({ arn, name }: Target, what: string, why: string): Outcome {
  return { arn, name, did: 'failed', what, why };
}

/** The next run goes on with it. */
export function outOfTime({ arn, name }: Target): Outcome {
  return { arn, name, did: 'not-attempted', why: 'the time of this run is over' };
}
