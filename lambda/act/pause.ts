/**
 * Looks at the kill switch (docs/design.md section 8, rule 14). A run that starts paused writes nothing; one that is
 * under way stops deleting, and only records and tells what it did before.
 */
import type { PauseState } from '../model/pause.ts';
import type { World } from '../ports/world.ts';

type PauseWorld = Pick<World<unknown>, 'pauseSwitch' | 'read'>;

/** The alarm "Paused" looks for the message of its line (infra/sweep-alarms.ts). */
export async function pauseNow({ pauseSwitch, read }: PauseWorld): Promise<PauseState> {
  const state = await pauseSwitch.state();
  if (state.is === 'paused') read.journal.note('paused', { by: state.by, why: state.why }, 'warning');
  return state;
}

/** A pause that nobody may have wanted fails the run, so that people come to look. */
export function pauseFailures(state: PauseState): readonly string[] {
  return state.is === 'paused' && state.by === 'doubt' ? [state.why] : [];
}
