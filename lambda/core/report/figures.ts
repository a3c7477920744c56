/** Verdicts and outcomes → the figures of a run. Pure: what they are called and what they cost is docs/metrics.md. */
import type { Facts } from '../../model/facts.ts';
import type { Figures } from '../../model/figures.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { PendingSettings } from '../plan/not-before.ts';
import type { Scope } from '../scope.ts';
import { pendingOf } from './pending.ts';
import { sumUsd } from './prices.ts';
import { unreadClusters } from './unjudged.ts';

/** None of a scoped run: its counts would be those of a few NLBs, and look like those of all. */
export function sweepFigures(
  scope: Scope,
  facts: Facts,
  verdicts: readonly Verdict[],
  quarantinedNow: ReadonlySet<string>,
  settings: PendingSettings,
): Figures {
  if (scope.is !== 'everything') return {};
  const number = (is: Verdict['is']): number => verdicts.filter((verdict) => verdict.is === is).length;
  return {
    NlbsInUse: number('in-use'),
    NlbsOrphan: number('orphan'),
    NlbsUnknown: number('unknown'),
    NlbsLeftAlone: number('leave-alone'),
    Waiting: verdicts.filter((verdict) => waits(verdict, facts.now, quarantinedNow, settings)).length,
    UnreadableClusters: unreadClusters(facts).length,
  };
}

/** Of a `reap` that found something ripe or unfinished. Where AWS bills in another currency nothing is saved in USD. */
export function reapFigures(outcomes: readonly Outcome[]): Figures {
  const deleted = outcomes.flatMap((outcome) => (outcome.did === 'deleted' ? [outcome.record] : []));
  return {
    Deleted: deleted.length,
    SavedUsdPerMonth: sumUsd(deleted.map(({ monthlyCostUsd }) => monthlyCostUsd)) ?? 0,
  };
}

/** What is in use or left alone is released, and waits for nobody. */
function waits(
  { is, loadBalancer, tags }: Verdict,
  now: Date,
  quarantinedNow: ReadonlySet<string>,
  settings: PendingSettings,
): boolean {
  if (is !== 'orphan' && is !== 'unknown') return false;
  if (quarantinedNow.has(loadBalancer.arn)) return true;
  const pending = tags === undefined ? undefined : pendingOf(loadBalancer, tags, now, settings);
  return pending?.quarantine !== undefined && pending.answer === 'none';
}
