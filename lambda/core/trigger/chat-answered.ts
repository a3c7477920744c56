/** A failed call → whether it is the answer to a test card in the chat. Pure. */
import { chatPressIn } from '../chat/press.ts';
import { someOf } from '../scope.ts';
import type { Fields } from '../fields.ts';
import type { Self, Trigger } from './outcome.ts';

/** Undefined for every other call that failed. */
export function chatAnswered(detail: Fields, self: Self): Trigger | undefined {
  const answer = chatPressIn(detail, self);
  if (answer === undefined) return undefined;
  return { is: 'run', scope: someOf({ chatAnswers: [answer] }), because: 'somebody answered a test card in the chat' };
}
