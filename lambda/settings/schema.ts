/**
 * One schema for all settings. Each error text says what would do, as faults.ts puts it behind what was found. Zero means
 * zero, blank never passes, and text that looks like a number is not one.
 */
import * as z from 'zod/mini';
import { EKS_CLUSTER_NAME, SAYABLE_CLUSTER } from '../model/cluster-name.ts';
import { parseInstant } from '../core/time.ts';
import { USER_SOURCES } from '../model/users.ts';
import { DAYS, isTimeZone, LocalHours } from './deletion-hours.ts';
import { list, object, oneOf, switches, text, wholeNumber } from './forms.ts';
import { isRegionName } from './region-name.ts';
import { LEAST_MINUTES_APART, LEAST_SUMMARY_MINUTES_APART, MOST_DAYS_APART, rhythmOf, runsAfter } from './schedule.ts';

/** What a setting is when it is left out; those that are not here must be given, or may be absent. */
export const DEFAULTS = {
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
  reminderHours: 24,
  minimumAgeHours: 24,
  schedule: 'rate(1 hour)',
  summary: 'cron(0 8 ? * MON *)',
  emails: [],
  ownerTagKeys: [],
  deletedClusters: [],
  ignoredClusters: [],
  usersOfNlb: {},
  dnsRecords: 'caution',
  maxDeletesPerDay: 10,
  maxDeletePercent: 20,
  approvalValidDays: 30,
  trafficLookbackDays: 7,
  clusterAccess: [],
  metrics: 'on',
  logRetentionDays: 90,
} as const;

/**
 * It becomes the resource of an IAM policy, in which a wildcard or a variable would open every secret: only the signs that
 * names may have (API_CreateSecret, API_PutParameter).
 */
// SAFETY: `parameter/*` would let a function read every parameter.
const WEBHOOK_ARN =
  /^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]+|ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9/_.-]+)$/;
/** Nothing that hides, and no two dots in a row (RFC 5321, Dot-string): SNS would take it, and nobody would ever hear. */
const EMAIL = /^(?!.*\.\.)[^\s\p{C}@,]+@[^\s\p{C}@,]+\.[^\s\p{C}@,]+$/u;
/**
 * A role, a user, or a session of a role (IAM user guide, "IAM ARNs"), with `*` for any signs of one part; the name of the role
 * or user holds more than wildcards, so that no pattern means everybody without saying so.
 */
// SAFETY: what matches everybody looks like a guard and is none.
const APPROVER =
  /^arn:aws[a-z-]*:(iam|sts)::(\d{12}|\*):(root|(role|user)\/([\w+=,.@*-]+\/)*[\w+=,.@*-]*[\w+=,.@-][\w+=,.@*-]*|federated-user\/[\w+=,.@*-]*[\w+=,.@-][\w+=,.@*-]*|assumed-role\/[\w+=,.@*-]*[\w+=,.@-][\w+=,.@*-]*\/[\w+=,.@*-]+)$/;
/** As AWS::Chatbot::SlackChannelConfiguration and …::MicrosoftTeamsChannelConfiguration have them. */
const SLACK_WORKSPACE = /^[0-9A-Z]{1,255}$/;
const SLACK_CHANNEL = /^[A-Za-z0-9]{1,255}$/;
const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
const TEAMS_CHANNEL = /^(?=.{1,255}$)[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*$/;
/** Retentions that CloudWatch Logs knows: API_PutRetentionPolicy. */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653] as const;

/** A heading is put behind it. Nothing that a mail, Slack or a shell could read as something else, and no password. */
const HELP_URL = /^https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?(\/[A-Za-z0-9._~%/?=&+,:;-]*)?$/;
/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html: letters, digits, spaces and these signs. */
const TAG_KEY = /^(?!aws:)[\p{L}\p{N}_.:/=+@-][\p{L}\p{N} _.:/=+@-]{0,127}$/u;
/** Mails and filters grow with each. */
const MOST_OWNER_TAG_KEYS = 5;

const region = text(isRegionName, 'give an AWS region such as "eu-west-3"');
const clusterName = text(EKS_CLUSTER_NAME, 'give the name of the EKS cluster');

const taggedCluster = text(SAYABLE_CLUSTER, 'give the name as it stands in the tags of the NLBs, without spaces');

export const settingsSchema = object({
  regions: list(region, 'name at least one region'),
  mode: oneOf(['report', 'quarantine', 'delete']),
  approval: oneOf(['required', 'automatic']),
  graceDays: wholeNumber(0, 365),
  reminderHours: wholeNumber(1, 8760),
  minimumAgeHours: wholeNumber(0, 8760),
  schedule: schedule(),
  summary: summary(),
  emails: list(text(EMAIL, 'give an e-mail address')),
  slack: z.exactOptional(
    object({
      webhookArn: text(
        WEBHOOK_ARN,
        'give the ARN of a Secrets Manager secret or of an SSM SecureString parameter that holds the webhook URL; never the URL itself',
      ),
      region: z.exactOptional(region),
    }),
  ),
  chat: z.exactOptional(chat()),
  helpUrl: z.exactOptional(
    text(HELP_URL, 'give an https URL without "#", such as that of docs/runbook.md in your wiki'),
  ),
  ownerTagKeys: list(text(TAG_KEY, 'give the key of a tag')).check(
    z.maxLength(MOST_OWNER_TAG_KEYS, { error: `name at most ${MOST_OWNER_TAG_KEYS}` }),
  ),
  deletedClusters: list(object({ name: taggedCluster, deletedAt: instant(), region: z.exactOptional(region) })),
  ignoredClusters: list(clusterName),
  usersOfNlb: object(switches(USER_SOURCES)),
  dnsRecords: oneOf(['caution', 'veto']),
  deletionHours: z.exactOptional(deletionHours()),
  maxDeletesPerDay: wholeNumber(0, 1000),
  maxDeletePercent: wholeNumber(0, 100),
  approvers: z.exactOptional(
    list(approver(), 'name at least one, or leave it out, and anybody may approve who may write tags'),
  ),
  approvalValidDays: wholeNumber(1, 90),
  trafficLookbackDays: wholeNumber(0, 60),
  network: z.exactOptional(
    object({
      vpcId: text(/^vpc-[0-9a-f]{8,17}$/, 'give a VPC ID'),
      subnetIds: list(text(/^subnet-[0-9a-f]{8,17}$/, 'give a subnet ID'), 'name at least one'),
      securityGroupIds: list(text(/^sg-[0-9a-f]{8,17}$/, 'give a security group ID'), 'name at least one'),
    }),
  ),
  clusterAccess: list(
    object({ cluster: clusterName, by: oneOf(['group', 'view-policy']), region: z.exactOptional(region) }),
  ),
  snapshotBucket: z.exactOptional(text(isBucketName, 'give the name of an existing bucket')),
  metrics: oneOf(['on', 'off']),
  logRetentionDays: z.literal(LOG_RETENTION_DAYS, { error: `give one of ${LOG_RETENTION_DAYS.join(', ')}` }),
  reservedConcurrency: z.exactOptional(wholeNumber(1, 1000)),
});

