/** Words of the summary that mail and Slack share. Pure. */
import { count, dateTime } from '../words.ts';
import { costInWords } from './prices.ts';
import type { Standing } from './standing.ts';
import { fitted } from './subject.ts';
import type { Summary, SummaryDeletion, SummaryLostCluster, SummaryNlb, SummaryUnread } from './summary-form.ts';

/** What matters most, as far as a subject takes it. */
export function summarySubject(summary: Summary): string {
  const phrases = inShort(summary);
  const summed = (shown: number): string => `summary: ${phrases.slice(0, shown).join(', ')}`;
  // The least important comes last.
  return fitted(summary, [
    `weekly ${summed(phrases.length)}`,
    ...phrases.map((_, index) => summed(phrases.length - index)),
  ]);
}

/** The phrases of the subject, the most important first, none left out. */
export function inShort(summary: Summary): readonly string[] {
  const { paused, counts, monthlyCostUsd, deleted } = summary;
  const { orphans, waiting, unknown } = counts;
  const said = [
    paused === null ? '' : 'PAUSED',
    // "No orphan" is said only where everything was judged.
    orphans > 0 ? count(orphans, 'orphan') : unknown === 0 ? 'no orphan' : '',
    waiting > 0 ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for you` : '',
    unknown > 0 ? `${unknown} not judged` : '',
    (deleted?.savedUsd ?? 0) > 0
      ? `USD ${Math.round(deleted?.savedUsd ?? 0)} a month saved`
      : (monthlyCostUsd ?? 0) > 0
        ? `USD ${Math.round(monthlyCostUsd ?? 0)} a month to save`
        : '',
  ];
  return said.filter((text) => text !== '');
}

/** Sentences about all of it, the first about what was looked at. */
export function overviewLines(summary: Summary): readonly string[] {
  const { counts, monthlyCostUsd, unjudged, lostClusters, since } = summary;
  const { judged, orphans, waiting, inUse, leftAlone, unknown } = counts;
  const looked =
    judged === 0 ? 'No Network Load Balancers here.' : `${count(judged, 'NLB')} judged, ${found(summary)}.`;
  const rest = judged === 0 ? [] : [`${inUse} in use, ${leftAlone} left alone, ${unknown} unknown and so kept.`];
  return [
    looked,
    ...rest,
    ...(unjudged === null ? [] : [`${unjudged}.`]),
    ...(orphans === 0 ? [] : [`The orphans cost ${costInWords(monthlyCostUsd)} (list prices).`]),
    ...(waiting === 0 ? [] : [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a person's answer.`]),
    ...lostLine(lostClusters.items.length + lostClusters.more),
    since === null ? 'This is the first summary.' : `The last summary was of ${dateTime(new Date(since))}.`,
  ];
}

function lostLine(number: number): readonly string[] {
  if (number === 0) return [];
  const names = number === 1 ? 'name 1 cluster' : `name ${number} clusters`;
  return [`Tags ${names} that EKS does not know: say below whether ${number === 1 ? 'it is' : 'they are'} gone.`];
}

function found({ counts: { orphans, unknown }, loadBalancers, since }: Summary): string {
  if (orphans === 0) return unknown === 0 ? 'no orphan' : 'no orphan found among those that could be read';
  const fresh = loadBalancers.flatMap(({ items }) => items).filter(({ isNew }) => isNew).length;
  const isWhole = loadBalancers.every(({ more }) => more === 0);
  const news = since === null || !isWhole ? '' : fresh === 0 ? ', none of them new' : `, ${fresh} of them new`;
  return `${count(orphans, 'orphan')}${news}`;
}

/** What the mode means for what is told here. */
export function modeLine({ mode, approval }: Summary): string {
  switch (mode) {
    case 'report':
      return 'Mode "report": nothing is tagged and nothing is deleted. When the verdicts are right, set another mode.';
    case 'quarantine':
      return 'Mode "quarantine": orphans are tagged, and nothing is deleted.';
    case 'delete':
      return approval === 'required'
        ? 'Mode "delete": nothing is deleted unless a person approves it.'
        : 'Mode "delete", approval "automatic": an orphan without a caution is deleted once its window is over and people were reminded, unless somebody keeps or rejects it.';
  }
}

