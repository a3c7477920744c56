/**
 * Waits for AWS to show what was written: it does so at once as a rule, and within a few seconds always. Its answer to the
 * write alone is not enough where a person goes away from the terminal and relies on it.
 */
import type { Sleep } from './patience.ts';

const TRIES = 5;
const BETWEEN_MS = 1000;

/**
 * Reads until `isOver` says that there is nothing to wait for.
 *
 * @returns the last reading: whether it shows what was written is the caller's to say
 */
export async function readUntil<T>(read: () => Promise<T>, isOver: (reading: T) => boolean, sleep: Sleep): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const reading = await read();
    if (tries === TRIES || isOver(reading)) return reading;
    await sleep(BETWEEN_MS);
  }
}
