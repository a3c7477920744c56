/**
 * Whether one NLB may be deleted now, and by whose leave (docs/design.md section 4). Pure. The day's limit is reap.ts's.
 */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { DueDelete } from '../../model/plan.ts';
import type { ToldCautions } from '../../model/state.ts';
import type { Tags } from '../../model/reading.ts';
import type { Orphan, Verdict } from '../../model/verdict.ts';
import { approvalOf } from '../tags/answers.ts';
import type { Quarantine } from '../tags/quarantine.ts';
import { DAY_MS } from '../time.ts';
import { approvalStanding, isExpiredAsNoted } from './approval.ts';
import { candidateOf } from './candidate.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';
import { waitsAfterRefusal } from './refusal.ts';
import { automaticDueAt } from './reminder.ts';
import { cautionsTold, laterQuarantine } from './told.ts';

/**
 * Whether the tags alone could make this NLB due: what has to be looked at before anything costly is read. Errs on the
 * side of looking.
 */
export function isRipe(loadBalancer: LoadBalancer, tags: Tags, now: Date, settings: PlanSettings): boolean {
  const quarantine = countable(loadBalancer, tags, now, settings);
  if (quarantine === undefined || waitsAfterRefusal(quarantine.lastError, now)) return false;
  if (quarantine.approval === 'approved') return true;
  const from = automaticDueAt(quarantine, quarantine.dueAt, settings);
  return from !== undefined && !(from.getTime() > now.getTime());
}

/**
 * Whether the verdict on this NLB could matter to a plan of `reap`: as a delete, or in the count of those that could be
 * one. For every other NLB `dueOf` gives undefined whatever the verdict. A reminder does not matter here: `sweep` takes it
 * off what it cannot judge, and that must not make room for others.
 */
export function mayCount(loadBalancer: LoadBalancer, tags: Tags, now: Date, settings: PlanSettings): boolean {
  return countable(loadBalancer, tags, now, settings) !== undefined;
}

function countable(
  loadBalancer: LoadBalancer,
  tags: Tags,
  now: Date,
  settings: PlanSettings,
): (Quarantine & { readonly dueAt: Date }) | undefined {
  if (settings.mode !== 'delete') return undefined;
  const quarantine = quarantineOf(loadBalancer, tags, now, settings);
  if (quarantine.is !== 'valid') return undefined;
  const dueAt = dueAtOf(quarantine, settings);
  if (dueAt === undefined || dueAt.getTime() > now.getTime()) return undefined;
  const mayGo =
    quarantine.approval === 'approved' ? !isExpiredAsNoted(tags, now, settings) : settings.approval === 'automatic';
  return mayGo ? { ...quarantine, dueAt } : undefined;
}

/**
 * A delete that is due now, by whatever right; `unreadable` when it could be an automatic one, but its tags, its
 * verdict or what goes with it are not known: what is not known must not make room for others.
 *
 * @param told what the notices said speaks against a delete; undefined when it is not on record
 */
export function dueOf(
  verdict: Verdict,
  facts: Facts,
  settings: PlanSettings,
  told?: readonly ToldCautions[],
): DueDelete | 'unreadable' | undefined {
  if (verdict.is === 'in-use' || verdict.is === 'leave-alone') return undefined;
  const couldBe = settings.approval === 'automatic' ? 'unreadable' : undefined;
  if (verdict.tags === undefined) return couldBe;
  const quarantine = quarantineOf(verdict.loadBalancer, verdict.tags, facts.now, settings);
  if (quarantine.is !== 'valid') return undefined;
  const dueAt = dueAtOf(quarantine, settings);
  // SAFETY: states what must hold, so that an unreadable time is never due.
  if (dueAt === undefined || quarantine.notifiedAt === undefined || !(dueAt.getTime() <= facts.now.getTime()))
    return undefined;
  // SAFETY: a window that somebody has set back is not over.
  if (laterQuarantine(told, verdict.loadBalancer.arn, quarantine.quarantinedAt) !== undefined) return undefined;
  if (verdict.is === 'unknown') return couldBe;

  const candidate = candidateOf(verdict, facts.inspections, settings);
  if (!candidate.ok) return couldBe;
  // SAFETY: people were told of, and approved, what stands in the tags.
  if (candidate.value.fingerprint !== quarantine.fingerprint || quarantine.reason !== verdict.reason) return undefined;
  const right = rightOf(verdict, quarantine.notifiedAt, facts, settings);
  if (waitsAfterRefusal(quarantine.lastError, facts.now)) return undefined;
  if (right === undefined) {
    // Traffic that was not read is a caution: it must not make room for others either.
    const isUnread = facts.inspections.flows.get(verdict.loadBalancer.arn)?.ok !== true;
    return isUnread && approvalOf(verdict.tags) === 'pending' ? couldBe : undefined;
  }
  const from = right.by === 'automatic' ? automaticDueAt(quarantine, dueAt, settings) : dueAt;
  // SAFETY: silence deletes only what people were reminded of, and had time to answer.
  if (from === undefined || !(from.getTime() <= facts.now.getTime())) return undefined;
  const { remindedAt } = quarantine;
  return {
    candidate: candidate.value,
    quarantinedAt: quarantine.quarantinedAt,
    notifiedAt: quarantine.notifiedAt,
    dueAt: from,
    told: cautionsTold(told, verdict.loadBalancer.arn, quarantine.quarantinedAt),
    ...right,
    ...(right.by === 'automatic' && remindedAt !== undefined ? { remindedAt } : {}),
  };
}

/** The later of delete-after and the notice plus the grace now in force; undefined before the notice. */
export function dueAtOf(quarantine: Quarantine, settings: { readonly graceDays: number }): Date | undefined {
  const { notifiedAt, deleteAfter } = quarantine;
  if (notifiedAt === undefined || deleteAfter === undefined) return undefined;
  return new Date(Math.max(deleteAfter.getTime(), notifiedAt.getTime() + settings.graceDays * DAY_MS));
}

/** Who gave leave to delete; undefined when nobody did. */
function rightOf(
  orphan: Orphan,
  notifiedAt: Date,
  facts: Facts,
  settings: PlanSettings,
): Pick<DueDelete, 'by' | 'approvedBy'> | undefined {
  const approval = approvalOf(orphan.tags);
  // SAFETY: only a person's word.
  if (approval === 'approved') {
    const standing = approvalStanding({ arn: orphan.loadBalancer.arn, tags: orphan.tags, notifiedAt }, facts, settings);
    // SAFETY: an approval that has expired, or is not an approver's, is none; and whoever answered meant not to be passed over.
    if (standing.is === 'does-not-count') return undefined;
    return { by: 'approval', ...(standing.by === undefined ? {} : { approvedBy: standing.by }) };
  }
  // SAFETY: a word that is neither may be somebody's no.
  if (settings.approval !== 'automatic' || approval !== 'pending') return undefined;
  // SAFETY: a caution is for a person to look at.
  return orphan.cautions.length === 0 ? { by: 'automatic' } : undefined;
}
