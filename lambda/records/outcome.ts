/**
 * `outcome.json`: what became of a delete, written again as it goes on. Reads what version 0.1 wrote as well, which had no
 * `state`. Pure.
 */
import * as z from 'zod/mini';
import { parseInstant, writeInstant } from '../core/time.ts';
import type { Approver } from '../model/answer.ts';
import {
  DELETION_RIGHTS,
  REFUSAL_KINDS,
  type CompanionFate,
  type DeletionRecord,
  type Refused,
} from '../model/record.ts';
import type { Tags } from '../model/reading.ts';
import { ORPHAN_REASONS } from '../model/verdict.ts';
import { parsedJson } from '../model/parsed-json.ts';

export function outcomeJson(record: DeletionRecord): string {
  return JSON.stringify(outcomeFields(record), null, 2);
}

/** As plain JSON. `deletedAt` is the instant of the state: of the beginning, of the delete, of the decision to spare. */
export function outcomeFields(record: DeletionRecord): Readonly<Record<string, unknown>> {
  const { arn, name, region, service, cluster, reason, monthlyCostUsd, snapshotKey } = record;
  // A list: a key may be any word, also one that means something in an object.
  const tags = [...record.tags].map(([key, value]) => ({ key, value }));
  const head = { state: record.is, arn, name, region, service, cluster, tags, reason };
  const cost = { monthlyCostUsd: monthlyCostUsd ?? null, snapshotKey, ...leaveFields(record) };
  switch (record.is) {
    case 'begun': {
      const companions = record.companions.map((companion) => ({ ...companion, did: 'pending' }));
      const begunAt = writeInstant(record.begunAt);
      return { ...head, deletedAt: begunAt, ...cost, companions, ...refusedFields(record), reportedAt: null };
    }
    case 'deleted': {
      const reportedAt = record.reportedAt === undefined ? null : writeInstant(record.reportedAt);
      const { companions, isFoundGone } = record;
      const found = isFoundGone ? { foundGone: true } : {};
      return { ...head, deletedAt: writeInstant(record.deletedAt), ...cost, companions, ...found, reportedAt };
    }
    case 'spared': {
      const sparedAt = writeInstant(record.sparedAt);
      const said = { spared: record.why, ...refusedFields(record) };
      return { ...head, deletedAt: sparedAt, ...cost, companions: [], ...said, reportedAt: null };
    }
  }
}

/** Who gave leave to delete it. */
function leaveFields({ by, approvedBy, remindedAt }: DeletionRecord): Readonly<Record<string, unknown>> {
  return {
    ...(by === undefined ? {} : { by }),
    ...(approvedBy === undefined ? {} : { approvedBy: approverFields(approvedBy) }),
    ...(remindedAt === undefined ? {} : { remindedAt: writeInstant(remindedAt) }),
  };
}

function approverFields({ principal, chatUser, at, eventId, how }: Approver): Readonly<Record<string, unknown>> {
  return { principal, chatUser: chatUser ?? null, at: writeInstant(at), eventId, how };
}

function refusedFields({ refused }: { readonly refused?: Refused }): Readonly<Record<string, unknown>> {
  return refused === undefined ? {} : { refused: { kind: refused.kind, told: refused.isTold } };
}

/** Undefined when the text is not what this janitor writes. */
export function parseOutcome(json: string): DeletionRecord | undefined {
  const parsed = outcomeSchema.safeParse(parsedJson(json));
  return parsed.success ? recordOf(parsed.data) : undefined;
}

const instant = z.pipe(
  z.string().check(z.refine((text) => parseInstant(text) !== undefined)),
  z.transform((text) => new Date(text)),
);

const outcomeFieldsSchema = z.object({
  state: z.optional(z.enum(['begun', 'deleted', 'spared'])),
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  service: z.optional(z.string()),
  cluster: z.optional(z.string()),
  tags: z.optional(z.array(z.object({ key: z.string(), value: z.string() }))),
  reason: z.enum(ORPHAN_REASONS),
  deletedAt: instant,
  monthlyCostUsd: z.nullable(z.number()),
  snapshotKey: z.string(),
  companions: z.array(
    z.object({
      arn: z.string(),
      name: z.string(),
      did: z.enum(['deleted', 'left', 'pending']),
      why: z.optional(z.string()),
    }),
  ),
  approvedBy: z.optional(
    z.object({
      principal: z.string(),
      chatUser: z.nullable(z.string()),
      at: instant,
      eventId: z.string(),
      how: z.enum(['looked-up', 'noted'] as const satisfies readonly Approver['how'][]),
    }),
  ),
  by: z.optional(z.enum(DELETION_RIGHTS)),
  remindedAt: z.optional(instant),
  spared: z.optional(z.string()),
  foundGone: z.optional(z.boolean()),
  refused: z.optional(z.object({ kind: z.enum(REFUSAL_KINDS), told: z.boolean() })),
  reportedAt: z.optional(z.nullable(instant)),
});

// SAFETY: a record that contradicts itself says nothing: `spared` without why would be read as deleted.
export const outcomeSchema = outcomeFieldsSchema.check(z.refine(({ state, spared }) => agree(state, spared)));

/** Version 0.1 wrote no state: there the reason alone says that it was spared. */
function agree(state: 'begun' | 'deleted' | 'spared' | undefined, spared: string | undefined): boolean {
  return state === undefined || (state === 'spared') === (spared !== undefined);
}

export function recordOf(fields: z.infer<typeof outcomeSchema>): DeletionRecord {
  const { arn, name, region, service, cluster, reason, snapshotKey, deletedAt: at } = fields;
  const monthlyCostUsd = fields.monthlyCostUsd ?? undefined;
  const tags: Tags = new Map((fields.tags ?? []).map(({ key, value }) => [key, value]));
  const { by, approvedBy, remindedAt } = fields;
  const leave = {
    ...(by === undefined ? {} : { by }),
    ...(approvedBy === undefined ? {} : { approvedBy: { ...approvedBy, chatUser: approvedBy.chatUser ?? undefined } }),
    ...(remindedAt === undefined ? {} : { remindedAt }),
  };
  const head = { arn, name, region, service, cluster, reason, monthlyCostUsd, snapshotKey, tags, ...leave };
  const refused =
    fields.refused === undefined ? {} : { refused: { kind: fields.refused.kind, isTold: fields.refused.told } };
  if (fields.spared !== undefined) return { is: 'spared', ...head, sparedAt: at, why: fields.spared, ...refused };
  const reportedAt = fields.reportedAt ?? undefined;
  const companions: readonly CompanionFate[] = fields.companions.map(({ why, ...one }) => ({ ...one, why }));
  const isUntouched = reportedAt === undefined && companions.every(({ did }) => did === 'pending');
  const isBegun = fields.state === undefined ? isUntouched : fields.state === 'begun';
  const isFoundGone = fields.foundGone ?? false;
  if (!isBegun) return { is: 'deleted', ...head, deletedAt: at, companions, isFoundGone, reportedAt };
  const toGo = companions.map((one) => ({ arn: one.arn, name: one.name }));
  return { is: 'begun', ...head, begunAt: at, companions: toGo, ...refused };
}
