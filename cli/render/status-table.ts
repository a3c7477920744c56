/** A status as text for a terminal: a pause first, then what is pending, the week to come, and what was deleted. */
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
import { reasonWithCode } from '../../lambda/core/reason-words.ts';
import { dateTime } from '../../lambda/core/words.ts';
import { wrap, type Paint } from './layout.ts';

const INDENT = 4;

export function renderStatusTable(written: readonly Status[], paint: Paint): string {
  return `${plainly(written)
    .map((one) => renderRegion(one, paint))
    .join('\n\n')}\n`;
}

function renderRegion(status: Status, paint: Paint): string {
  const { account, region, at, quarantined, spared, unread } = status;
  const paused = pauseInWords(status);
  const failed = refusedDeletions(status);
  const sections = [
    paint('bold', `Account ${account}, ${region}, ${dateTime(at)}`),
    paused === undefined ? '' : paint('red', wrap(paused)),
    wrap(lookedInWords(status)),
    section(
      `QUARANTINED ${quarantined.length}`,
      quarantined.map((one) => block(one, status, paint)),
    ),
    section(
      paint('red', `FAILED ${failed.length}, AWS refused the deletion`),
      failed.map(({ named, why }) => `  ${named}\n${wrap(why, INDENT)}`),
    ),
    section(
      `KEPT OR REJECTED ${spared.length}`,
      spared.map((one) => block(one, status, paint)),
    ),
    section(
      paint('yellow', `NOT READ ${unread.length}`),
      unread.map(({ name, why }) => wrap(`${name}: ${why}`, 2)),
    ),
    section(
      'THE NEXT SEVEN DAYS, with the present answers',
      weekInWords(status).map((line) => wrap(line, 2)),
    ),
    section(
      'DELETED',
      deletionLines(status).map((line) => wrap(line, 2)),
    ),
    wrap(ONLY_A_SCAN_JUDGES),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function section(title: string, members: readonly string[]): string {
  return members.length === 0 ? '' : [title, ...members].join('\n');
}

function block(one: StatusNlb, status: Status, paint: Paint): string {
  const about = [
    one.name,
    ...(one.cluster === undefined ? [] : [`cluster ${one.cluster}`]),
    ...(one.quarantine === undefined ? [] : [reasonWithCode(one.quarantine.reason)]),
  ];
  return [
    `  ${paint('bold', one.named)}`,
    wrap(about.join(' · '), INDENT),
    wrap(`Answer: ${answerInWords(one)}`, INDENT),
    ...(one.notBefore === undefined ? [] : [wrap(`Not before ${dateTime(one.notBefore)}`, INDENT)]),
    wrap(waitInWords(one, status), INDENT),
  ].join('\n');
}
