/**
 * Outcomes → one digest: what people are told about a run. Pure. Made of what happened, never of what was meant to.
 * The JSON form of a digest is what programs and the `slack` function read.
 */
import type { Candidate, Deletion, Outcome } from '../../model.ts';
import { monthlyCostUsd } from '../prices.ts';
import { DAY_MS, writeInstant } from '../tags.ts';

export interface DigestFrame {
  readonly account: string;
  readonly region: string;
  readonly at: Date;
  readonly mode: 'report' | 'quarantine' | 'delete';
  readonly approval: 'required' | 'automatic';
  readonly graceDays: number;
}

export interface Digest {
  readonly version: 1;
  readonly account: string;
  readonly region: string;
  readonly at: string;
  readonly mode: DigestFrame['mode'];
  readonly approval: DigestFrame['approval'];
  readonly entries: readonly Entry[];
}

export type Entry = OrphanEntry | DeletedEntry | ReleasedEntry | FailedEntry | RefusedEntry;

export interface OrphanEntry {
  readonly kind: 'orphan';
  readonly arn: string;
  readonly name: string;
  readonly controller: string | null;
  readonly cluster: string | null;
  readonly service: string | null;
  readonly reason: string;
  readonly explanation: string;
  readonly cautions: readonly string[];
  readonly dnsName: string;
  readonly monthlyCostUsd: number;
  readonly since: string;
  /** Earliest deletion; null in a mode that never deletes. */
  readonly deadline: string | null;
  readonly goesWithIt: readonly string[];
  readonly stays: readonly { readonly name: string; readonly why: string }[];
  /** Why the window starts again; null for a first notice. */
  readonly anew: string | null;
}

export interface DeletedEntry {
  readonly kind: 'deleted';
  readonly arn: string;
  readonly name: string;
  readonly cluster: string | null;
  readonly service: string | null;
  readonly reason: string;
  readonly deletedAt: string;
  readonly monthlyCostUsd: number;
  readonly snapshot: string;
  readonly targetGroups: readonly { readonly name: string; readonly did: string; readonly why: string | null }[];
}

export interface ReleasedEntry {
  readonly kind: 'released';
  readonly arn: string;
  readonly name: string;
  readonly reason: string;
  readonly explanation: string;
}

export interface FailedEntry {
  readonly kind: 'failed';
  readonly arn: string;
  readonly name: string;
  readonly what: string;
  readonly why: string;
}

/** The breaker refused, or time ran out: said for the run, not for one NLB. */
export interface RefusedEntry {
  readonly kind: 'refused';
  readonly why: string;
}

/** An NLB that its first or next notice is about. */
export function orphanEntry(
  candidate: Candidate,
  since: Date,
  anew: string | undefined,
  frame: DigestFrame,
): OrphanEntry {
  const { orphan, companions, left } = candidate;
  const { loadBalancer, owner } = orphan;
  return {
    kind: 'orphan',
    arn: loadBalancer.arn,
    name: loadBalancer.name,
    controller: owner?.is === 'service' ? owner.controller : null,
    cluster: owner?.cluster ?? null,
    service: owner?.is === 'service' ? `${owner.service.namespace}/${owner.service.name}` : null,
    reason: orphan.reason,
    explanation: orphan.explanation,
    cautions: orphan.cautions,
    dnsName: loadBalancer.dnsName,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, frame.region),
    since: writeInstant(since),
    deadline: frame.mode === 'delete' ? writeInstant(new Date(frame.at.getTime() + frame.graceDays * DAY_MS)) : null,
    goesWithIt: companions.map((companion) => companion.name),
    stays: left,
    anew: anew ?? null,
  };
}

export function deletedEntry(deletion: Deletion): DeletedEntry {
  return {
    kind: 'deleted',
    arn: deletion.arn,
    name: deletion.name,
    cluster: deletion.cluster ?? null,
    service: deletion.service ?? null,
    reason: deletion.reason,
    deletedAt: writeInstant(deletion.deletedAt),
    monthlyCostUsd: deletion.monthlyCostUsd,
    snapshot: deletion.snapshotKey,
    targetGroups: deletion.companions.map(({ name, did, why }) => ({ name, did, why: why ?? null })),
  };
}

/** What one outcome adds to a digest; most outcomes are for the log alone. */
export function entryOf(outcome: Outcome, frame: DigestFrame): Entry | undefined {
  const { arn, name } = outcome;
  switch (outcome.did) {
    case 'quarantined':
      return orphanEntry(outcome.candidate, frame.at, outcome.anew, frame);
    case 'released':
      return { kind: 'released', arn, name, reason: outcome.reason, explanation: outcome.explanation };
    case 'deleted':
      return deletedEntry(outcome.deletion);
    case 'failed':
      // Told once: `last-error` on the NLB remembers it, and the failed run raises the alarm every time.
      return outcome.isNews ? { kind: 'failed', arn, name, what: outcome.what, why: outcome.why } : undefined;
    case 'spared':
    case 'not-attempted':
      return undefined;
  }
}

export function digestOfEntries(entries: readonly Entry[], frame: DigestFrame): Digest {
  const { account, region, mode, approval } = frame;
  return { version: 1, account, region, at: writeInstant(frame.at), mode, approval, entries };
}
