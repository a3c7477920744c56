/**
 * What follows when AWS refuses a delete: it is remembered in the record of the attempt, people are told once for each kind
 * of no, and after most kinds there is no other attempt on the same day. Deletes nothing.
 */
import { closed } from '../core/plan/record-fate.ts';
import { isKnownRefusal, lastErrorOf, type RefusalThatStays } from '../core/plan/refusal.ts';
import { TAG } from '../core/tags/keys.ts';
import type { DueDelete } from '../model/plan.ts';
import type { BegunDeletion, RefusedDeletion } from '../model/record.ts';
import type { ReapWorld } from '../ports/world.ts';
import type { WriteFailure } from '../ports/write.ts';
import { outcomeKeyOf } from '../records/keys.ts';
import { outcomeJson } from '../records/outcome.ts';
import { failed, quiet, type Ended } from './outcomes.ts';

const WHAT = 'was not deleted: AWS refused';

/**
 * AWS said no just now. News are remembered as told only after they were: a run that dies in between must not make
 * everybody believe that people know.
 *
 * @param known refusals of the same quarantine
 */
export async function refused(
  due: DueDelete,
  begun: BegunDeletion,
  { kind, why }: WriteFailure,
  known: readonly RefusedDeletion[],
  { write, now }: ReapWorld,
): Promise<Ended> {
  const { loadBalancer, tags } = due.candidate.orphan;
  const { arn, name } = loadBalancer;
  const isTold = isKnownRefusal(tags, kind, known);
  const open = { ...begun, refused: { kind, isTold } };
  // SAFETY: no answer is no refusal: AWS may have deleted it, and then the open record lets the next run say so.
  const record = kind === 'other' ? open : { ...closed(open, why, now()), refused: open.refused };
  // A failure here costs one more attempt today: the tag beside it says the same.
  if (kind !== 'other' || isTold) await write.snapshots.put(outcomeKeyOf(record.snapshotKey), outcomeJson(record));
  const lastError = lastErrorOf(kind, why, now());
  const outcome = failed(loadBalancer, WHAT, why);
  if (!isTold) return { outcome, news: { is: 'delete-refused', arn, name, what: WHAT, why, lastError, record } };
  const noted = await write.tagWriter.add(arn, { [TAG.lastError]: lastError });
  const unwritten = noted.ok ? '' : ` (${TAG.lastError} could not be written: ${noted.why})`;
  return quiet(failed(loadBalancer, WHAT, why + unwritten));
}

/**
 * AWS said no earlier today, and nothing is tried. Where people have not heard of it yet, they do now.
 *
 * @param known refusals of the same quarantine
 */
export function notAgainToday(due: DueDelete, record: RefusalThatStays, known: readonly RefusedDeletion[]): Ended {
  const { loadBalancer, tags } = due.candidate.orphan;
  const { arn, name } = loadBalancer;
  const { kind } = record.refused;
  const why = `AWS refused it today (${kind}): it is tried again tomorrow, UTC`;
  const outcome = { arn, name, did: 'not-attempted', why } as const;
  if (isKnownRefusal(tags, kind, known)) return quiet(outcome);
  const lastError = lastErrorOf(kind, record.why, record.sparedAt);
  return { outcome, news: { is: 'delete-refused', arn, name, what: WHAT, why: record.why, lastError, record } };
}
