/**
 * A quarantine, read off the tags of an NLB (docs/design.md section 4). Pure. Strict: what does not parse is malformed,
 * and nothing is due by a malformed quarantine.
 */
import type { Tags } from '../../model/reading.ts';
import { ORPHAN_REASONS, type OrphanReason } from '../../model/verdict.ts';
import { HOUR_MS, parseInstant } from '../time.ts';
import { approvalOf, keepOf, type Approval } from './answers.ts';
import { TAG } from './keys.ts';

export interface Quarantine {
  readonly quarantinedAt: Date;
  readonly reason: OrphanReason;
  readonly fingerprint: string;
  /** Undefined until SNS accepted the message that names this NLB. */
  readonly notifiedAt: Date | undefined;
  /** Undefined until notified, and in modes that never delete. */
  readonly deleteAfter: Date | undefined;
  /** Undefined without a reminder that counts: later than the notice, and not in the future. */
  readonly remindedAt: Date | undefined;
  readonly approval: Approval;
  readonly lastError: string | undefined;
}

export type QuarantineReading =
  | { readonly is: 'absent' }
  | { readonly is: 'malformed'; readonly why: string }
  | ({ readonly is: 'valid' } & Quarantine);

/**
 * Reads the quarantine off the tags. Valid only if createdAt + minimum age ≤ quarantined-at ≤ notified-at ≤ delete-after,
 * neither of the first two lies in the future (delete-after does, by its nature), and nobody kept the NLB since it began. A
 * grace window that is longer by now moves the day (plan/due.ts), and voids nothing.
 */
export function parseQuarantine(
  tags: Tags,
  frame: { createdAt: Date; minimumAgeHours: number; now: Date },
): QuarantineReading {
  const present = [TAG.quarantinedAt, TAG.reason, TAG.evidence, TAG.notifiedAt, TAG.deleteAfter].filter((key) =>
    tags.has(key),
  );
  if (present.length === 0) return { is: 'absent' };

  const malformed = (why: string): QuarantineReading => ({ is: 'malformed', why });
  const reason = tags.get(TAG.reason);
  const fingerprint = tags.get(TAG.evidence);
  const quarantinedAt = instantAt(tags, TAG.quarantinedAt);
  const notifiedAt = instantAt(tags, TAG.notifiedAt);
  const deleteAfter = instantAt(tags, TAG.deleteAfter);
  if (quarantinedAt === 'unparsable' || quarantinedAt === undefined)
    return malformed(`${TAG.quarantinedAt} is not an instant`);
  if (reason === undefined || !isOrphanReason(reason)) return malformed(`${TAG.reason} is not a reason code`);
  if (fingerprint === undefined || !/^[0-9a-f]{16}$/.test(fingerprint))
    return malformed(`${TAG.evidence} is not a fingerprint`);
  if (notifiedAt === 'unparsable') return malformed(`${TAG.notifiedAt} is not an instant`);
  if (deleteAfter === 'unparsable') return malformed(`${TAG.deleteAfter} is not an instant`);

  const oldEnoughAtMs = frame.createdAt.getTime() + frame.minimumAgeHours * HOUR_MS;
  const nowMs = frame.now.getTime();
  // SAFETY: every comparison states what must hold, so that NaN is malformed.
  if (!(oldEnoughAtMs <= quarantinedAt.getTime())) return malformed('quarantined before it was old enough');
  if (!(quarantinedAt.getTime() <= nowMs)) return malformed(`${TAG.quarantinedAt} lies in the future`);
  if (notifiedAt === undefined) {
    if (deleteAfter !== undefined) return malformed(`${TAG.deleteAfter} without ${TAG.notifiedAt}`);
  } else {
    if (!(quarantinedAt.getTime() <= notifiedAt.getTime())) return malformed('notified before it was quarantined');
    if (!(notifiedAt.getTime() <= nowMs)) return malformed(`${TAG.notifiedAt} lies in the future`);
    if (deleteAfter !== undefined && !(notifiedAt.getTime() <= deleteAfter.getTime())) {
      return malformed(`${TAG.deleteAfter} lies before the notice`);
    }
  }
  const keep = keepOf(tags, frame.now);
  // SAFETY: whoever kept it for a while voided an approval of before; a sweep that would have released it may have failed.
  if (keep.is === 'lapsed' && !(keep.until.getTime() <= quarantinedAt.getTime())) {
    return malformed(`a person kept it through ${keep.day}, after it was quarantined`);
  }
  return {
    is: 'valid',
    quarantinedAt,
    reason,
    fingerprint,
    notifiedAt,
    deleteAfter,
    remindedAt: remindedAtIn(tags, notifiedAt, frame.now),
    approval: approvalOf(tags),
    lastError: tags.get(TAG.lastError),
  };
}

/**
 * As it stands in the tags, for a person's shell: that does not know the settings of the stack, and whether the window has
 * passed is `reap`'s business.
 */
export function quarantineAsTagged(tags: Tags, createdAt: Date, now: Date): QuarantineReading {
  return parseQuarantine(tags, { createdAt, minimumAgeHours: 0, now });
}

/** A reminder that cannot be right is none, and voids nothing: another one comes, and people wait again. */
function remindedAtIn(tags: Tags, notifiedAt: Date | undefined, now: Date): Date | undefined {
  const remindedAt = instantAt(tags, TAG.remindedAt);
  if (remindedAt === undefined || remindedAt === 'unparsable' || notifiedAt === undefined) return undefined;
  // SAFETY: one of an earlier window, or of a clock that ran ahead, reminded nobody.
  return notifiedAt.getTime() < remindedAt.getTime() && remindedAt.getTime() <= now.getTime() ? remindedAt : undefined;
}

function instantAt(tags: Tags, key: string): Date | undefined | 'unparsable' {
  const text = tags.get(key);
  return text === undefined ? undefined : (parseInstant(text) ?? 'unparsable');
}

export function isOrphanReason(text: string): text is OrphanReason {
  return ORPHAN_REASONS.some((reason) => reason === text);
}
