/** The summary as plain text for e-mail, at most 72 columns wide but for names and commands. Pure. */
import { historyCommand } from '../commands.ts';
import { dateTime, sentence } from '../words.ts';
import { accountInWords } from './about.ts';
import { field, fieldToCopy, wrapped } from './columns.ts';
import { HELP, helpLine } from './help.ts';
import { pageLines } from './page-link.ts';
import { plainly } from './plain-text.ts';
import { costInWords } from './prices.ts';
import type { Shown, Summary, SummaryGroup, SummaryLostCluster, SummaryNlb, SummaryUnread } from './summary-form.ts';
import {
  cautionsInWords,
  deletedTitle,
  deletionLine,
  howToAnswer,
  keepsInWords,
  LOST_TITLE,
  LOST_WHY,
  lostTitle,
  modeLine,
  nlbStand,
  nlbTitle,
  overviewLines,
  scanCommand,
  standingTitle,
} from './summary-words.ts';
import { whyAddressed } from './why-addressed.ts';

/** Before what goes on: what others wrote never begins a line at the margin. */
const REST = '    ';

export function summaryText(written: Summary): string {
  const summary = plainly(written);
  const { region, at, paused, loadBalancers, unread, lostClusters } = summary;
  const parts = [
    [wrapped(`Summary of account ${accountInWords(summary)}, ${region}, ${dateTime(new Date(at))}`, '', REST)],
    paused === null ? [] : [wrapped(`PAUSED: nothing is tagged, released or deleted. It is ${paused}.`, '', REST)],
    [
      overviewLines(summary)
        .map((line) => wrapped(line, '', REST))
        .join('\n'),
      wrapped(modeLine(summary)),
    ],
    ...loadBalancers.map((group) => groupPart(group, summary)),
    section(LOST_TITLE, lostClusters, lostText, summary),
    section('Not read, to be fixed', unread, unreadText, summary),
    deletedPart(summary),
    [wrapped('Everything in detail, in a clone of nlb-janitor:'), `  ${scanCommand(summary)}`].join('\n'),
    ...pageLines(summary),
    `When a summary is missing or looks wrong:\n${helpLine(HELP.noSummary, summary)}`,
    whyAddressed(summary),
  ].flat();
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function groupPart(group: SummaryGroup, summary: Summary): string {
  const title = standingTitle(group.standing, summary);
  const part = section(title, group, (one) => nlbText(one, group, summary), summary);
  const how = howToAnswer(group.standing, summary);
  return how === undefined ? part : `${part}\n\n${wrapped(how.lead)}\n  ${how.command}`;
}

function section<T>(title: string, { items, more }: Shown<T>, render: (item: T) => string, summary: Summary): string {
  if (items.length === 0) return '';
  const rest = more === 0 ? [] : [`  and ${more} more: ${scanCommand(summary)}`];
  return [wrapped(`${title.toUpperCase()}: ${items.length + more}`), ...items.map(render), ...rest].join('\n\n');
}

function nlbText(one: SummaryNlb, { standing }: SummaryGroup, summary: Summary): string {
  const stand = nlbStand(one, standing);
  return [
    bullet(nlbTitle(one)),
    ...(one.service === null ? [] : [fieldToCopy('Name', one.name)]),
    field('Why', sentence(one.explanation)),
    ...(stand === undefined ? [] : [field('Then', stand)]),
    field('Cost', costInWords(one.monthlyCostUsd)),
    ...(one.cautions === 0 ? [] : [fieldToCopy('Caution', cautionsInWords(one, summary))]),
  ].join('\n');
}

function lostText(one: SummaryLostCluster): string {
  return [
    bullet(lostTitle(one)),
    field('Why', LOST_WHY),
    ...one.signs.map((sign) => field('', sentence(sign))),
    field('To do', one.confirm === null ? 'If it is gone, delete them by hand.' : 'If it is gone, say so:'),
    ...(one.confirm === null ? [] : [`  ${one.confirm}`]),
  ].join('\n');
}

function unreadText(one: SummaryUnread): string {
  const { why, keeps, fix } = one;
  return [
    bullet(why),
    ...(keeps === 0 ? [] : [field('Then', keepsInWords(one))]),
    ...(fix === null ? [] : [field('To do', fix)]),
  ].join('\n');
}

function deletedPart(summary: Summary): string {
  const title = deletedTitle(summary);
  const { deleted } = summary;
  if (title === undefined || deleted === null) return '';
  if (deleted.unread !== null) return `${wrapped(title.toUpperCase())}\n\n${wrapped(deleted.unread, REST)}`;
  if (deleted.number === 0) return wrapped(`${title}.`);
  const lines = deleted.items.map((one) => bullet(deletionLine(one)));
  const rest = deleted.more === 0 ? [] : [`  and ${deleted.more} more: ${historyCommand(summary.region)}`];
  return [wrapped(title), [...lines, ...rest].join('\n')].join('\n\n');
}

function bullet(text: string): string {
  return wrapped(text, '* ', REST);
}
