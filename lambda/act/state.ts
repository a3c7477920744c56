/** What the last full sweep left to the runs after it: written by each full sweep, read by whoever reads less. */
import { stateOf } from '../core/plan/state.ts';
import { withTold } from '../core/plan/told.ts';
import type { BreakerSettings } from '../core/plan/breaker.ts';
import type { PlanSettings } from '../core/plan/quarantine.ts';
import type { Scope } from '../core/scope.ts';
import type { Facts } from '../model/facts.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { LastState, SweepState, ToldCautions } from '../model/state.ts';
import type { Verdict } from '../model/verdict.ts';
import type { World } from '../ports/world.ts';
import type { ReportStore, StoredReader } from '../ports/write.ts';
import { isRecent, parseState, STATE_KEY, stateJson } from '../records/state.ts';

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly facts: Facts;
  readonly scope: Scope;
  readonly before: LastState;
}

/** What is on record now, as far as this run knows. */
export type Recorded = Done & { readonly state: SweepState | undefined };

type Store = Pick<World<{ readonly report: ReportStore }>, 'write'>;

/** Only a run about everything counts the fleet, and only mode `delete` has where to put it. */
export async function writeState(
  { verdicts, facts, scope, before }: Judged,
  settings: PlanSettings & BreakerSettings,
  world: Store,
): Promise<Recorded> {
  if (scope.is !== 'everything' || settings.mode !== 'delete') return { ...NOTHING_DONE, state: before.onRecord };
  // SAFETY: written anew, what came since the notices would look as if they had told of it.
  if (before.isUnreadable) {
    const why = `${STATE_KEY} was not written: what stands there could not be read`;
    return { ...NOTHING_DONE, failures: [why], state: undefined };
  }
  const state = stateOf(verdicts, facts, settings, before);
  return { ...(await put(state, world)), state };
}

/** Before people hear of them: what comes after must be known to be new, also by a run that begins at once. */
export async function recordTold(
  told: readonly ToldCautions[],
  state: SweepState | undefined,
  world: Store,
): Promise<Recorded> {
  // Nothing is on record: the next full sweep puts down what it sees.
  if (told.length === 0 || state === undefined) return { ...NOTHING_DONE, state };
  const next = { ...state, told: withTold(state.told, told) };
  return { ...(await put(next, world)), state: next };
}

async function put(state: SweepState, { write }: Store): Promise<Done> {
  const stored = await write.report.put(STATE_KEY, stateJson(state));
  return stored.ok ? NOTHING_DONE : { ...NOTHING_DONE, failures: [`${STATE_KEY} could not be stored: ${stored.why}`] };
}

/** Where no run leaves anything. */
export const NOTHING_KNOWN: LastState = { onRecord: undefined, recent: undefined, isUnreadable: false };

/** What is not recent makes a run read more. */
export async function lastState(
  store: StoredReader,
  { read, now }: Pick<World<unknown>, 'read' | 'now'>,
): Promise<LastState> {
  const stored = await store.get(STATE_KEY);
  if (!stored.ok) {
    read.journal.note('what the last sweep left cannot be read', { why: stored.why });
    return { ...NOTHING_KNOWN, isUnreadable: true };
  }
  const onRecord = stored.value.is === 'stored' ? parseState(stored.value.text) : undefined;
  const recent = onRecord !== undefined && isRecent(onRecord, now()) ? onRecord : undefined;
  return { onRecord, recent, isUnreadable: false };
}
