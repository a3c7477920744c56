/**
 * How many calls one reader may make in a run: a run has 15 minutes, and a source that takes most of them must end as
 * unreadable, with a word on what to do, rather than end the run. It must never end a reading as complete.
 */
import type { UserSource } from '../../model/users.ts';
import { IncompleteAnswerError } from '../errors.ts';

export interface CallBudget {
  /** Call before each call to AWS. @throws IncompleteAnswerError when there is none left */
  spend(): void;
  /** @throws IncompleteAnswerError when more than all of it would be needed, so that nobody waits for nothing */
  mustCover(calls: number): void;
}

/** @param most calls of one reading, retries not counted */
export function callBudget(source: UserSource, most: number): CallBudget {
  let spent = 0;
  const check = (calls: number): void => {
    // SAFETY: what was not read may point at an NLB.
    if (!(calls <= most)) throw new IncompleteAnswerError(`${tooMany(calls, most)}; ${wayOut(source)}`);
  };
  return {
    spend() {
      spent += 1;
      check(spent);
    },
    mustCover: check,
  };
}

function tooMany(calls: number, most: number): string {
  return `to read all of it takes ${calls} calls or more, and a run has time for ${most}`;
}

function wayOut(source: UserSource): string {
  return `set usersOfNlb to {"${source}": "off"}, and the NLBs are judged without it, with a caution`;
}
