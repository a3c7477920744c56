/**
 * Writes down that people have heard of an answer, or of what waits because of one: each on tags read right before, and only
 * while the same word stands there. An approval that does not count goes back to `pending`, so that somebody can approve again.
 */
import { approvalOf } from '../core/tags/answers.ts';
import { anonymousTags, approvedByTags, notedApproval } from '../core/tags/approval.ts';
import { TAG } from '../core/tags/keys.ts';
import { dayOf } from '../core/time.ts';
import type { News } from '../model/outcome.ts';
import type { Tags } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { TagWriter, WriteResult } from '../ports/write.ts';

interface TagPen {
  readonly read: Pick<ReadPorts, 'loadBalancers'>;
  readonly write: { readonly tagWriter: TagWriter };
  readonly now: () => Date;
}

const DONE: WriteResult = { ok: true };

/**
 * Who gave it, where CloudTrail has told.
 *
 * @param heardAt when SNS accepted the message
 */
export async function writeAnswerer(
  { verdict, answered: { event, doesNotCount } }: Extract<News, { is: 'answered' }>,
  heardAt: Date,
  pen: TagPen,
): Promise<WriteResult> {
  const { arn } = verdict.loadBalancer;
  return whileApproved(arn, pen, async (tags) => {
    // Another approval may come in between: the next run, which hears of it, tells that it went too.
    if (doesNotCount !== undefined) return takeBack(arn, tags, toldTags('answer-taken-back', heardAt), pen);
    if (event !== undefined) return pen.write.tagWriter.add(arn, approvedByTags(event));
    const noted = notedApproval(tags, pen.now());
    return noted.is === 'awaited' ? pen.write.tagWriter.add(arn, anonymousTags(noted.at)) : DONE;
  });
}

/** @param heardAt when SNS accepted the message */
export async function writeNote(
  { verdict, what }: Extract<News, { is: 'noted' }>,
  heardAt: Date,
  pen: TagPen,
): Promise<WriteResult> {
  const { arn } = verdict.loadBalancer;
  const told = toldTags(what, heardAt);
  if (what !== 'approval-expired') return pen.write.tagWriter.add(arn, told);
  return whileApproved(arn, pen, (tags) => takeBack(arn, tags, told, pen));
}

function toldTags(what: string, at: Date): Readonly<Record<string, string>> {
  return { [TAG.told]: `${what} ${dayOf(at)}` };
}

async function whileApproved(
  arn: string,
  { read }: TagPen,
  write: (tags: Tags) => Promise<WriteResult>,
): Promise<WriteResult> {
  const reading = await read.loadBalancers.tagsOf(arn);
  if (!reading.ok) return { ok: false, kind: 'other', why: reading.why };
  if (reading.value.is === 'gone') return DONE;
  // SAFETY: whoever said no meanwhile is not written over.
  return approvalOf(reading.value.tags) === 'approved' ? write(reading.value.tags) : DONE;
}

/**
 * First a reminder, then the word, then what was noted of it: a run that dies in between leaves nothing that counts. People
 * just heard that it is not deleted: what goes without an approval waits for another reminder.
 */
async function takeBack(
  arn: string,
  tags: Tags,
  told: Readonly<Record<string, string>>,
  { write: { tagWriter } }: TagPen,
): Promise<WriteResult> {
  // SAFETY: with the word `pending` silence would delete it by a reminder that went before.
  if (tags.has(TAG.remindedAt)) {
    const removed = await tagWriter.remove(arn, [TAG.remindedAt]);
    if (!removed.ok) return removed;
  }
  const written = await tagWriter.add(arn, { [TAG.approval]: 'pending', ...told });
  if (!written.ok) return written;
  return tagWriter.remove(
    arn,
    [TAG.approvedBy, TAG.approvalEvent].filter((key) => tags.has(key)),
  );
}
