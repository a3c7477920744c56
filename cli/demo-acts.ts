/** The demo in four acts of one screen each: found, told, answered, deleted. Tells what the ten days brought. */
import { savingUsd, type Judged, type ScanReport } from '../lambda/core/report/scan.ts';
import { costInWords, sumUsd } from '../lambda/core/report/prices.ts';
import { reasonInWords } from '../lambda/core/reason-words.ts';
import { nlbTitle } from '../lambda/core/report/summary-words.ts';
import { dayOf } from '../lambda/core/time.ts';
import { count, dateTime, listed } from '../lambda/core/words.ts';
import { namespacedName } from '../lambda/model/kubernetes.ts';
import type { DeletionRecord } from '../lambda/model/record.ts';
import type { Day } from './demo-life.ts';
import { about, approvalIn, digestIn, gistOf, quoted, slackLines, summaryIn } from './demo-message.ts';
import { usd, wrap } from './render/layout.ts';
import { counts } from './render/table.ts';

interface Story {
  /** What the first scan says. */
  readonly found: ScanReport;
  readonly days: readonly Day[];
  readonly deletions: readonly DeletionRecord[];
  /** What a scan says at the end. */
  readonly left: ScanReport;
}

interface Act {
  readonly title: string;
  readonly text: string;
}

/** The one orphan whose messages are shown. */
const SHOWN = 'checkout/legacy';
/** Those that look like orphans and are none. */
const KEPT = ['partners/ledger', 'tenant-7/kube-apiserver'];
/** The day on which the first windows end. */
const DUE_DAY = 7;

export const WHAT_NEXT = `1. Scan your account. It writes nothing:
     npx nlb-janitor scan --region eu-west-3
2. Look at every kind of message, as mail, in Slack and in the chat:
     npx nlb-janitor preview-messages
3. Answer for these orphans yourself, still without AWS:
     npm run sandbox
4. Deploy in mode "report" (README.md, Deploy): it only looks, and sends you a
   summary once a week.
These ten days with all that happened: npm start -- --days
`;

export function actsOf(story: Story): readonly Act[] {
  return [
    { title: 'Act 1: Found', text: found(story) },
    { title: 'Act 2: Told', text: told(story) },
    { title: 'Act 3: Answered', text: answered(story) },
    { title: 'Act 4: Deleted', text: deleted(story) },
  ];
}

function found({ found: { judged, account, region } }: Story): string {
  const orphans = judged.filter((one) => one.is === 'orphan');
  const rows = orphans.map(
    (one) =>
      `${one.cautions.length === 0 ? '  ' : '! '}${serviceOf(one).padEnd(18)}${one.reason.padEnd(28)}${usd(one.monthlyCostUsd).padStart(12)}`,
  );
  const kept = judged.filter((one) => KEPT.includes(serviceOf(one)));
  return lines(
    `\`npx nlb-janitor scan\` reads account ${account}, ${region}, writes nothing.`,
    '',
    counts(judged),
    '',
    `  ${'ORPHANS'.padEnd(18)}${'why'.padEnd(28)}${'USD a month'.padStart(12)}`,
    ...rows,
    `  ${''.padEnd(46)}${usd(savingUsd(judged)).padStart(12)}`,
    '',
    '! A caution: a DNS record leads to it, its clients have not moved, or the like.',
    'These two look like orphans, and are kept:',
    ...kept.map((one) => indentedAfterFirst(`  ${serviceOf(one)}, ${one.reason}: ${one.explanation}`)),
  );
}

function told({ days }: Story): string {
  const [first] = days;
  const message = first === undefined ? undefined : about(SHOWN, 'orphan', first.messages);
  if (first === undefined || message === undefined) return '';
  const [whole] = first.messages.flatMap((one) => digestIn(one) ?? []);
  const slack = whole === undefined ? [] : slackLines(whole, message.subject);
  const rows = slack.filter((line) => line.startsWith('• '));
  return lines(
    wrap(
      `${day(first)}: a sweep quarantines the ${rows.length} by tags, which changes nothing else, and sends an e-mail. What it says of one (… marks what is cut here; --days shows it whole):`,
    ),
    '',
    quoted([
      `Subject: ${message.subject}`,
      '',
      ...gistOf(message.digest),
      '…',
      ...approvalIn(message.digest),
    ]).trimEnd(),
    '',
    `Slack shows the same ${rows.length}, up to five as cards, more as a table:`,
    '',
    quoted(rows).trimEnd(),
  );
}

