/**
 * A person's answers, as tags say them: `keep` and `approval`. Pure. Never guesses: what it cannot read is a veto, or
 * no approval.
 */
import type { Tags } from '../../model/reading.ts';
import { DAY_MS, parseInstant } from '../time.ts';
import { TAG } from './keys.ts';

export type Keep =
  | { readonly is: 'absent' }
  /** `day` is the last one, `until` its end. */
  | { readonly is: 'lapsed'; readonly day: string; readonly until: Date }
  /** `until` is the last day, UTC; undefined vetoes forever. */
  | { readonly is: 'vetoes'; readonly until: string | undefined };

/** `until=YYYY-MM-DD` vetoes through the end of that day, UTC; any other value, also an unparsable one, forever. */
export function keepOf(tags: Tags, now: Date): Keep {
  const value = tags.get(TAG.keep);
  if (value === undefined) return { is: 'absent' };
  const day = /^until=(\d{4}-\d{2}-\d{2})$/.exec(value)?.[1];
  const start = day === undefined ? undefined : parseInstant(`${day}T00:00:00Z`);
  if (day === undefined || start === undefined) return { is: 'vetoes', until: undefined };
  // SAFETY: written so that an invalid `now` keeps.
  const end = new Date(start.getTime() + DAY_MS);
  return now.getTime() >= end.getTime() ? { is: 'lapsed', day, until: end } : { is: 'vetoes', until: day };
}

export type Approval = 'absent' | 'pending' | 'approved' | 'rejected' | 'unrecognized';

/** Only the exact word approves. A rejection is read leniently: a veto must not fail over a capital letter or a space. */
export function approvalOf(tags: Tags): Approval {
  const value = tags.get(TAG.approval);
  if (value === undefined) return 'absent';
  if (value === 'approved' || value === 'pending') return value;
  return isRejection(value) ? 'rejected' : 'unrecognized';
}

export function isRejection(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === 'rejected';
}
