/** Sentences of a status that its forms share. Pure. */
import type { DeletionRecord } from '../../model/record.ts';
import { count, dateTime, dayInWords, listed } from '../words.ts';
import type { Event } from './forecast.ts';
import { costInWords } from './prices.ts';
import type { Status, StatusDeletions } from './status.ts';

/** What is said first; undefined while it runs. */
export function pauseInWords({ pause }: Status): string | undefined {
  if (pause.is === 'running') return undefined;
  return pause.by === 'doubt'
    ? `Whether it is paused is not known, and the functions would take that for paused: ${pause.why}.`
    : `PAUSED: nothing is tagged, released or deleted. It is ${pause.why}.`;
}

/** What was looked at, and by which settings. */
export function lookedInWords({ looked, quarantined, mode, approval, limit, unread }: Status): string {
  const found = quarantined.length === 0 ? 'none of them quarantined' : `${quarantined.length} of them quarantined`;
  const seen =
    looked === 0 ? 'No Network Load Balancers here.' : `${count(looked, 'Network Load Balancer')} looked at, ${found}.`;
  const gap =
    unread.length === 0 ? '' : ` The tags of ${unread.length} could not be read: these may be quarantined too.`;
  const most = `${limit.isUpperBound ? 'at most ' : ''}${count(limit.perDay, 'deletion')} a day`;
  const by = mode === 'delete' ? `Mode delete, approval ${approval}, ${most}.` : `Mode ${mode}: nothing is deleted.`;
  return `${seen}${gap} ${by}`;
}

export function eventInWords(event: Event): string {
  switch (event.is) {
    case 'may-be-deleted':
      return event.how === 'approved'
        ? `${event.named} may be deleted (approved${event.by === undefined ? '' : ` by ${shortName(event.by)}`})`
        : `${event.named} may be deleted (nobody answered, if it has no caution)`;
    case 'waits-for-limit':
      return `${event.named} waits: more are approved than the day's limit allows`;
    case 'automatic-refused':
      return `${count(event.named.length, 'automatic deletion')} would be refused, all of them, since the day's limit leaves fewer: ${listed(event.named)}`;
    case 'reminder':
      return `people are reminded of ${event.named}: it may be deleted from ${dateTime(event.deletedFrom)} on, unless somebody answers, if it has no caution`;
    case 'approval-expires':
      return `the approval of ${event.named} expires`;
    case 'keep-ended':
      return `nobody keeps ${event.named} any more: it is judged like any other`;
  }
}

/** `ada` of `arn:aws:sts::…:assumed-role/admin/ada`, and the chat user where one is named. */
function shortName(by: string): string {
  const [principal = '', ...rest] = by.split(' ');
  return rest.length > 0 ? rest.join(' ') : (principal.split('/').at(-1) ?? by);
}

/** The week to come, one line for each event. */
export function weekInWords(status: Status): readonly string[] {
  const { week } = status;
  return [
    ...(pauseInWords(status) === undefined ? [] : ['Nothing while it is paused. Once it runs again:']),
    ...(week.length === 0 ? [nothingComes(status)] : []),
    ...week.flatMap(({ at, events }) => events.map((event) => `${dayInWords(at)}: ${eventInWords(event)}`)),
  ];
}

/** What was deleted, and one line for each record. */
export function deletionLines({ deletions }: Status): readonly string[] {
  const records = deletions.is === 'read' ? deletions.records : [];
  return [
    deletionsInWords(deletions),
    ...records.map((record) => `${record.service ?? record.name}: ${recordInWords(record)}`),
  ];
}

/** Of those that AWS refused to delete: which, and what it said. */
export function refusedDeletions({ quarantined }: Status): readonly { readonly named: string; readonly why: string }[] {
  return quarantined.flatMap(({ named, quarantine }) =>
    quarantine?.lastError === undefined ? [] : [{ named, why: quarantine.lastError }],
  );
}

/** Of a week that brings nothing. */
function nothingComes({ mode, quarantined }: Status): string {
  if (mode !== 'delete') return `Nothing: mode ${mode} deletes nothing.`;
  return quarantined.length === 0
    ? 'Nothing: no load balancer is quarantined.'
    : 'Nothing is deleted with the present answers.';
}

/** What was deleted, in one sentence; or how to see it. */
function deletionsInWords(deletions: StatusDeletions): string {
  switch (deletions.is) {
    case 'not-asked':
      return 'Not looked at: name the bucket with --bucket, or in NLB_JANITOR_BUCKET (`cdk deploy` printed it as SnapshotBucket).';
    case 'unreadable':
      return `The records could not be read: ${deletions.why}.`;
    case 'read': {
      const days = count(deletions.days, 'day');
      const gone = deletions.records.filter(({ is }) => is === 'deleted');
      return gone.length === 0
        ? `Nothing was deleted in the last ${days}.`
        : `${count(gone.length, 'load balancer')} deleted in the last ${days}: ${costInWords(deletions.savedUsd)} saved.`;
    }
  }
}

/** One record, in one sentence. */
function recordInWords(record: DeletionRecord): string {
  switch (record.is) {
    case 'deleted':
      return `deleted at ${dateTime(record.deletedAt)}`;
    case 'spared':
      return `not deleted at ${dateTime(record.sparedAt)}: ${record.why}`;
    case 'begun':
      return `begun at ${dateTime(record.begunAt)}, its end is not known yet: the next run of reap finds out`;
  }
}
