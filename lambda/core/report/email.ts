/** A digest as plain text for e-mail: reads well in any mail program, answers included. Pure. */
import { count, dateTime } from '../words.ts';
import { answersFor } from './answers.ts';
import { plainly, plainText } from './plain-text.ts';
import { costInWords } from './prices.ts';
import type {
  DeletedEntry,
  Digest,
  Entry,
  FailedEntry,
  LeftBehindEntry,
  OrphanEntry,
  ReleasedEntry,
} from './entries.ts';

export function subjectOf(digest: Digest, part: { readonly number: number; readonly of: number }): string {
  const number = (kind: Entry['kind']): number => digest.entries.filter((entry) => entry.kind === kind).length;
  const said = [
    phrase(number('orphan'), digest.mode === 'delete' && digest.approval === 'required' ? 'to approve' : 'quarantined'),
    phrase(number('deleted'), 'deleted'),
    number('left-behind') > 0 ? 'leftovers' : '',
    phrase(number('released'), 'released'),
    phrase(number('failed'), 'failed'),
    phrase(number('reminder'), 'deleted soon'),
    phrase(number('answered'), 'answered'),
    phrase(number('note'), 'to know'),
    number('refused') > 0 ? 'some refused' : '',
  ].filter((text) => text !== '');
  const which = part.of > 1 ? ` (${part.number} of ${part.of})` : '';
  return plainText(`nlb-janitor ${digest.region}: ${said.join(', ')}${which}`).slice(0, 99);
}

function phrase(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}`;
}

export function textOf(written: Digest): string {
  const digest = plainly(written);
  const of = <K extends Entry['kind']>(kind: K): readonly Extract<Entry, { kind: K }>[] =>
    digest.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
  const sections = [
    `Account ${digest.account}, ${digest.region}, ${dateTime(new Date(digest.at))}`,
    section(of('orphan'), orphanTitle(digest, of('orphan').length), (entry) => orphanText(entry, digest)),
    section(
      of('reminder'),
      'DELETED SOON',
      ({ name, service, cluster, deadline }) =>
        `* ${service ?? name} in cluster ${cluster ?? 'unknown'} (${name}): deleted after ${dateTime(new Date(deadline))}`,
    ),
    section(
      of('answered'),
      'ANSWERED',
      ({ name, service, answer, by, doesNotCount }) =>
        `* ${service ?? name} (${name}): ${answer} by ${by ?? 'somebody'}${doesNotCount === null ? '' : `, ${doesNotCount}`}`,
    ),
    section(of('note'), 'WAITS', ({ name, service, why }) => `* ${service ?? name} (${name}): ${why}`),
    section(of('failed'), 'NOT DELETED: AWS refused', failedText),
    section(of('refused'), 'REFUSED', (entry) => entry.why),
    section(of('deleted'), `DELETED: ${count(of('deleted').length, 'load balancer')}`, deletedText),
    section(of('left-behind'), 'LEFT BEHIND: delete these target groups by hand if nobody uses them', leftBehindText),
    section(
      of('released'),
      `RELEASED: ${count(of('released').length, 'load balancer')} in use or left alone again`,
      releasedText,
    ),
    'What to do when something looks wrong: docs/runbook.md of nlb-janitor.',
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function section<T>(entries: readonly T[], title: string, render: (entry: T) => string): string {
  return entries.length === 0 ? '' : [title, ...entries.map(render)].join('\n\n');
}

function orphanTitle(digest: Digest, number: number): string {
  const what = `${count(number, 'load balancer')} ${number === 1 ? 'looks' : 'look'} orphaned`.toUpperCase();
  if (digest.mode !== 'delete') return `${what}. Mode "${digest.mode}": nothing is deleted.`;
  return digest.approval === 'required'
    ? `${what}. Nothing is deleted unless you approve it.`
    : `${what}. Each is deleted at its deadline, after a reminder, unless you reject or keep it.`;
}

function orphanText(entry: OrphanEntry, digest: Digest): string {
  const answers = answersFor(entry.arn, digest.region);
  const deadline =
    entry.deadline === null
      ? []
      : [
          line(
            'Deadline',
            digest.approval === 'required'
              ? `earliest deletion ${dateTime(new Date(entry.deadline))}, once approved; without an answer never`
              : entry.cautions.length > 0
                ? `deleted after ${dateTime(new Date(entry.deadline))}, but only if approved, because of the caution`
                : `deleted after ${dateTime(new Date(entry.deadline))}`,
          ),
        ];
  return [
    `* ${entry.name}`,
    ...(entry.restartedBecause === null ? [] : [line('Again', `the window starts again: ${entry.restartedBecause}`)]),
    line(
      'Service',
      `${entry.service ?? 'unknown'} in cluster ${entry.cluster ?? 'unknown'} (${entry.controller ?? 'unknown'})`,
    ),
    line('Why', `${entry.reason}: ${entry.explanation}`),
    ...entry.cautions.map((caution) => line('Caution', caution)),
    line('Since', dateTime(new Date(entry.since))),
    line('DNS name', entry.dnsName),
    line('Cost', costInWords(entry.monthlyCostUsd)),
    ...deadline,
    line('Goes too', entry.goesWithIt.length === 0 ? 'nothing else' : `target group ${entry.goesWithIt.join(', ')}`),
    ...entry.stays.map(({ name, why }) => line('Stays', `target group ${name}: ${why}`)),
    ...(digest.mode === 'delete' ? [line('Approve', answers.approve)] : []),
    line('Reject', answers.reject),
    line('Keep', answers.keep),
    line('Console', answers.consoleUrl),
  ].join('\n');
}

function failedText(entry: FailedEntry): string {
  return [`* ${entry.name}`, line('What', entry.what), line('Why', entry.why), line('ARN', entry.arn)].join('\n');
}

function deletedText(entry: DeletedEntry): string {
  return [
    `* ${entry.name}`,
    line('Was', `${entry.service ?? 'unknown'} in cluster ${entry.cluster ?? 'unknown'} (${entry.reason})`),
    line('When', whenText(entry)),
    line('Saves', costInWords(entry.monthlyCostUsd)),
    ...entry.targetGroups.map(({ name, did, why }) =>
      line('Group', `${name}: ${did}${why === null ? '' : `, ${why}`}`),
    ),
    line('Snapshot', entry.snapshot),
  ].join('\n');
}

function leftBehindText(entry: LeftBehindEntry): string {
  return [
    `* ${entry.name}, deleted ${dateTime(new Date(entry.deletedAt))}`,
    line('Was', `${entry.service ?? 'unknown'} in cluster ${entry.cluster ?? 'unknown'}`),
    ...entry.targetGroups.flatMap(({ name, arn, why }) => [
      line('Group', `${name}${why === null ? '' : `: ${why}`}`),
      line('ARN', arn),
    ]),
    line('Snapshot', entry.snapshot),
  ].join('\n');
}

/** Nobody can tell whose delete it was when no answer to the janitor's was heard. */
function whenText({ deletedAt, isFoundGone }: DeletedEntry): string {
  const at = dateTime(new Date(deletedAt));
  return isFoundGone ? `is gone; the janitor began to delete it at ${at} and heard no answer` : at;
}

function releasedText(entry: ReleasedEntry): string {
  return [`* ${entry.name}`, line('Now', `${entry.reason}: ${entry.explanation}`)].join('\n');
}

function line(label: string, text: string): string {
  return `  ${`${label}:`.padEnd(10)}${text}`;
}
