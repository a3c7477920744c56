/** A scan as text for a terminal: orphans first, then what is unknown and what to do, then counts and the saving. */
import { causesOf, type Cause } from '../../lambda/core/report/causes.ts';
import type { LostCluster } from '../../lambda/core/report/lost-clusters.ts';
import { answerInWords } from '../../lambda/core/report/pending-words.ts';
import type { PendingSettings } from '../../lambda/core/plan/not-before.ts';
import { outlookInWords, quarantinedIn, type Quarantined } from '../../lambda/core/report/quarantined.ts';
import { savingUsd, usedByOthers, type Judged, type ScanReport } from '../../lambda/core/report/scan.ts';
import { plainly } from '../../lambda/core/report/plain-text.ts';
import { costInWords } from '../../lambda/core/report/prices.ts';
import { unjudgedInWords } from '../../lambda/core/report/unjudged.ts';
import { count, dateTime, sentence } from '../../lambda/core/words.ts';
import { namespacedName } from '../../lambda/model/kubernetes.ts';
import { spread, usd, wrap, type Paint } from './layout.ts';

const INDENT = 4;

/** @param failedRegions how many could not be judged at all */
export function renderTable(
  written: readonly ScanReport[],
  settings: PendingSettings,
  paint: Paint,
  failedRegions = 0,
): string {
  const reports = plainly(written);
  const blocks = reports.map((report) => renderRegion(report, settings, paint));
  return `${[...blocks, wrap(savingLine(reports, failedRegions))].join('\n\n')}\n`;
}

