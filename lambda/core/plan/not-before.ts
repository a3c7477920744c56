/**
 * From when on a quarantined NLB may be deleted, as its tags and the settings say: the one place where everything that moves
 * that instant comes together, for people. Pure; decides nothing: due.ts does.
 */
import type { Quarantine } from '../tags/quarantine.ts';
import { HOUR_MS } from '../time.ts';
import { dueAtOf } from './due.ts';
import { notBefore, type HoursSettings } from './hours.ts';
import type { PlanSettings } from './quarantine.ts';
import { automaticDueAt, deletesBySilence } from './reminder.ts';

/** All that says how a quarantine stands. */
export type PendingSettings = PlanSettings & HoursSettings;

export type TimeSettings = Pick<PlanSettings, 'mode' | 'approval' | 'graceDays' | 'reminderHours'> & HoursSettings;

/** Undefined before the notice, and in modes that never delete. With hours of deletion it is never in the past. */
export function notBeforeOf(quarantine: Quarantine, now: Date, settings: TimeSettings): Date | undefined {
  const at = atAnyHour(quarantine, now, settings);
  if (at === undefined || settings.deletionHours === undefined) return at;
  return notBefore(new Date(Math.max(at.getTime(), now.getTime())), settings);
}

/** When people are reminded of an automatic deletion, not before `now`; undefined where a reminder that counts was sent. */
export function reminderAtOf(quarantine: Quarantine, now: Date, settings: TimeSettings): Date | undefined {
  const dueAt = dueAtOf(quarantine, settings);
  if (dueAt === undefined || !deletesBySilence(settings)) return undefined;
  if (automaticDueAt(quarantine, dueAt, settings) !== undefined) return undefined;
  return new Date(Math.max(dueAt.getTime() - settings.reminderHours * HOUR_MS, now.getTime()));
}

function atAnyHour(quarantine: Quarantine, now: Date, settings: TimeSettings): Date | undefined {
  const dueAt = settings.mode === 'delete' ? dueAtOf(quarantine, settings) : undefined;
  if (dueAt === undefined || quarantine.approval === 'approved' || !deletesBySilence(settings)) return dueAt;
  const reminded = automaticDueAt(quarantine, dueAt, settings);
  if (reminded !== undefined) return reminded;
  // No reminder counts yet: the next one can come now at the earliest, and people have their time after it.
  return new Date(Math.max(dueAt.getTime(), now.getTime() + settings.reminderHours * HOUR_MS));
}
