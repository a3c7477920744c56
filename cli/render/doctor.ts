/** The checks of `doctor`: as a table for a terminal, in which what is to be done stands out, and as JSON for programs. */
import type { Check, CheckState } from '../../lambda/core/doctor/check.ts';
import { folded } from '../../lambda/core/doctor/folded.ts';
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
    checks: checks.map(jsonOf),
  }));
  return `${plainJson(JSON.stringify({ version: VERSION, reports: written }, null, 2))}\n`;
}

export function renderDoctor(reports: readonly DoctorReport[], paint: Paint): string {
  return `${plainly(reports)
    .map((report) => renderReport(report, paint))
    .join('\n\n')}\n`;
}

const MARGIN = 13;
/** What is to be done comes first. */
const ORDER: readonly CheckState[] = ['failure', 'warning', 'not-checked', 'ok'];
const WORDS: Readonly<Record<CheckState, { readonly word: string; readonly style: Style }>> = {
  failure: { word: 'FAILURE', style: 'red' },
  warning: { word: 'WARNING', style: 'yellow' },
  'not-checked': { word: 'not checked', style: 'dim' },
  ok: { word: 'ok', style: 'green' },
};

/** What is to be done is one text for programs. */
function jsonOf({ id, state, title, found, todo, commands }: Check): Record<string, unknown> {
  return { id, state, title, found, todo: todo === undefined ? null : [todo, ...commands].join('\n') };
}

function renderReport({ account, region, at, checks: all }: DoctorReport, paint: Paint): string {
  const checks = folded(all);
  const head = paint('bold', `Account ${account ?? 'unknown'}, ${region}, ${dateTime(at)}`);
  const sections = ORDER.map((state) => checks.filter((check) => check.state === state))
    .filter((members) => members.length > 0)
    .map((members) =>
      members.map((check) => renderCheck(check, paint)).join(members[0]?.state === 'ok' ? '\n' : '\n\n'),
    );
  return [head, ...sections, summary(checks)].join('\n\n');
}

function renderCheck({ state, title, found, todo, commands }: Check, paint: Paint): string {
  const { word, style } = WORDS[state];
  const lines = [`${paint(style, word.padEnd(MARGIN))}${indented(`${title}: ${found}`)}`];
  if (todo !== undefined) {
    const margin = ' '.repeat(MARGIN);
    lines.push(`${margin}${indented(`→ ${todo}${commands.length === 0 ? '' : ':'}`)}`);
    // Whole, so that they can be pasted.
    lines.push(...commands.map((command) => `${margin}  ${command}`));
  }
  return lines.join('\n');
}

/** Without the margin of its first line, which holds the word. */
function indented(text: string): string {
  return wrap(text, MARGIN).trimStart();
}

function summary(checks: readonly Check[]): string {
  const of = (state: CheckState): readonly Check[] => checks.filter((check) => check.state === state);
  const failures = of('failure');
  const counted = `${count(failures.length, 'failure')}, ${count(of('warning').length, 'warning')}, ${of('not-checked').length} not checked, ${of('ok').length} ok.`;
  if (failures.length === 0) return wrap(counted);
  return wrap(
    `${counted} Mend first: ${listed(
      failures.map(({ title }) => title),
      failures.length,
    )}.`,
  );
}
