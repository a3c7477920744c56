/**
 * Everything that the functions may do to the account, as one list of statements for each function. IAM repeats here
 * what the code decides (docs/design.md section 8, rule 12), so that a bug cannot reach further than this page. Must
 * never grant a write on `*`, a write of `keep`, or `approval` as anything but `pending`. Instants are beyond IAM: the
 * code compares them.
 *
 * Condition keys of each action: Service Authorization Reference, "AWS Elastic Load Balancing V2" and "Amazon S3".
 */
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { TAG } from '../lambda/core/tags/keys.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { readStatements, SNAPSHOT_READS } from './read-permissions.ts';
import { NETWORK_LOAD_BALANCERS, outcomesIn, reportsIn, snapshotsIn, TARGET_GROUPS } from './resource-arns.ts';

const APPROVAL_ON_RESOURCE = `aws:ResourceTag/${TAG.approval}`;
/** Values of `approval` that are no objection. */
const OWN_WORDS = ['pending', 'approved'];
/** A person wrote something else. StringNotEquals alone also matches an absent tag; Null narrows it to those with one. */
// SAFETY: any other word, also one with a space or a capital, is no yes.
const ANOTHER_WORD = {
  Null: { [APPROVAL_ON_RESOURCE]: 'false' },
  StringNotEquals: { [APPROVAL_ON_RESOURCE]: OWN_WORDS },
};
const KEEP_ON_RESOURCE = `aws:ResourceTag/${TAG.keep}`;

/** What the statements point at. */
interface Grants {
  readonly topicArn: string;
  readonly bucketArn: string;
  /** Of the queue of `reap`; undefined where there is none. */
  readonly reapQueueArn: string | undefined;
}

type Allowed = Pick<Settings, 'mode' | 'approval' | 'usersOfNlb'>;

/** The rights of `sweep`: reads, the report and the summary in every mode; tags from mode `quarantine` on; to wake `reap` where it is. */
export function sweepStatements(settings: Allowed, { topicArn, bucketArn, reapQueueArn }: Grants): PolicyStatement[] {
  const { mode } = settings;
  const common = [...readStatements(settings), ...noticeStatements(topicArn), ...reportStatements(mode, bucketArn)];
  if (mode === 'report') return common;
  const written: string[] = [
    TAG.quarantinedAt,
    TAG.reason,
    TAG.evidence,
    TAG.notifiedAt,
    TAG.approval,
    TAG.clusterDeleted,
    TAG.approvedBy,
    TAG.approvalEvent,
    TAG.told,
  ];
  if (mode === 'delete') written.push(TAG.deleteAfter, TAG.remindedAt);
  // `keep` is missing on purpose: it is a person's; a proof stays. The rest goes, also what an earlier mode or `reap`
  // wrote.
  const removed = [...new Set([...written, TAG.deleteAfter, TAG.remindedAt, TAG.lastError])].filter(
    (key) => key !== TAG.clusterDeleted,
  );
  return [
    ...common,
    new PolicyStatement({
      sid: 'Quarantine',
      actions: ['elasticloadbalancing:AddTags'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: {
        ...onlyTheseKeys(written),
        // SAFETY: the janitor must not approve its own deletes.
        StringEqualsIfExists: { [`aws:RequestTag/${TAG.approval}`]: 'pending' },
      },
    }),
    new PolicyStatement({
      sid: 'Release',
      actions: ['elasticloadbalancing:RemoveTags'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: onlyTheseKeys(removed),
    }),
    new PolicyStatement({
      // SAFETY: a person's word stays, also one that the janitor does not know.
      sid: 'LeaveAnswerAlone',
      effect: Effect.DENY,
      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: {
        ...ANOTHER_WORD,
        'ForAnyValue:StringEquals': { 'aws:TagKeys': [TAG.approval] },
      },
    }),
    new PolicyStatement({
      sid: 'MarkCompanions',
      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
      resources: [TARGET_GROUPS],
      conditions: onlyTheseKeys([TAG.companionOf]),
    }),
    ...(reapQueueArn === undefined ? [] : [wakeStatement(reapQueueArn)]),
  ];
}

/** What a full sweep leaves to the runs after it, and what the summary tells of deletes, which only mode `delete` makes. */
function reportStatements(mode: Settings['mode'], bucketArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'KeepReport',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [reportsIn(bucketArn)],
    }),
    // Without it S3 says AccessDenied of a key that is not there (API_GetObject, Permissions).
    new PolicyStatement({ sid: 'FindRecords', actions: ['s3:ListBucket'], resources: [bucketArn] }),
    ...(mode === 'delete'
      ? [new PolicyStatement({ sid: 'ReadOutcomes', actions: ['s3:GetObject'], resources: [outcomesIn(bucketArn)] })]
      : []),
  ];
}

