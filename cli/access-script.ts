/** An access sheet as a shell script. Pure. Whatever AWS or a person named is in a comment of one line, or in a command. */
import { plainText } from '../lambda/core/report/plain-text.ts';
import type { AccessSheet, Step } from './access-sheet.ts';

/** A script for a POSIX shell; taking it back is a comment, so that nobody runs it along. */
export function sheetText({ notes, apply, undo }: AccessSheet, heading: string): string {
  const lines = [heading, ...notes].map(comment);
  lines.push('', comment('To apply'));
  for (const step of apply) lines.push('', comment(step.note), ...scriptOf(step));
  lines.push('', comment('To take it back'));
  for (const step of undo) lines.push(comment(''), comment(step.note), ...step.commands.flatMap(commented));
  return `${lines.join('\n')}\n`;
}

function scriptOf({ commands, isDraft }: Step): readonly string[] {
  return isDraft === true ? commands.flatMap(commented) : commands;
}

function comment(text: string): string {
  return `# ${plainText(text)}`.trimEnd();
}

/** Also a command of several lines. */
function commented(command: string): readonly string[] {
  return command.split('\n').map((line) => `#   ${line}`);
}
