/** What the last full sweep left to the runs after it: written by each full sweep, read by whoever reads less. */
import { stateOf } from '../core/plan/state.ts';
import type { BreakerSettings } from '../core/plan/breaker.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import type { Scope } from '../core/scope.ts';
import type { Facts } from '../model/facts.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { SweepState } from '../model/state.ts';
import type { Verdict } from '../model/verdict.ts';
import type { World } from '../ports/world.ts';
import type { ReportStore, StoredReader } from '../ports/write.ts';
import { parseState, STATE_KEY, stateJson } from '../records/state.ts';

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly facts: Facts;
  readonly scope: Scope;
  readonly before: SweepState | undefined;
}

/** Only a run about everything counts the fleet, and only mode `delete` has where to put it. */
export async function writeState(
  { verdicts, facts, scope, before }: Judged,
  settings: PlanSettings & BreakerSettings,
  { write }: World<{ readonly report: ReportStore }>,
): Promise<Done> {
  if (scope.is !== 'everything' || settings.mode !== 'delete') return NOTHING_DONE;
  const stored = await write.report.put(STATE_KEY, stateJson(stateOf(verdicts, facts, settings, before)));
  return stored.ok ? NOTHING_DONE : { ...NOTHING_DONE, failures: [`${STATE_KEY} could not be stored: ${stored.why}`] };
}

/** Undefined when it is not on record: then a run has to read more. */
export async function lastState(
  store: StoredReader,
  { read, now }: Pick<World<unknown>, 'read' | 'now'>,
): Promise<SweepState | undefined> {
  const stored = await store.get(STATE_KEY);
  if (!stored.ok) read.journal.note('what the last sweep left cannot be read', { why: stored.why });
  return stored.ok && stored.value.is === 'stored' ? parseState(stored.value.text, now()) : undefined;
}
