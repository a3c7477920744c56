/**
 * NLBs that a person approved, whose window is over, and that are still there: something stands in the way that is told
 * nowhere else as a whole. Pure.
 */
import type { Verdict } from '../../model/verdict.ts';
import type { PendingSettings } from '../plan/not-before.ts';
import { dueAtOf } from '../plan/due.ts';
import { DAY_MS } from '../time.ts';
import { pendingOf } from './pending.ts';

/** Long enough for a daily limit, for hours of deletion on working days, and for a refusal that a day mends. */
export const OVERDUE_DAYS = 3;

export interface Overdue {
  readonly arn: string;
  readonly name: string;
  /** Whole days since both the window was over and somebody had approved it. */
  readonly days: number;
}

/** What is in use or left alone by now is released instead. */
export function overdueApprovals(
  verdicts: readonly Verdict[],
  now: Date,
  settings: PendingSettings,
): readonly Overdue[] {
  if (settings.mode !== 'delete') return [];
  return verdicts.flatMap(({ is, loadBalancer, tags }) => {
    if (tags === undefined || (is !== 'orphan' && is !== 'unknown')) return [];
    const pending = pendingOf(loadBalancer, tags, now, settings);
    if (pending?.quarantine === undefined || pending.answer !== 'approved') return [];
    // Not what it waits for now: the hours of deletion move on from day to day.
    const dueAt = dueAtOf(pending.quarantine, settings);
    if (dueAt === undefined) return [];
    const since = Math.max(dueAt.getTime(), pending.answeredAt?.getTime() ?? 0);
    const days = Math.floor((now.getTime() - since) / DAY_MS);
    return days >= OVERDUE_DAYS ? [{ arn: loadBalancer.arn, name: loadBalancer.name, days }] : [];
  });
}
