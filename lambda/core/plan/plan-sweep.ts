/**
 * Verdicts × tags × settings × now → what `sweep` writes: quarantine, notices, releases (design.md sections 2 and 4).
 * Pure. Never plans a delete, never touches `keep`, a rejection or a foreign tag.
 */
import type { Candidate, Facts, LoadBalancer, SweepPlan, Tags, Verdict } from '../../model.ts';
import { candidateOf } from '../companions.ts';
import { inScope, type Scope } from '../scope.ts';
import { approvalOf, parseQuarantine, TAG, type QuarantineReading } from '../tags.ts';

export interface PlanSettings {
  readonly mode: 'report' | 'quarantine' | 'delete';
  readonly approval: 'required' | 'automatic';
  readonly minimumAgeHours: number;
  readonly graceDays: number;
}

/** In mode `report` the plan is empty: there is nothing that this mode may write. */
export function planSweep(verdicts: readonly Verdict[], facts: Facts, settings: PlanSettings, scope: Scope): SweepPlan {
  const plan: Mutable = { quarantine: [], notify: [], release: [], frozen: [] };
  if (settings.mode === 'report') return plan;
  for (const verdict of verdicts) {
    if (!inScope(verdict, scope) || verdict.tags === undefined) continue;
    switch (verdict.is) {
      case 'in-use':
      case 'leave-alone': {
        const keys = keysToRelease(verdict.tags);
        if (keys.length > 0) plan.release.push({ verdict, keys });
        break;
      }
      case 'unknown':
        if (keysToRelease(verdict.tags).length > 0) plan.frozen.push({ verdict, why: verdict.explanation });
        break;
      case 'orphan': {
        const candidate = candidateOf(verdict, facts.companions, settings);
        if (candidate.ok) placeOrphan(plan, candidate.value, verdict.tags, facts.now, settings);
        else plan.frozen.push({ verdict, why: candidate.why });
        break;
      }
    }
  }
  return plan;
}

type Mutable = { -readonly [K in keyof SweepPlan]: SweepPlan[K][number][] };

function placeOrphan(plan: Mutable, candidate: Candidate, tags: Tags, now: Date, settings: PlanSettings): void {
  const quarantine = quarantineOf(candidate.orphan.loadBalancer, tags, now, settings);
  switch (quarantine.is) {
    case 'absent':
      plan.quarantine.push({ candidate, anew: undefined });
      return;
    case 'malformed':
      plan.quarantine.push({ candidate, anew: `its janitor tags were not valid any more: ${quarantine.why}` });
      return;
    case 'valid':
      if (quarantine.reason !== candidate.orphan.reason) {
        plan.quarantine.push({
          candidate,
          anew: `the reason changed from ${quarantine.reason} to ${candidate.orphan.reason}`,
        });
      } else if (quarantine.evidence !== candidate.evidence) {
        plan.quarantine.push({
          candidate,
          anew: 'what the verdict rests on changed: its cluster, Service, successor or target groups, or the mode or approval policy',
        });
      } else if (quarantine.approval === 'absent') {
        plan.quarantine.push({ candidate, anew: 'its approval tag was removed' });
      } else if (quarantine.notifiedAt === undefined || lacksDeadline(quarantine.deleteAfter, settings)) {
        plan.notify.push(candidate);
      }
  }
}

/** A crash between two calls, or a switch of mode, can leave a notice without its deadline. */
function lacksDeadline(deleteAfter: Date | undefined, settings: PlanSettings): boolean {
  return settings.mode === 'delete' && deleteAfter === undefined;
}

export function quarantineOf(
  loadBalancer: LoadBalancer,
  tags: Tags,
  now: Date,
  settings: PlanSettings,
): QuarantineReading {
  return parseQuarantine(tags, {
    createdAt: loadBalancer.createdAt,
    minimumAgeHours: settings.minimumAgeHours,
    graceDays: settings.graceDays,
    now,
  });
}

/** The janitor's own keys on an NLB that it lets go: all but `keep`, and but a rejection. */
export function keysToRelease(tags: Tags): readonly string[] {
  const own = [TAG.quarantinedAt, TAG.reason, TAG.evidence, TAG.notifiedAt, TAG.deleteAfter, TAG.lastError].filter(
    (key) => tags.has(key),
  );
  const approval = approvalOf(tags);
  // Only what this janitor, or a person answering it, wrote: a word it does not know may be somebody's no.
  return approval === 'pending' || approval === 'approved' ? [...own, TAG.approval] : own;
}
