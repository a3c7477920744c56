/**
 * Asks CloudTrail who gave the approvals that stand in the tags, and where approvers are named, what was answered since.
 * Decides nothing: what it could not ask is missing, and what it could not read is unreadable.
 */
import { expiryOf, type ApprovalSettings } from '../core/plan/approval.ts';
import { toLookUp } from '../core/plan/looks.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import { approvalOf } from '../core/tags/answers.ts';
import { notedApproval } from '../core/tags/approval.ts';
import { tagsIn } from '../core/tags/reading.ts';
import type { AnswerEvent, ApprovalEvents } from '../model/answer.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Deadline, ReadPorts } from '../ports/read.ts';

/** @param arns of the NLBs that are about to go; one look-up for each, and two lists for all where approvers are named */
export async function withApprovals(
  { answerEvents }: Pick<ReadPorts, 'answerEvents'>,
  facts: Facts,
  arns: readonly string[],
  settings: ApprovalSettings,
): Promise<Facts> {
  const approvals = new Map<string, Reading<ApprovalEvents>>();
  const found = new Map<string, AnswerEvent | undefined>();
  for (const arn of arns) {
    const eventId = notedEvent(arn, facts);
    if (eventId === undefined) continue;
    const event = await answerEvents.byId(eventId);
    if (event.ok) found.set(arn, event.value);
    else approvals.set(arn, event);
  }
  const later =
    settings.approvers === undefined ? undefined : await since(earliestOf(found, facts, settings), answerEvents);
  for (const [arn, event] of found) {
    // SAFETY: a list that cannot be read may hold what takes the approval back.
    if (later?.ok === false) approvals.set(arn, later);
    else approvals.set(arn, { ok: true, value: { event, later: later?.value } });
  }
  return { ...facts, approvals };
}

/** Fifty look-ups and forty pages, at one to two a second; what the run is for comes after them. */
const NEEDED_MS = 300_000;

/**
 * For `sweep`: asks again about approvals that it told of and whose window is over, at most fifty, where approvers are named.
 * Only a run about everything asks, and only while it has time: the next one may as well.
 */
export async function withRipeApprovals(
  read: Pick<ReadPorts, 'answerEvents'>,
  facts: Facts,
  verdicts: readonly Verdict[],
  settings: PlanSettings,
  deadline: Deadline,
): Promise<Facts> {
  const ripe = facts.isWholeFleet ? toLookUp(verdicts, facts, settings) : [];
  return ripe.length === 0 || deadline.remainingMs() < NEEDED_MS ? facts : withApprovals(read, facts, ripe, settings);
}

/** The id that the tags of an approved NLB name. */
function notedEvent(arn: string, { tags, now }: Facts): string | undefined {
  const own = tagsIn(tags.get(arn));
  if (own === undefined || approvalOf(own) !== 'approved') return undefined;
  const noted = notedApproval(own, now);
  return noted.is === 'known' ? noted.eventId : undefined;
}

/** Of those that can count: an old one, or one about another NLB, must not make the list too long for all of them. */
function earliestOf(
  found: ReadonlyMap<string, AnswerEvent | undefined>,
  { now }: Facts,
  settings: ApprovalSettings,
): Date | undefined {
  const instants = [...found].flatMap(([arn, event]) =>
    event !== undefined && event.arns.includes(arn) && now.getTime() < expiryOf(event.at, settings).getTime()
      ? [event.at.getTime()]
      : [],
  );
  return instants.length === 0 ? undefined : new Date(Math.min(...instants));
}

async function since(
  instant: Date | undefined,
  answerEvents: ReadPorts['answerEvents'],
): Promise<Reading<readonly AnswerEvent[]>> {
  if (instant === undefined) return { ok: true, value: [] };
  const added = await answerEvents.list('added', instant);
  if (!added.ok) return added;
  const removed = await answerEvents.list('removed', instant);
  return removed.ok ? { ok: true, value: [...added.value, ...removed.value] } : removed;
}
