/** Whose tags forbid what was planned a moment ago. Pure. Looked at right before each write, on tags read just then. */
import type { Tags } from '../../model/reading.ts';
import { approvalOf, keepOf } from '../tags/answers.ts';
import { TAG } from '../tags/keys.ts';

/** Why a person's tag forbids everything, in words; undefined when none does. */
export function vetoIn(tags: Tags, now: Date): string | undefined {
  // SAFETY: a keep that came after the plan counts.
  if (keepOf(tags, now).is === 'vetoes') return `tag ${TAG.keep} was set meanwhile`;
  const approval = approvalOf(tags);
  // SAFETY: so does a rejection.
  if (approval === 'rejected') return 'it was rejected meanwhile';
  // SAFETY: a word that the janitor does not know may be somebody's no.
  if (approval === 'unrecognized') {
    return `tag ${TAG.approval} is "${tags.get(TAG.approval)}", neither approved nor rejected`;
  }
  return undefined;
}
