/**
 * News → one digest: what people are told about a run. Pure. Made of what happened, never of what was meant to.
 * The JSON form of a digest is what programs and the `slack` function read.
 */
import { namespacedName } from '../../model/kubernetes.ts';
import type { News } from '../../model/outcome.ts';
import type { Candidate } from '../../model/plan.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { DeletionRecord, MadeDeletion } from '../../model/record.ts';
import type { Tags } from '../../model/reading.ts';
import { whoGave } from '../tags/approval.ts';
import { DAY_MS, writeInstant } from '../time.ts';
import type { Verdict } from '../../model/verdict.ts';
import type {
  About,
  AnsweredEntry,
  DeletedEntry,
  Digest,
  Entry,
  FailedEntry,
  LeftBehindEntry,
  OrphanEntry,
  OwnerTag,
  ReminderEntry,
} from './entries.ts';
import { pageUrlOf } from './page-link.ts';
import { monthlyCostUsd } from './prices.ts';

export interface DigestFrame {
  readonly account: string;
  readonly accountName: string | undefined;
  readonly region: string;
  readonly at: Date;
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
  readonly reminderHours: number;
  readonly helpUrl: string | undefined;
  readonly ownerTagKeys: readonly string[];
  /** Name of the snapshot bucket; undefined in a stack that has none. */
  readonly bucket: string | undefined;
}

export function digestOf(entries: readonly Entry[], frame: DigestFrame): Digest {
  const { account, region, mode, approval } = frame;
  return {
    version: 1,
    account,
    accountName: frame.accountName ?? null,
    region,
    at: writeInstant(frame.at),
    mode,
    approval,
    reminderHours: mode === 'delete' && approval === 'automatic' ? frame.reminderHours : null,
    helpUrl: frame.helpUrl ?? null,
    pageUrl: pageUrlOf(frame.bucket, region) ?? null,
    entries,
  };
}

