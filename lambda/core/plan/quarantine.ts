/**
 * What is written on one NLB, given its tags right now: its quarantine, and later that people were told. Pure. Writes
 * nothing over a person's answer.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Candidate, QuarantineStep } from '../../model/plan.ts';
import type { Tags } from '../../model/reading.ts';
import { approvalOf } from '../tags/answers.ts';
import { QUARANTINE_KEYS, TAG, WINDOW_KEYS } from '../tags/keys.ts';
import { parseQuarantine, type QuarantineReading } from '../tags/quarantine.ts';
import { countedKeys, MOST_TAGS } from '../tags/room.ts';
import { DAY_MS, writeInstant } from '../time.ts';
import type { ApprovalSettings } from './approval.ts';
import type { Policy } from './candidate.ts';
import { vetoIn } from './veto.ts';

export interface PlanSettings extends Policy, ApprovalSettings {
  readonly minimumAgeHours: number;
  readonly graceDays: number;
  /** How long before an automatic deletion people are reminded. */
  readonly reminderHours: number;
}

export function quarantineOf(
  loadBalancer: Pick<LoadBalancer, 'createdAt'>,
  tags: Tags,
  now: Date,
  { minimumAgeHours }: PlanSettings,
): QuarantineReading {
  return parseQuarantine(tags, { createdAt: loadBalancer.createdAt, minimumAgeHours, now });
}

/** Tags to be written in one call. */
type Written = Readonly<Record<string, string>>;

type QuarantineWrite =
  | { readonly is: 'spared'; readonly why: string }
  /** It cannot be written down. */
  | { readonly is: 'no-room'; readonly why: string }
  /** First the removal, then all of the tags in one call. */
  | { readonly is: 'write'; readonly remove: readonly string[]; readonly add: Written };

/** What to write for a quarantine that was planned, on the tags as they are now. */
export function quarantineWrite(
  { candidate, voidQuarantinedAt }: Pick<QuarantineStep, 'candidate' | 'voidQuarantinedAt'>,
  tags: Tags,
  now: Date,
  settings: PlanSettings,
): QuarantineWrite {
  const full = whyNoRoom(tags);
  if (full !== undefined) return { is: 'no-room', why: full };
  const veto = vetoIn(tags, now);
  if (veto !== undefined) return { is: 'spared', why: veto };
  const { loadBalancer, reason } = candidate.orphan;
  const before = quarantineOf(loadBalancer, tags, now, settings);
  const isSame = before.is === 'valid' && before.fingerprint === candidate.fingerprint && before.reason === reason;
  const isVoid = isSame && before.quarantinedAt.getTime() === voidQuarantinedAt?.getTime();
  if (isSame && !isVoid && before.approval !== 'absent') {
    return { is: 'spared', why: 'another run has quarantined it meanwhile' };
  }
  return {
    is: 'write',
    // SAFETY: before the new tags: a notice of an earlier window must never count for this one.
    remove: WINDOW_KEYS.filter((key) => tags.has(key)),
    add: quarantineTags(candidate, tags, now),
  };
}

/** The tags of a quarantine that begins now, given those that stand there. */
export function quarantineTags({ orphan, fingerprint }: Candidate, tags: Tags, now: Date): Written {
  return {
    [TAG.quarantinedAt]: writeInstant(now),
    [TAG.reason]: orphan.reason,
    [TAG.evidence]: fingerprint,
    // SAFETY: an approval given before this window does not count. Where it is pending already nothing is written over what
    // a person may be answering at this very moment; an approval of that moment is taken back with the notice.
    ...(approvalOf(tags) === 'pending' ? {} : { [TAG.approval]: 'pending' }),
  };
}

/**
 * What to write once people were told at `acceptedAt`: that, and from when the NLB may be deleted. An approval found here
 * was given before the notice and goes back to pending.
 *
 * @returns undefined when the world moved on meanwhile: then nothing is written
 */
export function noticeWrite(
  candidate: Candidate,
  tags: Tags,
  acceptedAt: Date,
  now: Date,
  settings: PlanSettings,
): Written | undefined {
  if (vetoIn(tags, acceptedAt) !== undefined) return undefined;
  const quarantined = quarantineOf(candidate.orphan.loadBalancer, tags, now, settings);
  // SAFETY: people were told of another quarantine than the one that stands there now.
  if (quarantined.is !== 'valid' || quarantined.fingerprint !== candidate.fingerprint) return undefined;
  // Another run was quicker: its window has begun, and an approval given since then counts.
  const isWritten =
    quarantined.notifiedAt !== undefined && (quarantined.deleteAfter !== undefined || settings.mode !== 'delete');
  if (isWritten) return undefined;
  const deleteAfter = new Date(acceptedAt.getTime() + settings.graceDays * DAY_MS);
  return {
    [TAG.notifiedAt]: writeInstant(acceptedAt),
    ...(settings.mode === 'delete' ? { [TAG.deleteAfter]: writeInstant(deleteAfter) } : {}),
    // SAFETY: only a word other than pending is overwritten, so that a rejection of this very moment stays.
    ...(quarantined.approval === 'pending' ? {} : { [TAG.approval]: 'pending' }),
  };
}

/**
 * What the notice of a quarantine that nobody was told of must say besides: that an approval stands there already, and does
 * not count. Undefined when none does.
 */
export function earlierApproval(tags: Tags, { mode }: Pick<Policy, 'mode'>): string | undefined {
  return mode === 'delete' && approvalOf(tags) === 'approved' ? EARLIER_APPROVAL : undefined;
}

const EARLIER_APPROVAL = 'an approval was given before this notice and does not count: approve again';

/** All that `sweep` and `reap` write on one NLB between quarantine and deletion. */
const LIFE_KEYS: ReadonlySet<string> = new Set([...QUARANTINE_KEYS, TAG.approval]);

/**
 * Room for every tag of a whole life is asked for before the first is written: a notice that cannot be written down would
 * be sent again by every sweep.
 *
 * @param more tags that are to be written besides
 */
export function whyNoRoom(tags: Tags, more = 0): string | undefined {
  const foreign = countedKeys(tags).filter((key) => !LIFE_KEYS.has(key)).length;
  if (foreign + more + LIFE_KEYS.size <= MOST_TAGS) return undefined;
  return `it holds ${foreign} tags of others, and AWS allows ${MOST_TAGS}: remove some, the janitor needs ${LIFE_KEYS.size}`;
}
