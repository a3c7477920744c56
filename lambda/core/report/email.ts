/** A digest as plain text for e-mail: reads well in any mail program, answers at the end. Pure. */
import { count, dateTime } from '../words.ts';
import { accountInWords, ownersInWords, whose } from './about.ts';
import { field, wrapped } from './columns.ts';
import { detailsOf } from './email-details.ts';
import { answersText } from './email-answers.ts';
import { factsOf } from './email-entries.ts';
import type { DeletedEntry, Digest, Entry, NlbEntry, OrphanEntry, RefusedEntry } from './entries.ts';
import { HELP, helpField, helpLine } from './help.ts';
import { waitsForPerson } from './notice-words.ts';
import { pageLines } from './page-link.ts';
import { plainly } from './plain-text.ts';
import { sumUsd } from './prices.ts';
import { whyAddressed } from './why-addressed.ts';

export function textOf(written: Digest): string {
  const digest = plainly(written);
  const of = <K extends Entry['kind']>(kind: K): readonly Extract<Entry, { kind: K }>[] =>
    digest.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
  const section = <E extends NlbEntry>(entries: readonly E[], title: (entries: readonly E[]) => string): string =>
    entries.length === 0
      ? ''
      : [
          wrapped(title(entries)),
          ...entries.map((entry) => headed(entry, [...ownerLines(entry), ...factsOf(entry, digest)])),
        ].join('\n\n');
  const about = digest.entries.filter((entry) => entry.kind !== 'refused');
  const sections = [
    wrapped(`Account ${accountInWords(digest)}, ${digest.region}, ${dateTime(new Date(digest.at))}`, '', '    '),
    section(of('reminder'), (entries) => `DELETED SOON: ${nlbs(entries)}. Each is deleted unless somebody answers.`),
    section(of('orphan'), (entries) => orphanTitle(entries, digest)),
    section(of('note'), (entries) => `WAITING: ${nlbs(entries)}.`),
    section(of('failed'), (entries) => `NOT DELETED: AWS refused to delete ${nlbs(entries)}.`),
    refusedText(of('refused'), digest),
    section(of('answered'), (entries) => `ANSWERED: ${nlbs(entries)}.`),
    section(of('deleted'), deletedTitle),
    section(of('left-behind'), (entries) => `LEFT BEHIND: target groups of ${nlbs(entries)}.`),
    section(of('released'), (entries) => `RELEASED: ${nlbs(entries)}, in use or left alone again.`),
    about.length === 0
      ? ''
      : ['DETAILS', ...about.map((entry) => headed(entry, detailsOf(entry, digest)))].join('\n\n'),
    answersText(digest) ?? '',
    ...pageLines(digest),
    `When something looks wrong:\n${helpLine(HELP.wrong, digest)}`,
    whyAddressed(digest),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/** Under the words that say which NLB it is. */
function headed(entry: NlbEntry, lines: readonly string[]): string {
  return [wrapped(whose(entry), '* ', '    '), ...lines].join('\n');
}

/** Why the reader is addressed. */
function ownerLines(entry: NlbEntry): readonly string[] {
  const owners = ownersInWords(entry);
  return owners === undefined ? [] : [field('For', `${owners}, who owns it`)];
}

function nlbs(entries: readonly unknown[]): string {
  return count(entries.length, 'load balancer');
}

function orphanTitle(orphans: readonly OrphanEntry[], digest: Digest): string {
  const found = `ORPHANED: ${nlbs(orphans)} that Kubernetes left behind.`;
  if (digest.mode !== 'delete') return `${found} Nothing is deleted.`;
  if (orphans.every((orphan) => waitsForPerson(orphan, digest))) {
    return `${found} Nothing is deleted unless you approve it.`;
  }
  return orphans.some((orphan) => waitsForPerson(orphan, digest))
    ? `${found} Those without a caution are deleted unless somebody keeps or rejects them.`
    : `${found} Each is deleted unless somebody keeps or rejects it.`;
}

function deletedTitle(deleted: readonly DeletedEntry[]): string {
  const saved = sumUsd(deleted.map(({ monthlyCostUsd }) => monthlyCostUsd ?? undefined));
  return `DELETED: ${nlbs(deleted)}${saved === undefined ? '' : `, about USD ${saved.toFixed(2)} a month saved`}.`;
}

function refusedText(refused: readonly RefusedEntry[], digest: Digest): string {
  if (refused.length === 0) return '';
  return [
    'REFUSED: deletes that were due.',
    '',
    ...refused.map(({ why }) => field('Why', why)),
    field('Then', 'Nothing is deleted of what was refused, until the limit is raised or fewer are due.'),
    field('To do', 'Look whether so many may be orphans:'),
    helpField(HELP.breaker, digest),
  ].join('\n');
}
