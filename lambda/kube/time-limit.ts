/**
 * One time limit for everything that is done with one cluster: connecting, headers, bodies, retries, waits. Real time,
 * not the injected clock: it guards against servers that hang. It must never outlive the work it guards.
 */
import { RequestFailed } from './failure.ts';

export interface TimeLimit {
  /** Aborted when time is up. */
  readonly signal: AbortSignal;
  /** The promise's outcome, or RequestFailed `deadline` if time is up first. */
  within<T>(work: Promise<T>): Promise<T>;
  /** Frees the timer and aborts what is still under way. Call it in a `finally`. */
  end(): void;
}

/** Starts a deadline of `seconds` (fractions allowed). */
export function startTimeLimit(seconds: number): TimeLimit {
  const controller = new AbortController();
  const { signal } = controller;
  const { promise: expiry, reject } = Promise.withResolvers<never>();
  // Nobody may be waiting when time is up; that is no unhandled rejection.
  expiry.catch(() => undefined);
  signal.addEventListener('abort', () => reject(new RequestFailed({ is: 'deadline' })), { once: true });
  const timer = setTimeout(() => controller.abort(), seconds * 1000);
  return {
    signal,
    within: (work) => Promise.race([expiry, work]),
    end() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}
