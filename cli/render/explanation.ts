/** One NLB explained on a terminal: the verdict, why, and every signal with the way it points. */
import type { Signal } from '../../lambda/core/explain/signal.ts';
import type { Judged } from '../../lambda/core/report/scan.ts';
import { plainly } from '../../lambda/core/report/plain-text.ts';
import { costInWords } from '../../lambda/core/report/prices.ts';
import { dateTime } from '../../lambda/core/words.ts';
import { wrap, type Paint, type Style } from './layout.ts';
import { ownerWords } from './table.ts';

const NAME_COLUMNS = 22;
const MARK_COLUMNS = 15;

const POINTERS: Readonly<Record<Signal['points'], { mark: string; style: Style }>> = {
  keeps: { mark: 'for keeping', style: 'green' },
  condemns: { mark: 'for an orphan', style: 'red' },
  nothing: { mark: 'says nothing', style: 'dim' },
  unread: { mark: 'not read', style: 'yellow' },
};

const VERDICT_STYLE: Readonly<Record<Judged['is'], Style>> = {
  orphan: 'red',
  unknown: 'yellow',
  'in-use': 'green',
  'leave-alone': 'green',
};

/** Why the verdict stands beside what was not read. */
const UNREAD: Readonly<Record<Judged['is'], string>> = {
  orphan: 'The verdict does not rest on it.',
  unknown: 'That never condemns.',
  'in-use': 'That never condemns, and changes nothing here: what was read keeps it.',
  'leave-alone': 'That never condemns, and changes nothing here: what was read keeps it.',
};

export function renderExplanation(
  verdict: Judged,
  seen: readonly Signal[],
  scan: { account: string; region: string; at: Date },
  paint: Paint,
): string {
  const judged = plainly(verdict);
  const signals = plainly(seen);
  const { loadBalancer } = judged;
  const lines = [
    paint('bold', loadBalancer.name),
    `Account ${scan.account}, ${scan.region}, ${dateTime(scan.at)}`,
    '',
    `Verdict: ${paint(VERDICT_STYLE[judged.is], `${judged.is} (${judged.reason})`)}`,
    wrap(judged.explanation, 2),
  ];
  if (judged.is === 'orphan') lines.push(...judged.cautions.map(({ words }) => wrap(`Caution: ${words}`, 2)));
  lines.push(
    '',
    field('arn', loadBalancer.arn),
    field('dns name', loadBalancer.dnsName),
    field('owner', ownerWords(judged).join(' · ') || 'none that Kubernetes names'),
    field('scheme, VPC', `${loadBalancer.scheme}, ${loadBalancer.vpcId}`),
    field(
      'cost',
      judged.monthlyCostUsd === undefined
        ? costInWords(undefined)
        : `${costInWords(judged.monthlyCostUsd)} (list price)`,
    ),
  );
  if (signals.length > 0) {
    lines.push('', paint('bold', 'Signals, and what each speaks for'));
    for (const { name, says, points } of signals) {
      const { mark, style } = POINTERS[points];
      const text = wrap(says, 2 + NAME_COLUMNS + MARK_COLUMNS).trimStart();
      // A longer name has a line to itself.
      if (name.length >= NAME_COLUMNS) lines.push(`  ${name}`);
      const label = name.length >= NAME_COLUMNS ? '' : name;
      lines.push(`  ${label.padEnd(NAME_COLUMNS)}${paint(style, mark.padEnd(MARK_COLUMNS))}${text}`);
    }
    if (signals.some(({ points }) => points === 'unread')) {
      lines.push('', wrap(`Not read: could not be read, or not all of it. ${UNREAD[judged.is]}`, 2));
    }
  }
  if (judged.evidence.length > 0) {
    lines.push('', paint('bold', 'What the verdict rests on'));
    lines.push(...judged.evidence.map((line) => `  - ${wrap(line, 4).trimStart()}`));
  }
  if (judged.tags !== undefined && judged.tags.size > 0) {
    lines.push('', paint('bold', `Tags (${judged.tags.size})`));
    lines.push(...[...judged.tags].map(([key, value]) => `  ${key} = ${value}`));
  }
  return `${lines.join('\n')}\n`;
}

function field(label: string, value: string): string {
  return `  ${label.padEnd(12)}${value}`;
}
