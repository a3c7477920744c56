/** A scan as Markdown, for an issue or a wiki page: the same content and order as the table. */
import { causesOf, type Cause } from '../../lambda/core/report/causes.ts';
import type { LostCluster } from '../../lambda/core/report/lost-clusters.ts';
import { plainly } from '../../lambda/core/report/plain-text.ts';
import type { PendingSettings } from '../../lambda/core/plan/not-before.ts';
import { answerInWords } from '../../lambda/core/report/pending-words.ts';
import { outlookInWords, quarantinedIn } from '../../lambda/core/report/quarantined.ts';
import { savingUsd, usedByOthers, type Judged, type ScanReport } from '../../lambda/core/report/scan.ts';
import { dateTime } from '../../lambda/core/words.ts';
import { namespacedName } from '../../lambda/model/kubernetes.ts';
import { usd } from './layout.ts';
import { code, prose } from './markdown-text.ts';
import { savingLine } from './table.ts';

/** @param failedRegions how many could not be judged at all */
export function renderMarkdown(written: readonly ScanReport[], settings: PendingSettings, failedRegions = 0): string {
  const reports = plainly(written);
  return `${[...reports.map((report) => renderRegion(report, settings)), `**${prose(savingLine(reports, failedRegions))}**`].join('\n\n')}\n`;
}

function renderRegion(report: ScanReport, settings: PendingSettings): string {
  const { judged } = report;
  const title = `## Network Load Balancers of account ${prose(report.account)} in ${prose(report.region)}\n\nJudged at ${dateTime(report.at)}.`;
  if (judged.length === 0) return `${title}\n\nNo Network Load Balancers here.`;
  const causes = causesOf(report);
  const parts = [
    title,
    orphanTable(judged.filter((one) => one.is === 'orphan')),
    quarantinedTable(report, settings),
    unknownPart(causes.ofUnknown),
    lostPart(report.lostClusters),
    table('In use, otherwise orphans', usedByOthers(judged)),
    table(
      'Left alone, otherwise orphans',
      judged.filter((one) => one.is === 'leave-alone' && one.otherwise !== undefined),
    ),
    causes.others.length === 0 ? '' : ['### Not read', '', ...causes.others.map((why) => `- ${prose(why)}`)].join('\n'),
    `${judged.length} in all: ${(['orphan', 'unknown', 'in-use', 'leave-alone'] as const)
      .map((is) => `${judged.filter((one) => one.is === is).length} ${is}`)
      .join(', ')}.`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function orphanTable(orphans: readonly Judged[]): string {
  if (orphans.length === 0) return '';
  const rows = orphans.map((one) => {
    const cautions = one.is === 'orphan' ? one.cautions.map(({ words }) => ` Caution: ${words}`).join('') : '';
    return `| ${code(one.loadBalancer.name)} | ${prose(owner(one))} | ${prose(one.reason)} | ${prose(one.explanation + cautions)} | ${usd(one.monthlyCostUsd)} |`;
  });
  return [
    '### Orphans',
    '',
    '| load balancer | cluster, Service | reason | why | USD a month |',
    '| --- | --- | --- | --- | ---: |',
    ...rows,
    `| | | | **together** | **${usd(savingUsd(orphans))}** |`,
  ].join('\n');
}

function quarantinedTable(report: ScanReport, settings: PendingSettings): string {
  const quarantined = quarantinedIn(report, settings);
  if (quarantined.length === 0) return '';
  const rows = quarantined.map((one) => {
    const { judged, pending } = one;
    const notBefore = pending.notBefore === undefined ? '' : dateTime(pending.notBefore);
    const lastError = pending.quarantine?.lastError;
    const outlook = `${outlookInWords(one, settings)}${lastError === undefined ? '' : ` Last error: ${lastError}`}`;
    return `| ${code(judged.loadBalancer.name)} | ${prose(owner(judged))} | ${judged.is} | ${prose(answerInWords(pending))} | ${notBefore} | ${prose(outlook)} |`;
  });
  return [
    '### Quarantined',
    '',
    '| load balancer | cluster, Service | verdict | answer | not before | what follows |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function lostPart(lost: readonly LostCluster[]): string {
  if (lost.length === 0) return '';
  const rows = lost.map(
    ({ cluster, loadBalancers, monthlyCostUsd, signs, confirm }) =>
      `| ${prose(cluster)} | ${loadBalancers} | ${usd(monthlyCostUsd)} | ${signs.map(prose).join('; ')} | ${confirm === undefined ? 'delete them by hand' : code(confirm)} |`,
  );
  return [
    '### Clusters that EKS does not know: say whether they are gone',
    '',
    '| cluster | load balancers | USD a month | targets and traffic | if it is gone |',
    '| --- | ---: | ---: | --- | --- |',
    ...rows,
  ].join('\n');
}

/** A cause is told once, however many it keeps: those with one of their own in one table, then a table for each other. */
function unknownPart(causes: readonly Cause[]): string {
  const alone = causes.filter(({ keeps }) => keeps.length === 1).flatMap(({ keeps }) => keeps);
  const several = causes.filter(({ keeps }) => keeps.length > 1);
  const title = 'Unknown, so kept';
  return [
    alone.length > 0 || several.length === 0 ? table(title, alone) : `### ${title}`,
    ...several.flatMap(({ why, keeps }) => [
      `${prose(why)} Keeps ${keeps.length}:`,
      ['| load balancer | cluster, Service | reason |', '| --- | --- | --- |', ...keeps.map(shortRow)].join('\n'),
    ]),
  ].join('\n\n');
}

function shortRow(one: Judged): string {
  return `| ${code(one.loadBalancer.name)} | ${prose(owner(one))} | ${prose(one.reason)} |`;
}

function table(title: string, members: readonly Judged[]): string {
  if (members.length === 0) return '';
  const rows = members.map(
    (one) =>
      `| ${code(one.loadBalancer.name)} | ${prose(owner(one))} | ${prose(one.reason)} | ${prose(one.explanation)} |`,
  );
  return [
    `### ${title}`,
    '',
    '| load balancer | cluster, Service | reason | why |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function owner(one: Judged): string {
  if (one.owner === undefined) return '';
  if (one.owner.is === 'other') return one.owner.cluster ?? '';
  return `${one.owner.cluster}, ${namespacedName(one.owner.service)}`;
}
