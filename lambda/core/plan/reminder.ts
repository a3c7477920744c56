/**
 * The reminder before an automatic deletion (docs/design.md section 4, "Automatic"). Pure. What no person approved goes only
 * after a reminder that people had time to answer; one about which anything is doubtful is none.
 */
import type { Candidate, ReminderStep } from '../../model/plan.ts';
import type { Tags } from '../../model/reading.ts';
import { TAG } from '../tags/keys.ts';
import type { Quarantine } from '../tags/quarantine.ts';
import { HOUR_MS, writeInstant } from '../time.ts';
import type { Policy } from './candidate.ts';
import { quarantineOf, type PlanSettings } from './quarantine.ts';
import { vetoIn } from './veto.ts';

interface Hours {
  readonly reminderHours: number;
}

/** Whether anything can be deleted that nobody approved, and so whether anybody is reminded. */
export function deletesBySilence({ mode, approval }: Policy): boolean {
  return mode === 'delete' && approval === 'automatic';
}

/**
 * Earliest automatic deletion: `dueAt`, and not before the reminder is `reminderHours` old.
 *
 * @param dueAt earliest deletion of what a person approved
 * @returns undefined without a reminder that counts
 */
export function automaticDueAt(
  { remindedAt }: Pick<Quarantine, 'remindedAt'>,
  dueAt: Date,
  settings: Hours,
): Date | undefined {
  if (remindedAt === undefined) return undefined;
  // SAFETY: it named another day, since a longer grace window has moved this one.
  if (!(remindedAt.getTime() >= remindFromMs(dueAt, settings))) return undefined;
  // SAFETY: people have the whole time, also when the reminder came late.
  return later(dueAt, remindedAt.getTime() + settings.reminderHours * HOUR_MS);
}

function remindFromMs(dueAt: Date, { reminderHours }: Hours): number {
  return dueAt.getTime() - reminderHours * HOUR_MS;
}

/** NaN stays NaN, which is never due. */
function later(one: Date, otherMs: number): Date {
  return new Date(Math.max(one.getTime(), otherMs));
}

/**
 * The reminder that is to be sent now, with the instant from which on the NLB may go; undefined when none is.
 *
 * @param quarantine of this candidate: the same fingerprint, and notified
 * @param dueAt earliest deletion of what a person approved
 */
export function reminderStep(
  candidate: Candidate,
  quarantine: Quarantine,
  dueAt: Date | undefined,
  now: Date,
  settings: Policy & Hours,
): ReminderStep | undefined {
  if (!deletesBySilence(settings) || dueAt === undefined) return undefined;
  // Without a person's approval it stays: a reminder would announce what does not come.
  if (quarantine.approval !== 'pending' || candidate.orphan.cautions.length > 0) return undefined;
  if (!(now.getTime() >= remindFromMs(dueAt, settings))) return undefined;
  if (automaticDueAt(quarantine, dueAt, settings) !== undefined) return undefined;
  return { candidate, dueAt: later(dueAt, now.getTime() + settings.reminderHours * HOUR_MS) };
}

/**
 * What to write once people were reminded at `acceptedAt`.
 *
 * @param tags read right before
 * @returns undefined when the world moved on meanwhile: then nothing is written
 */
export function reminderWrite(
  { orphan, fingerprint }: Candidate,
  tags: Tags,
  acceptedAt: Date,
  now: Date,
  settings: PlanSettings,
): Readonly<Record<string, string>> | undefined {
  if (vetoIn(tags, now) !== undefined) return undefined;
  const quarantine = quarantineOf(orphan.loadBalancer, tags, now, settings);
  // SAFETY: people were reminded of another quarantine than the one that stands there now.
  if (quarantine.is !== 'valid' || quarantine.fingerprint !== fingerprint || quarantine.reason !== orphan.reason) {
    return undefined;
  }
  // Somebody approved it, or took the answer off: either has its own way.
  if (quarantine.notifiedAt === undefined || quarantine.approval !== 'pending') return undefined;
  return { [TAG.remindedAt]: writeInstant(acceptedAt) };
}
