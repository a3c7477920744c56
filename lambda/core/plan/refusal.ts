/**
 * AWS refused a delete: what is remembered of it, and whether people know already. Pure. It is remembered in a tag and in the
 * record of the attempt: either alone is enough.
 */
import type { DueDelete } from '../../model/plan.ts';
import type { Tags } from '../../model/reading.ts';
import type { DeletionRecord, RefusalKind, RefusedDeletion, SparedDeletion } from '../../model/record.ts';
import { TAG } from '../tags/keys.ts';
import { tagText } from '../tags/text.ts';
import { dayOf, writeInstant } from '../time.ts';
import { placeOf } from './breaker.ts';

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

export function isRefused(record: DeletionRecord): record is RefusedDeletion {
  return record.is !== 'deleted' && record.refused !== undefined;
}

/** The record of one that does not pass by itself; it is closed. */
export type RefusalThatStays = SparedDeletion & RefusedDeletion;

/** The refusals of this very quarantine: another one starts again with a notice of its own. */
export function refusalsOf(
  { candidate, quarantinedAt }: Pick<DueDelete, 'candidate' | 'quarantinedAt'>,
  records: readonly RefusedDeletion[],
): readonly RefusedDeletion[] {
  const folder = `/${placeOf(candidate.orphan.loadBalancer.arn)}/${writeInstant(quarantinedAt)}/`;
  return records.filter(({ snapshotKey }) => snapshotKey.includes(folder));
}

/**
 * Whether people were told of a refusal of this kind.
 *
 * @param records refusals of the same quarantine
 */
export function isKnownRefusal(tags: Tags, kind: RefusalKind, records: readonly RefusedDeletion[]): boolean {
  return (
    kindIn(tags.get(TAG.lastError)) === kind || records.some(({ refused }) => refused.kind === kind && refused.isTold)
  );
}

/**
 * The refusal because of which there is no other attempt today, UTC: the last one of those that do not pass by themselves.
 *
 * @param records refusals of the same quarantine
 */
export function refusalOfToday(records: readonly RefusedDeletion[], now: Date): RefusalThatStays | undefined {
  return records
    .filter((record): record is RefusalThatStays => record.is === 'spared' && stays(record.refused.kind))
    .filter(({ snapshotKey }) => snapshotKey.startsWith(`${dayOf(now)}/`))
    .toSorted((one, other) => (one.snapshotKey < other.snapshotKey ? -1 : 1))
    .at(-1);
}

/**
 * Something protects or uses the NLB, or a right is missing, and AWS said so today, UTC: another attempt in the same day
 * would only spend calls.
 */
export function waitsAfterRefusal(lastError: string | undefined, now: Date): boolean {
  return stays(kindIn(lastError)) && lastError?.slice(0, 10) === writeInstant(now).slice(0, 10);
}

/** Not something that may be over in the next moment. */
function stays(kind: string | undefined): boolean {
  return kind === 'protected' || kind === 'in-use' || kind === 'denied';
}

function kindIn(lastError: string | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}T\S+ (\S+) /.exec(lastError ?? '')?.[1];
}
