/**
 * Where a command writes and what it may know of its terminal: results to stdout, progress and errors to stderr, colour
 * only where a terminal reads along.
 */
import { styleText } from 'node:util';
import { plainLines } from '../lambda/core/report/plain-text.ts';
import type { Journal } from '../lambda/ports/read.ts';
import { EXIT } from './errors.ts';
import { plain, type Paint } from './render/layout.ts';

export interface Output {
  result(text: string): void;
  /** One line for people, on stderr. */
  say(text: string): void;
  /** Whether nobody reads results any more, as `| head` does: what is only shown may end early. */
  readerIsGone?(): boolean;
  readonly paint: Paint;
}

interface TerminalOutput extends Output {
  /** Once all is written: the status to exit with, which is another where a result could not be written. */
  settled(status: number): Promise<number>;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on' | 'isTTY'>;

/** @param stdout replaced by tests, like stderr */
export function terminalOutput(stdout: Stream = process.stdout, stderr: Stream = process.stderr): TerminalOutput {
  let fault: NodeJS.ErrnoException | undefined;
  let written: Promise<void> = Promise.resolve();
  // Without listeners a full disk or a closed pipe would end in a stack trace, and an answer to several NLBs half-way.
  stdout.on('error', (error: NodeJS.ErrnoException) => (fault ??= error));
  stderr.on('error', () => undefined);
  const colour = stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const say = (text: string): void => void stderr.write(`${plainLines(text)}\n`);
  return {
    result(text) {
      if (fault !== undefined) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      written = Promise.all([written, promise]).then(() => undefined);
      stdout.write(text, (error) => {
        if (error) fault ??= error;
        resolve();
      });
    },
    say,
    readerIsGone: () => fault?.code === 'EPIPE',
    async settled(status) {
      await written;
      // Who closes the pipe has read enough.
      if (fault === undefined || fault.code === 'EPIPE') return status;
      say(`nlb-janitor: the result could not be written: ${fault.message}`);
      return EXIT.couldNot;
    },
    paint: colour ? (style, text) => styleText(style, text, { validateStream: false }) : plain,
  };
}

export const silentJournal: Journal = { note: () => undefined };
