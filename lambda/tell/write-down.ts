/**
 * Writes down that people have heard a piece of news, where the next run will look: in a tag, or in the record of a
 * delete. Each on tags read right before; never over a person's answer.
 */
import { earlierApproval, noticeWrite, type PlanSettings } from '../core/plan/quarantine.ts';
import { keysToRelease } from '../core/plan/release.ts';
import { reminderWrite } from '../core/plan/reminder.ts';
import { TAG } from '../core/tags/keys.ts';
import type { News } from '../model/outcome.ts';
import type { QuarantineStep, ReminderStep } from '../model/plan.ts';
import type { DeletionRecord } from '../model/record.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { SnapshotStore, TagWriter, WriteResult } from '../ports/write.ts';
import { outcomeKeyOf } from '../records/keys.ts';
import { outcomeJson } from '../records/outcome.ts';
import { writeAnswerer, writeNote } from './write-answer.ts';

/** What remembers. Only `reap` has snapshots, and only it tells of deletes. */
export interface Memory {
  readonly tagWriter: TagWriter;
  readonly snapshots?: SnapshotStore;
}

interface Pen {
  readonly read: Pick<ReadPorts, 'loadBalancers' | 'journal'>;
  readonly write: Memory;
  readonly now: () => Date;
}

const DONE: WriteResult = { ok: true };

/** Whether it is written down also when nobody listens, since no later run could tell it better. */
export function isWrittenDownUnheard({ is }: News): boolean {
  switch (is) {
    case 'released':
    case 'delete-refused':
      return true;
    // SAFETY: no window begins before somebody has heard.
    case 'quarantined':
    case 'deleted':
    case 'left-behind':
    case 'answered':
    case 'reminded':
    case 'noted':
    case 'breaker-refused':
      return false;
  }
}

/** @param heardAt when SNS accepted the message */
export async function writeDown(news: News, heardAt: Date, settings: PlanSettings, pen: Pen): Promise<WriteResult> {
  switch (news.is) {
    case 'quarantined':
      return writeNotice(news, heardAt, settings, pen);
    case 'released':
      return endRelease(news.verdict.loadBalancer.arn, pen);
    case 'deleted':
      return writeRecord({ ...news.record, reportedAt: heardAt }, pen);
    case 'left-behind':
      return writeRecord(news.record, pen);
    case 'delete-refused':
      return writeRefusal(news, pen);
    case 'answered':
      return writeAnswerer(news, heardAt, pen);
    case 'reminded':
      return writeReminder(news, heardAt, settings, pen);
    case 'noted':
      return writeNote(news, heardAt, pen);
    case 'breaker-refused':
      return DONE;
  }
}

/** In two places, of which either is enough: the tag may have no room, or be denied as the delete was. */
async function writeRefusal(
  { arn, lastError, record }: Extract<News, { is: 'delete-refused' }>,
  pen: Pen,
): Promise<WriteResult> {
  const recorded = await writeRecord({ ...record, refused: { ...record.refused, isTold: true } }, pen);
  const tagged = await pen.write.tagWriter.add(arn, { [TAG.lastError]: lastError });
  return recorded.ok ? tagged : recorded;
}

async function writeRecord(record: DeletionRecord, { write: { snapshots } }: Pen): Promise<WriteResult> {
  if (snapshots === undefined) return { ok: false, kind: 'other', why: `${record.snapshotKey}: no bucket here` };
  return snapshots.put(outcomeKeyOf(record.snapshotKey), outcomeJson(record));
}

/** Nothing is written when the world moved on between message and tag. */
async function writeNotice(
  { candidate, restartedBecause }: QuarantineStep,
  heardAt: Date,
  settings: PlanSettings,
  { read, write, now }: Pen,
): Promise<WriteResult> {
  const { arn, name } = candidate.orphan.loadBalancer;
  const reading = await read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return { ok: false, kind: 'other', why: reading.why };
  if (reading.value.is === 'gone') return DONE;
  const tags = noticeWrite(candidate, reading.value.tags, heardAt, now(), settings);
  if (tags === undefined) return DONE;
  const voided = tags[TAG.approval] === undefined ? undefined : earlierApproval(reading.value.tags, settings);
  if (voided !== undefined) {
    read.journal.note(voided, { arn, name }, 'warning');
    // Whoever gave it would wait for a delete that does not come: the next run sends a notice that says so.
    if (restartedBecause !== voided) return DONE;
  }
  return write.tagWriter.add(arn, tags);
}

/** As for a notice: nothing is written when the world moved on between message and tag. */
async function writeReminder(
  { candidate }: ReminderStep,
  heardAt: Date,
  settings: PlanSettings,
  { read, write, now }: Pen,
): Promise<WriteResult> {
  const { arn } = candidate.orphan.loadBalancer;
  const reading = await read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return { ok: false, kind: 'other', why: reading.why };
  if (reading.value.is === 'gone') return DONE;
  const tags = reminderWrite(candidate, reading.value.tags, heardAt, now(), settings);
  return tags === undefined ? DONE : write.tagWriter.add(arn, tags);
}

async function endRelease(arn: string, { read, write }: Pen): Promise<WriteResult> {
  const reading = await read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return { ok: false, kind: 'other', why: reading.why };
  if (reading.value.is === 'gone') return DONE;
  return write.tagWriter.remove(arn, keysToRelease(reading.value.tags));
}
