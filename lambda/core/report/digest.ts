/**
 * News → one digest: what people are told about a run. Pure. Made of what happened, never of what was meant to.
 * The JSON form of a digest is what programs and the `slack` function read.
 */
import type { News } from '../../model/outcome.ts';
import type { Candidate } from '../../model/plan.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { CompanionFate, MadeDeletion } from '../../model/record.ts';
import { whoGave } from '../tags/approval.ts';
import { DAY_MS, writeInstant } from '../time.ts';
import type { Verdict } from '../../model/verdict.ts';
import type {
  AnsweredEntry,
  DeletedEntry,
  Digest,
  Entry,
  FailedEntry,
  LeftBehindEntry,
  OrphanEntry,
  ReminderEntry,
} from './entries.ts';
import { monthlyCostUsd } from './prices.ts';

export interface DigestFrame {
  readonly account: string;
  readonly region: string;
  readonly at: Date;
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
}

export function digestOf(entries: readonly Entry[], frame: DigestFrame): Digest {
  const { account, region, mode, approval } = frame;
  return { version: 1, account, region, at: writeInstant(frame.at), mode, approval, entries };
}

/** What one piece of news adds to a digest. */
export function entryOf(news: News, frame: DigestFrame): Entry {
  switch (news.is) {
    case 'quarantined':
      return orphanEntry(news.candidate, news.restartedBecause, frame);
    case 'released': {
      const { verdict, answered } = news;
      const who = answered?.event === undefined ? '' : ` It was ${answered.word} by ${whoGave(answered.event)}.`;
      return { kind: 'released', ...aboutOf(verdict), reason: verdict.reason, explanation: verdict.explanation + who };
    }
    case 'answered':
      return answeredEntry(news);
    case 'reminded':
      return reminderEntry(news, frame);
    case 'noted':
      return { kind: 'note', ...aboutOf(news.verdict), what: news.what, why: news.why };
    case 'deleted':
      return deletedEntry(news.record);
    case 'left-behind':
      return leftBehindEntry(news.record, news.targetGroups);
    case 'delete-refused':
      return failedEntry(news);
    case 'breaker-refused':
      return { kind: 'refused', why: news.why };
  }
}

/**
 * The news that are worth a message. The breaker has an alarm of its own: alone, a refusal would be told again by every
 * run.
 */
export function worthTelling(news: readonly News[]): readonly News[] {
  return news.every(({ is }) => is === 'breaker-refused') ? [] : news;
}

function orphanEntry(candidate: Candidate, restartedBecause: string | undefined, frame: DigestFrame): OrphanEntry {
  const { orphan, companions, left } = candidate;
  const { loadBalancer, owner, reason, explanation, cautions } = orphan;
  return {
    kind: 'orphan',
    arn: loadBalancer.arn,
    name: loadBalancer.name,
    controller: owner.controller,
    cluster: owner.cluster,
    service: `${owner.service.namespace}/${owner.service.name}`,
    reason,
    explanation,
    cautions,
    dnsName: loadBalancer.dnsName,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, frame.region) ?? null,
    since: writeInstant(frame.at),
    deadline: frame.mode === 'delete' ? writeInstant(new Date(frame.at.getTime() + frame.graceDays * DAY_MS)) : null,
    goesWithIt: companions.map(({ name }) => name),
    stays: left,
    restartedBecause: restartedBecause ?? null,
  };
}

function answeredEntry({ verdict, answered, notBefore }: Extract<News, { is: 'answered' }>): AnsweredEntry {
  const { word, event, doesNotCount } = answered;
  return {
    kind: 'answered',
    ...aboutOf(verdict),
    answer: word,
    by: event?.by.arn ?? null,
    answeredAt: event === undefined ? null : writeInstant(event.at),
    notBefore: notBefore === undefined ? null : writeInstant(notBefore),
    doesNotCount: doesNotCount ?? null,
    cautions: verdict.is === 'orphan' ? verdict.cautions : [],
  };
}

function reminderEntry(
  { candidate, dueAt }: Extract<News, { is: 'reminded' }>,
  { region }: DigestFrame,
): ReminderEntry {
  const { orphan } = candidate;
  const { reason, explanation, loadBalancer } = orphan;
  return {
    kind: 'reminder',
    ...aboutOf(orphan),
    reason,
    explanation,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, region) ?? null,
    deadline: writeInstant(dueAt),
  };
}

function failedEntry({ arn, name, what, why, record }: Extract<News, { is: 'delete-refused' }>): FailedEntry {
  const { cluster, service } = record;
  return { kind: 'failed', arn, name, cluster: cluster ?? null, service: service ?? null, what, why };
}

function aboutOf({ loadBalancer, owner }: Verdict): Pick<FailedEntry, 'arn' | 'name' | 'cluster' | 'service'> {
  const { arn, name } = loadBalancer;
  const service = owner?.is === 'service' ? `${owner.service.namespace}/${owner.service.name}` : null;
  return { arn, name, cluster: owner?.cluster ?? null, service };
}

function deletedEntry(record: MadeDeletion): DeletedEntry {
  const { arn, name, cluster, service, reason, deletedAt, isFoundGone, snapshotKey, companions } = record;
  return {
    kind: 'deleted',
    arn,
    name,
    cluster: cluster ?? null,
    service: service ?? null,
    reason,
    deletedAt: writeInstant(deletedAt),
    isFoundGone,
    monthlyCostUsd: record.monthlyCostUsd ?? null,
    approvedBy: approverOf(record),
    snapshot: snapshotKey,
    targetGroups: companions.map(({ name: group, did, why }) => ({ name: group, did, why: why ?? null })),
  };
}

/** Null where it was automatic, and where nobody knows. */
function approverOf({ approvedBy }: MadeDeletion): string | null {
  if (approvedBy === undefined) return null;
  const { principal, chatUser, at } = approvedBy;
  return `${principal}${chatUser === undefined ? '' : ` (${chatUser})`} at ${writeInstant(at)}`;
}

function leftBehindEntry(record: MadeDeletion, targetGroups: readonly CompanionFate[]): LeftBehindEntry {
  const { arn, name, cluster, service, deletedAt, snapshotKey } = record;
  return {
    kind: 'left-behind',
    arn,
    name,
    cluster: cluster ?? null,
    service: service ?? null,
    deletedAt: writeInstant(deletedAt),
    snapshot: snapshotKey,
    targetGroups: targetGroups.map(({ arn: group, name: called, why }) => ({
      arn: group,
      name: called,
      why: why ?? null,
    })),
  };
}