function answered({ days }: Story): string {
  const one = days.find(({ messages }) => about(SHOWN, 'answered', messages) !== undefined);
  const message = one === undefined ? undefined : about(SHOWN, 'answered', one.messages);
  if (one === undefined || message === undefined) return '';
  const released = one.outcomes.flatMap((outcome) =>
    outcome.did === 'released' ? [{ service: one.services.get(outcome.name), verdict: outcome.verdict }] : [],
  );
  return lines(
    `${day(one)}: people answer, by a command or by the same tag:`,
    '',
    ...one.events.map((event) => wrap(`> ${event}`, 2)),
    '',
    'The next sweep acknowledges each, with the name and the earliest deletion:',
    '',
    quoted([
      `Subject: ${message.subject}`,
      '',
      ...gistOf(message.digest)
        .filter((line) => !line.startsWith('When'))
        .slice(0, 14),
    ]).trimEnd(),
    '',
    'What becomes of each:',
    '  approved: waits until its window is over. Until then keep or reject stops it.',
    ...released.map(({ service, verdict }) =>
      indentedAfterFirst(`  ${verdict.reason}: ${service} is left alone. ${verdict.explanation}`),
    ),
  );
}

function deleted({ days, deletions, left }: Story): string {
  const all = days.flatMap(({ messages }) => messages);
  const message = about(SHOWN, 'deleted', all);
  const gone = deletions.filter((record) => record.is === 'deleted');
  const saved = costInWords(sumUsd(gone.map(({ monthlyCostUsd }) => monthlyCostUsd)));
  const waits = left.judged.filter((one) => one.is === 'orphan');
  return lines(
    'Each is judged again right before, and goes after a snapshot:',
    '',
    ...(message === undefined
      ? []
      : [quoted([`Subject: ${message.subject}`, '', ...gistOf(message.digest).slice(0, 13)]).trimEnd(), '']),
    ...days.flatMap(happenings),
    '',
    `${count(gone.length, 'load balancer')} deleted: ${saved} saved.`,
    ...waits.map((one) =>
      wrap(
        `Still waits for an answer on ${dayOf(left.at)}: ${serviceOf(one)}, USD ${usd(one.monthlyCostUsd)} a month. ${reasonInWords(one.reason)}`,
      ),
    ),
    ...lastSummary(days),
  );
}

function lastSummary(days: readonly Day[]): readonly string[] {
  const [last] = days
    .flatMap(({ at, messages }) =>
      messages.flatMap((one) => {
        const summary = summaryIn(one);
        return summary === undefined ? [] : [{ at, summary, subject: one.subject ?? '' }];
      }),
    )
    .toReversed();
  if (last === undefined) return [];
  const waits = last.summary.loadBalancers.find(({ standing }) => standing === 'waits')?.items ?? [];
  const forWhat = waits.length === 0 ? '' : `, waits for an answer for ${listed(waits.map(nlbTitle))}`;
  return [
    wrap(`Once a week there is a summary. That of ${dayOf(last.at)}, before the deletions of that day${forWhat}:`),
    quoted([last.subject]).trimEnd(),
  ];
}

/** What was deleted, what was not, and what had to wait on the day on which the first windows ended. */
function happenings({ number, at, outcomes, held, services }: Day): readonly string[] {
  const line = (name: string, words: string): string =>
    indentedAfterFirst(`${at.toISOString().slice(5, 10)} ${services.get(name)}: ${words}`);
  const done = outcomes.flatMap((outcome) => {
    switch (outcome.did) {
      case 'deleted':
        return [line(outcome.name, `deleted, with ${count(outcome.record.companions.length, 'target group')}`)];
      case 'spared':
        return [line(outcome.name, `spared at the last moment: ${outcome.why}`)];
      case 'failed':
        return [line(outcome.name, 'AWS refused, since somebody had just protected it. It stays.')];
      case 'quarantined':
      case 'released':
      case 'not-attempted':
        return [];
    }
  });
  const waits = held.map(({ name, why }) => line(name, `waits: ${why.replace(/ from https:\S+/, '')}`));
  return number === DUE_DAY ? [...done, ...waits] : done;
}

/** What goes on stands under the words after the date. */
function indentedAfterFirst(text: string): string {
  const margin = /^ */.exec(text)?.[0] ?? '';
  return margin + wrap(text, margin.length + 2).trimStart();
}

function day({ number, at }: Day): string {
  return `Day ${number}, ${dateTime(at)}`;
}

function serviceOf({ owner, loadBalancer }: Judged): string {
  return owner === undefined || owner.is === 'other' ? loadBalancer.name : namespacedName(owner.service);
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
