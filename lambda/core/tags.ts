/**
 * The janitor's tags: their keys, and strict codecs between tag values and what they mean (design.md section 4).
 * Pure. Never guesses: what does not parse vetoes or is malformed, and both keep.
 */
import type { OrphanReason, Tags } from '../model.ts';

export const TAG = {
  quarantinedAt: 'nlb-janitor/quarantined-at',
  reason: 'nlb-janitor/reason',
  evidence: 'nlb-janitor/evidence',
  notifiedAt: 'nlb-janitor/notified-at',
  deleteAfter: 'nlb-janitor/delete-after',
  approval: 'nlb-janitor/approval',
  keep: 'nlb-janitor/keep',
  lastError: 'nlb-janitor/last-error',
  /** On target groups, not on the NLB: names the quarantined NLB (`<name>/<id>`) that the group may be deleted with. */
  companionOf: 'nlb-janitor/companion-of',
} as const;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const ORPHAN_REASONS: Readonly<Record<OrphanReason, true>> = {
  'service-gone': true,
  'service-not-load-balancer': true,
  superseded: true,
  'previous-cluster': true,
  'cluster-gone': true,
};

export function isOrphanReason(text: string): text is OrphanReason {
  return Object.hasOwn(ORPHAN_REASONS, text);
}

/** ISO 8601 in UTC to the second, as it is written into a tag. Rounded down: `now` must not run ahead. */
export function writeInstant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Undefined unless the text is a UTC instant that writes back the same: `2026-02-30T…` must not become 2 March. */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text)) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return undefined;
  return at.toISOString().slice(0, 19) === text.slice(0, 19) ? at : undefined;
}

export type Keep =
  | { readonly is: 'absent' }
  | { readonly is: 'lapsed'; readonly until: string }
  /** `until` is the last day, UTC; undefined vetoes for ever. */
  | { readonly is: 'vetoes'; readonly until: string | undefined };

/** `until=YYYY-MM-DD` vetoes through the end of that day, UTC; any other value, also an unparsable one, for ever. */
export function keepOf(tags: Tags, now: Date): Keep {
  const value = tags.get(TAG.keep);
  if (value === undefined) return { is: 'absent' };
  const day = /^until=(\d{4}-\d{2}-\d{2})$/.exec(value)?.[1];
  const start = day === undefined ? undefined : parseInstant(`${day}T00:00:00Z`);
  if (day === undefined || start === undefined) return { is: 'vetoes', until: undefined };
  // SAFETY: written so that an invalid `now` keeps. Test: tags.test.ts "keeps when the clock is unreadable".
  return now.getTime() >= start.getTime() + DAY_MS ? { is: 'lapsed', until: day } : { is: 'vetoes', until: day };
}

export type Approval = 'absent' | 'pending' | 'approved' | 'rejected' | 'unrecognized';

/** Only the exact word approves. A rejection is read leniently: a veto must not fail over a capital letter or a space. */
export function approvalOf(tags: Tags): Approval {
  const value = tags.get(TAG.approval);
  if (value === undefined) return 'absent';
  if (value === 'approved' || value === 'pending') return value;
  return value.trim().toLowerCase() === 'rejected' ? 'rejected' : 'unrecognized';
}

export interface Quarantine {
  readonly quarantinedAt: Date;
  readonly reason: OrphanReason;
  readonly evidence: string;
  /** Undefined until SNS accepted the message that names this NLB. */
  readonly notifiedAt: Date | undefined;
  /** Undefined until notified, and in modes that never delete. */
  readonly deleteAfter: Date | undefined;
  readonly approval: Approval;
  readonly lastError: string | undefined;
}

export type QuarantineReading =
  | { readonly is: 'absent' }
  | { readonly is: 'malformed'; readonly why: string }
  | ({ readonly is: 'valid' } & Quarantine);

/**
 * Reads the quarantine off the tags. Valid only if createdAt + minimum age ≤ quarantined-at ≤ notified-at ≤
 * delete-after − grace, and none of the first two lies in the future (delete-after does, by its nature).
 */
export function parseQuarantine(
  tags: Tags,
  frame: { createdAt: Date; minimumAgeHours: number; graceDays: number; now: Date },
): QuarantineReading {
  const present = [TAG.quarantinedAt, TAG.reason, TAG.evidence, TAG.notifiedAt, TAG.deleteAfter].filter((key) =>
    tags.has(key),
  );
  if (present.length === 0) return { is: 'absent' };

  const malformed = (why: string): QuarantineReading => ({ is: 'malformed', why });
  const reason = tags.get(TAG.reason);
  const evidence = tags.get(TAG.evidence);
  const quarantinedAt = instantAt(tags, TAG.quarantinedAt);
  const notifiedAt = instantAt(tags, TAG.notifiedAt);
  const deleteAfter = instantAt(tags, TAG.deleteAfter);
  if (quarantinedAt === 'unparsable' || quarantinedAt === undefined)
    return malformed(`${TAG.quarantinedAt} is not an instant`);
  if (reason === undefined || !isOrphanReason(reason)) return malformed(`${TAG.reason} is not a reason code`);
  if (evidence === undefined || !/^[0-9a-f]{16}$/.test(evidence)) return malformed(`${TAG.evidence} is not a digest`);
  if (notifiedAt === 'unparsable') return malformed(`${TAG.notifiedAt} is not an instant`);
  if (deleteAfter === 'unparsable') return malformed(`${TAG.deleteAfter} is not an instant`);

  const oldEnoughAtMs = frame.createdAt.getTime() + frame.minimumAgeHours * HOUR_MS;
  const nowMs = frame.now.getTime();
  // SAFETY: every comparison states what must hold, so that NaN is malformed. Test: tags.test.ts "the
  // quarantine is called malformed when …".
  if (!(oldEnoughAtMs <= quarantinedAt.getTime())) return malformed('quarantined before it was old enough');
  if (!(quarantinedAt.getTime() <= nowMs)) return malformed(`${TAG.quarantinedAt} lies in the future`);
  if (notifiedAt === undefined) {
    if (deleteAfter !== undefined) return malformed(`${TAG.deleteAfter} without ${TAG.notifiedAt}`);
  } else {
    if (!(quarantinedAt.getTime() <= notifiedAt.getTime())) return malformed('notified before it was quarantined');
    if (!(notifiedAt.getTime() <= nowMs)) return malformed(`${TAG.notifiedAt} lies in the future`);
    if (deleteAfter !== undefined && !(notifiedAt.getTime() <= deleteAfter.getTime() - frame.graceDays * DAY_MS)) {
      return malformed(`${TAG.deleteAfter} leaves less than the grace window after the notice`);
    }
  }
  return {
    is: 'valid',
    quarantinedAt,
    reason,
    evidence,
    notifiedAt,
    deleteAfter,
    approval: approvalOf(tags),
    lastError: tags.get(TAG.lastError),
  };
}

function instantAt(tags: Tags, key: string): Date | undefined | 'unparsable' {
  const text = tags.get(key);
  return text === undefined ? undefined : (parseInstant(text) ?? 'unparsable');
}
