/** The quarantines that a run of `sweep` leaves as they are: of these alone it says what was answered. Pure. */
import type { Facts } from '../../model/facts.ts';
import type { OpenAnswer, SweepPlan } from '../../model/plan.ts';
import type { Orphan, Verdict } from '../../model/verdict.ts';
import { inScope, type Scope } from '../scope.ts';
import { notedApproval, type NotedApproval } from '../tags/approval.ts';
import type { Quarantine } from '../tags/quarantine.ts';
import type { BreakerSettings } from './breaker.ts';
import type { HoursSettings } from './hours.ts';
import { notBeforeOf } from './not-before.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';

export type AnswerSettings = PlanSettings & BreakerSettings & HoursSettings;

/** One whose quarantine stands, and that nothing else is planned for. */
export interface Settled {
  readonly orphan: Orphan;
  readonly quarantine: Quarantine & { readonly notifiedAt: Date };
  readonly noted: NotedApproval;
}

export function settledIn(
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

export function openAnswer({ orphan, quarantine, noted }: Settled, now: Date, settings: AnswerSettings): OpenAnswer {
  const { notifiedAt } = quarantine;
  const seenAt = noted.is === 'awaited' || noted.is === 'anonymous' ? noted.at : undefined;
  return { orphan, notifiedAt, dueAt: earliestDeletion(quarantine, now, settings), seenAt };
}

/** Not in the past; undefined in a mode that deletes nothing. */
function earliestDeletion(quarantine: Quarantine, now: Date, settings: AnswerSettings): Date | undefined {
  const at = notBeforeOf(quarantine, now, settings);
  return at === undefined ? undefined : new Date(Math.max(at.getTime(), now.getTime()));
}
