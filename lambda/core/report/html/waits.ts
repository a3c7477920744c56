/** Whom or what an NLB waits for, in a few words: sorted, filtered and counted by. Pure. */
import type { PendingSettings } from '../../plan/not-before.ts';
import { dateTime } from '../../words.ts';
import { pendingIn } from '../quarantined.ts';
import type { Pending } from '../pending.ts';
import type { Row } from './region.ts';

export const WAITS = [
  'a person',
  'the end of a grace window',
  'the next run',
  'what could not be read',
  'nothing',
] as const;

export type WaitsFor = (typeof WAITS)[number];

export interface Waiting {
  readonly for: WaitsFor;
  /** What it is that it waits for. */
  readonly says: string;
}

export function waitingOf({ one, report }: Row, settings: PendingSettings): Waiting {
  switch (one.is) {
    case 'in-use':
    case 'leave-alone':
      return { for: 'nothing', says: 'Nothing: it stays' };
    case 'unknown':
      return one.reason === 'cluster-never-seen'
        ? { for: 'a person', says: 'A person: is its cluster gone?' }
        : { for: 'what could not be read', says: 'A run that can judge it' };
    case 'orphan': {
      const pending = pendingIn(one, report.at, settings);
      if (pending !== undefined) return pendingWait(pending, one.cautions.length > 0);
      return settings.mode === 'report'
        ? { for: 'a person', says: 'A person: this mode only reports' }
        : { for: 'the next run', says: 'The next sweep, which quarantines' };
    }
  }
}

function pendingWait({ wait }: Pending, hasCaution: boolean): Waiting {
  switch (wait.is) {
    case 'kept':
    case 'rejected':
      return { for: 'nothing', says: `Nothing: ${wait.is} by a person` };
    case 'starts-again':
      return { for: 'the next run', says: 'The next sweep, which starts again' };
    case 'not-told':
      return { for: 'the next run', says: 'The next sweep, which tells people' };
    case 'mode-never-deletes':
      return { for: 'a person', says: 'A person: this mode deletes nothing' };
    case 'unknown-word':
      return { for: 'a person', says: 'A person: the word in its tag is no answer' };
    case 'answer':
      return { for: 'a person', says: 'A person: approve, keep or reject' };
    case 'silence':
      return hasCaution
        ? { for: 'a person', says: 'A person: it has a caution' }
        : windowOf(`Deleted after ${dateTime(wait.from)}, unless somebody objects`);
    case 'approval-expired':
      return { for: 'a person', says: 'A person: the approval expired' };
    case 'approver-unknown':
      return { for: 'what could not be read', says: 'CloudTrail: who approved it' };
    case 'refused-today':
      return { for: 'the next run', says: 'Tomorrow: AWS refused the delete' };
    case 'window':
      return windowOf(`Approved: deleted after ${dateTime(wait.from)}`);
    case 'due':
      return { for: 'the next run', says: 'The next run of reap, which deletes' };
  }
}

/** Then it is deleted, if it is still the same orphan. */
function windowOf(says: string): Waiting {
  return { for: 'the end of a grace window', says };
}
