/**
 * The settings as a JSON schema, so that editors complete and check `nlb-janitor.json` while it is written. Made from the
 * schema that decides (lambda/settings/schema.ts); only the descriptions are added here. It says less than that one,
 * since JSON Schema cannot say everything, but never more: what passes there passes here.
 */
import * as z from 'zod/mini';
import { DEFAULTS, settingsSchema } from '../lambda/settings/schema.ts';
import type { Settings } from '../lambda/settings/settings.ts';

export const SCHEMA_FILE = 'nlb-janitor.schema.json';

const DESCRIPTIONS: Readonly<Record<keyof Settings, string>> = {
  regions: 'AWS regions, one stack for each. The only setting that must be given.',
  mode: '"report" only judges and sends a summary, "quarantine" tags orphans and tells people, "delete" also deletes what was approved.',
  approval: 'Whether a person must approve each delete.',
  graceDays: 'Days from the accepted notice to the earliest delete.',
  reminderHours: 'Hours before an automatic deletion at which people are reminded of it.',
  minimumAgeHours: 'NLBs younger than this are left alone.',
  schedule: 'When it runs: rate(1 hour), rate(<n> minutes|hours|days), or cron(<six fields>) in UTC.',
  summary: 'When people get a summary: an expression like `schedule`, in UTC, or "off".',
  emails: 'Who is told by e-mail. Each address must confirm the e-mail that AWS sends.',
  slack: 'Where the URL of the Slack webhook lies. Never the URL itself.',
  chat: 'The channel of Slack or Microsoft Teams that gets cards with buttons, through Amazon Q Developer.',
  helpUrl: 'Address of the runbook where your team keeps it: messages link to its headings.',
  ownerTagKeys: 'Keys of tags that say whose an NLB is. Their values stand in the messages and on the page.',
  deletedClusters: 'Your word that a cluster was here and was deleted, where CloudTrail no longer knows.',
  usersOfNlb:
    'Services of AWS that may use an NLB and are not asked: "off" for each. A source that is off is a caution.',
  dnsRecords: 'What a DNS record that still points at an NLB means: a caution, or a veto.',
  deletionHours: 'When something may be deleted, by the clock of a time zone. Outside of it what is due waits.',
  ignoredClusters: 'Clusters that nobody waits for when they cannot be read.',
  maxDeletesPerDay: 'At most so many deletes a day, UTC. 0: none.',
  approvers:
    'Whose approval counts: ARNs of roles, users or sessions, with "*". Left out: anybody who may write the tag.',
  approvalValidDays: 'Days for which an approval holds.',
  maxDeletePercent: 'At most this share of the NLBs in use or orphaned a day. 0: none.',
  trafficLookbackDays: 'Whole days of traffic that count.',
  network: 'The VPC in which the functions run, for clusters with private endpoints.',
  clusterAccess: 'Clusters in which the stack makes access entries for the two roles.',
  snapshotBucket: 'An existing bucket for the snapshots, such as the one that an earlier stack left behind.',
  metrics:
    'Whether the figures of each run become CloudWatch metrics, with a dashboard: "on" or "off". They cost money.',
  logRetentionDays: 'Days for which the logs of the functions are kept.',
  reservedConcurrency: 'Reserved concurrency of each function.',
};

const DEFAULT_OF: ReadonlyMap<string, unknown> = new Map(Object.entries(DEFAULTS));
const DESCRIPTION_OF: ReadonlyMap<string, string> = new Map(Object.entries(DESCRIPTIONS));

/** Plain JSON, as SCHEMA_FILE has it. */
export function settingsJsonSchema(): Readonly<Record<string, unknown>> {
  const {
    $schema,
    properties = {},
    required = [],
    ...made
  } = z.toJSONSchema(settingsSchema, {
    target: 'draft-7',
    // As people write them, not as they are parsed.
    io: 'input',
    override: ({ jsonSchema }) => {
      // Every list refuses doubles.
      if (jsonSchema.type === 'array') jsonSchema.uniqueItems = true;
    },
  });
  return {
    $schema,
    title: 'Settings of nlb-janitor',
    ...made,
    properties: {
      // Taken out before the settings are parsed: it tells the editor where this file is.
      $schema: { type: 'string' },
      ...Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, described(key, Object(one))])),
    },
    required: required.filter((key) => !DEFAULT_OF.has(key)),
  };
}

function described(key: string, schema: object): object {
  const byDefault = DEFAULT_OF.has(key) ? { default: DEFAULT_OF.get(key) } : {};
  return { description: DESCRIPTION_OF.get(key), ...schema, ...byDefault };
}
