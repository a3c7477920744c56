/**
 * Verdicts × tags × settings × now × breaker → what `reap` may delete (docs/design.md sections 4 and 8). Pure.
 * Nothing is due without a valid quarantine, a notice, an elapsed window and, where required, a person's approval.
 */
import type { Facts } from '../../model/facts.ts';
import type { News } from '../../model/outcome.ts';
import type { DueDelete, ReapPlan } from '../../model/plan.ts';
import type { Reading } from '../../model/reading.ts';
import type { RefusedDeletion } from '../../model/record.ts';
import type { ToldCautions } from '../../model/state.ts';
import type { Verdict } from '../../model/verdict.ts';
import { inScope, type Scope } from '../scope.ts';
import { TAG } from '../tags/keys.ts';
import { dailyLimit, fleetNow, placeOf, takenPlaces, type BreakerSettings } from './breaker.ts';
import { dueOf } from './due.ts';
import { closedUntil, type HoursSettings } from './hours.ts';
import type { PlanSettings } from './quarantine.ts';
import { refusalsOf } from './refusal.ts';

export type ReapSettings = PlanSettings & BreakerSettings & HoursSettings;

/** What earlier runs wrote down. */
export interface OnRecord {
  /** Keys of today's snapshots; unreadable refuses everything. */
  readonly todaysSnapshots: Reading<readonly string[]>;
  /** How many NLBs the last full sweep judged; undefined where that is not known. */
  readonly lastFleet: number | undefined;
  /** Deletes of the last days that AWS refused. */
  readonly refusals: readonly RefusedDeletion[];
  /** What the notices said speaks against a delete; undefined where that is not known. */
  readonly told: readonly ToldCautions[] | undefined;
}

export function planReap(
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: ReapSettings,
  scope: Scope,
  { todaysSnapshots, lastFleet, refusals, told }: OnRecord,
): ReapPlan {
  const limit = settings.mode === 'delete' ? dailyLimit(fleetNow(verdicts, facts, lastFleet), settings) : 0;
  const nothing: ReapPlan = { delete: [], waiting: [], limit, opensAt: undefined, refused: undefined };
  if (settings.mode !== 'delete') return nothing;

  const due: DueDelete[] = [];
  let unreadableButRipe = 0;
  for (const verdict of verdicts) {
    const ripe = dueOf(verdict, facts, settings, told);
    if (ripe === undefined) continue;
    if (ripe === 'unreadable') unreadableButRipe += 1;
    // SAFETY: runs about some NLBs would each refuse or allow for themselves what has to be refused or allowed as one.
    else if (ripe.by === 'approval' || scope.is === 'everything') due.push(ripe);
  }
  if (due.length === 0) return nothing;
  const opensAt = closedUntil(facts.now, settings);
  // SAFETY: outside these hours nobody is there to see what breaks.
  if (opensAt !== undefined) return { ...nothing, waiting: due, opensAt };
  // SAFETY: how much was deleted today is not known, so nothing more may be.
  if (!todaysSnapshots.ok)
    return { ...nothing, waiting: due, refused: `today's snapshots cannot be read: ${todaysSnapshots.why}` };

  const taken = takenPlaces(todaysSnapshots.value);
  const isRepeat = ({ candidate }: DueDelete): boolean => taken.has(placeOf(candidate.orphan.loadBalancer.arn));
  const free = Math.max(0, limit - taken.size);

  // What was begun today has its place already: a crash must not cost it.
  const approved = due.filter((one) => one.by === 'approval').toSorted(inTurn(refusals));
  const repeats = approved.filter(isRepeat);
  const fresh = approved.filter((one) => !isRepeat(one));
  const allowed = [...repeats, ...fresh.slice(0, free)];
  const waiting = fresh.slice(free);

  const automatic = due.filter((one) => one.by === 'automatic').toSorted(inTurn(refusals));
  const left = free - Math.min(free, fresh.length);
  const wanted = automatic.filter((one) => !isRepeat(one)).length + unreadableButRipe;
  const refused =
    automatic.length > 0 && wanted > left
      ? `${automatic.length} automatic deletes are due and ${unreadableButRipe} more could be, but today's limit leaves ${left}`
      : undefined;

  const deletes = refused === undefined ? [...allowed, ...automatic] : allowed;
  const rest = refused === undefined ? waiting : [...waiting, ...automatic];
  const inThisScope = deletes.filter((one) => inScope(one.candidate.orphan, scope));
  return { delete: inThisScope, waiting: rest, limit, opensAt: undefined, refused };
}

/** Oldest notice first; but what AWS refused before comes last, or it would take a place of every day from the others. */
function inTurn(refusals: readonly RefusedDeletion[]): (one: DueDelete, other: DueDelete) => number {
  const wasRefused = (due: DueDelete): boolean =>
    due.candidate.orphan.tags.has(TAG.lastError) || refusalsOf(due, refusals).length > 0;
  return (one, other) => {
    const order = Number(wasRefused(one)) - Number(wasRefused(other));
    return order === 0 ? one.notifiedAt.getTime() - other.notifiedAt.getTime() : order;
  };
}

/** What people must hear of the plan itself. */
export function newsOf({ refused }: ReapPlan): readonly News[] {
  return refused === undefined ? [] : [{ is: 'breaker-refused', why: refused }];
}
