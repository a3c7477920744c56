/** One piece of news → one entry of a digest. Pure. Made of what happened, never of what was meant to. */
import type { News } from '../../model/outcome.ts';
import type { Candidate } from '../../model/plan.ts';
import type { MadeDeletion } from '../../model/record.ts';
import { whoGave } from '../tags/approval.ts';
import { DAY_MS, writeInstant } from '../time.ts';
import { aboutOf, aboutRecord } from './about-from.ts';
import type { DigestFrame } from './digest.ts';
import type {
  AnsweredEntry,
  DeletedEntry,
  Entry,
  FailedEntry,
  LeftBehindEntry,
  OrphanEntry,
  ReminderEntry,
} from './entries.ts';

export function entryOf(news: News, frame: DigestFrame): Entry {
  switch (news.is) {
    case 'quarantined':
      return orphanEntry(news.candidate, news.restartedBecause, frame);
    case 'released': {
      const { verdict, answered } = news;
      const who = answered?.event === undefined ? '' : ` It was ${answered.word} by ${whoGave(answered.event)}.`;
      return {
        kind: 'released',
        ...aboutOf(verdict, frame),
        reason: verdict.reason,
        explanation: verdict.explanation + who,
      };
    }
    case 'answered':
      return answeredEntry(news, frame);
    case 'reminded':
      return reminderEntry(news, frame);
    case 'noted':
      return {
        kind: 'note',
        ...aboutOf(news.verdict, frame),
        explanation: news.verdict.explanation,
        what: news.what,
        why: news.why,
      };
    case 'deleted':
      return deletedEntry(news.record, frame);
    case 'left-behind':
      return leftBehindEntry(news, frame);
    case 'delete-refused':
      return failedEntry(news, frame);
    case 'breaker-refused':
      return { kind: 'refused', why: news.why };
  }
}

function orphanEntry(candidate: Candidate, restartedBecause: string | undefined, frame: DigestFrame): OrphanEntry {
  const { orphan, companions, left } = candidate;
  const { loadBalancer, owner, reason, explanation, evidence, cautions } = orphan;
  return {
    kind: 'orphan',
    ...aboutOf(orphan, frame),
    controller: owner.controller,
    reason,
    explanation,
    evidence,
    cautions: cautions.map(({ words }) => words),
    dnsName: loadBalancer.dnsName,
    since: writeInstant(frame.at),
    deadline: frame.mode === 'delete' ? writeInstant(new Date(frame.at.getTime() + frame.graceDays * DAY_MS)) : null,
    goesWithIt: companions.map(({ name }) => name),
    stays: left,
    restartedBecause: restartedBecause ?? null,
  };
}

function answeredEntry(
  { verdict, answered, notBefore }: Extract<News, { is: 'answered' }>,
  frame: DigestFrame,
): AnsweredEntry {
  const { word, event, doesNotCount } = answered;
  return {
    kind: 'answered',
    ...aboutOf(verdict, frame),
    explanation: verdict.explanation,
    answer: word,
    by: event?.by.arn ?? null,
    answeredAt: event === undefined ? null : writeInstant(event.at),
    notBefore: notBefore === undefined ? null : writeInstant(notBefore),
    doesNotCount: doesNotCount ?? null,
    cautions: verdict.is === 'orphan' ? verdict.cautions.map(({ words }) => words) : [],
  };
}

function reminderEntry({ candidate, dueAt }: Extract<News, { is: 'reminded' }>, frame: DigestFrame): ReminderEntry {
  const { orphan } = candidate;
  const { reason, explanation } = orphan;
  return { kind: 'reminder', ...aboutOf(orphan, frame), reason, explanation, deadline: writeInstant(dueAt) };
}

function failedEntry({ what, why, record }: Extract<News, { is: 'delete-refused' }>, frame: DigestFrame): FailedEntry {
  return { kind: 'failed', ...aboutRecord(record, frame), reason: record.reason, what, why };
}

function deletedEntry(record: MadeDeletion, frame: DigestFrame): DeletedEntry {
  const { reason, deletedAt, isFoundGone, snapshotKey, companions, by, remindedAt } = record;
  return {
    kind: 'deleted',
    ...aboutRecord(record, frame),
    reason,
    deletedAt: writeInstant(deletedAt),
    isFoundGone,
    approvedBy: approverOf(record),
    by: by ?? null,
    remindedAt: remindedAt === undefined ? null : writeInstant(remindedAt),
    bucket: frame.bucket ?? null,
    snapshot: snapshotKey,
    targetGroups: companions.map(({ name, did, why }) => ({ name, did, why: why ?? null })),
  };
}

/** Null where it was automatic, and where nobody knows. */
function approverOf({ approvedBy }: MadeDeletion): string | null {
  if (approvedBy === undefined) return null;
  const { principal, chatUser, at } = approvedBy;
  return `${principal}${chatUser === undefined ? '' : ` (${chatUser})`} at ${writeInstant(at)}`;
}

function leftBehindEntry(
  { record, targetGroups }: Extract<News, { is: 'left-behind' }>,
  frame: DigestFrame,
): LeftBehindEntry {
  return {
    kind: 'left-behind',
    ...aboutRecord(record, frame),
    reason: record.reason,
    deletedAt: writeInstant(record.deletedAt),
    bucket: frame.bucket ?? null,
    snapshot: record.snapshotKey,
    targetGroups: targetGroups.map(({ arn, name, why }) => ({ arn, name, why: why ?? null })),
  };
}
