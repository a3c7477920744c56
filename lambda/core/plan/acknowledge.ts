/**
 * Verdicts × tags → what people must hear of the answers they gave: an approval once, a word that nobody knows once, a limit
 * that makes an approved delete wait once a day, an approval that has expired once (docs/design.md section 4). Pure.
 */
import type { AnswerEvent } from '../../model/answer.ts';
import type { Facts } from '../../model/facts.ts';
import type { AnswersPlan, Note, SweepPlan } from '../../model/plan.ts';
import type { Orphan, Verdict } from '../../model/verdict.ts';
import type { Scope } from '../scope.ts';
import { TAG } from '../tags/keys.ts';
import { wasTold } from '../tags/told.ts';
import { answerEventOf } from './answer-event.ts';
import { expiredNote, limitNotes, overwrittenNote, unknownWord } from './answer-notes.ts';
import { isExpiredAsNoted, type Approved } from './approval.ts';
import { recheck } from './recheck.ts';
import { openAnswer, settledIn, type AnswerSettings, type Settled } from './settled.ts';

/**
 * Empty in mode `report`. Of an NLB that the same run quarantines, tells of or cannot judge, nothing is said.
 *
 * @param heard answers that woke the run: one that came after the noted one is told as well
 */
export function planAnswers(
  verdicts: readonly Verdict[],
  facts: Facts,
  plan: SweepPlan,
  heard: readonly AnswerEvent[],
  settings: AnswerSettings,
  scope: Scope,
): AnswersPlan {
  const settled = settledIn(verdicts, facts, plan, settings, scope);
  const approved = settled.filter(({ quarantine }) => quarantine.approval === 'approved');
  const open = approved.filter((one) => isOpen(one, heard, settings));
  const told = approved.filter((one) => !open.includes(one));
  const expired = told.filter(({ orphan }) => isExpired(orphan, facts, settings));
  const rechecked = told
    .filter((one) => !expired.includes(one))
    .map((one) => ({ one, found: recheck(approvedOf(one), facts, settings) }));
  const standing = rechecked.filter(({ found }) => found.is === 'stands').map(({ one }) => one);
  const anew = rechecked.filter(({ found }) => found.is === 'given-anew').map(({ one }) => one);
  return {
    open: [...open, ...anew].map((one) => openAnswer(one, facts.now, settings)),
    void: rechecked.flatMap(({ one: { orphan }, found }) =>
      found.is === 'void' ? [{ orphan, event: found.event, why: found.why }] : [],
    ),
    released: plan.release.filter(isLetGoByAnswer),
    notes: [
      ...settled.flatMap(unknownWord),
      ...settled.flatMap((one) => overwrittenNote(one, heard, facts.now, settings)),
      ...expired.flatMap((one) => expiredNote(one, settings)),
      ...rechecked.flatMap(({ one: { orphan }, found }): readonly Note[] =>
        found.is === 'not-listed' ? [{ what: 'waits-for-event', orphan, why: found.why }] : [],
      ),
      ...limitNotes(standing, verdicts, facts, settings, scope),
    ],
    stale: settled.flatMap(staleTags),
  };
}

/** Whether people have not been told of it, or of a later one. */
function isOpen(
  { orphan, quarantine, noted }: Settled,
  heard: readonly AnswerEvent[],
  settings: AnswerSettings,
): boolean {
  switch (noted.is) {
    case 'absent':
    case 'awaited':
      return true;
    // Nobody knows who gave it, and since then it matters.
    case 'anonymous':
      return settings.approvers !== undefined;
    case 'known': {
      const { notifiedAt } = quarantine;
      const event = answerEventOf('approved', { arn: orphan.loadBalancer.arn, since: notifiedAt }, heard);
      // Whatever the note says of its time: anybody who may write tags can write a note.
      return event !== undefined && event.eventId !== noted.eventId;
    }
  }
}

/** The janitor lets it go because of what a person said, and people have heard of it before. */
function isLetGoByAnswer({ reason, tags }: Verdict): boolean {
  return (reason === 'kept' || reason === 'rejected') && tags?.has(TAG.notifiedAt) === true;
}

function approvedOf({ orphan: { loadBalancer, tags }, quarantine: { notifiedAt } }: Settled): Approved {
  return { arn: loadBalancer.arn, tags, notifiedAt };
}

function isExpired({ tags }: Orphan, { now }: Facts, settings: AnswerSettings): boolean {
  return settings.mode === 'delete' && isExpiredAsNoted(tags, now, settings);
}

/** What was noted of an approval or a word that does not stand there any more: the next one is another. */
function staleTags({ orphan, quarantine }: Settled): AnswersPlan['stale'] {
  const { loadBalancer, tags } = orphan;
  const ofApproval = quarantine.approval === 'approved' ? [] : [TAG.approvedBy, TAG.approvalEvent];
  const ofWord = quarantine.approval !== 'unrecognized' && wasTold(tags, 'unknown-word') ? [TAG.told] : [];
  const keys = [...ofApproval, ...ofWord].filter((key) => tags.has(key));
  return keys.length === 0 ? [] : [{ loadBalancer, keys }];
}
