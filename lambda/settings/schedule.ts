/**
 * What a schedule expression of EventBridge Scheduler means for a janitor: how close together its runs can be, and how
 * long it can be silent in between. Pure; knows the whole grammar ("Schedule types" of the Scheduler user guide), so that
 * a wrong one is told at synth and not at deploy.
 */

export interface Rhythm {
  /** Minutes between two runs when they are closest. */
  readonly shortest: number;
  /** Minutes between two runs when they are farthest apart; infinite where there is no second one. */
  readonly longest: number;
}

/** Two runs closer together than this would wait for each other. */
export const LEAST_MINUTES_APART = 15;
/** A summary that nobody can remember having sent is not sent again for a day. */
export const LEAST_SUMMARY_MINUTES_APART = 24 * 60;

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY_MINUTES };

/** @returns undefined for what EventBridge would refuse */
export function rhythmOf(expression: string): Rhythm | undefined {
  const [, number, unit = '', plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  if (number !== undefined) {
    // EventBridge refuses `rate(1 hours)` only when it is deployed.
    if ((number === '1') !== (plural === '')) return undefined;
    const minutes = Number(number) * (UNIT_MINUTES[unit] ?? Number.NaN);
    return { shortest: minutes, longest: minutes };
  }
  const fields = /^cron\((\S+(?: \S+){5})\)$/.exec(expression)?.[1]?.split(' ');
  return fields === undefined ? undefined : rhythmOfCron(fields);
}

/** A rate beyond this is a typo. */
export const MOST_DAYS_APART = 366;

/** The last year that the grammar knows. */
const LAST_YEAR = 2199;

/**
 * Whether a schedule that EventBridge takes ever runs after the instant. A rate begins when it is deployed; one of more
 * than MOST_DAYS_APART days counts as never.
 */
export function runsAfter(expression: string, instant: Date): boolean {
  const rhythm = rhythmOf(expression);
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ');
  if (rhythm === undefined || fields === undefined) {
    return rhythm !== undefined && rhythm.longest <= MOST_DAYS_APART * DAY_MINUTES;
  }
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  const [lastMinute = 0] = (numbersIn(minute, 0, 59) ?? []).slice(-1);
  const [lastHour = 0] = (numbersIn(hour, 0, 23) ?? []).slice(-1);
  const runsOn = dayMatcher(day, month, weekday, year);
  if (runsOn === undefined) return false;
  const today = Math.floor(instant.getTime() / DAY_MS);
  const lastDayOfAll = Date.UTC(LAST_YEAR, 11, 31) / DAY_MS;
  for (let at = today; at <= lastDayOfAll; at += 1) {
    const lastRun = at * DAY_MS + (lastHour * 60 + lastMinute) * MINUTE_MS;
    if (lastRun > instant.getTime() && runsOn(new Date(at * DAY_MS))) return true;
  }
  return false;
}

/** Runs of a rate come a little sooner or later than they should. */
const JITTER_MINUTES = 10;

/**
 * Whether the schedule has run after `since`, and no later than `now`. A rate counts from `since`. Of two instants in the
 * wrong order, and of an expression that EventBridge would refuse: no.
 */
export function hasRun(expression: string, since: Date, now: Date): boolean {
  const minutes = Math.floor((now.getTime() - since.getTime()) / MINUTE_MS);
  const rhythm = rhythmOf(expression);
  if (rhythm === undefined || !(minutes >= 0)) return false;
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ');
  if (fields === undefined) return minutes >= rhythm.shortest - JITTER_MINUTES;
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  const minutesOfHour = numbersIn(minute, 0, 59) ?? [];
  const hours = numbersIn(hour, 0, 23) ?? [];
  const runsOn = dayMatcher(day, month, weekday, year);
  if (runsOn === undefined) return false;
  const isWithin = (at: number): boolean => since.getTime() < at && at <= now.getTime();
  const lastDayMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  // The latest first: a summary that waits for years is no reason to count them all.
  for (let dayMs = lastDayMs; dayMs > since.getTime() - DAY_MS; dayMs -= DAY_MS) {
    if (!runsOn(new Date(dayMs))) continue;
    if (hours.some((h) => minutesOfHour.some((m) => isWithin(dayMs + (h * 60 + m) * MINUTE_MS)))) return true;
  }
  return false;
}

/** Its runs of some years, in order; undefined for what is no cron expression. */
export function runsOfCron(expression: string): Iterable<Date> | undefined {
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] =
    /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ') ?? [];
  const minutes = numbersIn(minute, 0, 59);
  const hours = numbersIn(hour, 0, 23);
  const runsOn = dayMatcher(day, month, weekday, year);
  if (minutes === undefined || hours === undefined || runsOn === undefined) return undefined;
  return instantsOf(
    dayNumbers(runsOn),
    hours.flatMap((h) => minutes.map((m) => h * 60 + m)),
  );
}

