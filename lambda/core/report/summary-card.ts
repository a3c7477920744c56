/**
 * The summary as a card in the chat: the figures and what waits, by name as far as there is room. The e-mail has all of it.
 * Pure.
 */
import { count, dateTime } from '../words.ts';
import { accountInWords } from './about.ts';
import { chatMessageJson, withinLimit } from './chat-message.ts';
import { chatName, chatText, ours, said } from './chat-words.ts';
import { plainly } from './plain-text.ts';
import type { Shown, Summary, SummaryGroup, SummaryLostCluster, SummaryNlb } from './summary-form.ts';
import {
  deletedTitle,
  howToAnswer,
  inShort,
  LOST_TITLE,
  lostTitle,
  modeLine,
  nlbTitle,
  overviewLines,
  scanCommand,
  standingTitle,
} from './summary-words.ts';

const MOST_NAMED = 5;
const MOST_NAME_CHARACTERS = 150;

/** JSON for the chat's topic. */
export function summaryCard(written: Summary): string {
  const summary = plainly(written);
  const title = `Summary, ${chatText(summary.region, 30)}: ${inShort(summary).join(', ')}`;
  const { account, region, at, paused, pageUrl } = summary;
  const deleted = deletedTitle(summary);
  return chatMessageJson({
    title,
    description: withinLimit([
      `Account ${chatText(accountInWords(summary), 100)}, ${chatText(region, 60)}, ${dateTime(new Date(at))}`,
      ...(paused === null ? [] : [said('PAUSED', `nothing is tagged, released or deleted. It is ${paused}`)]),
      ...overviewLines(summary).map((line) => chatText(line, MOST_LINE_CHARACTERS)),
      modeLine(summary),
      ...summary.loadBalancers.flatMap((group) => [
        ...listLines(standingTitle(group.standing, summary), group, nlbLine),
        ...answerLines(group, summary),
      ]),
      ...listLines(LOST_TITLE, summary.lostClusters, lostLine),
      ...listLines('Not read, to be fixed', summary.unread, ({ why }) => chatText(why, MOST_LINE_CHARACTERS)),
      ...(deleted === undefined ? [] : [chatText(deleted, MOST_LINE_CHARACTERS)]),
      ...(pageUrl === null ? [] : [`*Page of all load balancers:* ${pageUrl}`]),
      ours('Everything in detail', `\`${scanCommand(summary)}\``),
    ]),
    threadId: `nlb-janitor-${region}-summary-${account}-${at.slice(0, 10)}`,
    summary: title,
    actionContext: undefined,
  });
}

const MOST_LINE_CHARACTERS = 400;

function nlbLine(one: SummaryNlb): string {
  const { cautions, notBefore } = one;
  const facts = [
    ...(cautions === 0 ? [] : [count(cautions, 'caution')]),
    ...(notBefore === null ? [] : [`not before ${dateTime(new Date(notBefore))}`]),
  ];
  return [chatText(nlbTitle(one), MOST_NAME_CHARACTERS), ...facts].join(', ');
}

/** The buttons stand on the cards. */
function answerLines({ standing, items }: SummaryGroup, summary: Summary): readonly string[] {
  const how = howToAnswer(standing, summary);
  return how === undefined || items.length === 0 ? [] : [`To answer, press on their cards, or: \`${how.command}\``];
}

function lostLine(one: SummaryLostCluster): string {
  const end = one.confirm === null ? '' : `. If it is gone: ${chatName(one.confirm, MOST_LINE_CHARACTERS)}`;
  return `${chatText(lostTitle(one), MOST_NAME_CHARACTERS)}${end}`;
}

function listLines<T>(title: string, { items, more }: Shown<T>, render: (item: T) => string): readonly string[] {
  const number = items.length + more;
  if (number === 0) return [];
  const named = items.slice(0, MOST_NAMED).map((one) => `• ${render(one)}`);
  const rest = number - named.length;
  return [ours(title, String(number)), ...named, ...(rest === 0 ? [] : [`• and ${rest} more`])];
}
