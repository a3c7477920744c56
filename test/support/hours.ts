/** Deletion hours for tests of code that is given some. */
import type { DeletionHours } from '../../lambda/model/hours.ts';

/** Open from the first instant to just before the second. */
export function openBetween(from: string, to: string): DeletionHours {
  const [first, end] = [new Date(from), new Date(to)];
  return {
    isOpen: (at) => first.getTime() <= at.getTime() && at.getTime() < end.getTime(),
    opensAt: (at) =>
      at.getTime() < first.getTime() ? first : at.getTime() < end.getTime() ? at : new Date(Number.NaN),
  };
}

export const ALWAYS_OPEN: DeletionHours = { isOpen: () => true, opensAt: (at) => at };
