/** What the last full sweep left to the runs after it: written by each full sweep, read by whoever reads less. */
import { stateOf } from '../core/plan/state.ts';
import { withTold } from '../core/plan/told.ts';
import type { BreakerSettings } from '../core/plan/breaker.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import type { Scope } from '../core/scope.ts';
import type { Facts } from '../model/facts.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import {
  NO_SUMMARY_YET,
  type LastState,
  type SummaryMemory,
  type SweepState,
  type ToldCautions,
} from '../model/state.ts';
import type { Verdict } from '../model/verdict.ts';
import type { World } from '../ports/world.ts';
import type { ReportStore, StoredReader, WriteResult } from '../ports/write.ts';
import { isRecent, parseState, parseSummaryMemory, STATE_KEY, stateJson } from '../records/state.ts';

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly facts: Facts;
  readonly scope: Scope;
  readonly before: LastState;
}

/** What is on record now, as far as this run knows. */
export interface OnRecord {
  /** Undefined where nothing is, or where it could not be read: then nothing is written. */
  readonly state: SweepState | undefined;
  readonly summary: SummaryMemory;
}

export type Recorded = Done & OnRecord;

type Store = Pick<World<{ readonly report: ReportStore }>, 'write'>;

/** Only a run about everything counts the fleet: any other leaves what is on record. */
export async function writeState(
  { verdicts, facts, scope, before }: Judged,
  settings: PlanSettings & BreakerSettings,
  world: Store,
): Promise<Recorded> {
  // SAFETY: written anew, what came since the notices would look as if they had told of it.
  if (!before.summary.ok) {
    const why = `${STATE_KEY} was not written: what stands there could not be read`;
    const failures = scope.is === 'everything' ? [why] : [];
    return { ...NOTHING_DONE, failures, state: undefined, summary: NO_SUMMARY_YET };
  }
  const summary = before.summary.value;
  if (scope.is !== 'everything') return { ...NOTHING_DONE, state: before.onRecord, summary };
  const state = stateOf(verdicts, facts, settings, before);
  return recorded({ state, summary }, await put(state, summary, world));
}

/** Before people hear of them: what comes after must be known to be new, also by a run that begins at once. */
export async function recordTold(
  told: readonly ToldCautions[],
  { state, summary }: OnRecord,
  world: Store,
): Promise<Recorded> {
  // Nothing is on record, so this will count as not told: people may be asked once more.
  if (told.length === 0 || state === undefined) return { ...NOTHING_DONE, state, summary };
  const next = { ...state, told: withTold(state.told, told) };
  return recorded({ state: next, summary }, await put(next, summary, world));
}

/** Writes down what became of the summary, beside what is on record. */
export function summaryWriter({ state }: OnRecord, world: Store): (summary: SummaryMemory) => Promise<WriteResult> {
  return async (summary) =>
    state === undefined
      ? { ok: false, kind: 'other', why: `${STATE_KEY} could not be read` }
      : put(state, summary, world);
}

function recorded(onRecord: OnRecord, stored: WriteResult): Recorded {
  return { ...NOTHING_DONE, failures: stored.ok ? [] : [stored.why], ...onRecord };
}

async function put(state: SweepState, summary: SummaryMemory, { write }: Store): Promise<WriteResult> {
  const stored = await write.report.put(STATE_KEY, stateJson(state, summary));
  return stored.ok ? stored : { ...stored, why: `${STATE_KEY} could not be stored: ${stored.why}` };
}

/** What is not recent makes a run read more. */
export async function lastState(
  store: StoredReader,
  { read, now }: Pick<World<unknown>, 'read' | 'now'>,
): Promise<LastState> {
  const stored = await store.get(STATE_KEY);
  if (!stored.ok) {
    read.journal.note('what the last sweep left cannot be read', { why: stored.why });
    return { onRecord: undefined, recent: undefined, summary: stored };
  }
  if (stored.value.is === 'absent') {
    return { onRecord: undefined, recent: undefined, summary: { ok: true, value: NO_SUMMARY_YET } };
  }
  const { text } = stored.value;
  const onRecord = parseState(text);
  const recent = onRecord !== undefined && isRecent(onRecord, now()) ? onRecord : undefined;
  return { onRecord, recent, summary: { ok: true, value: parseSummaryMemory(text, now()) } };
}
