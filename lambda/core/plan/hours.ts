/** What the deletion hours mean for a delete that is due. Pure; whose clock they go by is settings/deletion-hours.ts's. */
import type { DeletionHours } from '../../model/hours.ts';

export interface HoursSettings {
  /** Undefined deletes at any hour. */
  readonly deletionHours: DeletionHours | undefined;
}

/**
 * The first instant at which something can be deleted that is due at `dueAt`: not before when, for people. Give the present
 * instant for what is due already.
 */
export function notBefore(dueAt: Date, { deletionHours }: HoursSettings): Date {
  return deletionHours === undefined ? dueAt : deletionHours.opensAt(dueAt);
}

/** When the hours begin, outside of them; undefined where something may be deleted now. */
export function closedUntil(now: Date, { deletionHours }: HoursSettings): Date | undefined {
  // SAFETY: states what must hold, so that an instant which is none is outside.
  if (deletionHours === undefined || deletionHours.isOpen(now)) return undefined;
  return deletionHours.opensAt(now);
}

/** Why something waits, for the log and for the records that people read. */
export function outsideHours(opensAt: Date): string {
  const when = Number.isNaN(opensAt.getTime()) ? '' : `, which begin at ${opensAt.toISOString().slice(0, 19)}Z`;
  return `outside the hours of deletion${when} (deletionHours)`;
}
