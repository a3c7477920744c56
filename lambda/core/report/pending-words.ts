/** What is pending, in words that status, scan and the answers share. Pure. */
import { count, dateTime } from '../words.ts';
import type { Pending } from './pending.ts';

/** `approved by … at …`, `nobody answered`. */
export function answerInWords({ answer, by, answeredAt, wait }: Pending): string {
  switch (answer) {
    case 'none':
      return 'nobody answered';
    case 'approved': {
      const who = by === undefined ? '' : ` by ${by}`;
      const unknown = by === undefined ? ', the next sweep asks CloudTrail by whom' : '';
      return `approved${who}${answeredAt === undefined ? '' : ` at ${dateTime(answeredAt)}`}${unknown}`;
    }
    case 'rejected':
      return 'rejected';
    case 'kept':
      return wait.is === 'kept' && wait.until !== undefined ? `kept through ${wait.until}, UTC` : 'kept for ever';
    case 'unrecognized':
      return 'no answer: an unknown word';
  }
}

/** Why it is still there, one sentence. */
export function waitInWords({ wait }: Pending, { approvalValidDays }: { readonly approvalValidDays: number }): string {
  switch (wait.is) {
    case 'kept':
      return 'A person keeps it: a sweep lets it go, and nothing is due.';
    case 'rejected':
      return 'A person rejected it: it is never quarantined again, until released.';
    case 'starts-again':
      return `Nothing is due: ${wait.why}. The next sweep looks at it anew.`;
    case 'not-told':
      return 'Nobody was told of it yet: its window begins with the notice, and no answer of before counts.';
    case 'mode-never-deletes':
      return 'The mode of these settings deletes nothing.';
    case 'unknown-word':
      return 'Its tag nlb-janitor/approval holds a word that is no answer: only `approved` and `rejected` are.';
    case 'answer':
      return 'Waits for an answer: without one it stays.';
    case 'silence':
      return wait.isReminded
        ? `May be deleted after ${dateTime(wait.from)} unless somebody answers, if it has no caution.`
        : `May be deleted after ${dateTime(wait.from)} at the earliest, and only after a reminder, unless somebody answers, if it has no caution.`;
    case 'approval-expired':
      return `Its approval expired on ${dateTime(wait.at)}, ${count(approvalValidDays, 'day')} after it was given: approve again.`;
    case 'approver-unknown':
      return 'Its approval does not count yet: only that of the approvers does, and CloudTrail has not shown who gave it.';
    case 'refused-today':
      return 'AWS refused the deletion today: the next attempt is tomorrow, UTC.';
    case 'window':
      return `Waits for the end of its window: deleted after ${dateTime(wait.from)}, if it is still the same orphan then.`;
    case 'due':
      return `Due since ${dateTime(wait.since)}: the next run of reap judges it again and deletes it, within the day's limit.`;
  }
}

/** What tags cannot tell. */
export const ONLY_A_SCAN_JUDGES =
  'From tags alone: whether it is still an orphan, cannot be judged now (its tags stay then, and nothing is due) or has cautions is not known here. `nlb-janitor scan` and `explain` judge.';
