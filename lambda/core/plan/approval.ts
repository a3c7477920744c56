/**
 * Whether the approval in the tags of one NLB counts (docs/design.md section 4 and 8.15). Pure. What CloudTrail cannot prove
 * counts only where no approvers are named.
 */
import type { AnswerEvent, ApprovalEvents, Approver } from '../../model/answer.ts';
import type { Facts } from '../../model/facts.ts';
import type { Reading, Tags } from '../../model/reading.ts';
import { chatUserIn, notedApproval, whoGave, type NotedApproval } from '../tags/approval.ts';
import { TAG } from '../tags/keys.ts';
import { DAY_MS } from '../time.ts';
import { dateTime } from '../words.ts';
import { isApprover } from './approvers.ts';

export interface ApprovalSettings {
  /** An approval holds for so many days. */
  readonly approvalValidDays: number;
  /** Patterns of ARNs; undefined where anybody may approve who may write tags. */
  readonly approvers: readonly string[] | undefined;
}

export type ApprovalStanding =
  /** `by` is undefined where nobody knows. */
  | { readonly is: 'counts'; readonly by: Approver | undefined }
  | { readonly is: 'does-not-count'; readonly why: string };

/** One NLB that people were told of, with `approval=approved`. */
export interface Approved {
  readonly arn: string;
  readonly tags: Tags;
  readonly notifiedAt: Date;
}

/** @param facts `approvals` as CloudTrail says now; missing where it was not asked */
export function approvalStanding(
  approved: Approved,
  { now, approvals }: Pick<Facts, 'now' | 'approvals'>,
  settings: ApprovalSettings,
): ApprovalStanding {
  const reading = approvals?.get(approved.arn);
  const noted = notedApproval(approved.tags, now);
  // SAFETY: where approvers are named, nothing but CloudTrail says who it was.
  const why = settings.approvers === undefined ? undefined : whyUnproved(reading, noted, approved, settings.approvers);
  if (why !== undefined) return { is: 'does-not-count', why };
  const event = provenEvent(reading, noted, approved);
  const givenAt = earliest([event?.at, noted.is === 'absent' ? undefined : noted.at]) ?? approved.notifiedAt;
  if (isExpired(givenAt, now, settings)) return { is: 'does-not-count', why: expiredSince(givenAt, settings) };
  return { is: 'counts', by: approverOf(event, noted, reading) };
}

/** By the tags alone; one that `sweep` has not seen yet has not expired as far as they say. */
export function isExpiredAsNoted(tags: Tags, now: Date, settings: ApprovalSettings): boolean {
  const noted = notedApproval(tags, now);
  return noted.is !== 'absent' && isExpired(noted.at, now, settings);
}

export function expiryOf(givenAt: Date, { approvalValidDays }: ApprovalSettings): Date {
  return new Date(givenAt.getTime() + approvalValidDays * DAY_MS);
}

function isExpired(givenAt: Date, now: Date, settings: ApprovalSettings): boolean {
  // SAFETY: states what must hold, so that an unknown time has expired.
  return !(now.getTime() < expiryOf(givenAt, settings).getTime());
}

/** For people. */
export function expiredSince(givenAt: Date, settings: ApprovalSettings): string {
  const { approvalValidDays: days } = settings;
  return `it expired on ${dateTime(expiryOf(givenAt, settings))}, ${days} days after it was given: approve again`;
}

/** Why this event is no approval of this NLB by somebody whose word counts, for people; undefined when it is. */
export function whyNoApproval(
  event: AnswerEvent,
  { arn, notifiedAt }: Pick<Approved, 'arn' | 'notifiedAt'>,
  approvers: readonly string[] | undefined,
): string | undefined {
  // SAFETY: an event about another NLB says nothing of this one.
  if (!event.arns.includes(arn)) return 'its event is about another load balancer';
  // SAFETY: a rejection, or a tag of another key, is no approval.
  if (event.did !== 'added' || event.tags.get(TAG.approval) !== 'approved') return 'its event is another answer';
  // SAFETY: whoever also keeps it did not mean to let it go.
  if (event.tags.has(TAG.keep)) return 'its event keeps it too';
  // SAFETY: states what must hold: an approval given before people were told does not count.
  if (!(event.at.getTime() > notifiedAt.getTime())) return 'it was given before the notice';
  // SAFETY: the janitor must not approve its own deletes.
  if (event.by.isJanitor) return 'the janitor wrote it itself';
  if (approvers === undefined || isApprover(event.by, approvers)) return undefined;
  return `${whoGave(event)} is not among those whose approval counts (setting approvers)`;
}

/** Why CloudTrail does not prove that one of the approvers gave it, and that nobody took it back; undefined when it does. */
function whyUnproved(
  reading: Reading<ApprovalEvents> | undefined,
  noted: NotedApproval,
  approved: Approved,
  approvers: readonly string[],
): string | undefined {
  if (reading === undefined) return 'CloudTrail was not asked who approved it';
  // SAFETY: what cannot be read proves nothing.
  if (!reading.ok) return `who approved it cannot be read: ${reading.why}`;
  const { event, later } = reading.value;
  if (event === undefined) return 'CloudTrail does not list the event of its approval yet';
  // SAFETY: the tags changed since it was looked up.
  if (noted.is !== 'known' || noted.eventId !== event.eventId) return 'its approval changed meanwhile';
  const why = whyNoApproval(event, approved, approvers);
  if (why !== undefined) return why;
  if (later === undefined) return 'nobody looked whether another answer followed';
  const against = later
    .filter((other) => isAnswerTo(approved.arn, other) && other.eventId !== event.eventId)
    // SAFETY: CloudTrail gives whole seconds: of the same second is not earlier.
    .filter(({ at }) => !(at.getTime() < event.at.getTime()))
    // SAFETY: nothing may stand against it that came later; only another approval that counts does not.
    .find((other) => whyNoApproval(other, approved, approvers) !== undefined);
  if (against === undefined) return undefined;
  return `another answer followed it, by ${whoGave(against)} at ${dateTime(against.at)}: approve again`;
}

/** Whether it touches an answer on that NLB. */
function isAnswerTo(arn: string, { arns, tags }: AnswerEvent): boolean {
  return arns.includes(arn) && (tags.has(TAG.approval) || tags.has(TAG.keep));
}

/** The event, where it is this very approval: a tag can name any. */
function provenEvent(
  reading: Reading<ApprovalEvents> | undefined,
  noted: NotedApproval,
  approved: Approved,
): AnswerEvent | undefined {
  const event = reading?.ok === true ? reading.value.event : undefined;
  if (event === undefined || noted.is !== 'known' || noted.eventId !== event.eventId) return undefined;
  return whyNoApproval(event, approved, undefined) === undefined ? event : undefined;
}

function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

/** What CloudTrail says, and where it could not be asked, what was noted: a note that it does not confirm may be anybody's. */
function approverOf(
  event: AnswerEvent | undefined,
  noted: NotedApproval,
  reading: Reading<ApprovalEvents> | undefined,
): Approver | undefined {
  if (event !== undefined) {
    const { by, at, eventId } = event;
    return { principal: by.arn, chatUser: chatUserIn(by.arn), at, eventId, how: 'looked-up' };
  }
  if (noted.is !== 'known' || reading?.ok === true) return undefined;
  const [principal = ''] = noted.by.split(' ');
  return { principal, chatUser: chatUserIn(principal), at: noted.at, eventId: noted.eventId, how: 'noted' };
}
