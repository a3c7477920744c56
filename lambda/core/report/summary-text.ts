/** The summary as plain text for e-mail, at most 72 columns wide but for names and commands. Pure. */
import { dateTime } from '../words.ts';
import { wrapped } from './columns.ts';
import { plainly } from './plain-text.ts';
import type { Shown, Summary, SummaryGroup, SummaryLostCluster, SummaryNlb, SummaryUnread } from './summary.ts';
import {
  deletedTitle,
  deletionLine,
  historyCommand,
  lostTitle,
  modeLine,
  nlbFacts,
  nlbStand,
  nlbTitle,
  overviewLines,
  scanCommand,
  standingTitle,
} from './summary-words.ts';

const INDENT = '  ';

export function summaryText(written: Summary): string {
  const summary = plainly(written);
  const { account, region, at, paused, loadBalancers, unread, lostClusters } = summary;
  const parts = [
    [wrapped(`Summary of nlb-janitor: account ${account}, ${region}, ${dateTime(new Date(at))}`)],
    paused === null ? [] : [wrapped(`PAUSED: nothing is tagged, released or deleted. It is ${paused}.`)],
    [
      overviewLines(summary)
        .map((line) => wrapped(line))
        .join('\n'),
      wrapped(modeLine(summary)),
    ],
    ...loadBalancers.map((group) => groupPart(group, summary)),
    section('Clusters never seen: say which are gone', lostClusters, lostText, summary),
    section('Not read, to be fixed', unread, unreadText, summary),
    deletedPart(summary),
    [wrapped('Everything in detail:'), `  ${scanCommand(summary)}`].join('\n'),
    wrapped('When a summary is missing or looks wrong: docs/runbook.md of nlb-janitor.'),
  ].flat();
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function groupPart(group: SummaryGroup, summary: Summary): string {
  const title = standingTitle(group.standing, summary);
  const part = section(title, group, (one) => nlbText(one, group), summary);
  return group.standing === 'waits' ? `${part}\n\n${howToAnswer(summary)}` : part;
}

function howToAnswer({ region, mode }: Summary): string {
  const words = mode === 'delete' ? 'approve|reject|keep' : 'reject|keep';
  return `${wrapped('To answer, take the commands of its notice, or:')}\n  nlb-janitor ${words} --region ${region} <name>`;
}

function section<T>(title: string, { items, more }: Shown<T>, render: (item: T) => string, summary: Summary): string {
  if (items.length === 0) return '';
  const rest = more === 0 ? [] : [`  and ${more} more: ${scanCommand(summary)}`];
  return [wrapped(`${title.toUpperCase()}: ${items.length + more}`), ...items.map(render), ...rest].join('\n\n');
}

function nlbText(one: SummaryNlb, { standing }: SummaryGroup): string {
  const stand = nlbStand(one, standing);
  return [
    bullet(nlbTitle(one)),
    wrapped(nlbFacts(one).join(', '), INDENT),
    wrapped(one.explanation, INDENT),
    ...(stand === undefined ? [] : [wrapped(stand, INDENT)]),
  ].join('\n');
}

function lostText(one: SummaryLostCluster): string {
  return [
    bullet(lostTitle(one)),
    ...one.signs.map((sign) => wrapped(sign, INDENT)),
    one.confirm === null ? wrapped('If it is gone: delete them by hand.', INDENT) : '  If it is gone:',
    ...(one.confirm === null ? [] : [`  ${one.confirm}`]),
  ].join('\n');
}

function unreadText({ why, keeps, fix }: SummaryUnread): string {
  return [
    bullet(why),
    ...(keeps === 0 ? [] : [wrapped(`Keeps ${keeps} NLB${keeps === 1 ? '' : 's'}.`, INDENT)]),
    ...(fix === null ? [] : [wrapped(fix, INDENT)]),
  ].join('\n');
}

function deletedPart(summary: Summary): string {
  const title = deletedTitle(summary);
  const { deleted } = summary;
  if (title === undefined || deleted === null) return '';
  if (deleted.unread !== null) return `${wrapped(title.toUpperCase())}\n\n${wrapped(deleted.unread, INDENT)}`;
  if (deleted.number === 0) return wrapped(`${title}.`);
  const lines = deleted.items.map((one) => bullet(deletionLine(one)));
  const rest = deleted.more === 0 ? [] : [`  and ${deleted.more} more: ${historyCommand(summary)}`];
  return [wrapped(title), [...lines, ...rest].join('\n')].join('\n\n');
}

function bullet(text: string): string {
  return wrapped(text, '* ', INDENT);
}
