/**
 * The summary as Slack blocks. Pure. Slack takes 50 blocks, and 3,000 characters a section: each kind has one section, in
 * which the largest come first, and which says how many found no room.
 */
import { historyCommand } from '../commands.ts';
import { dateTime, sentence } from '../words.ts';
import { accountInWords } from './about.ts';
import { helpLink } from './cards/card.ts';
import type { SlackMessage } from './chat.ts';
import { HELP } from './help.ts';
import { pageLink } from './page-link.ts';
import { plainly, plainText } from './plain-text.ts';
import { context, header, section } from './slack-blocks.ts';
import { code, prose } from './slack-text.ts';
import type { Shown, Summary, SummaryGroup, SummaryLostCluster, SummaryNlb, SummaryUnread } from './summary-form.ts';
import {
  deletedTitle,
  deletionLine,
  howToAnswer,
  keepsInWords,
  LOST_TITLE,
  LOST_WHY,
  lostTitle,
  modeLine,
  nlbFacts,
  nlbStand,
  nlbTitle,
  overviewLines,
  scanCommand,
  standingTitle,
} from './summary-words.ts';

/** Below what slack-text.ts cuts off, with room for the line that says how many are left out. */
const MOST_SECTION_CHARACTERS = 2700;

export function summarySlackMessage(written: Summary, title: string): SlackMessage {
  const summary = plainly(written);
  const { at, paused, loadBalancers, unread, lostClusters, deleted } = summary;
  const subject = plainText(title);
  const overview = [
    `Account ${prose(accountInWords(summary), 100)}, ${prose(summary.region, 60)}, ${dateTime(new Date(at))}`,
    ...(paused === null ? [] : [`*PAUSED*: nothing is tagged, released or deleted. It is ${prose(paused)}.`]),
    ...overviewLines(summary).map((line) => prose(line)),
    prose(modeLine(summary)),
  ];
  const deletedSays = deletedTitle(summary);
  const sections = [
    overview.join('\n'),
    ...loadBalancers.map((group) =>
      list(
        standingTitle(group.standing, summary),
        group,
        (one) => nlbLine(one, group),
        scanCommand(summary),
        answerLines(group, summary),
      ),
    ),
    list(LOST_TITLE, lostClusters, lostLine, scanCommand(summary)),
    list('Not read, to be fixed', unread, unreadLine, scanCommand(summary)),
    deletedSays === undefined || deleted === null
      ? ''
      : deleted.items.length === 0
        ? `*${prose(deletedSays)}*${deleted.unread === null ? '' : `\n${prose(deleted.unread)}`}`
        : list(deletedSays, deleted, (one) => `• ${prose(deletionLine(one))}`, historyCommand(summary.region)),
  ].filter((text) => text !== '');
  return {
    text: prose(subject),
    blocks: [
      header(subject),
      ...sections.map((text) => section(text.split('\n'))),
      context([
        ...pageLink(summary),
        `Everything in detail, in a clone of nlb-janitor: ${code(scanCommand(summary))}`,
        `When a summary is missing or looks wrong: ${helpLink(HELP.noSummary, summary)}`,
      ]),
    ],
  };
}

function nlbLine(one: SummaryNlb, { standing }: SummaryGroup): string {
  const stand = nlbStand(one, standing);
  const facts = nlbFacts(one).join(', ');
  const why = `${prose(one.explanation)} (${code(one.reason)})`;
  return `• *${prose(nlbTitle(one))}* ${prose(facts)}\n${why}${stand === undefined ? '' : ` ${prose(stand)}`}`;
}

function unreadLine(one: SummaryUnread): string {
  const said = [one.why, keepsInWords(one), one.fix ?? ''].filter((text) => text !== '');
  return `• ${said.map((text) => prose(text)).join(' ')}`;
}

function lostLine(one: SummaryLostCluster): string {
  const why = [LOST_WHY, ...one.signs.map(sentence)].map((sign) => prose(sign)).join(' ');
  const end = one.confirm === null ? 'If it is gone, delete them by hand.' : `If it is gone: ${code(one.confirm)}`;
  return `• *${prose(lostTitle(one))}*\n${why}\n${end}`;
}

function answerLines({ standing }: SummaryGroup, summary: Summary): readonly string[] {
  const how = howToAnswer(standing, summary);
  return how === undefined ? [] : [`${how.lead} ${code(how.command)}`];
}

/** What does not fit is counted. @param command that shows the rest @param last lines of our own below them all */
function list<T>(
  title: string,
  { items, more }: Shown<T>,
  render: (item: T) => string,
  command: string,
  last: readonly string[] = [],
): string {
  if (items.length === 0) return '';
  const head = `*${prose(title)}*`;
  const lines: string[] = [];
  let length = [head, ...last].join('\n').length;
  for (const line of items.map(render)) {
    if (length + 1 + line.length > MOST_SECTION_CHARACTERS) break;
    lines.push(line);
    length += 1 + line.length;
  }
  const rest = items.length - lines.length + more;
  return [head, ...lines, ...(rest === 0 ? [] : [`and ${rest} more: ${code(command)}`]), ...last].join('\n');
}