/** At least one place, and none beside a channel that somebody configures by hand. */
function chat() {
  return object({
    slack: z.exactOptional(
      object({
        workspaceId: text(SLACK_WORKSPACE, 'give the ID of the workspace, such as "T0123ABCD"'),
        channelId: text(SLACK_CHANNEL, 'give the ID of the channel, such as "C0123ABCD"'),
      }),
    ),
    teams: z.exactOptional(
      object({
        tenantId: text(UUID, 'give the ID of the tenant, a UUID'),
        teamId: text(UUID, 'give the ID of the team, a UUID'),
        channelId: text(TEAMS_CHANNEL, 'give the ID of the channel, such as "19%3ab6ef35dc…%40thread.tacv2"'),
      }),
    ),
    byHand: z.exactOptional(z.literal(true, { error: 'give true, or leave it out' })),
    region: z.exactOptional(region),
  }).check(
    z.refine(({ slack, teams, byHand }) => (byHand === true) !== (slack !== undefined || teams !== undefined), {
      error: 'give slack or teams, or byHand alone where the account has a configuration of the channel already',
    }),
  );
}

function approver() {
  return text(
    APPROVER,
    'give the ARN of a role, a user or a session, as in "arn:aws:iam::123456789012:role/platform-*"; "*" stands for any signs between two slashes, and a name of wildcards alone would mean everybody',
  );
}

function instant() {
  const wanted = 'give an instant in UTC such as "2026-03-01T00:00:00Z"';
  const written = text((given) => parseInstant(given) !== undefined, wanted).check(
    z.refine((given) => isPast(given), { error: 'lies in the future; give the instant at which it was deleted' }),
  );
  return z.pipe(
    written,
    z.transform((given) => new Date(given)),
  );
}

/** What is no instant has a fault of its own. */
function isPast(given: string): boolean {
  const at = parseInstant(given);
  return at === undefined || at.getTime() <= Date.now();
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(given: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(given) && !given.includes('..') && !/^[\d.]+$/.test(given);
}

function deletionHours() {
  const clock = (form: RegExp) => text(form, 'give a time such as "09:00"');
  const written = object({
    days: list(oneOf(DAYS), 'name at least one day'),
    from: clock(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
    timeZone: text(isTimeZone, 'give a time zone such as "Europe/Paris" or "UTC"'),
  }).check(
    z.refine(({ from, to }) => from !== to, {
      error: 'begins and ends at the same time; for whole days give "from": "00:00", "to": "24:00"',
    }),
  );
  return z.pipe(
    written,
    z.transform((given) => new LocalHours(given)),
  );
}

/** As somebody wrote them; undefined for what has a fault, which the settings as a whole tell. */
export function deletionHoursIn(given: unknown): LocalHours | undefined {
  const parsed = deletionHours().safeParse(given);
  return parsed.success ? parsed.data : undefined;
}

function schedule() {
  const wanted = 'give rate(1 hour), rate(<n> minutes|hours|days) with n from 2, or cron(<six fields>)';
  return text((given) => rhythmOf(given) !== undefined, wanted).check(
    z.refine((given) => (rhythmOf(given)?.shortest ?? Number.POSITIVE_INFINITY) >= LEAST_MINUTES_APART, {
      error: `runs more often than every ${LEAST_MINUTES_APART} minutes, which is how long one run may take; give rate(1 hour)`,
    }),
    z.refine((given) => rhythmOf(given) === undefined || runsAfter(given, new Date(0)), {
      error: `never runs, or less often than every ${MOST_DAYS_APART} days; give rate(1 hour)`,
    }),
  );
}

/** A schedule, or `off`. */
function summary() {
  const example = 'cron(0 8 ? * MON *)';
  const wanted = `give a schedule such as ${example} or rate(7 days), or "off"`;
  const isOff = (given: string): boolean => given === 'off';
  return text((given) => isOff(given) || rhythmOf(given) !== undefined, wanted).check(
    z.refine((given) => !((rhythmOf(given)?.shortest ?? Number.NaN) < LEAST_SUMMARY_MINUTES_APART), {
      error: `comes more often than once a day; give ${example}`,
    }),
    z.refine((given) => rhythmOf(given) === undefined || runsAfter(given, new Date(0)), {
      error: `never comes, or less often than every ${MOST_DAYS_APART} days; give ${example}, or "off"`,
    }),
  );
}
