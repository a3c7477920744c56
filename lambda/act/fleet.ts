/**
 * How large the fleet was at the last full sweep, which writes it down: a run about a few NLBs cannot count it, and the
 * day's limit is a share of it.
 */
import { fleetOf } from '../core/plan/breaker.ts';
import type { Scope } from '../core/scope.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ReapWorld, SweepWorld } from '../ports/world.ts';
import { FLEET_KEY, fleetJson, parseFleet } from '../records/fleet.ts';

/** Only a run about everything counts the fleet. */
export async function writeFleet(
  verdicts: readonly Verdict[],
  judgedAt: Date,
  scope: Scope,
  { write }: SweepWorld,
): Promise<Done> {
  if (scope.is !== 'everything') return NOTHING_DONE;
  const stored = await write.report.put(FLEET_KEY, fleetJson(fleetOf(verdicts), judgedAt));
  return stored.ok ? NOTHING_DONE : { ...NOTHING_DONE, failures: [`${FLEET_KEY} could not be stored: ${stored.why}`] };
}

/** Undefined when it is not on record: then a run has to read the whole fleet. */
export async function lastFleet({ read, write, now }: ReapWorld): Promise<number | undefined> {
  const stored = await write.snapshots.get(FLEET_KEY);
  if (!stored.ok) read.journal.note('the fleet of the last sweep cannot be read', { why: stored.why });
  return stored.ok && stored.value.is === 'stored' ? parseFleet(stored.value.text, now()) : undefined;
}