/** What one piece of news adds to a digest. */
export function entryOf(news: News, frame: DigestFrame): Entry {
  switch (news.is) {
    case 'quarantined':
      return orphanEntry(news.candidate, news.restartedBecause, frame);
    case 'released': {
      const { verdict, answered } = news;
      const who = answered?.event === undefined ? '' : ` It was ${answered.word} by ${whoGave(answered.event)}.`;
      return {
        kind: 'released',
        ...aboutOf(verdict, frame),
        reason: verdict.reason,
        explanation: verdict.explanation + who,
      };
    }
    case 'answered':
      return answeredEntry(news, frame);
    case 'reminded':
      return reminderEntry(news, frame);
    case 'noted':
      return {
        kind: 'note',
        ...aboutOf(news.verdict, frame),
        explanation: news.verdict.explanation,
        what: news.what,
        why: news.why,
      };
    case 'deleted':
      return deletedEntry(news.record, frame);
    case 'left-behind':
      return leftBehindEntry(news, frame);
    case 'delete-refused':
      return failedEntry(news, frame);
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
  const { loadBalancer, owner, reason, explanation, evidence, cautions } = orphan;
  return {
    kind: 'orphan',
    ...aboutOf(orphan, frame),
    controller: owner.controller,
    reason,
    explanation,
    evidence,
    cautions: cautions.map(({ words }) => words),
    dnsName: loadBalancer.dnsName,
    since: writeInstant(frame.at),
    deadline: frame.mode === 'delete' ? writeInstant(new Date(frame.at.getTime() + frame.graceDays * DAY_MS)) : null,
    goesWithIt: companions.map(({ name }) => name),
    stays: left,
    restartedBecause: restartedBecause ?? null,
  };
}

function answeredEntry(
  { verdict, answered, notBefore }: Extract<News, { is: 'answered' }>,
  frame: DigestFrame,
): AnsweredEntry {
  const { word, event, doesNotCount } = answered;
  return {
    kind: 'answered',
    ...aboutOf(verdict, frame),
    explanation: verdict.explanation,
    answer: word,
    by: event?.by.arn ?? null,
    answeredAt: event === undefined ? null : writeInstant(event.at),
    notBefore: notBefore === undefined ? null : writeInstant(notBefore),
    doesNotCount: doesNotCount ?? null,
    cautions: verdict.is === 'orphan' ? verdict.cautions.map(({ words }) => words) : [],
  };
}

function reminderEntry({ candidate, dueAt }: Extract<News, { is: 'reminded' }>, frame: DigestFrame): ReminderEntry {
  const { orphan } = candidate;
  const { reason, explanation } = orphan;
  return { kind: 'reminder', ...aboutOf(orphan, frame), reason, explanation, deadline: writeInstant(dueAt) };
}

function failedEntry({ what, why, record }: Extract<News, { is: 'delete-refused' }>, frame: DigestFrame): FailedEntry {
  return { kind: 'failed', ...aboutRecord(record, frame), reason: record.reason, what, why };
}

/** What messages and events say of every NLB. */
export function aboutOf(
  { loadBalancer, owner, tags }: Verdict,
  { region, ownerTagKeys }: Pick<DigestFrame, 'region' | 'ownerTagKeys'>,
): About {
  const { arn, name } = loadBalancer;
  return {
    arn,
    name,
    cluster: owner?.cluster ?? null,
    service: owner?.is === 'service' ? namespacedName(owner.service) : null,
    owners: ownersIn(tags ?? new Map(), ownerTagKeys),
    monthlyCostUsd: monthlyCostUsd(loadBalancer, region) ?? null,
  };
}

/** The same of one that may be gone. */
export function aboutRecord(record: DeletionRecord, { ownerTagKeys }: Pick<DigestFrame, 'ownerTagKeys'>): About {
  const { arn, name, cluster, service, tags } = record;
  return {
    arn,
    name,
    cluster: cluster ?? null,
    service: service ?? null,
    owners: ownersIn(tags, ownerTagKeys),
    monthlyCostUsd: record.monthlyCostUsd ?? null,
  };
}

function ownersIn(tags: Tags, keys: readonly string[]): readonly OwnerTag[] {
  return keys.flatMap((tag) => {
    const value = tags.get(tag);
    return value === undefined || value === '' ? [] : [{ tag, value }];
  });
}

function deletedEntry(record: MadeDeletion, frame: DigestFrame): DeletedEntry {
  const { reason, deletedAt, isFoundGone, snapshotKey, companions, by, remindedAt } = record;
  return {
    kind: 'deleted',
    ...aboutRecord(record, frame),
    reason,
    deletedAt: writeInstant(deletedAt),
    isFoundGone,
    approvedBy: approverOf(record),
    by: by ?? null,
    remindedAt: remindedAt === undefined ? null : writeInstant(remindedAt),
    bucket: frame.bucket ?? null,
    snapshot: snapshotKey,
    targetGroups: companions.map(({ name, did, why }) => ({ name, did, why: why ?? null })),
  };
}

/** Null where it was automatic, and where nobody knows. */
function approverOf({ approvedBy }: MadeDeletion): string | null {
  if (approvedBy === undefined) return null;
  const { principal, chatUser, at } = approvedBy;
  return `${principal}${chatUser === undefined ? '' : ` (${chatUser})`} at ${writeInstant(at)}`;
}

function leftBehindEntry(
  { record, targetGroups }: Extract<News, { is: 'left-behind' }>,
  frame: DigestFrame,
): LeftBehindEntry {
  return {
    kind: 'left-behind',
    ...aboutRecord(record, frame),
    reason: record.reason,
    deletedAt: writeInstant(record.deletedAt),
    bucket: frame.bucket ?? null,
    snapshot: record.snapshotKey,
    targetGroups: targetGroups.map(({ arn, name, why }) => ({ arn, name, why: why ?? null })),
  };
}
