/** The checks of `doctor`: as a table for a terminal, in which what is to be done stands out, and as JSON for programs. */
import type { Check, CheckState } from '../../lambda/core/doctor/check.ts';
import { plainJson, plainly } from '../../lambda/core/report/plain-text.ts';
import { writeInstant } from '../../lambda/core/time.ts';
import { count, dateTime, listed } from '../../lambda/core/words.ts';
import { wrap, type Paint, type Style } from './layout.ts';

/** Raised when a field changes its meaning, or goes away, so that a reader of this one may misread it. */
const VERSION = 1;

export interface DoctorReport {
  /** Undefined where AWS did not say. */
  readonly account: string | undefined;
  readonly region: string;
  readonly at: Date;
  readonly checks: readonly Check[];
}

export function renderDoctorJson(reports: readonly DoctorReport[]): string {
  const written = reports.map(({ account, region, at, checks }) => ({
    account: account ?? null,
    region,
    at: writeInstant(at),
    checks: checks.map(({ id, state, title, found, todo }) => ({ id, state, title, found, todo: todo ?? null })),
  }));
  return `${plainJson(JSON.stringify({ version: VERSION, reports: written }, null, 2))}\n`;
}

export function renderDoctor(reports: readonly DoctorReport[], paint: Paint): string {
  return `${plainly(reports)
    .map((report) => renderReport(report, paint))
    .join('\n\n')}\n`;
}

const WORD_COLUMNS = 13;
const WORDS: Readonly<Record<CheckState, { readonly word: string; readonly style: Style }>> = {
  failure: { word: 'FAILURE', style: 'red' },
  warning: { word: 'WARNING', style: 'yellow' },
  'not-checked': { word: 'not checked', style: 'dim' },
  ok: { word: 'ok', style: 'green' },
};

function renderReport({ account, region, at, checks }: DoctorReport, paint: Paint): string {
  const head = paint('bold', `Account ${account ?? 'unknown'}, ${region}, ${dateTime(at)}`);
  const lines = checks.map((check) => renderCheck(check, paint));
  return [head, lines.join('\n'), summary(checks)].join('\n\n');
}

function renderCheck({ state, title, found, todo }: Check, paint: Paint): string {
  const { word, style } = WORDS[state];
  const text = indented(`${title}: ${found}`);
  const lines = [`${paint(style, word.padEnd(WORD_COLUMNS))}${text}`];
  if (todo !== undefined) lines.push(`${' '.repeat(WORD_COLUMNS)}${indented(`To do: ${todo}`)}`);
  return lines.join('\n');
}

/** Without the margin of its first line, which holds the word. */
function indented(text: string): string {
  return wrap(text, WORD_COLUMNS).trimStart();
}

function summary(checks: readonly Check[]): string {
  const of = (state: CheckState): readonly Check[] => checks.filter((check) => check.state === state);
  const [failures, warnings] = [of('failure'), of('warning')];
  const counted = `${count(failures.length, 'failure')}, ${count(warnings.length, 'warning')}, ${of('ok').length} ok, ${of('not-checked').length} not checked.`;
  if (failures.length === 0) return wrap(counted);
  return wrap(
    `${counted} Mend first: ${listed(
      failures.map(({ title }) => title),
      failures.length,
    )}.`,
  );
}
