/**
 * Where an NLB that nobody needs stands between its quarantine and its end: whom it waits for, since when, and what comes
 * next, in words for people. Pure; decides nothing: plan/ does.
 */
import type { Inspections } from '../../model/facts.ts';
import type { Orphan, Verdict } from '../../model/verdict.ts';
import { candidateOf } from '../plan/candidate.ts';
import { notBefore as notBeforeIn } from '../plan/hours.ts';
import type { PendingSettings } from '../plan/not-before.ts';
import { quarantineOf } from '../plan/quarantine.ts';
import { keysToRelease } from '../plan/release.ts';
import type { Quarantine } from '../tags/quarantine.ts';
import { DAY_MS, writeInstant } from '../time.ts';
import { dateTime } from '../words.ts';
import { pendingOf } from './pending.ts';
import { waitInWords } from './pending-words.ts';

/**
 * - `waits`: for a person's answer. - `approved`: for its day. - `automatic`: deleted on its day unless somebody answers.
 * - `orphan`: not quarantined, or nobody was told yet. - `frozen`: quarantined, and unknown now. - `left-alone`: by a person
 *   or a tool.
 */
export type Standing = 'waits' | 'approved' | 'automatic' | 'orphan' | 'frozen' | 'left-alone';

export interface Stand {
  readonly standing: Standing;
  /** One sentence on what it waits for; undefined where the reason says it. */
  readonly says: string | undefined;
  /** Since when it waits. */
  readonly since: string | undefined;
  /** Earliest deletion. */
  readonly notBefore: string | undefined;
}

interface Seen {
  readonly now: Date;
  readonly inspections: Inspections;
  /** ARNs of those that this run quarantined, after it had read their tags. */
  readonly quarantinedNow: ReadonlySet<string>;
}

/** Undefined for what is in use, what is unknown and not quarantined, and what is left alone and would be no orphan. */
export function standOf(verdict: Verdict, seen: Seen, settings: PendingSettings): Stand | undefined {
  switch (verdict.is) {
    case 'in-use':
      return undefined;
    case 'leave-alone':
      return verdict.otherwise === undefined ? undefined : stand('left-alone', undefined);
    case 'unknown':
      return verdict.tags === undefined || keysToRelease(verdict.tags).length === 0
        ? undefined
        : stand('frozen', 'Quarantined. Its tags stay, and it is not deleted before it can be judged again.');
    case 'orphan':
      return orphanStand(verdict, seen, settings);
  }
}

function orphanStand(orphan: Orphan, seen: Seen, settings: PendingSettings): Stand {
  const { loadBalancer, tags, reason } = orphan;
  const { now, inspections, quarantinedNow } = seen;
  if (settings.mode === 'report') return stand('orphan', undefined);
  if (quarantinedNow.has(loadBalancer.arn)) return standOfNow(orphan, now, settings);
  const candidate = candidateOf(orphan, inspections, settings);
  if (!candidate.ok) return stand('frozen', `What would go with it could not be read: ${candidate.why}.`);
  const quarantine = quarantineOf(loadBalancer, tags, now, settings);
  switch (quarantine.is) {
    case 'absent':
      return stand('orphan', 'Not quarantined yet.');
    case 'malformed':
      return stand(
        'orphan',
        'Its tags are not valid any more: the next sweep that is not paused asks again, with a new notice.',
      );
    case 'valid': {
      const isSame = quarantine.fingerprint === candidate.value.fingerprint && quarantine.reason === reason;
      if (!isSame || quarantine.approval === 'absent') {
        return stand(
          'orphan',
          'What the finding rests on changed: the next sweep that is not paused asks again, with a new notice.',
        );
      }
      return quarantinedStand(orphan, quarantine, now, settings);
    }
  }
}

/** Of one that this run quarantined: its tags were read before. */
function standOfNow({ cautions }: Orphan, now: Date, settings: PendingSettings): Stand {
  const { mode, approval, graceDays } = settings;
  if (mode !== 'delete') return stand('waits', undefined, { since: now });
  const notBefore = notBeforeIn(new Date(now.getTime() + graceDays * DAY_MS), settings);
  return approval === 'automatic' && cautions.length === 0
    ? stand('automatic', `Quarantined in this run. ${unlessAnswered(notBefore)}`, { since: now, notBefore })
    : stand('waits', undefined, { since: now, notBefore });
}

function unlessAnswered(notBefore: Date): string {
  return `Deleted after ${dateTime(notBefore)}, and after a reminder, unless somebody keeps or rejects it.`;
}

/** As its tags and the settings say it (pending.ts); only its cautions come from the verdict. */
function quarantinedStand(orphan: Orphan, quarantine: Quarantine, now: Date, settings: PendingSettings): Stand {
  const pending = pendingOf(orphan.loadBalancer, orphan.tags, now, settings);
  if (pending === undefined) return stand('orphan', 'Not quarantined yet.');
  const { wait, notBefore } = pending;
  const { notifiedAt: since, quarantinedAt, approval, lastError } = quarantine;
  if (since === undefined) {
    return stand('orphan', 'Quarantined, and nobody was told of it yet.', { since: quarantinedAt });
  }
  const inWords = waitInWords(pending, settings);
  switch (wait.is) {
    case 'answer':
      return stand('waits', undefined, { since, notBefore });
    case 'silence':
      return orphan.cautions.length === 0
        ? stand('automatic', unlessAnswered(wait.from), { since, notBefore })
        : stand('waits', undefined, { since, notBefore });
    case 'mode-never-deletes':
      return approval === 'approved'
        ? stand('approved', 'Approved, in a mode that deletes nothing.', { since })
        : stand('waits', undefined, { since });
    case 'window':
      return stand('approved', `Approved. Deleted after ${dateTime(wait.from)}.`, { since, notBefore });
    case 'due': {
      const why = lastError === undefined ? '' : ` The last attempt failed: ${lastError}`;
      return stand('approved', `Approved, and due since ${dateTime(wait.since)}.${why}`, { since, notBefore });
    }
    case 'refused-today': {
      const why = lastError === undefined ? '' : ` AWS says: ${lastError}`;
      return stand(approval === 'approved' ? 'approved' : 'waits', `${inWords}${why}`, { since, notBefore });
    }
    case 'approver-unknown':
      return stand('approved', inWords, { since, notBefore });
    case 'approval-expired':
    case 'unknown-word':
      return stand('waits', inWords, { since, notBefore });
    case 'kept':
    case 'rejected':
      return stand('left-alone', inWords);
    case 'starts-again':
    case 'not-told':
      return stand('orphan', inWords, { since });
  }
}

function stand(
  standing: Standing,
  says: string | undefined,
  times: { readonly since?: Date; readonly notBefore?: Date | undefined } = {},
): Stand {
  const written = (at: Date | undefined): string | undefined => (at === undefined ? undefined : writeInstant(at));
  return { standing, says, since: written(times.since), notBefore: written(times.notBefore) };
}
