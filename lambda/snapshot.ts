/**
 * The records of a deletion in the bucket: where they lie, what they hold, and how they are read back. A snapshot is
 * written once, before the first delete call, and never again; an outcome says what became of it.
 */
import { loadBalancerId } from './core/plan/plan-reap.ts';
import { monthlyCostUsd } from './core/prices.ts';
import { parseInstant, writeInstant } from './core/tags.ts';
import type { Candidate, Companion, Deletion, DueDelete, OrphanReason, Owner } from './model.ts';
import type { LoadBalancerDescription } from './ports.ts';
import * as z from 'zod/mini';

/** `<YYYY-MM-DD>/<nlb id>/<quarantined-at>/`. */
export function recordFolder(due: DueDelete, now: Date): string {
  const { arn } = due.candidate.orphan.loadBalancer;
  return `${dayOf(now)}/${loadBalancerId(arn)}/${writeInstant(due.quarantinedAt)}/`;
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export const SNAPSHOT_FILE = 'snapshot.json';
export const OUTCOME_FILE = 'outcome.json';

/** The outcome lies beside its snapshot. */
export function outcomeKeyOf(snapshotKey: string): string {
  return snapshotKey.replace(SNAPSHOT_FILE, OUTCOME_FILE);
}

/** Everything that is needed to see what was deleted and why, and to build it again. */
export function snapshotJson(due: DueDelete, description: LoadBalancerDescription, region: string, now: Date): string {
  const { orphan, evidence, companions } = due.candidate;
  return JSON.stringify(
    {
      version: 1,
      at: writeInstant(now),
      deletion: deletionOf(due.candidate, region, now, ''),
      verdict: {
        reason: orphan.reason,
        explanation: orphan.explanation,
        evidence: orphan.evidence,
        cautions: orphan.cautions,
        digest: evidence,
      },
      quarantine: {
        quarantinedAt: writeInstant(due.quarantinedAt),
        notifiedAt: writeInstant(due.notifiedAt),
        dueAt: writeInstant(due.dueAt),
        by: due.by,
      },
      owner: orphan.owner,
      companions,
      ...description,
    },
    null,
    2,
  );
}

/** The record of a deletion that has just begun: its companions are still to go. */
export function deletionOf(candidate: Candidate, region: string, deletedAt: Date, snapshotKey: string): Deletion {
  const { loadBalancer, owner, reason } = candidate.orphan;
  return {
    arn: loadBalancer.arn,
    name: loadBalancer.name,
    region,
    service: owner?.is === 'service' ? `${owner.service.namespace}/${owner.service.name}` : undefined,
    cluster: owner?.cluster,
    reason,
    deletedAt,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, region),
    snapshotKey,
    companions: candidate.companions.map(({ arn, name }) => ({ arn, name, did: 'pending', why: undefined })),
    spared: undefined,
    reportedAt: undefined,
  };
}

export function outcomeJson(deletion: Deletion): string {
  return JSON.stringify(
    {
      ...deletion,
      deletedAt: writeInstant(deletion.deletedAt),
      reportedAt: deletion.reportedAt === undefined ? null : writeInstant(deletion.reportedAt),
    },
    null,
    2,
  );
}

const instant = z.pipe(
  z.string().check(z.refine((text) => parseInstant(text) !== undefined)),
  z.transform((text) => new Date(text)),
);

const deletionRecord = z.object({
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  service: z.optional(z.string()),
  cluster: z.optional(z.string()),
  reason: z.enum(['service-gone', 'service-not-load-balancer', 'superseded', 'previous-cluster', 'cluster-gone']),
  deletedAt: instant,
  monthlyCostUsd: z.number(),
  snapshotKey: z.string(),
  companions: z.array(
    z.object({
      arn: z.string(),
      name: z.string(),
      did: z.enum(['deleted', 'left', 'pending']),
      why: z.optional(z.string()),
    }),
  ),
  spared: z.optional(z.string()),
  reportedAt: z.optional(z.nullable(instant)),
});

const snapshotRecord = z.object({
  deletion: deletionRecord,
  companions: z.array(z.object({ arn: z.string(), name: z.string() })),
  owner: z.object({
    is: z.literal('service'),
    controller: z.enum(['in-tree', 'aws-load-balancer-controller']),
    cluster: z.string(),
    service: z.object({ namespace: z.string(), name: z.string() }),
  }),
});

export interface SnapshotRecord {
  readonly deletion: Deletion;
  readonly companions: readonly Pick<Companion, 'arn' | 'name'>[];
  readonly owner: Extract<Owner, { is: 'service' }>;
}

/** Undefined when the text is not what this janitor writes. */
export function parseOutcome(json: string): Deletion | undefined {
  const parsed = deletionRecord.safeParse(parseJson(json));
  return parsed.success ? toDeletion(parsed.data) : undefined;
}

export function parseSnapshot(json: string): SnapshotRecord | undefined {
  const parsed = snapshotRecord.safeParse(parseJson(json));
  if (!parsed.success) return undefined;
  const { companions, owner } = parsed.data;
  return { deletion: toDeletion(parsed.data.deletion), companions, owner };
}

function toDeletion(data: z.infer<typeof deletionRecord>): Deletion {
  const reason: OrphanReason = data.reason;
  return {
    ...data,
    reason,
    service: data.service,
    cluster: data.cluster,
    spared: data.spared,
    reportedAt: data.reportedAt ?? undefined,
    companions: data.companions.map((companion) => ({ ...companion, why: companion.why })),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
