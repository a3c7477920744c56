/**
 * Verdicts × tags × settings × now × breaker → what `reap` may delete (design.md sections 4 and 8). Pure.
 * Nothing is due without a valid quarantine, a notice, an elapsed window and, where required, a person's approval.
 */
import type { DueDelete, Facts, LoadBalancer, Reading, ReapPlan, Tags, Verdict } from '../../model.ts';
import { candidateOf } from '../companions.ts';
import { approvalOf, DAY_MS, TAG, type Quarantine } from '../tags.ts';
import { dailyLimit, takenPlaces, type BreakerSettings } from './breaker.ts';
import { inScope, type Scope } from '../scope.ts';
import { quarantineOf, type PlanSettings } from './plan-sweep.ts';

export type ReapSettings = PlanSettings & BreakerSettings;

/** The id that snapshot keys use: the last part of the ARN. */
export function loadBalancerId(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}

/**
 * @param todaysSnapshots keys of today's snapshots; unreadable refuses everything
 */
export function planReap(
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: ReapSettings,
  scope: Scope,
  todaysSnapshots: Reading<readonly string[]>,
): ReapPlan {
  const limit = settings.mode === 'delete' ? dailyLimit(verdicts, settings) : 0;
  const nothing: ReapPlan = { delete: [], waiting: [], limit, refused: undefined };
  if (settings.mode !== 'delete') return nothing;

  const due: DueDelete[] = [];
  let unreadableButRipe = 0;
  for (const verdict of verdicts) {
    const ripe = dueOf(verdict, facts, settings);
    if (ripe === undefined) continue;
    if (ripe === 'unreadable') unreadableButRipe += 1;
    else due.push(ripe);
  }
  if (due.length === 0) return nothing;
  // SAFETY: how much was deleted today is not known, so nothing more may be. Test: plan-reap.test.ts "refuses all when …".
  if (!todaysSnapshots.ok)
    return { ...nothing, waiting: due, refused: `today's snapshots cannot be read: ${todaysSnapshots.why}` };

  const taken = takenPlaces(todaysSnapshots.value);
  const isRepeat = ({ candidate }: DueDelete): boolean => taken.has(loadBalancerId(candidate.orphan.loadBalancer.arn));
  const free = Math.max(0, limit - taken.size);

  // What was begun today has its place already: a crash must not cost it.
  const approved = due.filter((one) => one.by === 'approval').toSorted(inTurn);
  const repeats = approved.filter(isRepeat);
  const fresh = approved.filter((one) => !isRepeat(one));
  const allowed = [...repeats, ...fresh.slice(0, free)];
  const waiting = fresh.slice(free);

  const automatic = due.filter((one) => one.by === 'automatic').toSorted(inTurn);
  const left = free - Math.min(free, fresh.length);
  const wanted = automatic.filter((one) => !isRepeat(one)).length + unreadableButRipe;
  const refused =
    automatic.length > 0 && wanted > left
      ? `${automatic.length} automatic deletes are due and ${unreadableButRipe} more could be, but today's limit leaves ${left}`
      : undefined;

  const deletes = refused === undefined ? [...allowed, ...automatic] : allowed;
  const rest = refused === undefined ? waiting : [...waiting, ...automatic];
  return { delete: deletes.filter((one) => inScope(one.candidate.orphan, scope)), waiting: rest, limit, refused };
}

/**
 * Whether the tags alone could make this NLB due: what has to be looked at before anything costly is read. Errs on the
 * side of looking.
 */
export function isRipe(loadBalancer: LoadBalancer, tags: Tags, now: Date, settings: ReapSettings): boolean {
  if (settings.mode !== 'delete') return false;
  const quarantine = quarantineOf(loadBalancer, tags, now, settings);
  if (quarantine.is !== 'valid') return false;
  const dueAt = dueAtOf(quarantine, settings);
  if (dueAt === undefined || dueAt.getTime() > now.getTime() || waitsAfterFailure(quarantine, now)) return false;
  return quarantine.approval === 'approved' || settings.approval === 'automatic';
}

