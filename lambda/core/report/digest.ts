/**
 * News → one digest: what people are told about a run. Pure. Made of what happened, never of what was meant to.
 * The JSON form of a digest is what programs and the `slack` function read.
 */
import type { News } from '../../model/outcome.ts';
import type { Candidate } from '../../model/plan.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { CompanionFate, MadeDeletion } from '../../model/record.ts';
import { DAY_MS, writeInstant } from '../time.ts';
import type { DeletedEntry, Digest, Entry, LeftBehindEntry, OrphanEntry } from './entries.ts';
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
      const { loadBalancer, reason, explanation } = news.verdict;
      return { kind: 'released', arn: loadBalancer.arn, name: loadBalancer.name, reason, explanation };
    }
    case 'deleted':
      return deletedEntry(news.record);
    case 'left-behind':
      return leftBehindEntry(news.record, news.targetGroups);
    case 'delete-refused':
      return { kind: 'failed', arn: news.arn, name: news.name, what: news.what, why: news.why };
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
    cautions: cautions.map(({ words }) => words),
    dnsName: loadBalancer.dnsName,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, frame.region) ?? null,
    since: writeInstant(frame.at),
    deadline: frame.mode === 'delete' ? writeInstant(new Date(frame.at.getTime() + frame.graceDays * DAY_MS)) : null,
    goesWithIt: companions.map(({ name }) => name),
    stays: left,
    restartedBecause: restartedBecause ?? null,
  };
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
    snapshot: snapshotKey,
    targetGroups: companions.map(({ name: group, did, why }) => ({ name: group, did, why: why ?? null })),
  };
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
