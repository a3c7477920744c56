/** What a scan tells of the quarantine: the answer and the day beside the verdict of today. Pure. */
import type { PendingSettings } from '../plan/not-before.ts';
import { waitInWords } from './pending-words.ts';
import { pendingOf, type Pending } from './pending.ts';
import type { Judged, ScanReport } from './scan.ts';

export interface Quarantined {
  readonly judged: Judged;
  readonly pending: Pending;
}

/** Those that carry a quarantine, valid or not, in the order of the scan. */
export function quarantinedIn({ judged, at }: ScanReport, settings: PendingSettings): readonly Quarantined[] {
  return judged.flatMap((one) => {
    const pending = pendingIn(one, at, settings);
    return pending === undefined ? [] : [{ judged: one, pending }];
  });
}

/** Undefined where no tag of a quarantine stands there, or its tags could not be read. */
export function pendingIn({ loadBalancer, tags }: Judged, at: Date, settings: PendingSettings): Pending | undefined {
  const pending = tags === undefined ? undefined : pendingOf(loadBalancer, tags, at, settings);
  const isBare = pending?.quarantine === undefined && pending?.wait.is !== 'starts-again';
  return isBare ? undefined : pending;
}

/** What becomes of it, in the light of the verdict. */
export function outlookInWords({ judged, pending }: Quarantined, settings: PendingSettings): string {
  switch (judged.is) {
    case 'unknown':
      return 'It cannot be judged now: its tags stay, and nothing is due.';
    case 'in-use':
    case 'leave-alone':
      return 'It is no orphan now: the next sweep lets it go.';
    case 'orphan':
      return pending.wait.is === 'silence' && judged.cautions.length > 0
        ? 'Waits for an answer: with a caution it is deleted only when a person approved it.'
        : waitInWords(pending, settings);
  }
}
