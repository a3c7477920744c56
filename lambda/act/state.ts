/** What the last full sweep left to the runs after it: written by each full sweep, read by whoever reads less. */
import { stateOf } from '../core/plan/state.ts';
import type { BreakerSettings } from '../core/plan/breaker.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import type { Facts } from '../model/facts.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { Reading } from '../model/reading.ts';
import { NO_SUMMARY_YET, type SummaryMemory, type SweepState } from '../model/state.ts';
import type { Verdict } from '../model/verdict.ts';
import type { World } from '../ports/world.ts';
import type { ReportStore, StoredReader, WriteResult } from '../ports/write.ts';
import { parseState, parseSummaryMemory, STATE_KEY, stateJson } from '../records/state.ts';

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly facts: Facts;
  readonly before: SweepState | undefined;
}

/** Stores the state of a run about everything, with what is known of the last summary. */
export type StateWriter = (summary: SummaryMemory) => Promise<WriteResult>;

/** Only a run about everything counts the fleet: for any other there is nothing to be written. */
export function stateWriter(
  { verdicts, facts, before }: Judged,
  settings: PlanSettings & BreakerSettings,
  { write }: World<{ readonly report: ReportStore }>,
): StateWriter {
  const state = stateOf(verdicts, facts, settings, before);
  return async (summary) => {
    const stored = await write.report.put(STATE_KEY, stateJson(state, summary));
    return stored.ok ? stored : { ...stored, why: `${STATE_KEY} could not be stored: ${stored.why}` };
  };
}

/**
 * Once in every run about everything. What could not be read of the last summary is written down as one that was begun
 * now: nobody can tell any more whether people got it.
 */
export async function writeState(
  write: StateWriter,
  summary: Reading<SummaryMemory>,
  { now }: Pick<Facts, 'now'>,
): Promise<Done> {
  const stored = await write(summary.ok ? summary.value : { ...NO_SUMMARY_YET, begunAt: now });
  return stored.ok ? NOTHING_DONE : { ...NOTHING_DONE, failures: [stored.why] };
}

/** What the last full sweep left. */
interface Remembered {
  /** Undefined when it is not on record, or too old: then a run has to read more. */
  readonly state: SweepState | undefined;
  readonly summary: Reading<SummaryMemory>;
}

export async function remembered(
  store: StoredReader,
  { read, now }: Pick<World<unknown>, 'read' | 'now'>,
): Promise<Remembered> {
  const stored = await store.get(STATE_KEY);
  if (!stored.ok) {
    read.journal.note('what the last sweep left cannot be read', { why: stored.why });
    return { state: undefined, summary: stored };
  }
  if (stored.value.is === 'absent') return { state: undefined, summary: { ok: true, value: NO_SUMMARY_YET } };
  const { text } = stored.value;
  return { state: parseState(text, now()), summary: { ok: true, value: parseSummaryMemory(text, now()) } };
}

/** Undefined when it is not on record: then a run has to read more. */
export async function lastState(
  store: StoredReader,
  world: Pick<World<unknown>, 'read' | 'now'>,
): Promise<SweepState | undefined> {
  return (await remembered(store, world)).state;
}
