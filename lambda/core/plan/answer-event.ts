/** Which event gave an answer, and what people are told of it. Pure. */
import type { Answered, AnswerEvent, AnswerWord } from '../../model/answer.ts';
import type { News } from '../../model/outcome.ts';
import type { OpenAnswer } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isRejection } from '../tags/answers.ts';
import { TAG } from '../tags/keys.ts';
import { wasTold } from '../tags/told.ts';
import { DAY_MS, HOUR_MS } from '../time.ts';
import { dateTime } from '../words.ts';
import { expiredSince, expiryOf, whyNoApproval, type ApprovalSettings } from './approval.ts';

/** CloudTrail lists an event minutes after it happened: so long nothing is said of one that is not there. */
const PATIENCE_MS = HOUR_MS;

/** After these the word is `pending` again. */
const TAKEN_BACK = ['answer-taken-back', 'approval-expired'];

/** The last event that gave this answer after people were told; undefined where none of these did. */
export function answerEventOf(
  word: AnswerWord,
  { arn, since }: { readonly arn: string; readonly since: Date },
  events: readonly AnswerEvent[],
): AnswerEvent | undefined {
  return events
    .filter((event) => event.arns.includes(arn) && says(word, event) && !event.by.isJanitor)
    .filter(({ at }) => at.getTime() > since.getTime())
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .at(-1);
}

function says(word: AnswerWord, { did, tags }: AnswerEvent): boolean {
  switch (word) {
    case 'approved':
      return did === 'added' && tags.get(TAG.approval) === 'approved';
    case 'rejected':
      return did === 'added' && isRejection(tags.get(TAG.approval));
    case 'kept':
      return did === 'added' && tags.has(TAG.keep);
    case 'released':
      return did === 'removed' && tags.has(TAG.approval);
  }
}

/** What follows from an approval that people have not been told of. */
export type AnswerStep =
  | { readonly is: 'tell'; readonly news: News }
  /** Seen for the first time, without its event: written down in silence. */
  | { readonly is: 'await' }
  | { readonly is: 'nothing' };

/** @param events that may have given it; the last one counts */
export function answerStep(
  open: OpenAnswer,
  events: readonly AnswerEvent[],
  now: Date,
  settings: ApprovalSettings,
): AnswerStep {
  const { orphan, notifiedAt, dueAt, seenAt } = open;
  const { arn } = orphan.loadBalancer;
  const answered = (event: AnswerEvent | undefined, doesNotCount: string | undefined): AnswerStep => {
    const notBefore = doesNotCount === undefined ? dueAt : undefined;
    return {
      is: 'tell',
      news: { is: 'answered', verdict: orphan, answered: { word: 'approved', event, doesNotCount }, notBefore },
    };
  };
  const event = answerEventOf('approved', { arn, since: notifiedAt }, events);
  if (event !== undefined) return answered(event, whyItDoesNotCount(event, open, now, settings));
  if (seenAt === undefined) return { is: 'await' };
  if (!isOutOfPatience(seenAt, now)) return { is: 'nothing' };
  if (settings.approvers === undefined) return answered(undefined, undefined);
  if (wasTold(orphan.tags, 'waits-for-event', seenAt)) return { is: 'nothing' };
  const why = `approved, but CloudTrail has not told by whom since ${dateTime(seenAt)}: it is not deleted before that is known; to answer again, set ${TAG.approval} to pending and approve once more`;
  return { is: 'tell', news: { is: 'noted', what: 'waits-for-event', verdict: orphan, why } };
}

/** Whether CloudTrail should have listed by now what was there then. */
export function isOutOfPatience(since: Date, now: Date): boolean {
  // Written so that an instant that is none waits.
  return now.getTime() - since.getTime() >= PATIENCE_MS;
}

/**
 * The approval that a run heard of and that would count, where the tags say `pending`: it came while the janitor took another
 * answer back, and went with it. Undefined where none did, and where people were told of it.
 */
export function overwritten(
  open: OpenAnswer,
  heard: readonly AnswerEvent[],
  now: Date,
  settings: ApprovalSettings,
): AnswerEvent | undefined {
  const { orphan, notifiedAt } = open;
  if (!TAKEN_BACK.some((what) => wasTold(orphan.tags, what))) return undefined;
  const { arn } = orphan.loadBalancer;
  const event = answerEventOf('approved', { arn, since: notifiedAt }, heard);
  if (event === undefined) return undefined;
  // The one that was taken back is heard of later than it is read in the tags.
  return whyItDoesNotCount(event, open, now, settings) === undefined ? event : undefined;
}

function whyItDoesNotCount(
  event: AnswerEvent,
  { orphan, notifiedAt, dueAt }: OpenAnswer,
  now: Date,
  settings: ApprovalSettings,
): string | undefined {
  const { arn } = orphan.loadBalancer;
  return whyNoApproval(event, { arn, notifiedAt }, settings.approvers) ?? whyTooEarly(event, dueAt, now, settings);
}

/** It has expired, or will have before the deletion; undefined when neither. */
function whyTooEarly(
  { at }: AnswerEvent,
  dueAt: Date | undefined,
  now: Date,
  settings: ApprovalSettings,
): string | undefined {
  if (dueAt === undefined) return undefined;
  const expiresAt = expiryOf(at, settings);
  if (!(now.getTime() < expiresAt.getTime())) return expiredSince(at, settings);
  if (dueAt.getTime() < expiresAt.getTime()) return undefined;
  return `it holds for ${settings.approvalValidDays} days, and the earliest deletion is later: approve after ${dateTime(holdsFrom(dueAt, settings))}`;
}

/** An approval given later than this still holds at the earliest deletion. */
function holdsFrom(dueAt: Date, { approvalValidDays }: ApprovalSettings): Date {
  return new Date(dueAt.getTime() - approvalValidDays * DAY_MS);
}

/** Who let it go, where one of these events says so. */
export function releasedBy(verdict: Verdict, since: Date, events: readonly AnswerEvent[]): Answered | undefined {
  const word = verdict.reason === 'kept' ? 'kept' : 'rejected';
  const event = answerEventOf(word, { arn: verdict.loadBalancer.arn, since }, events);
  return event === undefined ? undefined : { word, event, doesNotCount: undefined };
}
