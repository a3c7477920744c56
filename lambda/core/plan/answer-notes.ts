/** What is said once, or once a day, of an answer or of what waits because of one (docs/design.md section 4). Pure. */
import type { AnswerEvent } from '../../model/answer.ts';
import type { Facts } from '../../model/facts.ts';
import type { Note } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Scope } from '../scope.ts';
import { whoGave } from '../tags/approval.ts';
import { TAG } from '../tags/keys.ts';
import { wasTold } from '../tags/told.ts';
import { count, dateTime } from '../words.ts';
import { overwritten } from './answer-event.ts';
import { expiredSince } from './approval.ts';
import { dailyLimit, fleetOf } from './breaker.ts';
import { isRipe } from './due.ts';
import { openAnswer, type AnswerSettings, type Settled } from './settled.ts';

/** Of the limit, in one run. */
const MOST_NOTES = 20;

export function unknownWord({ orphan, quarantine }: Settled): readonly Note[] {
  if (quarantine.approval !== 'unrecognized' || wasTold(orphan.tags, 'unknown-word')) return [];
  const word = orphan.tags.get(TAG.approval) ?? '';
  const why = `its tag ${TAG.approval} says "${word}", which is no answer: write approved or rejected; nothing is done until then`;
  return [{ what: 'unknown-word', orphan, why }];
}

/** An approval that went when another one was taken back. */
export function overwrittenNote(
  one: Settled,
  heard: readonly AnswerEvent[],
  now: Date,
  settings: AnswerSettings,
): readonly Note[] {
  if (one.quarantine.approval !== 'pending') return [];
  const event = overwritten(openAnswer(one, now, settings), heard, now, settings);
  if (event === undefined) return [];
  const why = `approved by ${whoGave(event)} at ${dateTime(event.at)}, but its tag ${TAG.approval} says pending: an answer of before was taken back meanwhile; approve again if it is to go`;
  return [{ what: 'approval-overwritten', orphan: one.orphan, why }];
}

export function expiredNote({ orphan, noted }: Settled, settings: AnswerSettings): readonly Note[] {
  if (noted.is === 'absent') return [];
  return [
    {
      what: 'approval-expired',
      orphan,
      why: `its approval does not count any more: ${expiredSince(noted.at, settings)}`,
    },
  ];
}

/**
 * Approved ones that may be due and for which there is no place today, whatever else was deleted; said once a day. Only a
 * full run knows the fleet.
 */
export function limitNotes(
  standing: readonly Settled[],
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: AnswerSettings,
  scope: Scope,
): readonly Note[] {
  if (scope.is !== 'everything' || settings.mode !== 'delete') return [];
  const limit = dailyLimit(fleetOf(verdicts), settings);
  const ripe = standing
    .filter(({ orphan }) => isRipe(orphan.loadBalancer, orphan.tags, facts.now, settings))
    .toSorted((one, other) => one.quarantine.notifiedAt.getTime() - other.quarantine.notifiedAt.getTime());
  const notes = ripe.slice(limit).flatMap(({ orphan }, index): readonly Note[] => {
    if (wasTold(orphan.tags, 'waits-for-limit', facts.now)) return [];
    const ahead = limit + index;
    const before = ahead === 0 ? '' : `, and ${ahead} approved before it ${ahead === 1 ? 'goes' : 'go'} first`;
    const why = `approved and due, but waits for the limit of the day (maxDeletesPerDay, maxDeletePercent): ${count(limit, 'deletion')} a day${before}`;
    return [{ what: 'waits-for-limit', orphan, why }];
  });
  // Each is written down, and the time of one run does not suffice for hundreds: the next runs tell the others.
  return notes.slice(0, MOST_NOTES);
}
