/** What a run did: one outcome for each target, and the news that people must hear of it. */
import type { Answered } from './answer.ts';
import type { Candidate, NoteKind, QuarantineStep } from './plan.ts';
import type { CompanionFate, MadeDeletion, RefusedDeletion } from './record.ts';
import type { Verdict } from './verdict.ts';

/** What happened to one target. The log and the run's result are made of outcomes, never of intentions. */
export type Outcome = { readonly arn: string; readonly name: string } & (
  | ({ readonly did: 'quarantined'; readonly quarantinedAt: Date } & QuarantineStep)
  | { readonly did: 'released'; readonly verdict: Verdict }
  | { readonly did: 'deleted'; readonly record: MadeDeletion }
  | { readonly did: 'spared'; readonly why: string }
  | { readonly did: 'failed'; readonly what: string; readonly why: string }
  | { readonly did: 'not-attempted'; readonly why: string }
);

/**
 * What people must hear, with what is written down once they have heard it: only then does the next run know that they
 * did. A run that dies in between tells it again.
 */
export type News =
  /** Written down as `notified-at`, with which the window begins. */
  | { readonly is: 'quarantined'; readonly candidate: Candidate; readonly restartedBecause: string | undefined }
  /**
   * Written down by taking off the last tag, which remembered that people had heard of the NLB. `answered` where a person's
   * answer released it, and CloudTrail has told whose.
   */
  | { readonly is: 'released'; readonly verdict: Verdict; readonly answered?: Answered }
  /** Written down as `reportedAt` of the record. */
  | { readonly is: 'deleted'; readonly record: MadeDeletion }
  /** Target groups that no run tries to delete any more. Written down as `left` in the record, which is closed by it. */
  | { readonly is: 'left-behind'; readonly record: MadeDeletion; readonly targetGroups: readonly CompanionFate[] }
  /** AWS refused the delete. Written down as `last-error`, and in the record of the attempt. */
  | {
      readonly is: 'delete-refused';
      readonly arn: string;
      readonly name: string;
      readonly what: string;
      readonly why: string;
      readonly lastError: string;
      readonly record: RefusedDeletion;
    }
  /** A person answered. Written down as `approved-by` and `approval-event`; as `approval=pending` when it does not count. */
  | {
      readonly is: 'answered';
      readonly verdict: Verdict;
      readonly answered: Answered;
      /** Earliest deletion; undefined where the answer leads to none. */
      readonly notBefore: Date | undefined;
    }
  /** It is deleted automatically at `dueAt` unless somebody answers. Written down as `reminded-at`. */
  | { readonly is: 'reminded'; readonly candidate: Candidate; readonly dueAt: Date }
  /** Said once, or once a day. Written down as `told`; an approval that has expired goes back to `pending` with it. */
  | { readonly is: 'noted'; readonly what: NoteKind; readonly verdict: Verdict; readonly why: string }
  /** The breaker refused automatic deletes. Nothing is written down: its alarm remembers. */
  | { readonly is: 'breaker-refused'; readonly why: string };

/** A step that did nothing. */
export const NOTHING_DONE: Done = { outcomes: [], news: [], failures: [] };

/** What one step of a run did. */
export interface Done {
  readonly outcomes: readonly Outcome[];
  /** To be told by a later step of the same run. */
  readonly news: readonly News[];
  /** What failed besides the outcomes: it fails the run visibly, after everything else was done. */
  readonly failures: readonly string[];
}
