/** Wakes `reap` when something may be due. Nothing depends on it: `reap` has a schedule of its own. */
import type { Scope } from '../core/scope.ts';
import { wakeMessage } from '../core/trigger/wake.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { SweepWorld } from '../ports/world.ts';

/** @param scope what may be due; undefined when nothing may be */
export async function wakeReap(scope: Scope | undefined, { read, write, runId }: SweepWorld): Promise<Done> {
  if (scope === undefined) return NOTHING_DONE;
  const sent = await write.wake.send(wakeMessage(scope, runId));
  if (!sent.ok) return { ...NOTHING_DONE, failures: [`reap was not woken: ${sent.why}`] };
  read.journal.note('woke reap', { scope: scope.is });
  return NOTHING_DONE;
}
