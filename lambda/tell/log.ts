/**
 * What a run writes into its log, one JSON line per decision that matters, and what it gives back. Never a secret, and
 * never a decision of its own.
 */
import { outsideHours } from '../core/plan/hours.ts';
import type { PendingSettings } from '../core/plan/not-before.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import { whyUncounted } from '../core/plan/still-due.ts';
import { inScope, type Scope } from '../core/scope.ts';
import { count } from '../core/words.ts';
import { overdueApprovals } from '../core/report/overdue.ts';
import { unreadableSources } from '../core/report/scan.ts';
import { unreadClusters } from '../core/report/unjudged.ts';
import type { Facts } from '../model/facts.ts';
import type { Figures } from '../model/figures.ts';
import { NOTHING_DONE, type Done, type Outcome } from '../model/outcome.ts';
import type { ReapPlan, SweepPlan } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Journal } from '../ports/read.ts';

/** What a run did. `failures` are logged as `run failed`, which the alarm counts, after everything else was done. */
export interface RunResult {
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly string[];
  /** Of a run that came to judge. */
  readonly figures?: Figures;
}

/** What the run did not come to look at fails it: everything else of it was done. */
export function unseen({ inspections: { leftOut } }: Facts): Done {
  const number = [...leftOut.values()].filter((why) => why === 'out-of-time').length;
  if (number === 0) return NOTHING_DONE;
  const what = `${count(number, 'would-be orphan was', 'would-be orphans were')} not looked at`;
  return { ...NOTHING_DONE, failures: [`${what}: the time of this run was over; the next run goes on`] };
}

/** One line for each source that could not be read, each orphan and each unknown in scope, and one of counts. */
export function logVerdicts(facts: Facts, verdicts: readonly Verdict[], scope: Scope, journal: Journal): void {
  const sources = unreadableSources(facts);
  for (const { source, why } of sources) journal.note('unreadable', { source, why }, 'warning');
  const clusters = unreadClusters(facts);
  const { leftOut } = facts.inspections;
  const isCluster = (source: string): boolean => clusters.some(({ name }) => source === `cluster ${name}`);
  const counts: Record<string, number> = {};
  for (const verdict of verdicts) {
    counts[verdict.is] = (counts[verdict.is] ?? 0) + 1;
    if (!inScope(verdict, scope) || (verdict.is !== 'orphan' && verdict.is !== 'unknown')) continue;
    const { arn, name } = verdict.loadBalancer;
    // Hundreds of lines that all say the same; how many there are is in the last line.
    if (verdict.is === 'unknown' && leftOut.has(arn)) continue;
    journal.note('verdict', { arn, name, is: verdict.is, reason: verdict.reason, explanation: verdict.explanation });
  }
  // The alarms "Cannot read" look for these fields (infra/sweep-alarms.ts).
  const unread = {
    unreadClusters: clusters.length,
    unreadSources: sources.filter(({ source }) => !isCluster(source)).length,
  };
  const notLookedAt = leftOut.size === 0 ? {} : { notLookedAt: leftOut.size };
  journal.note('judged', { scope: scope.is, all: verdicts.length, ...counts, ...unread, ...notLookedAt });
}

/** The alarm "approved and not deleted" counts these lines (infra/delete-alarms.ts). */
export function logOverdue(
  facts: Facts,
  verdicts: readonly Verdict[],
  settings: PendingSettings,
  journal: Journal,
): void {
  for (const { arn, name, days } of overdueApprovals(verdicts, facts.now, settings)) {
    journal.note('approved and not deleted', { arn, name, days }, 'warning');
  }
}

export function logSweepPlan(plan: SweepPlan, journal: Journal): void {
  const { quarantine, notify, remind, withdraw, release, proofs, frozen } = plan;
  for (const { verdict, why } of frozen) journal.note('frozen', { arn: verdict.loadBalancer.arn, why });
  journal.note('planned', {
    quarantine: quarantine.length,
    notify: notify.length,
    remind: remind.length,
    withdraw: withdraw.length,
    release: release.length,
    proofs: proofs.length,
  });
}

/** The alarm "Breaker refused" looks for the message of its line (infra/alarms.ts). */
export function logReapPlan({ delete: due, waiting, limit, opensAt, refused }: ReapPlan, journal: Journal): void {
  if (refused !== undefined) journal.note('breaker refused', { why: refused, waiting: waiting.length });
  for (const { candidate } of waiting) {
    const limited = `today's limit is ${limit} (maxDeletesPerDay, maxDeletePercent)`;
    const why = refused ?? (opensAt === undefined ? limited : outsideHours(opensAt));
    journal.note('waiting', { arn: candidate.orphan.loadBalancer.arn, why });
  }
  journal.note('planned', { delete: due.length, waiting: waiting.length });
}

/** Those at which CloudTrail was asked whose approval it is, and whose does not count. */
export function logUncounted(
  facts: Facts,
  verdicts: readonly Verdict[],
  settings: PlanSettings,
  journal: Journal,
): void {
  for (const verdict of verdicts) {
    const { arn } = verdict.loadBalancer;
    if (verdict.is !== 'orphan' || facts.approvals?.has(arn) !== true) continue;
    const why = whyUncounted(verdict, facts, settings);
    if (why !== undefined) journal.note('approval does not count', { arn, why }, 'warning');
  }
}

/** Sums up the steps of a run, with one line for each outcome. */
export function resultOf(steps: readonly Pick<Done, 'outcomes' | 'failures'>[], journal: Journal): RunResult {
  const outcomes = steps.flatMap((step) => step.outcomes);
  for (const outcome of outcomes) {
    const { arn, name, did } = outcome;
    journal.note('outcome', { arn, name, did, why: whyOf(outcome) });
  }
  const failed = outcomes.flatMap((outcome) =>
    outcome.did === 'failed' ? [`${outcome.name} ${outcome.what}: ${outcome.why}`] : [],
  );
  // What stops every message of a run, as that nobody listens, is said once.
  return { outcomes, failures: [...new Set([...steps.flatMap((step) => step.failures), ...failed])] };
}

function whyOf(outcome: Outcome): string | undefined {
  switch (outcome.did) {
    case 'quarantined':
      return outcome.restartedBecause;
    case 'released':
      return outcome.verdict.reason;
    case 'deleted':
      return outcome.record.reason;
    case 'spared':
    case 'failed':
    case 'not-attempted':
      return outcome.why;
  }
}