export function standingTitle(standing: Standing, { mode, paused }: Summary): string {
  switch (standing) {
    case 'waits':
      return 'Waiting for your answer';
    case 'automatic':
      return 'Deleted on their day unless somebody answers';
    case 'approved':
      return 'Approved';
    case 'orphan':
      return mode === 'report' ? 'Orphans' : paused === null ? 'Orphans that nobody was told of yet' : 'Other orphans';
    case 'frozen':
      return 'Quarantined, and cannot be judged now';
    case 'left-alone':
      return 'Left alone, otherwise orphans';
  }
}

/** What it is called first. */
export function nlbTitle({ service, name, cluster, isNew }: SummaryNlb): string {
  const called = service === null ? name : `${service} in cluster ${cluster ?? 'unknown'}`;
  return isNew ? `${called} (new)` : called;
}

/** `2, shown by nlb-janitor explain --region eu-west-3 a1b2…` */
export function cautionsInWords({ cautions, name }: SummaryNlb, { region }: Summary): string {
  return `${cautions}, shown by nlb-janitor explain --region ${region} ${name}`;
}

/** The facts of one NLB, without its explanation. */
export function nlbFacts({ name, service, monthlyCostUsd, cautions }: SummaryNlb): readonly string[] {
  return [
    ...(service === null ? [] : [name]),
    costInWords(monthlyCostUsd),
    ...(cautions === 0 ? [] : [count(cautions, 'caution')]),
  ];
}

/** Whom it waits for, since when, and not before when; undefined where nothing is to be said. */
export function nlbStand({ says, since, notBefore }: SummaryNlb, standing: Standing): string | undefined {
  if (standing === 'waits' && since !== null) {
    const earliest =
      notBefore === null
        ? ''
        : `; not deleted unless somebody approves it, and not before ${dateTime(new Date(notBefore))}`;
    return `${says === null ? '' : `${says} `}Waits since ${dateTime(new Date(since))}${earliest}.`;
  }
  return says ?? undefined;
}

/** Which answers end the waiting of such a group, and how; undefined where none is asked for. */
export function howToAnswer(standing: Standing, { mode, region }: Summary): HowToAnswer | undefined {
  const command = (words: string): string => `nlb-janitor ${words} --region ${region} <name>`;
  switch (standing) {
    case 'waits':
      return {
        lead: 'To answer, take the commands of its notice, or:',
        command: command(mode === 'delete' ? 'approve|reject|keep' : 'reject|keep'),
      };
    case 'automatic':
    case 'approved':
      return { lead: 'To stop it, take the commands of its notice, or:', command: command('reject|keep') };
    case 'orphan':
    case 'frozen':
    case 'left-alone':
      return undefined;
  }
}

export interface HowToAnswer {
  readonly lead: string;
  readonly command: string;
}

export const LOST_TITLE = 'Clusters that EKS does not know: say whether they are gone';
/** Before what targets and traffic show. */
export const LOST_WHY = 'EKS knows no cluster of this name here, and nothing on record tells how it ended.';

/** `1 NLB cannot be judged, and so is kept.`; empty where none depends on it. */
export function keepsInWords({ keeps }: SummaryUnread): string {
  if (keeps === 0) return '';
  return `${count(keeps, 'NLB')} cannot be judged, and so ${keeps === 1 ? 'is' : 'are'} kept.`;
}

export function lostTitle({ cluster, loadBalancers, monthlyCostUsd }: SummaryLostCluster): string {
  return `${cluster}: ${count(loadBalancers, 'NLB')}, ${costInWords(monthlyCostUsd)}`;
}

export function deletionLine({ name, service, cluster, deletedAt, monthlyCostUsd }: SummaryDeletion): string {
  const called = service === null ? name : `${service} in cluster ${cluster ?? 'unknown'} (${name})`;
  return `${called}, ${dateTime(new Date(deletedAt))}, ${costInWords(monthlyCostUsd)}`;
}

/** Undefined in a mode that never deletes. */
export function deletedTitle({ deleted, since }: Summary): string | undefined {
  if (deleted === null) return undefined;
  const when = since === null ? 'in the last seven days' : 'since the last summary';
  if (deleted.unread !== null) return `What was deleted ${when} could not be read`;
  if (deleted.number === 0) return `Nothing deleted ${when}`;
  return `Deleted ${when}: ${count(deleted.number, 'NLB')}, ${costInWords(deleted.savedUsd)} saved`;
}

export function scanCommand({ region }: Summary): string {
  return `nlb-janitor scan --region ${region}`;
}
