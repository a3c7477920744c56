/**
 * Whether an approval that people were told of still counts when its window is over: the setting `approvers` may have been
 * narrowed, or somebody said something between two runs. Pure. Only what CloudTrail shows takes an approval back.
 */
import type { AnswerEvent } from '../../model/answer.ts';
import type { Facts } from '../../model/facts.ts';
import type { Tags } from '../../model/reading.ts';
import { notedApproval } from '../tags/approval.ts';
import { wasTold } from '../tags/told.ts';
import { answerEventOf, isOutOfPatience } from './answer-event.ts';
import { approvalStanding, whyNoApproval, type ApprovalSettings, type Approved } from './approval.ts';

export type Recheck =
  /** Nothing shows that it does not count. */
  | { readonly is: 'stands' }
  /** Another one followed that does count, and people have not been told of that. */
  | { readonly is: 'given-anew' }
  /** CloudTrail does not list it, which people have not been told. */
  | { readonly is: 'not-listed'; readonly why: string }
  | { readonly is: 'void'; readonly event: AnswerEvent; readonly why: string };

/** @param facts `approvals` as CloudTrail says now; where it was not asked, and where it could not be read, nothing is shown */
export function recheck(
  approved: Approved,
  facts: Pick<Facts, 'now' | 'approvals'>,
  settings: ApprovalSettings,
): Recheck {
  const reading = facts.approvals?.get(approved.arn);
  // Where anybody may approve, CloudTrail is not needed to delete.
  if (settings.approvers === undefined || reading?.ok !== true) return { is: 'stands' };
  const standing = approvalStanding(approved, facts, settings);
  if (standing.is === 'counts') return { is: 'stands' };
  const { event, later } = reading.value;
  if (event === undefined) return notListed(approved.tags, facts.now, standing.why);
  const last = answerEventOf('approved', { arn: approved.arn, since: approved.notifiedAt }, later ?? []);
  const isGivenAnew =
    last !== undefined &&
    last.eventId !== event.eventId &&
    whyNoApproval(last, approved, settings.approvers) === undefined;
  return isGivenAnew ? { is: 'given-anew' } : { is: 'void', event, why: standing.why };
}

/** EventBridge tells of one before CloudTrail lists it. */
function notListed(tags: Tags, now: Date, why: string): Recheck {
  const noted = notedApproval(tags, now);
  const isSaid = noted.is === 'absent' || wasTold(tags, 'waits-for-event', noted.at);
  return isSaid || !isOutOfPatience(noted.at, now) ? { is: 'stands' } : { is: 'not-listed', why };
}
