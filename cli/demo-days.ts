/**
 * The ten days of the demo: each day people and controllers do something, then `sweep` and `reap` run. What is printed
 * comes from the runs' own outcomes and messages, never from this script.
 */
import { textOf } from '../lambda/core/report/email.ts';
import type { Digest } from '../lambda/core/report/entries.ts';
import { slackMessageOf } from '../lambda/core/report/chat.ts';
import { subjectOf } from '../lambda/core/report/subject.ts';
import type { Outcome } from '../lambda/model/outcome.ts';
import type { Journal } from '../lambda/ports/read.ts';
import { reap } from '../lambda/reap.ts';
import { sweep } from '../lambda/sweep.ts';
import type { RunResult } from '../lambda/tell/log.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import type { Box } from '../sandbox/box.ts';
import { eventsOf } from './demo-events.ts';
import type { Output } from './output.ts';
import { COLUMNS, wrap } from './render/layout.ts';

export async function liveTenDays(
  box: Box,
  settings: Settings,
  days: number,
  output: Output,
  title: (text: string) => void,
): Promise<void> {
  box.account.subscribe({ protocol: 'email', endpoint: 'platform@example.com', confirmed: true });
  for (let day = 0; day <= days; day += 1) {
    if (output.readerIsGone?.() === true) return;
    title(`Day ${day}, ${box.clock.now().toISOString().slice(0, 10)}`);
    for (const { says, happens } of eventsOf(day)) {
      output.result(`${wrap(`> ${says}`)}\n`);
      await happens(box);
    }
    const told = box.account.messages.length;
    const held: string[] = [];
    // Taken down before the runs: afterwards some are gone.
    const services = servicesByName(box);
    const journal = heldJournal(box, services, held);
    const runs = [
      await sweep({ is: 'everything' }, box.sweepWorld(journal), settings),
      await reap({ is: 'everything' }, box.reapWorld(journal), settings),
    ];
    output.result([...runs.map((run) => outcomeLines(run, services)), ...held].join('') || '  Nothing to do.\n');
    for (const message of box.account.messages.slice(told)) {
      output.result(`  Message: ${message.subject ?? ''}\n`);
      if (day === 0) showMessage(String(message.forms['default']), output);
    }
    box.clock.advance({ days: 1 });
  }
}

/** What a run held back, from its log: quarantined ones that cannot be read now, and those beyond the day's limit. */
function heldJournal(box: Box, services: ReadonlyMap<string, string>, held: string[]): Journal {
  return {
    note: (message, fields = {}) => {
      if (message !== 'frozen' && message !== 'waiting') return;
      const { name } = box.account.loadBalancer(String(fields['arn']));
      held.push(`${wrap(`${name} (${services.get(name)}) ${message}: ${String(fields['why'])}`, 2)}\n`);
    },
  };
}

/** The Service of each NLB, by the NLB's name: hashes are hard to follow through ten days. */
function servicesByName(box: Box): ReadonlyMap<string, string> {
  const nlbs = [...box.account.loadBalancers.values()];
  return new Map(
    nlbs.map(({ name, tags }) => [
      name,
      tags.get('kubernetes.io/service-name') ?? tags.get('service.k8s.aws/stack') ?? 'no Service',
    ]),
  );
}

function outcomeLines({ outcomes }: RunResult, services: ReadonlyMap<string, string>): string {
  return outcomes
    .map((outcome) => `${wrap(`${outcome.name} (${services.get(outcome.name)}) ${inWords(outcome)}`, 2)}\n`)
    .join('');
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
function showMessage(json: string, output: Output): void {
  const digest = JSON.parse(json) as Digest;
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
