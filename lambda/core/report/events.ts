/**
 * What happened → the events that say it to programs. Pure. Made of outcomes and of what people have heard, as messages
 * are, never of what was meant to happen. The forms are held to docs/events.schema.json by a test.
 */
import type { EventType, JanitorEvent } from '../../model/event.ts';
import type { Figures } from '../../model/figures.ts';
import type { News, Outcome } from '../../model/outcome.ts';
import type { Mode } from '../../model/policy.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Scope } from '../scope.ts';
import { writeInstant } from '../time.ts';
import { aboutOf, aboutRecord } from './about-from.ts';
import type { About } from './entries.ts';
import { plainly, shortened } from './plain-text.ts';

export interface EventFrame {
  readonly account: string;
  readonly region: string;
  readonly mode: Mode;
  readonly at: Date;
  readonly ownerTagKeys: readonly string[];
  /** Name of the snapshot bucket. */
  readonly bucket: string | undefined;
}

/** Raised when a field goes or changes its meaning; a new field does not. */
const VERSION = 1;
/** Texts and lists quote what others write, and EventBridge takes 256 KB. */
const MOST_CHARACTERS = 1000;
const MOST_ITEMS = 20;

/**
 * Of what `sweep` did to single NLBs.
 *
 * @param heard news that people have just been told
 */
export function sweepEvents(
  outcomes: readonly Outcome[],
  heard: readonly News[],
  frame: EventFrame,
): readonly JanitorEvent[] {
  if (frame.mode === 'report') return [];
  return [
    ...outcomes.flatMap((outcome) => sweepEvent(outcome, frame)),
    ...heard.flatMap((news) => approved(news, frame)),
  ];
}

/** @param verdicts of this run, which say more of an NLB than the outcome of a delete that failed */
export function reapEvents(
  outcomes: readonly Outcome[],
  verdicts: readonly Verdict[],
  frame: EventFrame,
): readonly JanitorEvent[] {
  return outcomes.flatMap((outcome) => reapEvent(outcome, verdicts, frame));
}

function sweepEvent(outcome: Outcome, frame: EventFrame): readonly JanitorEvent[] {
  switch (outcome.did) {
    case 'quarantined': {
      const { orphan } = outcome.candidate;
      const detail = {
        ...aboutOf(orphan, frame),
        dnsName: orphan.loadBalancer.dnsName,
        reason: orphan.reason,
        explanation: orphan.explanation,
        evidence: orphan.evidence,
        cautions: orphan.cautions.map(({ words }) => words),
        quarantinedAt: writeInstant(outcome.quarantinedAt),
        restartedBecause: outcome.restartedBecause ?? null,
      };
      return [aboutOne('NLB Quarantined', detail, outcome.quarantinedAt, frame)];
    }
    case 'released': {
      const { verdict } = outcome;
      const { is, reason, explanation } = verdict;
      const detail = { ...aboutOf(verdict, frame), verdict: is, reason, explanation };
      return [aboutOne('NLB Released', detail, frame.at, frame)];
    }
    case 'deleted':
    case 'spared':
    case 'failed':
    case 'not-attempted':
      return [];
  }
}

/** Of an answer that counts. It is told once: that people have heard of it is written down. */
function approved(news: News, frame: EventFrame): readonly JanitorEvent[] {
  if (news.is !== 'answered' || news.answered.word !== 'approved' || news.answered.doesNotCount !== undefined)
    return [];
  const { verdict, answered, notBefore } = news;
  const { event } = answered;
  const detail = {
    ...aboutOf(verdict, frame),
    reason: verdict.reason,
    explanation: verdict.explanation,
    cautions: verdict.is === 'orphan' ? verdict.cautions.map(({ words }) => words) : [],
    approvedBy: event?.by.arn ?? null,
    approvedAt: event === undefined ? null : writeInstant(event.at),
    cloudTrailEvent: event?.eventId ?? null,
    notBefore: notBefore === undefined ? null : writeInstant(notBefore),
  };
  return [aboutOne('NLB Approved', detail, frame.at, frame)];
}

function reapEvent(outcome: Outcome, verdicts: readonly Verdict[], frame: EventFrame): readonly JanitorEvent[] {
  switch (outcome.did) {
    case 'deleted': {
      const { record } = outcome;
      const { approvedBy, by, companions } = record;
      const detail = {
        ...aboutRecord(record, frame),
        reason: record.reason,
        deletedAt: writeInstant(record.deletedAt),
        isFoundGone: record.isFoundGone,
        by: by ?? null,
        approvedBy: approvedBy?.principal ?? null,
        bucket: frame.bucket ?? null,
        snapshot: record.snapshotKey,
        targetGroups: companions.map(({ name, did }) => ({ name, did })),
      };
      return [aboutOne('NLB Deleted', detail, record.deletedAt, frame)];
    }
    case 'failed': {
      const { arn, name, what, why } = outcome;
      const verdict = verdicts.find(({ loadBalancer }) => loadBalancer.arn === arn);
      const unknown = { arn, name, cluster: null, service: null, owners: [], monthlyCostUsd: null };
      const detail = { ...(verdict === undefined ? unknown : aboutOf(verdict, frame)), what, why };
      return [aboutOne('Delete Failed', detail, frame.at, frame)];
    }
    case 'quarantined':
    case 'released':
    case 'spared':
    case 'not-attempted':
      return [];
  }
}

export interface Completed {
  readonly scope: Scope;
  readonly isPaused: boolean;
  readonly figures: Figures;
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly string[];
}

/** Of a `sweep` that judged, whatever it could not do. Counts are null where it was not about everything. */
export function sweepCompleted(
  { scope, isPaused, figures, outcomes, failures }: Completed,
  frame: EventFrame,
): JanitorEvent {
  const number = (did: Outcome['did']): number => outcomes.filter((outcome) => outcome.did === did).length;
  const detail = {
    scope: scope.is,
    isPaused,
    loadBalancers: {
      inUse: figures.NlbsInUse ?? null,
      orphan: figures.NlbsOrphan ?? null,
      unknown: figures.NlbsUnknown ?? null,
      leftAlone: figures.NlbsLeftAlone ?? null,
    },
    waiting: figures.Waiting ?? null,
    unreadableClusters: figures.UnreadableClusters ?? null,
    quarantined: number('quarantined'),
    released: number('released'),
    failures: failures.length + number('failed'),
  };
  return { type: 'Sweep Completed', resources: [], at: frame.at, detail: detailOf(detail, frame) };
}

function aboutOne(type: EventType, detail: About, at: Date, frame: EventFrame): JanitorEvent {
  return { type, resources: [detail.arn], at, detail: detailOf(detail, frame) };
}

/** Automation shows it to people: nothing in it moves a cursor or hides (plain-text.ts), and nothing is endless. */
function detailOf(detail: object, { account, region, mode }: EventFrame): string {
  return JSON.stringify(bounded(plainly({ version: VERSION, account, region, mode, ...detail })));
}

function bounded(value: unknown): unknown {
  if (typeof value === 'string') return shortened(value, MOST_CHARACTERS);
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((one: unknown) => bounded(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bounded(one)]));
}
