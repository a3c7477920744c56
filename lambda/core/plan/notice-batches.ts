/** The steps of a sweep of which people are told, cut into as many as one message holds. Pure. */
import type { Candidate, QuarantineStep, ReminderStep, SweepPlan } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';

/** One of these for each message: people hear of what was just done before the next ones are begun. */
export interface NoticeBatch {
  readonly release: readonly Verdict[];
  /** Quarantined by an earlier run that told nobody. */
  readonly notify: readonly Candidate[];
  readonly remind: readonly ReminderStep[];
  readonly quarantine: readonly QuarantineStep[];
}

/** The plan in batches of at most `most` NLBs: what is let go first, and then what waits longest. */
export function noticeBatches(plan: SweepPlan, most: number): readonly NoticeBatch[] {
  const steps = [
    ...plan.release.map((verdict) => ({ is: 'release', verdict }) as const),
    ...plan.notify.map((candidate) => ({ is: 'notify', candidate }) as const),
    ...plan.remind.map((step) => ({ is: 'remind', step }) as const),
    ...plan.quarantine.map((step) => ({ is: 'quarantine', step }) as const),
  ];
  const batches: NoticeBatch[] = [];
  for (let from = 0; from < steps.length; from += most) {
    const batch = steps.slice(from, from + most);
    batches.push({
      release: batch.flatMap((one) => (one.is === 'release' ? [one.verdict] : [])),
      notify: batch.flatMap((one) => (one.is === 'notify' ? [one.candidate] : [])),
      remind: batch.flatMap((one) => (one.is === 'remind' ? [one.step] : [])),
      quarantine: batch.flatMap((one) => (one.is === 'quarantine' ? [one.step] : [])),
    });
  }
  return batches;
}
