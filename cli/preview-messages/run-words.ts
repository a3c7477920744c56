/** Sentences that runs write into messages, as they write them. */
import type { NoteKind } from '../../lambda/model/plan.ts';

/** Each with what a run says of it (core/plan/acknowledge.ts and answer-event.ts). */
export const NOTES: readonly { readonly what: NoteKind; readonly says: string; readonly why: string }[] = [
  {
    what: 'waits-for-limit',
    says: 'An approved load balancer waits for another day',
    why: 'approved and due, but waits for the limit of the day (maxDeletesPerDay, maxDeletePercent): 2 deletions a day, and 2 approved before it go first',
  },
  {
    what: 'unknown-word',
    says: 'A word in the tag that is no answer',
    why: 'its tag nlb-janitor/approval says "yes", which is no answer: write approved or rejected; nothing is done until then',
  },
  {
    what: 'approval-expired',
    says: 'An approval that has expired',
    why: 'its approval does not count any more: it expired on 2026-02-19 09:00 UTC, 30 days after it was given: approve again',
  },
  {
    what: 'approval-overwritten',
    says: 'An approval that came while another was taken back',
    why: 'approved by arn:aws:sts::123456789012:assumed-role/platform/ada at 2026-03-03 09:00 UTC, but its tag nlb-janitor/approval says pending: an answer of before was taken back meanwhile; approve again if it is to go',
  },
  {
    what: 'waits-for-event',
    says: 'An approval of which CloudTrail has not told yet',
    why: 'approved, but CloudTrail has not told by whom since 2026-03-01 09:00 UTC: it is not deleted before that is known; to answer again, set nlb-janitor/approval to pending and approve once more',
  },
];

/** Why a window starts again (core/plan/sweep.ts). */
export const RESTARTS: readonly { readonly file: string; readonly says: string; readonly why: string }[] = [
  { file: 'reason', says: 'the reason changed', why: 'the reason changed from service-gone to previous-cluster' },
  {
    file: 'evidence',
    says: 'what the verdict rests on changed',
    why: 'what the verdict rests on changed: its cluster, Service, successor or target groups, or the mode or approval policy',
  },
  {
    file: 'tags',
    says: 'its tags were not valid',
    why: 'its janitor tags were not valid any more: notified-at is no instant',
  },
  { file: 'approval-removed', says: 'its approval was removed', why: 'its approval tag was removed' },
  {
    file: 'caution',
    says: 'a caution came',
    why: 'since its notice: smtp.example.com still points here; approve again if it may go',
  },
  {
    file: 'early-approval',
    says: 'it was approved too early',
    why: 'an approval was given before this notice and does not count: approve again',
  },
];
/** Why the breaker refused (core/plan/breaker.ts). */
export const BREAKER = "8 automatic deletes are due and 0 more could be, but today's limit leaves 3";
