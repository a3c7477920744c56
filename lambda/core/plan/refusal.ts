/** AWS refused a delete: what is remembered of it, and whether people know already. Pure. */
import type { Tags } from '../../model/reading.ts';
import { TAG } from '../tags/keys.ts';
import { writeInstant } from '../time.ts';

/** Why AWS refused, by kind: people are told once for each. */
export type RefusalKind = 'protected' | 'in-use' | 'denied' | 'gone' | 'other';

/** A tag value holds at most 256 characters: API_Tag of Elastic Load Balancing v2. */
const MOST_CHARACTERS = 255;
/** Of these, what AWS says at the end: which policy denies it, and what to do. */
const LAST_CHARACTERS = 120;
const CUT = '...';

/** Value of `last-error`: `<instant> <kind> <why>`, cut in the middle where it is too long. */
export function lastErrorOf(kind: RefusalKind, why: string, now: Date): string {
  const text = `${writeInstant(now)} ${kind} ${tagText(why)}`.trim();
  if (text.length <= MOST_CHARACTERS) return text;
  const end = text.slice(-LAST_CHARACTERS).trimStart();
  return `${text.slice(0, MOST_CHARACTERS - CUT.length - LAST_CHARACTERS).trimEnd()}${CUT}${end}`;
}

/** Whether people were told of a refusal of this kind. */
export function isKnownRefusal(tags: Tags, kind: RefusalKind): boolean {
  return kindIn(tags.get(TAG.lastError)) === kind;
}

/**
 * Something protects or uses the NLB, or a right is missing, and AWS said so today, UTC: another attempt in the same day
 * would only spend calls.
 */
export function waitsAfterRefusal(lastError: string | undefined, now: Date): boolean {
  const kind = kindIn(lastError);
  const mayPass = kind !== 'protected' && kind !== 'in-use' && kind !== 'denied';
  return !mayPass && lastError?.slice(0, 10) === writeInstant(now).slice(0, 10);
}

function kindIn(lastError: string | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}T\S+ (\S+) /.exec(lastError ?? '')?.[1];
}

/** Only what a tag value may hold: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html */
function tagText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').replaceAll(/\s+/g, ' ');
}