/**
 * A delete that is due now, by whatever right; `unreadable` when it could be an automatic one, but its tags, its verdict or
 * what goes with it are not known: what is not known must not make room for others.
 */
function dueOf(verdict: Verdict, facts: Facts, settings: ReapSettings): DueDelete | 'unreadable' | undefined {
  if (verdict.is === 'in-use' || verdict.is === 'leave-alone') return undefined;
  const couldBe = settings.approval === 'automatic' ? 'unreadable' : undefined;
  if (verdict.tags === undefined) return couldBe;
  const quarantine = quarantineOf(verdict.loadBalancer, verdict.tags, facts.now, settings);
  if (quarantine.is !== 'valid') return undefined;
  const dueAt = dueAtOf(quarantine, settings);
  // SAFETY: states what must hold, so that an unreadable time is never due. Test: plan-reap.test.ts "nothing is due …".
  if (dueAt === undefined || quarantine.notifiedAt === undefined || !(dueAt.getTime() <= facts.now.getTime()))
    return undefined;
  if (verdict.is === 'unknown') return couldBe;

  const candidate = candidateOf(verdict, facts.companions, settings);
  if (!candidate.ok) return couldBe;
  if (candidate.value.evidence !== quarantine.evidence || quarantine.reason !== verdict.reason) return undefined;
  const by = rightOf(verdict, approvalOf(verdict.tags), settings);
  if (waitsAfterFailure(quarantine, facts.now)) return undefined;
  if (by === undefined) {
    // Traffic that was not read is a caution: it must not make room for others either.
    const isUnread = facts.companions.flows.get(verdict.loadBalancer.arn)?.ok !== true;
    return isUnread && approvalOf(verdict.tags) === 'pending' ? couldBe : undefined;
  }
  return {
    candidate: candidate.value,
    quarantinedAt: quarantine.quarantinedAt,
    notifiedAt: quarantine.notifiedAt,
    dueAt,
    by,
  };
}

/** The later of delete-after and the notice plus the grace now in force; undefined before the notice. */
export function dueAtOf(quarantine: Quarantine, settings: { readonly graceDays: number }): Date | undefined {
  const { notifiedAt, deleteAfter } = quarantine;
  if (notifiedAt === undefined || deleteAfter === undefined) return undefined;
  return new Date(Math.max(deleteAfter.getTime(), notifiedAt.getTime() + settings.graceDays * DAY_MS));
}

/** SAFETY: who gave leave to delete. Test: plan-reap.test.ts "needs a person …". */
function rightOf(
  orphan: Extract<Verdict, { is: 'orphan' }>,
  approval: ReturnType<typeof approvalOf>,
  settings: ReapSettings,
): DueDelete['by'] | undefined {
  if (approval === 'approved') return 'approval';
  if (settings.approval !== 'automatic' || approval !== 'pending') return undefined;
  return orphan.cautions.length === 0 ? 'automatic' : undefined;
}

/**
 * AWS refused the last attempt because something protects or uses the NLB, or a right is missing: another attempt in the
 * same UTC day would only spend calls. `last-error` starts with the instant and the kind.
 */
function waitsAfterFailure(quarantine: Quarantine, now: Date): boolean {
  const error = /^(\d{4}-\d{2}-\d{2})T\S+ (protected|in-use|denied) /.exec(quarantine.lastError ?? '');
  return error?.[1] === now.toISOString().slice(0, 10);
}

/** Oldest notice first; but what AWS refused before comes last, or it would take a place of every day from the others. */
function inTurn(one: DueDelete, other: DueDelete): number {
  const refusals = Number(wasRefused(one)) - Number(wasRefused(other));
  return refusals === 0 ? one.notifiedAt.getTime() - other.notifiedAt.getTime() : refusals;
}

function wasRefused({ candidate }: DueDelete): boolean {
  return candidate.orphan.tags?.has(TAG.lastError) === true;
}
