/** A bounded time for a check, and an end for whatever nobody foresaw in it: one check never costs another. */
import type { Reading } from '../model/reading.ts';

export type Limited = <T>(what: string, read: () => Promise<Reading<T>>) => Promise<Reading<T>>;

/** @param sleep rejects when the signal ends it */
export function limitedTo(
  seconds: number,
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>,
): Limited {
  return async (what, read) => {
    const done = new AbortController();
    const { promise: tooLong, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof read>>>();
    sleep(seconds * 1000, done.signal).then(
      () => resolve({ ok: false, cause: 'unreachable', why: `${what}: not done within ${seconds} s` }),
      // Ended, since the answer came.
      () => undefined,
    );
    try {
      return await Promise.race([read(), tooLong]);
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { ok: false, cause: 'incomplete', why: `${what}: unexpected: ${text}` };
    } finally {
      done.abort();
    }
  };
}
