/**
 * What the coming days bring with the answers as they stand, day by day, within the day's limit. Pure. A forecast by tags:
 * every delete is judged again, so that it says what may happen, never what will.
 */
import { DAY_MS, dayOf, parseInstant } from '../time.ts';
import type { Pending } from './pending.ts';

/** One NLB, named as people know it. */
export interface Coming extends Pending {
  readonly named: string;
}

export type Event =
  | {
      readonly is: 'may-be-deleted';
      readonly named: string;
      readonly by: string | undefined;
      readonly how: 'approved' | 'automatic';
    }
  /** Approved and due, and more are due than the day's limit allows. */
  | { readonly is: 'waits-for-limit'; readonly named: string }
  /** More automatic deletes than the limit leaves: all of them are refused. */
  | { readonly is: 'automatic-refused'; readonly named: readonly string[] }
  /** Nobody has to answer; it may be deleted from `deletedFrom` on. */
  | { readonly is: 'reminder'; readonly named: string; readonly deletedFrom: Date }
  | { readonly is: 'approval-expires'; readonly named: string }
  | { readonly is: 'keep-ended'; readonly named: string };

export interface ForecastDay {
  /** Its first instant, UTC; of the first day, too. */
  readonly at: Date;
  readonly events: readonly Event[];
}

export interface Limit {
  readonly perDay: number;
  /** Places that today's deletes have taken. */
  readonly takenToday: number;
}

/** Today, and seven more: what was approved right after its notice is due on the last of them, by default. */
const FORECAST_DAYS = 8;

/** Days on which nothing happens are left out. */
export function forecastOf(coming: readonly Coming[], now: Date, limit: Limit): readonly ForecastDay[] {
  const today = startOf(now);
  let rest = coming;
  const days: ForecastDay[] = [];
  for (let day = 0; day < FORECAST_DAYS; day += 1) {
    const at = new Date(today.getTime() + day * DAY_MS);
    const free = Math.max(0, limit.perDay - (day === 0 ? limit.takenToday : 0));
    const { events, left } = dayIn(rest, at, day === 0 ? now : at, free);
    if (events.length > 0) days.push({ at, events });
    rest = left;
  }
  return days;
}

function dayIn(
  coming: readonly Coming[],
  start: Date,
  from: Date,
  free: number,
): { readonly events: readonly Event[]; readonly left: readonly Coming[] } {
  const endMs = start.getTime() + DAY_MS;
  const isRipe = (one: Coming): boolean => {
    const earliestMs = earliestOf(one, from);
    return earliestMs !== undefined && earliestMs < endMs;
  };
  const approved = coming.filter((one) => one.answer === 'approved' && isRipe(one)).toSorted(inTurn);
  const gone = approved.slice(0, free);
  const waiting = approved.slice(free);
  const automatic = coming.filter((one) => one.answer === 'none' && isRipe(one)).toSorted(inTurn);
  const isRefused = automatic.length > free - gone.length;
  const silent = isRefused ? [] : automatic;
  const deleted = new Set([...gone, ...silent]);
  const left = coming.filter((one) => !deleted.has(one));
  const falls = (at: Date | undefined): boolean =>
    at !== undefined && at.getTime() >= from.getTime() && at.getTime() < endMs;
  return {
    left,
    events: [
      ...coming.flatMap(({ named, wait }): readonly Event[] =>
        wait.is === 'silence' && falls(wait.reminderAt) ? [{ is: 'reminder', named, deletedFrom: wait.from }] : [],
      ),
      ...gone.map(({ named, by }): Event => ({ is: 'may-be-deleted', named, by, how: 'approved' })),
      ...silent.map(({ named }): Event => ({ is: 'may-be-deleted', named, by: undefined, how: 'automatic' })),
      ...waiting.map(({ named }): Event => ({ is: 'waits-for-limit', named })),
      ...(isRefused ? [{ is: 'automatic-refused' as const, named: automatic.map(({ named }) => named) }] : []),
      ...left
        .filter((one) => one.answer === 'approved' && one.wait.is !== 'approval-expired' && falls(one.expiresAt))
        .map(({ named }): Event => ({ is: 'approval-expires', named })),
      ...left.filter((one) => falls(keepEnd(one))).map(({ named }): Event => ({ is: 'keep-ended', named })),
    ],
  };
}

/** When it may go at the earliest, not before `from`; undefined where it may not, with the answers as they stand. */
function earliestOf({ wait, notBefore, quarantine, answer, expiresAt }: Coming, from: Date): number | undefined {
  if (notBefore === undefined) return undefined;
  switch (wait.is) {
    case 'window':
    case 'due':
    case 'silence':
    case 'refused-today': {
      const nextTryMs = wait.is === 'refused-today' ? dayAfter(quarantine?.lastError) : 0;
      const earliestMs = Math.max(notBefore.getTime(), from.getTime(), nextTryMs);
      const hasExpired = answer === 'approved' && expiresAt !== undefined && !(earliestMs < expiresAt.getTime());
      return hasExpired ? undefined : earliestMs;
    }
    case 'kept':
    case 'rejected':
    case 'starts-again':
    case 'not-told':
    case 'mode-never-deletes':
    case 'unknown-word':
    case 'answer':
    case 'approval-expired':
    case 'approver-unknown':
      return undefined;
  }
}

/** Of the day that the error names. */
function dayAfter(lastError: string | undefined): number {
  const day = parseInstant(`${(lastError ?? '').slice(0, 10)}T00:00:00Z`);
  return day === undefined ? Number.POSITIVE_INFINITY : day.getTime() + DAY_MS;
}

function keepEnd({ wait }: Coming): Date | undefined {
  const lastDay = wait.is === 'kept' && wait.until !== undefined ? parseInstant(`${wait.until}T00:00:00Z`) : undefined;
  return lastDay === undefined ? undefined : new Date(lastDay.getTime() + DAY_MS);
}

/** As `reap` takes them: what AWS refused before comes last, then the oldest notice first. */
function inTurn(one: Coming, other: Coming): number {
  const refused = ({ quarantine }: Coming): number => Number(quarantine?.lastError !== undefined);
  const notified = ({ quarantine }: Coming): number => quarantine?.notifiedAt?.getTime() ?? 0;
  const order = refused(one) - refused(other);
  return order === 0 ? notified(one) - notified(other) : order;
}

function startOf(now: Date): Date {
  return new Date(`${dayOf(now)}T00:00:00Z`);
}
