/** Which of the janitor's tags come off an NLB that it lets go. Pure. Never `keep`, a rejection or a foreign tag. */
import type { Tags } from '../../model/reading.ts';
import { approvalOf } from '../tags/answers.ts';
import { QUARANTINE_KEYS, TAG } from '../tags/keys.ts';

/** The janitor's own keys on it: all but `keep`, and but a rejection. */
export function keysToRelease(tags: Tags): readonly string[] {
  const own = QUARANTINE_KEYS.filter((key) => tags.has(key));
  const approval = approvalOf(tags);
  // A rejection that comes between the reading of these tags and the call that takes them off goes with them: AWS has no
  // removal that depends on what stands there. That no is lost; but should the NLB be an orphan again, it is told of again,
  // and nothing goes without a new yes.
  // SAFETY: only what this janitor, or a person answering it, wrote: a word it does not know may be somebody's no.
  return approval === 'pending' || approval === 'approved' ? [...own, TAG.approval] : own;
}

interface ReleaseWrite {
  /** Whether people have heard of the NLB, and so must hear of its release. */
  readonly isHeardOf: boolean;
  readonly removeNow: readonly string[];
}

/** `notified-at` stays until people have heard of the release as well: it is what remembers that they must. */
export function releaseWrite(tags: Tags): ReleaseWrite {
  const keys = keysToRelease(tags);
  const isHeardOf = keys.includes(TAG.notifiedAt);
  return { isHeardOf, removeNow: keys.filter((key) => key !== TAG.notifiedAt) };
}
