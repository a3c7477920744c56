/**
 * Everything that `sweep` may do to the account: no delete, no write of `keep`, and `approval` only as `pending`.
 *
 * Condition keys of each action: Service Authorization Reference, "AWS Elastic Load Balancing V2" and "Amazon S3".
 */
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { TAG } from '../lambda/core/tags/keys.ts';
import { SWEEP_EVENTS } from '../lambda/model/event.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { readStatements } from './read-permissions.ts';
import { NETWORK_LOAD_BALANCERS, outcomesIn, reportsIn, TARGET_GROUPS } from './resource-arns.ts';
import {
  ANOTHER_WORD,
  cardStatements,
  eventStatement,
  noticeStatements,
  onlyTheseKeys,
  type Allowed,
} from './shared-permissions.ts';

/** What the statements point at. */
interface Grants {
  readonly topicArn: string;
  /** Of the chat; undefined without one. */
  readonly chatTopicArn?: string | undefined;
  readonly bucketArn: string;
  /** Of the queue of `reap`; undefined where there is none. */
  readonly reapQueueArn: string | undefined;
}

/** The rights of `sweep`: reads, the report and the summary in every mode; tags from mode `quarantine` on; to wake `reap` where it is. */
export function sweepStatements(settings: Allowed, grants: Grants): PolicyStatement[] {
  const { topicArn, chatTopicArn, bucketArn, reapQueueArn } = grants;
  const { mode } = settings;
  const common = [
    ...readStatements(settings),
    ...noticeStatements(topicArn),
    ...cardStatements(chatTopicArn),
    eventStatement(mode === 'report' ? ['Sweep Completed'] : SWEEP_EVENTS),
    ...reportStatements(mode, bucketArn),
  ];
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