function* instantsOf(days: readonly number[], times: readonly number[]): Iterable<Date> {
  for (const at of days) {
    for (const time of times) yield new Date(FIRST_DAY_MS + at * DAY_MS + time * MINUTE_MS);
  }
}

function rhythmOfCron([minute = '', hour = '', day = '', month = '', weekday = '', year = '']: readonly string[]):
  Rhythm | undefined {
  const minutes = numbersIn(minute, 0, 59);
  const hours = numbersIn(hour, 0, 23);
  const runsOn = dayMatcher(day, month, weekday, year);
  if (minutes === undefined || hours === undefined || runsOn === undefined) return undefined;
  const times = hours.flatMap((h) => minutes.map((m) => h * 60 + m));
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const withinDay = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const days = dayNumbers(runsOn);
  const overNight = days.slice(1).map((at, index) => (at - (days[index] ?? 0)) * DAY_MINUTES - last + first);
  // A schedule that ends, or has one run only, is silent for good after its last one.
  const ever = year === '*' && overNight.length > 0 ? [] : [Number.POSITIVE_INFINITY];
  const gaps = [...withinDay, ...overNight, ...ever];
  return { shortest: Math.min(...gaps), longest: gaps.reduce((most, gap) => Math.max(most, gap), 0) };
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** Counted from 1, Sunday. */
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Of a list such as `0,30`, `8-18`, `MON-FRI`, `0/15` or `*`, ascending; undefined for anything else. */
function numbersIn(field: string, least: number, most: number, names: readonly string[] = []): number[] | undefined {
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    return named === -1 ? (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN) : named + 1;
  };
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
    const [from = '', to, ...more] = range === '*' ? [String(least), String(most)] : range.split('-');
    const start = numberOf(from);
    const end = to === undefined ? (step === undefined ? start : most) : numberOf(to);
    // Written so that NaN is refused.
    const isWithin = least <= start && start <= most && least <= end && end <= most;
    if (!isWithin || more.length > 0) return undefined;
    // `FRI-MON` goes round the end.
    const size = most - least + 1;
    const length = (end - start + size) % size;
    for (let at = 0; at <= length; at += Number(step ?? 1)) found.add(least + ((start - least + at) % size));
  }
  return [...found].toSorted((one, other) => one - other);
}

type DayMatcher = (date: Date) => boolean;

function dayMatcher(day: string, month: string, weekday: string, year: string): DayMatcher | undefined {
  const months = numbersIn(month, 1, 12, MONTHS);
  const years = numbersIn(year, 1970, LAST_YEAR);
  // One of the two has to be left open, and EventBridge refuses two.
  const isDay = weekday === '?' ? inMonth(day) : day === '?' ? inWeek(weekday) : undefined;
  if (months === undefined || years === undefined || isDay === undefined) return undefined;
  return (date) => months.includes(date.getUTCMonth() + 1) && years.includes(date.getUTCFullYear()) && isDay(date);
}

function inMonth(field: string): DayMatcher | undefined {
  if (field === 'L') return (date) => date.getUTCDate() === lastDay(date);
  const wanted = /^(L|[1-9]|[12]\d|3[01])W$/.exec(field)?.[1];
  if (wanted !== undefined) {
    return (date) => date.getUTCDate() === nearestWorkday(date, wanted === 'L' ? lastDay(date) : Number(wanted));
  }
  const days = numbersIn(field, 1, 31);
  return days === undefined ? undefined : (date) => days.includes(date.getUTCDate());
}

function inWeek(field: string): DayMatcher | undefined {
  const [, name = '', last, nth] = /^([1-7]|[A-Z]{3})(?:(L)|#([1-5]))$/i.exec(field) ?? [];
  const [only] = numbersIn(field === 'L' ? '7' : name, 1, 7, WEEKDAYS) ?? [];
  if (last === undefined && nth === undefined) {
    const days = field === 'L' ? [7] : numbersIn(field, 1, 7, WEEKDAYS);
    return days === undefined ? undefined : (date) => days.includes(date.getUTCDay() + 1);
  }
  if (only === undefined) return undefined;
  return (date) =>
    date.getUTCDay() + 1 === only &&
    (nth === undefined ? date.getUTCDate() + 7 > lastDay(date) : Math.ceil(date.getUTCDate() / 7) === Number(nth));
}

function lastDay(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** Within the month, as cron has it. */
function nearestWorkday(date: Date, day: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === lastDay(date) ? day - 2 : day + 1;
  return day;
}

/** Long enough to hold two leap days; which years they are does not matter. */
const FIRST_DAY_MS = Date.UTC(2026, 0, 1);
const DAYS = 9 * 366;

function dayNumbers(runsOn: DayMatcher): readonly number[] {
  return Array.from({ length: DAYS }, (_, index) => index).filter((index) =>
    runsOn(new Date(FIRST_DAY_MS + index * DAY_MS)),
  );
}
