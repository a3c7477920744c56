/**
 * One NLB between quarantine and deletion as its tags tell it: who answered, from when on it may be deleted, and what it
 * waits for. Pure. Judges nothing: whether it is still an orphan, and with which cautions, only a scan can say.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Tags } from '../../model/reading.ts';
import { expiryOf, isExpiredAsNoted } from '../plan/approval.ts';
import { notBeforeOf, reminderAtOf, type PendingSettings } from '../plan/not-before.ts';
import { waitsAfterRefusal } from '../plan/refusal.ts';
import { deletesBySilence } from '../plan/reminder.ts';
import { approvalOf, keepOf } from '../tags/answers.ts';
import { notedApproval, type NotedApproval } from '../tags/approval.ts';
import { parseQuarantine, type Quarantine } from '../tags/quarantine.ts';

export type PendingAnswer = 'none' | 'approved' | 'rejected' | 'kept' | 'unrecognized';

/** What stands between an NLB and its deletion, the first that does. */
export type Wait =
  /** `until` is the last day, UTC; undefined for ever. */
  | { readonly is: 'kept'; readonly until: string | undefined }
  | { readonly is: 'rejected' }
  /** The next sweep starts the quarantine again, or lets the NLB go. */
  | { readonly is: 'starts-again'; readonly why: string }
  | { readonly is: 'not-told' }
  | { readonly is: 'mode-never-deletes' }
  | { readonly is: 'unknown-word' }
  | { readonly is: 'answer' }
  /** Nobody has to answer. */
  | {
      readonly is: 'silence';
      readonly from: Date;
      readonly isReminded: boolean;
      /** When the reminder is sent; undefined where one that counts was. */
      readonly reminderAt: Date | undefined;
    }
  | { readonly is: 'approval-expired'; readonly at: Date }
  /** `approvers` are named, and CloudTrail has not shown who it was. */
  | { readonly is: 'approver-unknown' }
  | { readonly is: 'refused-today' }
  | { readonly is: 'window'; readonly from: Date }
  | { readonly is: 'due'; readonly since: Date };

export interface Pending {
  /** Undefined where only an answer stands there, or where the tags are not valid. */
  readonly quarantine: Quarantine | undefined;
  readonly answer: PendingAnswer;
  /** Who approved, text for people; undefined where nobody knows, or nobody did. */
  readonly by: string | undefined;
  /** When the approval was given or first seen. */
  readonly answeredAt: Date | undefined;
  /** When the approval expires, as far as the tags tell. */
  readonly expiresAt: Date | undefined;
  readonly notBefore: Date | undefined;
  readonly wait: Wait;
}

/** Undefined where no tag says anything of a quarantine or an answer. */
export function pendingOf(
  loadBalancer: Pick<LoadBalancer, 'createdAt'>,
  tags: Tags,
  now: Date,
  settings: PendingSettings,
): Pending | undefined {
  const { minimumAgeHours } = settings;
  const reading = parseQuarantine(tags, { createdAt: loadBalancer.createdAt, minimumAgeHours, now });
  const answer = answerIn(tags, now);
  if (reading.is === 'absent' && answer === 'none') return undefined;
  const quarantine = reading.is === 'valid' ? reading : undefined;
  const noted: NotedApproval = answer === 'approved' ? notedApproval(tags, now) : { is: 'absent' };
  const answeredAt = noted.is === 'absent' ? undefined : noted.at;
  const notBefore = quarantine === undefined ? undefined : notBeforeOf(quarantine, now, settings);
  const veto = vetoWait(answer, tags, now);
  const why = reading.is === 'malformed' ? `its tags are not valid (${reading.why})` : 'it is not quarantined';
  return {
    quarantine,
    answer,
    by: noted.is === 'known' ? noted.by : undefined,
    answeredAt,
    expiresAt: answeredAt === undefined ? undefined : expiryOf(answeredAt, settings),
    notBefore: veto === undefined ? notBefore : undefined,
    wait:
      veto ??
      (quarantine === undefined
        ? { is: 'starts-again', why }
        : waitOf(quarantine, { tags, noted, notBefore, now }, settings)),
  };
}

function answerIn(tags: Tags, now: Date): PendingAnswer {
  if (keepOf(tags, now).is === 'vetoes') return 'kept';
  const approval = approvalOf(tags);
  return approval === 'absent' || approval === 'pending' ? 'none' : approval;
}

function vetoWait(answer: PendingAnswer, tags: Tags, now: Date): Wait | undefined {
  const keep = keepOf(tags, now);
  if (keep.is === 'vetoes') return { is: 'kept', until: keep.until };
  return answer === 'rejected' ? { is: 'rejected' } : undefined;
}

interface Seen {
  readonly tags: Tags;
  readonly noted: NotedApproval;
  readonly notBefore: Date | undefined;
  readonly now: Date;
}

function waitOf(quarantine: Quarantine, { tags, noted, notBefore, now }: Seen, settings: PendingSettings): Wait {
  if (quarantine.approval === 'absent') return { is: 'starts-again', why: 'its tag nlb-janitor/approval was removed' };
  if (quarantine.notifiedAt === undefined) return { is: 'not-told' };
  if (quarantine.approval === 'unrecognized') return { is: 'unknown-word' };
  if (settings.mode !== 'delete') return { is: 'mode-never-deletes' };
  if (notBefore === undefined) return { is: 'starts-again', why: 'its notice named no day of deletion' };
  if (quarantine.approval === 'approved') {
    if (isExpiredAsNoted(tags, now, settings) && noted.is !== 'absent') {
      return { is: 'approval-expired', at: expiryOf(noted.at, settings) };
    }
    if (settings.approvers !== undefined && noted.is !== 'known') return { is: 'approver-unknown' };
  } else if (!deletesBySilence(settings)) return { is: 'answer' };
  if (waitsAfterRefusal(quarantine.lastError, now)) return { is: 'refused-today' };
  if (quarantine.approval !== 'approved') {
    const reminderAt = reminderAtOf(quarantine, now, settings);
    return { is: 'silence', from: notBefore, isReminded: quarantine.remindedAt !== undefined, reminderAt };
  }
  return notBefore.getTime() > now.getTime() ? { is: 'window', from: notBefore } : { is: 'due', since: notBefore };
}