function renderRegion(report: ScanReport, settings: PendingSettings, paint: Paint): string {
  const { judged } = report;
  const head = paint('bold', `Account ${report.account}, ${report.region}, ${dateTime(report.at)}`);
  if (judged.length === 0) return `${head}\n\nNo Network Load Balancers here.`;

  const orphans = judged.filter((one) => one.is === 'orphan');
  const unknown = judged.filter((one) => one.is === 'unknown');
  const causes = causesOf(report);
  const used = usedByOthers(judged);
  const quarantined = quarantinedIn(report, settings);
  const spared = judged.filter((one) => one.is === 'leave-alone' && one.otherwise !== undefined);
  const sections = [
    head,
    section(paint('red', spread(`ORPHANS ${orphans.length}`, 'USD a month')), orphans, (one) => block(one, paint)),
    section(`QUARANTINED ${quarantined.length}`, quarantined, (one) => quarantinedBlock(one, settings, paint)),
    section(paint('yellow', `UNKNOWN ${unknown.length}, so kept`), causes.ofUnknown, (cause) =>
      causeBlock(cause, paint),
    ),
    section(
      `CLUSTERS THAT EKS DOES NOT KNOW ${report.lostClusters.length}: say whether they are gone`,
      report.lostClusters,
      (one) => lostBlock(one, paint),
    ),
    section(`IN USE ${used.length}, otherwise orphans`, used, (one) => block(one, paint)),
    section(`LEFT ALONE ${spared.length}, otherwise orphans`, spared, (one) => block(one, paint)),
    section(paint('yellow', `NOT READ ${causes.others.length}, to be fixed`), causes.others, (why) => wrap(why, 2)),
    counts(judged),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function section<T>(title: string, members: readonly T[], render: (one: T) => string): string {
  return members.length === 0 ? '' : [title, ...members.map(render)].join('\n');
}

function quarantinedBlock(one: Quarantined, settings: PendingSettings, paint: Paint): string {
  const { judged, pending } = one;
  const { quarantine, notBefore } = pending;
  const times = [
    ...(quarantine === undefined ? [] : [`since ${dateTime(quarantine.quarantinedAt)}`]),
    ...(notBefore === undefined ? [] : [`not before ${dateTime(notBefore)}`]),
  ];
  return [
    `  ${paint('bold', judged.loadBalancer.name)}`,
    wrap([judged.is, ...ownerWords(judged)].join(' · '), INDENT),
    wrap([answerInWords(pending), ...times].join(' · '), INDENT),
    wrap(outlookInWords(one, settings), INDENT),
    ...(quarantine?.lastError === undefined ? [] : [wrap(`Last error: ${quarantine.lastError}`, INDENT)]),
  ].join('\n');
}

/** For a name that no answer can hold. */
const BY_HAND = 'delete them by hand';

/** One answer for all of a cluster's NLBs. */
function lostBlock({ cluster, loadBalancers, monthlyCostUsd, signs, confirm }: LostCluster, paint: Paint): string {
  const facts = [`${count(loadBalancers, 'load balancer')}, USD ${usd(monthlyCostUsd)} a month`, ...signs].join(' · ');
  return [`  ${paint('bold', cluster)}`, wrap(facts, INDENT), `    If it is gone: ${confirm ?? BY_HAND}`].join('\n');
}

/** A cause is told once, however many it keeps. */
function causeBlock({ why, keeps }: Cause, paint: Paint): string {
  const [only, ...more] = keeps;
  if (only !== undefined && more.length === 0) return block(only, paint);
  const rows = keeps.map((one) => wrap([one.loadBalancer.name, one.reason, ...ownerWords(one)].join(' · '), INDENT));
  return [wrap(why, 2), `  ${paint('bold', `keeps ${count(keeps.length, 'load balancer')}:`)}`, ...rows].join('\n');
}

function block(one: Judged, paint: Paint): string {
  const cost = one.is === 'orphan' ? usd(one.monthlyCostUsd) : '';
  const lines = [
    `  ${paint('bold', one.loadBalancer.name)}${spread('', cost, 78 - one.loadBalancer.name.length)}`.trimEnd(),
    wrap([one.reason, ...ownerWords(one)].join(' · '), INDENT),
    wrap(one.explanation, INDENT),
  ];
  if (one.is === 'orphan') lines.push(...one.cautions.map(({ words }) => wrap(`Caution: ${words}`, INDENT)));
  return lines.join('\n');
}

export function ownerWords(one: Judged): readonly string[] {
  if (one.owner === undefined) return [];
  if (one.owner.is === 'other') return one.owner.cluster === undefined ? [] : [`cluster ${one.owner.cluster}`];
  const { cluster, service, controller } = one.owner;
  return [`cluster ${cluster}`, `Service ${namespacedName(service)}`, controller];
}

/** One line per verdict with its reasons: `In use 6: serves-service 5, target-group-binding 1`. */
export function counts(judged: readonly Judged[]): string {
  const line = (title: string, is: Judged['is']): string => {
    const members = judged.filter((one) => one.is === is);
    const reasons = new Map<string, number>();
    for (const one of members) reasons.set(one.reason, (reasons.get(one.reason) ?? 0) + 1);
    const parts = [...reasons].map(([reason, number]) => `${reason} ${number}`).toSorted();
    return wrap(`${title} ${members.length}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`);
  };
  return [
    count(judged.length, 'Network Load Balancer'),
    line('Orphans', 'orphan'),
    line('Unknown', 'unknown'),
    line('In use', 'in-use'),
    line('Left alone', 'leave-alone'),
  ].join('\n');
}

/** "Nothing to save" is said only when everything was judged. */
export function savingLine(reports: readonly ScanReport[], failedRegions = 0): string {
  const orphans = reports.flatMap((report) => report.judged).filter((one) => one.is === 'orphan');
  const gaps = [
    unjudgedInWords(reports),
    failedRegions === 0 ? undefined : `${count(failedRegions, 'region')} could not be judged at all`,
  ].filter((gap) => gap !== undefined);
  if (orphans.length === 0)
    return gaps.length === 0 ? 'No orphans: nothing to save.' : `No orphans found, but ${gaps.join('; ')}.`;
  const saving = `Deleting the ${count(orphans.length, 'orphan')} would save ${savingInWords(orphans)}.`;
  return [saving, ...gaps.map(sentence)].join(' ');
}

/** What has no price in USD is said, not counted as nothing. */
function savingInWords(orphans: readonly Judged[]): string {
  const saving = savingUsd(orphans);
  const unpriced = orphans.filter((one) => one.monthlyCostUsd === undefined).length;
  if (saving === undefined) return costInWords(undefined);
  const priced = `${costInWords(saving)} (list prices)`;
  return unpriced === 0 ? priced : `${priced}, and what ${unpriced} of them cost that are not billed in USD`;
}
