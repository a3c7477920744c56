/**
 * Brings orphans from suspicion to notice, some at a time: quarantine, tell, stamp, then the next ones. A run that ends
 * early leaves whole batches done, and what is left is begun with by the next run. Never deletes anything.
 */
import { markCompanions, quarantineOne, stampNotice, type SweepActs } from './act-sweep.ts';
import type { PlanSettings } from './core/plan/plan-sweep.ts';
import { entryOf, orphanEntry, type DigestFrame, type Entry } from './core/report/digest.ts';
import { MOST_ENTRIES } from './core/report/messages.ts';
import type { Candidate, Outcome, SweepPlan } from './model.ts';
import type { Notifier } from './ports.ts';
import { tell } from './tell.ts';

export interface Noticed {
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly string[];
  /** ARNs of released NLBs that people have heard of. */
  readonly heard: ReadonlySet<string>;
  readonly nobodyListens: boolean;
}

/** Enough for one quarantine, throttled, and for telling and stamping a whole batch. */
const NEEDED_MS = 45_000;

/** @param news entries that are to be told in the first message, whatever else is */
export async function noticeAll(
  plan: SweepPlan,
  news: readonly Entry[],
  settings: PlanSettings,
  frame: DigestFrame,
  acts: SweepActs,
  notifier: Notifier,
): Promise<Noticed> {
  const outcomes: Outcome[] = [];
  const failures: string[] = [];
  const heard = new Set<string>();
  let nobodyListens = false;

  for (const { steps, entries } of batchesOf(plan, news)) {
    const told = [...entries];
    const candidates = new Map<string, Candidate>();
    for (const step of steps) {
      const { arn, name } = step.candidate.orphan.loadBalancer;
      if (acts.deadline.remainingMs() < NEEDED_MS) {
        outcomes.push({ arn, name, did: 'not-attempted', why: 'the time of this run is over' });
        continue;
      }
      const entry = await prepare(step, settings, frame, acts, outcomes, failures);
      if (entry === undefined) continue;
      told.push(entry);
      candidates.set(arn, step.candidate);
    }
    const answer = await tell(told, frame, notifier, acts.now);
    nobodyListens ||= answer.nobodyListens;
    failures.push(...answer.failures);
    for (const { entry, acceptedAt } of answer.accepted) {
      if (entry.kind === 'released') heard.add(entry.arn);
      const candidate = entry.kind === 'orphan' ? candidates.get(entry.arn) : undefined;
      const stamped = candidate && (await stampNotice(candidate, acceptedAt, settings, acts));
      if (stamped?.ok === false) failures.push(stamped.why);
    }
  }
  return { outcomes, failures, heard, nobodyListens };
}

type Step =
  /** Quarantined by an earlier run that told nobody. */
  | { readonly is: 'again'; readonly candidate: Candidate }
  | { readonly is: 'quarantine'; readonly candidate: Candidate; readonly anew: string | undefined };

/** What waits longest comes first; the news go with the first batch. */
function batchesOf(plan: SweepPlan, news: readonly Entry[]): { steps: readonly Step[]; entries: readonly Entry[] }[] {
  const steps: readonly Step[] = [
    ...plan.notify.map((candidate) => ({ is: 'again', candidate }) as const),
    ...plan.quarantine.map(({ candidate, anew }) => ({ is: 'quarantine', candidate, anew }) as const),
  ];
  const batches = [{ steps: steps.slice(0, MOST_ENTRIES), entries: news }];
  for (let from = MOST_ENTRIES; from < steps.length; from += MOST_ENTRIES) {
    batches.push({ steps: steps.slice(from, from + MOST_ENTRIES), entries: [] });
  }
  return batches;
}

/** The entry with which people will be told; undefined when there is nothing to tell. */
async function prepare(
  step: Step,
  settings: PlanSettings,
  frame: DigestFrame,
  acts: SweepActs,
  outcomes: Outcome[],
  failures: string[],
): Promise<Entry | undefined> {
  switch (step.is) {
    case 'again': {
      // The run that quarantined it may have ended before it marked the target groups.
      const marked = await markCompanions(step.candidate, acts);
      if (marked.ok) return orphanEntry(step.candidate, frame.at, undefined, frame);
      failures.push(marked.why);
      return undefined;
    }
    case 'quarantine': {
      const outcome = await quarantineOne(step.candidate, step.anew, settings, acts);
      outcomes.push(outcome);
      return outcome.did === 'quarantined' ? entryOf(outcome, frame) : undefined;
    }
  }
}
