/**
 * The `detail` of each event that goes on the default bus, as one JSON schema by detail type, for whoever writes rules and
 * programs against them. lambda/core/report/events.ts makes them, and knows no package: test/core/report/events.test.ts holds
 * one to the other.
 */
import * as z from 'zod/mini';
import { EVENT_SOURCE, type EventType } from '../lambda/model/event.ts';

export const EVENT_SCHEMA_FILE = 'docs/events.schema.json';

const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/));
const textOrNull = z.nullable(z.string());
const countOrNull = z.nullable(z.int());

const everywhere = {
  version: z.literal(1),
  account: z.string(),
  region: z.string(),
  mode: z.enum(['report', 'quarantine', 'delete']),
};

const nlb = {
  ...everywhere,
  arn: z.string(),
  name: z.string(),
  cluster: textOrNull,
  service: textOrNull,
  owners: z.array(z.strictObject({ tag: z.string(), value: z.string() })),
  monthlyCostUsd: z.nullable(z.number()),
};

/** By detail type. */
export const EVENT_DETAILS = {
  'NLB Quarantined': z.strictObject({
    ...nlb,
    dnsName: z.string(),
    reason: z.string(),
    explanation: z.string(),
    evidence: z.array(z.string()),
    cautions: z.array(z.string()),
    quarantinedAt: instant,
    restartedBecause: textOrNull,
  }),
  'NLB Approved': z.strictObject({
    ...nlb,
    reason: z.string(),
    explanation: z.string(),
    cautions: z.array(z.string()),
    approvedBy: textOrNull,
    approvedAt: z.nullable(instant),
    cloudTrailEvent: textOrNull,
    notBefore: z.nullable(instant),
  }),
  'NLB Released': z.strictObject({
    ...nlb,
    verdict: z.enum(['in-use', 'leave-alone', 'orphan', 'unknown']),
    reason: z.string(),
    explanation: z.string(),
  }),
  'NLB Deleted': z.strictObject({
    ...nlb,
    reason: z.string(),
    deletedAt: instant,
    isFoundGone: z.boolean(),
    by: z.nullable(z.enum(['approval', 'automatic'])),
    approvedBy: textOrNull,
    bucket: textOrNull,
    snapshot: z.string(),
    targetGroups: z.array(z.strictObject({ name: z.string(), did: z.enum(['deleted', 'left', 'pending']) })),
  }),
  'Delete Failed': z.strictObject({ ...nlb, what: z.string(), why: z.string() }),
  'Sweep Completed': z.strictObject({
    ...everywhere,
    scope: z.enum(['everything', 'some']),
    isPaused: z.boolean(),
    loadBalancers: z.strictObject({
      inUse: countOrNull,
      orphan: countOrNull,
      unknown: countOrNull,
      leftAlone: countOrNull,
    }),
    waiting: countOrNull,
    unreadableClusters: countOrNull,
    quarantined: z.int(),
    released: z.int(),
    failures: z.int(),
  }),
} as const satisfies Readonly<Record<EventType, z.ZodMiniType>>;

/** Plain JSON, as EVENT_SCHEMA_FILE has it. */
export function eventJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Events of nlb-janitor on the default event bus',
    description: `Of source "${EVENT_SOURCE}". The detail of each is the definition named like its detail-type.`,
    oneOf: Object.entries(EVENT_DETAILS).map(([type, detail]) => ({
      type: 'object',
      required: ['source', 'detail-type', 'resources', 'detail'],
      properties: {
        source: { const: EVENT_SOURCE },
        'detail-type': { const: type },
        // An ARN where the event is about one NLB.
        resources: { type: 'array', items: { type: 'string' }, maxItems: 1 },
        detail: open(z.toJSONSchema(detail, { target: 'draft-7' })),
      },
    })),
  };
}

/** A later version may say more without another number: whoever checks an event must not refuse that. */
function open(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((one: unknown) => open(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== 'additionalProperties' && key !== '$schema')
      .map(([key, one]) => [key, open(one)]),
  );
}
