/** Whether the summary is due in this run (docs/design.md section 2). Pure. */
import type { Reading } from '../../model/reading.ts';
import type { SummaryMemory } from '../../model/state.ts';
import type { Scope } from '../scope.ts';
import { DAY_MS } from '../time.ts';

export type SummaryTurn =
  | { readonly is: 'due'; readonly memory: SummaryMemory }
  | { readonly is: 'not-due' }
  /** `why` nobody can tell, for people. */
  | { readonly is: 'unknown'; readonly why: string };

/**
 * Due when the schedule has run since the last summary, or when there was none yet; only in a run about everything. Errs on
 * the side of silence: after one of whose end nothing is known none comes for a day, and none while that cannot be read.
 *
 * @param schedule the setting `summary`
 * @param hasRun whether that schedule ran after the one instant and no later than the other
 */
export function summaryTurn(
  memory: Reading<SummaryMemory>,
  scope: Scope,
  now: Date,
  schedule: string,
  hasRun: (schedule: string, since: Date, now: Date) => boolean,
): SummaryTurn {
  if (schedule === 'off' || scope.is !== 'everything') return { is: 'not-due' };
  if (!memory.ok) return { is: 'unknown', why: `whether a summary is due cannot be told: ${memory.why}` };
  const { toldAt, begunAt } = memory.value;
  if (begunAt !== undefined && now.getTime() - begunAt.getTime() < DAY_MS) return { is: 'not-due' };
  if (toldAt !== undefined && !hasRun(schedule, toldAt, now)) return { is: 'not-due' };
  return { is: 'due', memory: memory.value };
}
