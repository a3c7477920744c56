/**
 * `snapshot.json`: everything that is needed to see what was deleted and why, and to build it again. Written once, before
 * the first delete call, and never again. Pure.
 */
import * as z from 'zod/mini';
import { monthlyCostUsd } from '../core/report/prices.ts';
import { writeInstant } from '../core/time.ts';
import { namespacedName } from '../model/kubernetes.ts';
import type { DueDelete } from '../model/plan.ts';
import type { BegunDeletion } from '../model/record.ts';
import type { ServiceOwner } from '../model/verdict.ts';
import type { LoadBalancerDescription } from '../ports/read.ts';
import { parsedJson } from '../model/parsed-json.ts';
import { outcomeFields, outcomeSchema, recordOf } from './outcome.ts';

export function snapshotJson(due: DueDelete, description: LoadBalancerDescription, begun: BegunDeletion): string {
  const { orphan, fingerprint, companions } = due.candidate;
  const { reason, explanation, evidence, cautions, owner } = orphan;
  return JSON.stringify(
    {
      version: 1,
      at: writeInstant(begun.begunAt),
      deletion: outcomeFields(begun),
      verdict: { reason, explanation, evidence, cautions: cautions.map(({ words }) => words), fingerprint },
      quarantine: {
        quarantinedAt: writeInstant(due.quarantinedAt),
        notifiedAt: writeInstant(due.notifiedAt),
        dueAt: writeInstant(due.dueAt),
        by: due.by,
      },
      owner,
      companions,
      ...description,
    },
    null,
    2,
  );
}

/** The janitor's own tags are in the description, and say nothing about the NLB. */
const OWN_PREFIX = 'nlb-janitor/';

/** The record of a delete that begins now. */
export function begunDeletion(
  { candidate, approvedBy, by, remindedAt }: Pick<DueDelete, 'candidate' | 'approvedBy' | 'by' | 'remindedAt'>,
  region: string,
  begunAt: Date,
  snapshotKey: string,
): BegunDeletion {
  const { loadBalancer, owner, reason, tags } = candidate.orphan;
  return {
    is: 'begun',
    arn: loadBalancer.arn,
    name: loadBalancer.name,
    region,
    service: namespacedName(owner.service),
    cluster: owner.cluster,
    reason,
    begunAt,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, region),
    snapshotKey,
    tags: new Map([...tags].filter(([key]) => !key.startsWith(OWN_PREFIX))),
    by,
    ...(approvedBy === undefined ? {} : { approvedBy }),
    ...(remindedAt === undefined ? {} : { remindedAt }),
    companions: candidate.companions.map(({ arn, name }) => ({ arn, name })),
  };
}

export interface Snapshot {
  readonly deletion: BegunDeletion;
  readonly owner: ServiceOwner;
}

/**
 * Undefined when the text is not what this janitor writes.
 *
 * @param key where it lies: what version 0.1 wrote does not say it itself
 */
export function parseSnapshot(json: string, key: string): Snapshot | undefined {
  const parsed = snapshotSchema.safeParse(parsedJson(json));
  if (!parsed.success) return undefined;
  const deletion = recordOf({ ...parsed.data.deletion, snapshotKey: key });
  return deletion.is === 'begun' ? { deletion, owner: parsed.data.owner } : undefined;
}

const snapshotSchema = z.object({
  deletion: outcomeSchema,
  owner: z.object({
    is: z.literal('service'),
    controller: z.enum(['in-tree', 'aws-load-balancer-controller']),
    cluster: z.string(),
    service: z.object({ namespace: z.string(), name: z.string() }),
  }),
});
