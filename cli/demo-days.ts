/** The demo in full, `demo --days`: the scan, then each day with all that happened, and the messages of the first. */
import { slackMessageOf } from '../lambda/core/report/chat.ts';
import { textOf } from '../lambda/core/report/email.ts';
import type { Digest } from '../lambda/core/report/entries.ts';
import { subjectOf } from '../lambda/core/report/subject.ts';
import type { Outcome } from '../lambda/model/outcome.ts';
import type { Day } from './demo-life.ts';
import { digestIn } from './demo-message.ts';
import type { Output } from './output.ts';
import { COLUMNS, wrap } from './render/layout.ts';

export function showDay(day: Day, output: Output): void {
  const { number, events, outcomes, held, messages, services } = day;
  for (const event of events) output.result(`${wrap(`> ${event}`)}\n`);
  const line = (name: string, words: string): string => `${wrap(`${name} (${services.get(name)}) ${words}`, 2)}\n`;
  const lines = [
    ...outcomes.map((outcome) => line(outcome.name, inWords(outcome))),
    ...held.map(({ name, is, why }) => line(name, `${is}: ${why}`)),
  ];
  output.result(lines.join('') || '  Nothing to do.\n');
  for (const message of messages) {
    output.result(`${wrap(`Message: ${message.subject ?? ''}`, 2)}\n`);
    const digest = digestIn(message);
    if (number === 0 && digest !== undefined) showMessage(digest, output);
  }
}

function inWords(outcome: Outcome): string {
  switch (outcome.did) {
    case 'quarantined':
      return `quarantined: ${outcome.candidate.orphan.reason}${outcome.restartedBecause === undefined ? '' : `, again: ${outcome.restartedBecause}`}`;
    case 'released':
      return `released: ${outcome.verdict.reason}`;
    case 'deleted': {
      const groups = outcome.record.companions.map(({ name, did }) => `target group ${name} ${did}`);
      return ['deleted, after a snapshot', ...groups].join('; ');
    }
    case 'spared':
      return `spared: ${outcome.why}`;
    case 'failed':
      return `${outcome.what}: ${outcome.why}`;
    case 'not-attempted':
      return `not attempted: ${outcome.why}`;
  }
}

/** The first NLB of a message, as e-mail and as Slack show it: the others look the same. */
function showMessage(digest: Digest, output: Output): void {
  const one: Digest = { ...digest, entries: digest.entries.slice(0, 1) };
  const rest = digest.entries.length - 1;
  output.result(`\n  As e-mail (this and ${rest} more like it):\n\n`);
  output.result(indented(textOf(one)));
  output.result('\n  As Slack text:\n\n');
  output.result(indented(slackText(slackMessageOf(one, subjectOf(digest, { number: 1, of: 1 })).blocks)));
}

function slackText(blocks: readonly unknown[]): string {
  const texts: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return `${texts.join('\n')}\n`;
}

/** As it was sent, but for the line breaks: a mail program and Slack break lines by themselves. */
function indented(text: string): string {
  return text.split('\n').map(quoted).join('\n');
}

function quoted(line: string): string {
  // A command is to be copied whole, however long its ARN makes it.
  if (line.length <= COLUMNS - QUOTE.length || line.includes('arn:')) return line === '' ? '' : QUOTE + line;
  const isLabelled = /^ {2}\S[\w ]*: /.test(line);
  const label = isLabelled ? line.slice(0, LABEL_COLUMNS) : '';
  const wrapped = wrap(line.slice(label.length), label.length, COLUMNS - QUOTE.length);
  return (label + wrapped.slice(label.length))
    .split('\n')
    .map((part) => QUOTE + part)
    .join('\n');
}

const QUOTE = '  | ';
/** Where the e-mail's values begin. */
const LABEL_COLUMNS = 12;
