/**
 * The hours of the setting `deletionHours`, by the clock on a wall of their time zone: the hour that a change of clocks skips
 * is in no window, and the one that comes twice is in it twice.
 */
import { DateTime, IANAZone } from 'luxon';
import type { DeletionHours } from '../model/hours.ts';

export const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type Day = (typeof DAYS)[number];

export interface HoursAsWritten {
  readonly days: readonly Day[];
  /** `09:00` */
  readonly from: string;
  /** `17:00`, or `24:00`; not later than `from` means on the next day. */
  readonly to: string;
  /** `Europe/Paris` */
  readonly timeZone: string;
}

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
/** So far ahead is looked: more than a week, since a change of clocks can skip a whole window. */
const MOST_MINUTES_AHEAD = 35 * DAY_MINUTES;
const STEP_MINUTES = 60;

/** Its own fields are those that were written, so that it goes through JSON and back. */
export class LocalHours implements DeletionHours, HoursAsWritten {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;

  constructor({ days, from, to, timeZone }: HoursAsWritten) {
    this.days = days;
    this.from = from;
    this.to = to;
    this.timeZone = timeZone;
  }

  isOpen(at: Date): boolean {
    const local = this.local(at.getTime());
    // What is no time has no weekday, and is outside.
    return this.isOpenOnWall(local.weekday - 1, local.hour * 60 + local.minute);
  }

  opensAt(at: Date): Date {
    if (this.isOpen(at)) return at;
    const first = Math.ceil(at.getTime() / MINUTE_MS);
    for (let minute = first; minute < first + MOST_MINUTES_AHEAD; minute += this.stepFrom(minute)) {
      const instant = new Date(minute * MINUTE_MS);
      if (this.isOpen(instant)) return instant;
    }
    return new Date(Number.NaN);
  }

  /** The longest time for which they are open without a break, in minutes of a week in which no clock is changed. */
  get longestMinutes(): number {
    const week = Array.from({ length: 7 * DAY_MINUTES }, (_, minute) =>
      this.isOpenOnWall(Math.floor(minute / DAY_MINUTES), minute % DAY_MINUTES),
    );
    const start = week.indexOf(false);
    if (start === -1) return Number.POSITIVE_INFINITY;
    let longest = 0;
    let length = 0;
    // Round the end of the week, from a minute on that is outside.
    for (let at = 0; at < week.length; at += 1) {
      length = week[(start + at) % week.length] === true ? length + 1 : 0;
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /** @param weekday counted from 0, Monday */
  private isOpenOnWall(weekday: number, minute: number): boolean {
    const from = minutesOf(this.from);
    const to = minutesOf(this.to);
    const isOn = (day: number): boolean => this.days.some((name) => DAYS.indexOf(name) === (day + 7) % 7);
    if (from < to) return isOn(weekday) && from <= minute && minute < to;
    // Over midnight: the early hours belong to the day before.
    return minute >= from ? isOn(weekday) : minute < to && isOn(weekday - 1);
  }

  /** To the next beginning of a window, an hour at most; minute by minute where clocks are changed meanwhile. */
  private stepFrom(minute: number): number {
    const local = this.local(minute * MINUTE_MS);
    const ahead = minutesOf(this.from) - (local.hour * 60 + local.minute);
    const step = Math.min(STEP_MINUTES, ahead > 0 ? ahead : ahead + DAY_MINUTES);
    return this.local((minute + step) * MINUTE_MS).offset === local.offset ? step : 1;
  }

  private local(milliseconds: number): DateTime {
    return DateTime.fromMillis(milliseconds, { zone: IANAZone.create(this.timeZone) });
  }
}

/** A name of the IANA database, such as `Europe/Paris` or `UTC`; an offset such as `+01:00` knows no summer time. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

function minutesOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
