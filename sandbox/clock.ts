/**
 * The movable clock of the sandbox. Every sandbox server and the janitor itself read the same clock, so a grace window
 * of seven days passes in one call. It never reads the real time unless it is told to follow it: two runs of the sandbox
 * give the same instants.
 */

/** A span by which a clock is moved forward; parts add up, absent parts count as zero. */
interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** A clock that stands still until it is moved, unless it follows the real time. */
export interface Clock {
  /** The instant the clock stands at; a new Date each time, safe to keep. */
  now(): Date;
  /** Moves the clock forward (or back, with negative parts). */
  advance(span: Span): void;
  /** Moves the clock to an instant. */
  set(at: Date): void;
  /** From now on the real time, until the clock is moved: for a process beside this one that knows no other clock. */
  followRealTime(): void;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * A clock that stands at `startAt` until it is moved.
 * @throws RangeError for an invalid date: a clock at NaN would make every comparison of instants silently false.
 */
export function createClock(startAt: Date): Clock {
  let atMs = millisecondsOf(startAt);
  let followsRealTime = false;
  const stand = (at: Date): void => {
    atMs = millisecondsOf(at);
    followsRealTime = false;
  };
  const now = (): Date => (followsRealTime ? new Date() : new Date(atMs));
  return {
    now,
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      const moved = now().getTime() + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
      stand(new Date(moved));
    },
    set: stand,
    followRealTime() {
      followsRealTime = true;
    },
  };
}

function millisecondsOf(at: Date): number {
  const milliseconds = at.getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError('the clock needs a valid date');
  return milliseconds;
}
