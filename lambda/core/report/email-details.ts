/**
 * By what to look up an NLB of which an e-mail told before, and what its verdict rests on. Pure. Takes entries whose texts
 * are plain (plain-text.ts).
 */
import { dateTime } from '../words.ts';
import { consoleUrl } from './answers.ts';
import { field, fieldToCopy } from './columns.ts';
import type { Digest, NlbEntry, OrphanEntry } from './entries.ts';

export function detailsOf(entry: NlbEntry, { region }: Digest): readonly string[] {
  const { name, arn } = entry;
  const inConsole = fieldToCopy('Console', consoleUrl(arn, region));
  return [fieldToCopy('Name', name), fieldToCopy('ARN', arn), ...ofKind(entry), ...(isGone(entry) ? [] : [inConsole])];
}

function ofKind(entry: NlbEntry): readonly string[] {
  switch (entry.kind) {
    case 'orphan':
      return ofOrphan(entry);
    case 'answered':
      return entry.by === null ? [] : [fieldToCopy('By', entry.by)];
    case 'deleted':
      return [
        field('Reason', entry.reason),
        ...(entry.approvedBy === null ? [] : [fieldToCopy('By', entry.approvedBy)]),
      ];
    case 'reminder':
    case 'failed':
    case 'left-behind':
    case 'released':
      return [field('Reason', entry.reason)];
    case 'note':
      return [field('Note', entry.what)];
  }
}

function ofOrphan(entry: OrphanEntry): readonly string[] {
  const { dnsName, evidence, goesWithIt, stays, since, reason, controller } = entry;
  return [
    fieldToCopy('DNS name', dnsName),
    ...evidence.map((line, index) => field(index === 0 ? 'Evidence' : '', `- ${line}`)),
    field('Goes too', goesWithIt.length === 0 ? 'nothing else' : `target group ${goesWithIt.join(', ')}`),
    ...stays.map((group) => field('Stays', `target group ${group.name}: ${group.why}`)),
    field('Found', `${dateTime(new Date(since))}: ${reason} (${controller ?? 'unknown'})`),
  ];
}

function isGone({ kind }: NlbEntry): boolean {
  return kind === 'deleted' || kind === 'left-behind';
}
