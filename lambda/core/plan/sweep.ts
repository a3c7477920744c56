/**
 * Verdicts × tags × settings × now → what `sweep` writes: quarantine, notices, releases (docs/design.md sections 2 and
 * 4). Pure. Never plans a delete, never touches `keep`, a rejection or a foreign tag.
 */
import type { Facts } from '../../model/facts.ts';
import type { Candidate, SweepPlan } from '../../model/plan.ts';
import type { ToldCautions } from '../../model/state.ts';
import type { Verdict } from '../../model/verdict.ts';
import { inScope, type Scope } from '../scope.ts';
import type { Quarantine } from '../tags/quarantine.ts';
import { candidateOf } from './candidate.ts';
import { dueAtOf } from './due.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';
import { proofToWrite } from './proofs.ts';
import { keysToRelease } from './release.ts';
import { reminderStep } from './reminder.ts';
import { withdrawalFrom } from './withdrawals.ts';
import { cautionsInWords, cautionsSince, cautionsTold, isWorthAsking, laterQuarantine } from './told.ts';

/**
 * In mode `report` the plan is empty: there is nothing that this mode may write.
 *
 * @param told what the notices said speaks against a delete, as far as it is on record; undefined where that could not be read
 */
export function planSweep(
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: PlanSettings,
  scope: Scope,
  told?: readonly ToldCautions[],
): SweepPlan {
  const plan: Growing<SweepPlan> = {
    quarantine: [],
    notify: [],
    remind: [],
    withdraw: [],
    release: [],
    proofs: [],
    frozen: [],
  };
  if (settings.mode === 'report') return plan;
  for (const verdict of verdicts) {
    if (!inScope(verdict, scope)) continue;
    // SAFETY: while an NLB is unknown, nobody can say whether what the reminder announced still holds.
    if (verdict.is === 'unknown') plan.withdraw.push(...withdrawalFrom(verdict, settings));
    if (verdict.tags === undefined) continue;
    const proof = proofToWrite(verdict, facts);
    if (proof !== undefined) plan.proofs.push(proof);
    switch (verdict.is) {
      case 'in-use':
      case 'leave-alone':
        if (keysToRelease(verdict.tags).length > 0) plan.release.push(verdict);
        break;
      case 'unknown':
        if (keysToRelease(verdict.tags).length > 0) plan.frozen.push({ verdict, why: verdict.explanation });
        break;
      case 'orphan': {
        const candidate = candidateOf(verdict, facts.inspections, settings);
        if (candidate.ok) placeOrphan(plan, candidate.value, facts.now, settings, told);
        else {
          plan.frozen.push({ verdict, why: candidate.why });
          // SAFETY: what would go with it is unknown, and so is the answer to a reminder of it.
          plan.withdraw.push(...withdrawalFrom(verdict, settings));
        }
        break;
      }
    }
  }
  return plan;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : never };

function placeOrphan(
  plan: Growing<SweepPlan>,
  candidate: Candidate,
  now: Date,
  settings: PlanSettings,
  told: readonly ToldCautions[] | undefined,
): void {
  const { loadBalancer, tags, reason } = candidate.orphan;
  const quarantine = quarantineOf(loadBalancer, tags, now, settings);
  const start = (restartedBecause: string | undefined): void => {
    plan.quarantine.push({ candidate, restartedBecause });
  };
  switch (quarantine.is) {
    case 'absent':
      return start(undefined);
    case 'malformed':
      return start(`its janitor tags were not valid any more: ${quarantine.why}`);
    case 'valid':
      if (quarantine.reason !== reason) return start(`the reason changed from ${quarantine.reason} to ${reason}`);
      if (quarantine.fingerprint !== candidate.fingerprint) {
        return start(
          'what the verdict rests on changed: its cluster, Service, successor or target groups, or the mode or approval policy',
        );
      }
      // SAFETY: nothing is due by a window that somebody has set back.
      if (laterQuarantine(told, loadBalancer.arn, quarantine.quarantinedAt) !== undefined) {
        plan.quarantine.push({
          candidate,
          restartedBecause: 'somebody changed its janitor tags: they say that it was quarantined earlier than it was',
          voidQuarantinedAt: quarantine.quarantinedAt,
        });
        return;
      }
      if (quarantine.approval === 'absent') return start('its approval tag was removed');
      if (quarantine.notifiedAt === undefined || lacksDeadline(quarantine.deleteAfter, settings)) {
        plan.notify.push(candidate);
        return;
      }
      restartIfCautioned(plan, candidate, quarantine, settings, told);
      remind(plan, candidate, quarantine, now, settings);
  }
}

function remind(
  plan: Growing<SweepPlan>,
  candidate: Candidate,
  quarantine: Quarantine,
  now: Date,
  settings: PlanSettings,
): void {
  const step = reminderStep(candidate, quarantine, dueAtOf(quarantine, settings), now, settings);
  if (step !== undefined) plan.remind.push(step);
}

/** A person approved what the notice said. What has come since is another question, with another notice. */
function restartIfCautioned(
  plan: Growing<SweepPlan>,
  candidate: Candidate,
  { approval, quarantinedAt }: Quarantine,
  { mode }: PlanSettings,
  record: readonly ToldCautions[] | undefined,
): void {
  const { loadBalancer, cautions } = candidate.orphan;
  if (mode !== 'delete' || approval !== 'approved' || record === undefined) return;
  const told = cautionsTold(record, loadBalancer.arn, quarantinedAt);
  // SAFETY: what is not on record may not have been told.
  const since = cautionsSince(cautions, told ?? []).filter(isWorthAsking);
  // SAFETY: nobody else tells people of it: the fingerprint leaves cautions out.
  if (since.length === 0) return;
  plan.quarantine.push({
    candidate,
    restartedBecause: `${told === undefined ? 'what its notice said is not on record' : 'since its notice'}: ${cautionsInWords(since, told)}; approve again if it may go`,
    voidQuarantinedAt: quarantinedAt,
  });
}

/** A crash between two calls, or a switch of mode, can leave a notice without its deadline. */
function lacksDeadline(deleteAfter: Date | undefined, settings: PlanSettings): boolean {
  return settings.mode === 'delete' && deleteAfter === undefined;
}
