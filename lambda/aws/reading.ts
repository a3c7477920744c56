/**
 * From an SDK call to a Reading: the one place where an adapter's failure is caught, and the way to insist on what AWS
 * always sends. The SDK parses a 200 with an empty or foreign body into an answer without fields, so a list that is not
 * there must never be taken for an empty one.
 */
import type { Reading, Unreadable } from '../model/reading.ts';
import { IncompleteAnswerError, unreadable } from './errors.ts';
import type { AwsCall } from './errors.ts';
import { IN_BETWEEN } from './foreign-answers.ts';

/** Runs the whole read; any failure, on any page, makes all of it unreadable. Never rejects. */
export async function reading<T>(call: AwsCall, read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return unreadable(call, error);
  }
}

/** Thrown inside a whole reading by a part of it that could not be read. */
class UnreadablePartError extends Error {
  override readonly name = 'UnreadablePartError';
  readonly unreadable: Unreadable;

  constructor(why: Unreadable) {
    super(why.why);
    this.unreadable = why;
  }
}

/** Gives the value of a reading that is part of a larger one, or ends the larger one. */
type Part = <T>(reading: Reading<T>) => T;

/**
 * A reading of several readings: the first part that is unreadable makes all of it unreadable, with that part's reason.
 * Rejects only with what is not a reading's failure.
 */
export async function wholeReading<T>(read: (part: Part) => Promise<T>): Promise<Reading<T>> {
  try {
    const value = await read((part) => {
      if (!part.ok) throw new UnreadablePartError(part);
      return part.value;
    });
    return { ok: true, value };
  } catch (error) {
    if (error instanceof UnreadablePartError) return error.unreadable;
    throw error;
  }
}

/**
 * The value, if AWS sent it. The empty string counts as missing: nothing that this is used for may be empty.
 * @throws IncompleteAnswerError
 */
export function required<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null || value === '') {
    throw new IncompleteAnswerError(`the answer has no ${what}, although its status is 200; ${IN_BETWEEN}`);
  }
  return value;
}

/** The instant, or an invalid Date, with which every comparison keeps. */
export function instantOrInvalid(value: Date | undefined): Date {
  return value === undefined ? new Date(Number.NaN) : value;
}
