/**
 * Looks at the kill switch (docs/design.md section 8, rule 14). A run that starts paused writes nothing; one that is
 * under way stops deleting, and only records and tells what it did before.
 */
import { DAY_MS } from '../core/time.ts';
import type { PauseState } from '../model/pause.ts';
import type { World } from '../ports/world.ts';

type PauseWorld = Pick<World<unknown>, 'pauseSwitch' | 'read' | 'now'>;

/** The alarms "Paused" and "PausedLong" look at its line (infra/sweep-alarms.ts). */
export async function pauseNow({ pauseSwitch, read, now }: PauseWorld): Promise<PauseState> {
  const state = await pauseSwitch.state();
  if (state.is === 'paused') {
    const { by, why, since } = state;
    const days = since === undefined ? {} : { pausedDays: Math.floor((now().getTime() - since.getTime()) / DAY_MS) };
    read.journal.note('paused', { by, why, ...days }, 'warning');
  }
  return state;
}

/** A pause that nobody may have wanted fails the run, so that people come to look. */
export function pauseFailures(state: PauseState): readonly string[] {
  return state.is === 'paused' && state.by === 'doubt' ? [state.why] : [];
}
