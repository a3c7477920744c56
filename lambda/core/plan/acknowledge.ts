/**
 * Verdicts × tags → what people must hear of the answers they gave: an approval once, a word that nobody knows once, a limit
 * that makes an approved delete wait once a day, an approval that has expired once (docs/design.md section 4). Pure.
 */
import type { AnswerEvent } from '../../model/answer.ts';
import type { Facts } from '../../model/facts.ts';
import type { AnswersPlan, Note, OpenAnswer, SweepPlan } from '../../model/plan.ts';
import type { Orphan, Verdict } from '../../model/verdict.ts';
import { inScope, type Scope } from '../scope.ts';
import { notedApproval, type NotedApproval } from '../tags/approval.ts';
import { TAG } from '../tags/keys.ts';
import type { Quarantine } from '../tags/quarantine.ts';
import { wasTold } from '../tags/told.ts';
import { count } from '../words.ts';
import { answerEventOf } from './answer-event.ts';
import { expiredSince, isExpiredAsNoted } from './approval.ts';
import { dailyLimit, fleetOf, type BreakerSettings } from './breaker.ts';
import { isRipe } from './due.ts';
import type { HoursSettings } from './hours.ts';
import { notBeforeOf } from './not-before.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';

/** Each is written down, and the time of one run does not suffice for hundreds: the next runs tell the others. */
const MOST_LIMIT_NOTES = 20;

type AnswerSettings = PlanSettings & BreakerSettings & HoursSettings;

/** One whose quarantine stands, and that nothing else is planned for. */
interface Settled {
  readonly orphan: Orphan;
  readonly quarantine: Quarantine & { readonly notifiedAt: Date };
  readonly noted: NotedApproval;
}

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
  const standing = told.filter((one) => !expired.includes(one));
  return {
    open: open.map((one) => openAnswer(one, facts.now, settings)),
    released: plan.release.filter(isLetGoByAnswer),
    notes: [
      ...settled.flatMap(unknownWord),
      ...expired.flatMap((one) => expiredNote(one, settings)),
      ...limitNotes(standing, verdicts, facts, settings, scope),
    ],
    stale: settled.flatMap(staleTags),
  };
}

function settledIn(
  verdicts: readonly Verdict[],
  facts: Facts,
  { quarantine: started, notify, frozen }: SweepPlan,
  settings: AnswerSettings,
  scope: Scope,
): readonly Settled[] {
  if (settings.mode === 'report') return [];
  const moving = new Set([
    ...started.map(({ candidate }) => candidate.orphan.loadBalancer.arn),
    ...notify.map(({ orphan }) => orphan.loadBalancer.arn),
    ...frozen.map(({ verdict }) => verdict.loadBalancer.arn),
  ]);
  return verdicts.flatMap((orphan) => {
    if (orphan.is !== 'orphan' || !inScope(orphan, scope) || moving.has(orphan.loadBalancer.arn)) return [];
    const quarantine = quarantineOf(orphan.loadBalancer, orphan.tags, facts.now, settings);
    if (quarantine.is !== 'valid' || quarantine.notifiedAt === undefined) return [];
    const { notifiedAt } = quarantine;
    return [{ orphan, quarantine: { ...quarantine, notifiedAt }, noted: notedApproval(orphan.tags, facts.now) }];
  });
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

function openAnswer({ orphan, quarantine, noted }: Settled, now: Date, settings: AnswerSettings): OpenAnswer {
  const { notifiedAt } = quarantine;
  const seenAt = noted.is === 'awaited' || noted.is === 'anonymous' ? noted.at : undefined;
  return { orphan, notifiedAt, dueAt: earliestDeletion(quarantine, now, settings), seenAt };
}

/** Not in the past; undefined in a mode that deletes nothing. */
function earliestDeletion(quarantine: Quarantine, now: Date, settings: AnswerSettings): Date | undefined {
  const at = notBeforeOf(quarantine, now, settings);
  return at === undefined ? undefined : new Date(Math.max(at.getTime(), now.getTime()));
}

/** The janitor lets it go because of what a person said, and people have heard of it before. */
function isLetGoByAnswer({ reason, tags }: Verdict): boolean {
  return (reason === 'kept' || reason === 'rejected') && tags?.has(TAG.notifiedAt) === true;
}

function unknownWord({ orphan, quarantine }: Settled): readonly Note[] {
  if (quarantine.approval !== 'unrecognized' || wasTold(orphan.tags, 'unknown-word')) return [];
  const word = orphan.tags.get(TAG.approval) ?? '';
  const why = `its tag ${TAG.approval} says "${word}", which is no answer: write approved or rejected; nothing is done until then`;
  return [{ what: 'unknown-word', orphan, why }];
}

function isExpired({ tags }: Orphan, { now }: Facts, settings: AnswerSettings): boolean {
  return settings.mode === 'delete' && isExpiredAsNoted(tags, now, settings);
}

function expiredNote({ orphan, noted }: Settled, settings: AnswerSettings): readonly Note[] {
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
function limitNotes(
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
  return notes.slice(0, MOST_LIMIT_NOTES);
}

/** What was noted of an approval or a word that does not stand there any more: the next one is another. */
function staleTags({ orphan, quarantine }: Settled): AnswersPlan['stale'] {
  const { loadBalancer, tags } = orphan;
  const ofApproval = quarantine.approval === 'approved' ? [] : [TAG.approvedBy, TAG.approvalEvent];
  const ofWord = quarantine.approval !== 'unrecognized' && wasTold(tags, 'unknown-word') ? [TAG.told] : [];
  const keys = [...ofApproval, ...ofWord].filter((key) => tags.has(key));
  return keys.length === 0 ? [] : [{ loadBalancer, keys }];
}
