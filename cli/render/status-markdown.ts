/** A status as Markdown, for an issue or a wiki page: the same content and order as the table. */
import { answerInWords, ONLY_A_SCAN_JUDGES, waitInWords } from '../../lambda/core/report/pending-words.ts';
import { plainly } from '../../lambda/core/report/plain-text.ts';
import {
  deletionLines,
  lookedInWords,
  pauseInWords,
  refusedDeletions,
  weekInWords,
} from '../../lambda/core/report/status-words.ts';
import type { Status, StatusNlb } from '../../lambda/core/report/status.ts';
import { dateTime } from '../../lambda/core/words.ts';
import { code, prose } from './markdown-text.ts';

export function renderStatusMarkdown(written: readonly Status[]): string {
  return `${plainly(written).map(renderRegion).join('\n\n')}\n`;
}

function renderRegion(status: Status): string {
  const { account, region, at, quarantined, spared, unread } = status;
  const paused = pauseInWords(status);
  return [
    `## What is pending in account ${prose(account)}, ${prose(region)}\n\nAt ${dateTime(at)}.`,
    paused === undefined ? '' : `**${prose(paused)}**`,
    prose(lookedInWords(status)),
    table('Quarantined', quarantined, status),
    list(
      'Failed: AWS refused the deletion',
      refusedDeletions(status).map(({ named, why }) => `${named}: ${why}`),
    ),
    table('Kept or rejected', spared, status),
    list(
      'Not read',
      unread.map(({ name, why }) => `${name}: ${why}`),
    ),
    list('The next seven days, with the present answers', weekInWords(status)),
    list('Deleted', deletionLines(status)),
    prose(ONLY_A_SCAN_JUDGES),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `### ${title}\n\n${lines.map((line) => `- ${prose(line)}`).join('\n')}`;
}

function table(title: string, members: readonly StatusNlb[], status: Status): string {
  if (members.length === 0) return '';
  const rows = members.map((one) => {
    const owner = [one.cluster, one.service].filter((text) => text !== undefined).join(', ');
    const notBefore = one.notBefore === undefined ? '' : dateTime(one.notBefore);
    return `| ${code(one.name)} | ${prose(owner)} | ${prose(answerInWords(one))} | ${notBefore} | ${prose(waitInWords(one, status))} |`;
  });
  return [
    `### ${title}`,
    '',
    '| load balancer | cluster, Service | answer | not before | why it waits |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