function wakeStatement(reapQueueArn: string): PolicyStatement {
  return new PolicyStatement({ sid: 'WakeReap', actions: ['sqs:SendMessage'], resources: [reapQueueArn] });
}

/** The rights of `reap`, which exists only in mode `delete`. */
export function reapStatements(
  settings: Allowed,
  { topicArn, bucketArn }: Omit<Grants, 'reapQueueArn'>,
): PolicyStatement[] {
  return [
    ...readStatements(settings, SNAPSHOT_READS),
    ...noticeStatements(topicArn),
    new PolicyStatement({
      // SAFETY: nothing that people were not told of, or did not approve.
      sid: 'DeleteQuarantined',
      actions: ['elasticloadbalancing:DeleteLoadBalancer'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: {
        Null: { [`aws:ResourceTag/${TAG.notifiedAt}`]: 'false' },
        StringEquals: { [APPROVAL_ON_RESOURCE]: settings.approval === 'required' ? 'approved' : OWN_WORDS },
      },
    }),
    new PolicyStatement({
      // SAFETY: StringNotLike alone also matches an absent tag; Null narrows it to NLBs that carry one. IAM cannot
      // compare days:
      // whether `until=…` has passed is decided in code.
      sid: 'NeverDeleteKept',
      effect: Effect.DENY,
      actions: ['elasticloadbalancing:DeleteLoadBalancer'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: { Null: { [KEEP_ON_RESOURCE]: 'false' }, StringNotLike: { [KEEP_ON_RESOURCE]: 'until=*' } },
    }),
    new PolicyStatement({
      // SAFETY: whatever else may come to allow it: `rejected`, and `rejected ` with a space, mean no.
      sid: 'NeverDeleteAnswered',
      effect: Effect.DENY,
      actions: ['elasticloadbalancing:DeleteLoadBalancer'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: ANOTHER_WORD,
    }),
    new PolicyStatement({
      // SAFETY: only what `sweep` marked at quarantine.
      sid: 'DeleteCompanions',
      actions: ['elasticloadbalancing:DeleteTargetGroup'],
      resources: [TARGET_GROUPS],
      conditions: { Null: { [`aws:ResourceTag/${TAG.companionOf}`]: 'false' } },
    }),
    new PolicyStatement({
      sid: 'TellWhyNot',
      actions: ['elasticloadbalancing:AddTags'],
      resources: [NETWORK_LOAD_BALANCERS],
      conditions: onlyTheseKeys([TAG.lastError]),
    }),
    new PolicyStatement({
      // SAFETY: a put without `If-None-Match` is refused, so a snapshot is never overwritten (S3 user guide, "Enforce
      // conditional writes").
      sid: 'StoreSnapshots',
      actions: ['s3:PutObject'],
      resources: [snapshotsIn(bucketArn)],
      conditions: { Null: { 's3:if-none-match': 'false' } },
    }),
    // Written again when leftovers are gone and when people were told.
    new PolicyStatement({ sid: 'StoreOutcomes', actions: ['s3:PutObject'], resources: [outcomesIn(bucketArn)] }),
    new PolicyStatement({
      sid: 'ReadRecords',
      actions: ['s3:GetObject'],
      resources: [snapshotsIn(bucketArn), outcomesIn(bucketArn), reportsIn(bucketArn)],
    }),
    new PolicyStatement({ sid: 'CountSnapshots', actions: ['s3:ListBucket'], resources: [bucketArn] }),
  ];
}

/**
 * The right of `slack`: to read the webhook's URL.
 *
 * @param webhookArn complete ARN of a Secrets Manager secret (with its random suffix) or of an SSM parameter. One that is
 *   encrypted with a key of your own needs the role in the key's policy.
 */
export function slackStatements(webhookArn: string): PolicyStatement[] {
  const action = webhookArn.includes(':secretsmanager:') ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameter';
  return [new PolicyStatement({ sid: 'ReadWebhook', actions: [action], resources: [webhookArn] })];
}

/** A notice counts only while somebody listens: a confirmed subscription without a filter policy. */
function noticeStatements(topicArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Notify',
      actions: ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
      resources: [topicArn],
    }),
    // IAM knows no resource for a subscription (Service Authorization Reference, Amazon SNS).
    new PolicyStatement({
      sid: 'ReadSubscriptions',
      actions: ['sns:GetSubscriptionAttributes'],
      resources: ['*'],
    }),
  ];
}

/** ForAllValues is true of a request without keys, hence the Null guard. */
function onlyTheseKeys(keys: readonly string[]): Record<string, Record<string, unknown>> {
  return { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys }, Null: { 'aws:TagKeys': 'false' } };
}
