/** What stands in the way of an answer that was just given: a pause, and what tags cannot tell. Never fails the answer. */
import { ssmPauseSwitch } from '../lambda/aws/pause-switch.ts';
import type { Answer } from '../lambda/core/plan/answer.ts';
import type { PauseState } from '../lambda/model/pause.ts';
import { clientsFor, type Caller } from './clients.ts';

const CAUTIONS =
  'Whether it has cautions is not known without judging: `npx nlb-janitor scan` or `explain` shows them.';

/** @param regions of the load balancers that were answered */
export async function sayInTheWay(
  answer: Answer['is'],
  regions: readonly string[],
  caller: Caller,
  say: (text: string) => void,
): Promise<void> {
  for (const region of new Set(regions)) {
    const state = await ssmPauseSwitch(clientsFor(region, caller).ssm).state();
    const paused = pauseInTheWay(answer, state);
    if (paused !== undefined) say(`${region}: ${paused}`);
  }
  if (answer === 'approve' && regions.length > 0) say(CAUTIONS);
}

/** Undefined where nothing has to be said of it. */
function pauseInTheWay(answer: Answer['is'], state: PauseState): string | undefined {
  if (state.is === 'running') return undefined;
  if (state.by === 'doubt') {
    // A veto holds whether or not it is paused.
    return answer === 'approve' ? `whether the janitor is paused is not known: ${state.why}` : undefined;
  }
  switch (answer) {
    case 'approve':
      return `the janitor is ${state.why}: nothing is deleted until then`;
    case 'reject':
    case 'keep':
      return `the janitor is ${state.why}: your answer holds, and the quarantine comes off then`;
    case 'release':
      return `the janitor is ${state.why}: it is judged again then`;
  }
}
