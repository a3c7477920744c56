/** Makes the outcomes that every step may end in. */
import type { LoadBalancer } from '../model/aws.ts';
import type { News, Outcome } from '../model/outcome.ts';
import type { PauseState } from '../model/pause.ts';

/** How one delete ended. */
export interface Ended {
  readonly outcome: Outcome;
  readonly news: News | undefined;
}

/** Nobody needs to hear of it. */
export function quiet(outcome: Outcome): Ended {
  return { outcome, news: undefined };
}

type Target = Pick<LoadBalancer, 'arn' | 'name'>;

export function spared({ arn, name }: Target, why: string): Outcome {
  return { arn, name, did: 'spared', why };
}

/** @param what happened to it, after its name: "could not be released" */
export function failed({ arn, name }: Target, what: string, why: string): Outcome {
  return { arn, name, did: 'failed', what, why };
}

/** Somebody paused the janitor, or nobody can tell. */
export function heldBack({ arn, name }: Target, { by, why }: Extract<PauseState, { is: 'paused' }>): Outcome {
  return by === 'doubt' ? failed({ arn, name }, 'was not deleted', why) : { arn, name, did: 'not-attempted', why };
}

/** The next run goes on with it. */
export function outOfTime({ arn, name }: Target): Outcome {
  return { arn, name, did: 'not-attempted', why: 'the time of this run is over' };
}
