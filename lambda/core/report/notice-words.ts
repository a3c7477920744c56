/** What mail and Slack say of one NLB in the same words: what happens, who said so, where things lie. Pure, without markup. */
import { chatUserIn } from '../tags/approval.ts';
import { count, dateTime } from '../words.ts';
import { callerName } from './about.ts';
import type { AnsweredEntry, DeletedEntry, Digest, NoteEntry, OrphanEntry } from './entries.ts';

/** Whether it is deleted only when a person says so. */
export function waitsForPerson({ cautions }: Pick<OrphanEntry, 'cautions'>, { approval }: Digest): boolean {
  return approval === 'required' || cautions.length > 0;
}

/** Whether there is anything to approve: in a mode that never deletes, there is not. */
export function awaitsApproval(entry: OrphanEntry, digest: Digest): boolean {
  return entry.deadline !== null && waitsForPerson(entry, digest);
}

export function whatHappens(entry: OrphanEntry, digest: Digest): string {
  const { deadline } = entry;
  if (deadline === null) return `Nothing: mode "${digest.mode}" deletes nothing.`;
  const at = dateTime(new Date(deadline));
  if (!waitsForPerson(entry, digest)) {
    return `It is deleted, not before ${at}, unless somebody keeps or rejects it.${reminderComes(digest)}`;
  }
  const because = digest.approval === 'automatic' ? ', because of the caution' : '';
  return `Nothing, unless somebody approves it${because}. Once approved it is deleted, not before ${at}.`;
}

/** ` A reminder comes 24 hours before.`; nothing where an earlier version did not say when. */
export function reminderComes({ reminderHours }: Pick<Digest, 'reminderHours'>): string {
  return typeof reminderHours === 'number' ? ` A reminder comes ${count(reminderHours, 'hour')} before.` : '';
}

export function afterReminder(deadline: string): string {
  const at = dateTime(new Date(deadline));
  return `It is deleted, not before ${at}, unless somebody keeps or rejects it. This is the last reminder.`;
}

/** After "deletes". @param entry undefined for what people were told of before */
export function whatApprovalDeletes(entry?: OrphanEntry): string {
  if (entry === undefined) return 'this load balancer, once its grace window has passed. It cannot be brought back.';
  const { deadline, goesWithIt } = entry;
  const groups = goesWithIt.length === 1 ? 'its target group' : count(goesWithIt.length, 'target group');
  const when = deadline === null ? '' : `, not before ${dateTime(new Date(deadline))}`;
  return `this load balancer${goesWithIt.length === 0 ? '' : ` and ${groups}`}${when}. It cannot be brought back.`;
}

/** @param it the NLB, in words */
export function keepDoes(it: string): string {
  return `${it} stays, orphan or not, and nobody is asked about it again.`;
}

/** @param it the NLB, in words */
export function rejectDoes(it: string): string {
  return `${it} is no orphan. It stays, and nobody is asked about it again.`;
}

/** Below the command that keeps it. @param value puts what belongs into a command in its markup */
export function keepForAWhile(value: (text: string) => string): string {
  return `For a while only: ${value('Value=until=YYYY-MM-DD')}, the last day, in place of ${value('Value=true')}.`;
}

/**
 * `alice@example.com, 2026-03-02 09:00 UTC`; `slack U0123ABCD (role nlb-janitor-chat), …` of a button in the chat: whoever may
 * take another role can call a session as Amazon Q does.
 */
export function whoAnswered({ by, answeredAt }: Pick<AnsweredEntry, 'by' | 'answeredAt'>): string {
  const who = by === null ? 'somebody; CloudTrail has not told who' : (chatUserWithRole(by) ?? callerName(by));
  return answeredAt === null ? who : `${who}, ${dateTime(new Date(answeredAt))}`;
}

function chatUserWithRole(arn: string): string | undefined {
  const user = chatUserIn(arn);
  const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return user === undefined || role === undefined ? user : `${user} (role ${role})`;
}

export function leadsToDelete({ notBefore, doesNotCount }: AnsweredEntry): boolean {
  return notBefore !== null && doesNotCount === null;
}

export function afterAnswer({ answer, notBefore, doesNotCount }: AnsweredEntry): string {
  if (doesNotCount !== null) return `Nothing. The answer does not count: ${ended(doesNotCount)}`;
  if (notBefore !== null) return `It is deleted, not before ${dateTime(new Date(notBefore))}.`;
  if (answer === 'rejected' || answer === 'kept') return 'It stays, and nobody is asked about it again.';
  return 'Nothing is deleted because of it.';
}

/** What of a note only a new answer can end. */
export function asksAgain({ what }: Pick<NoteEntry, 'what'>): boolean {
  return what === 'unknown-word' || what === 'approval-expired' || what === 'approval-overwritten';
}

export function afterNote({ what }: Pick<NoteEntry, 'what'>): string {
  switch (what) {
    case 'unknown-word':
      return 'Nothing is deleted: the word is no answer.';
    case 'approval-expired':
      return 'Nothing is deleted: the approval has expired.';
    case 'approval-overwritten':
      return 'Nothing is deleted: the approval is gone.';
    case 'waits-for-limit':
      return 'It stays today. It is deleted on a later day, unless somebody keeps or rejects it.';
    case 'waits-for-event':
      return 'It is not deleted before CloudTrail shows who answered.';
    default:
      return 'Nothing for now.';
  }
}

/** Says who gave leave to delete it. */
export function leaveInWords({ approvedBy, by, remindedAt }: DeletedEntry, { approval }: Digest): string {
  // The whole ARN stands with the details.
  if (approvedBy !== null) return `Approved by ${readable(approvedBy)}.`;
  if (by === 'automatic') {
    return typeof remindedAt === 'string'
      ? `Nobody objected: deleted after the reminder of ${dateTime(new Date(remindedAt))}.`
      : 'Nobody objected: approval is automatic.';
  }
  return by === 'approval' || approval === 'required'
    ? 'Approved by somebody; CloudTrail has not told who.'
    : 'Automatic, or approved by somebody of whom CloudTrail has not told.';
}

/** `<ARN> (<chat user>) at <instant>`, as programs read it, without the path of the ARN. */
function readable(approvedBy: string): string {
  return approvedBy.replace(/^arn:\S*\//, '').replace(/(?<= at )\S+Z$/, (at) => dateTime(new Date(at)));
}

/** Nobody can tell whose delete it was when no answer to the janitor's was heard. */
export function howItWent({ deletedAt, isFoundGone }: DeletedEntry): string {
  const at = dateTime(new Date(deletedAt));
  return isFoundGone ? `It is gone; the janitor began to delete it at ${at} and heard no answer.` : `Deleted ${at}.`;
}

/** `s3://bucket/key`, which the AWS command line takes. */
export function snapshotPlace({ bucket, snapshot }: Pick<DeletedEntry, 'bucket' | 'snapshot'>): string {
  // What an earlier version published names no bucket.
  return typeof bucket === 'string' ? `s3://${bucket}/${snapshot}` : snapshot;
}

/** With a full stop, whatever an adapter wrote; its first word may be a name, and stays as it is. */
export function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** After a delete that AWS refused. */
export const AFTER_FAILURE = 'It stays for now. A later run tries again, unless somebody keeps or rejects it.';
