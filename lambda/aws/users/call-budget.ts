/**
 * How many calls one reader may make in a run: a run has 15 minutes, and a source that takes most of them must end as
 * unreadable, with the reason, rather than end the run. It must never end a reading as complete.
 */
import { IncompleteAnswerError } from '../errors.ts';

export interface CallBudget {
  /** Call before each call to AWS. @throws IncompleteAnswerError when there is none left */
  spend(): void;
  /** @throws IncompleteAnswerError when more than all of it would be needed, so that nobody waits for nothing */
  mustCover(calls: number): void;
}

/** @param most calls of one reading, retries not counted */
export function callBudget(most: number): CallBudget {
  let spent = 0;
  const mustCover = (calls: number): void => {
    // SAFETY: what was not read may point at an NLB.
    if (!(calls <= most)) {
      throw new IncompleteAnswerError(`to read all of it takes ${calls} calls or more, and a run has time for ${most}`);
    }
  };
  return {
    spend() {
      spent += 1;
      mustCover(spent);
    },
    mustCover,
  };
}
