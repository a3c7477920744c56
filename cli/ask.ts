/** Asks a person on the terminal before something is written. */
import { createInterface } from 'node:readline/promises';
import { UsageError } from './errors.ts';

/** Only a yes is true. */
export type Ask = (question: string) => Promise<boolean>;

/**
 * @param what that waits for the answer: `the tags are written`
 * @throws UsageError where there is no terminal
 */
export function terminal(what: string): Ask {
  if (process.stdin.isTTY) return askOnTerminal;
  throw new UsageError(`there is no terminal to ask on before ${what}: say yes to that with --yes`);
}

async function askOnTerminal(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
