/**
 * Where a command writes and what it may know of its terminal: results to stdout, progress and errors to stderr, colour
 * only where a terminal reads along.
 */
import { styleText } from 'node:util';
import { plainLines, plainText } from '../lambda/core/report/plain-text.ts';
import type { Journal } from '../lambda/ports/read.ts';
import { plain, type Paint } from './render/layout.ts';

export interface Output {
  result(text: string): void;
  /** One line for people, on stderr. */
  say(text: string): void;
  readonly paint: Paint;
}

export function terminalOutput(): Output {
  // `nlb-janitor scan | head` closes the pipe early: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  return {
    result: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(`${plainLines(text)}\n`),
    paint: colour ? (style, text) => styleText(style, text, { validateStream: false }) : plain,
  };
}

/** Progress as lines on stderr: `  read cluster prod (3 of 20)`. */
export function progressJournal(output: Pick<Output, 'say'>): Journal {
  return {
    note: (message, fields = {}) => {
      const details = Object.entries(fields)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${key} ${value}`)
        .join(', ');
      output.say(plainText(`  ${message}${details === '' ? '' : `: ${details}`}`));
    },
  };
}

export const silentJournal: Journal = { note: () => undefined };
