/**
 * Everything that `reap` may do to the account: deletes of what people were told of and nobody objects to, and no write of
 * any tag but `last-error`.
 *
 * Condition keys of each action: Service Authorization Reference, "AWS Elastic Load Balancing V2" and "Amazon S3".
 */
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { TAG } from '../lambda/core/tags/keys.ts';
import { REAP_EVENTS } from '../lambda/model/event.ts';
import { readStatements, SNAPSHOT_READS } from './read-permissions.ts';
import { NETWORK_LOAD_BALANCERS, outcomesIn, reportsIn, snapshotsIn, TARGET_GROUPS } from './resource-arns.ts';
import {
  ANOTHER_WORD,
  APPROVAL_ON_RESOURCE,
  cardStatements,
  eventStatement,
  noticeStatements,
  onlyTheseKeys,
  type Allowed,
} from './shared-permissions.ts';

const KEEP_ON_RESOURCE = `aws:ResourceTag/${TAG.keep}`;

/** What the statements point at. */
interface Grants {
  readonly topicArn: string;
  /** Of the chat; undefined without one. */
  readonly chatTopicArn?: string | undefined;
  readonly bucketArn: string;
}

/** The rights of `reap`, which exists only in mode `delete`. */
export function reapStatements(settings: Allowed, { topicArn, chatTopicArn, bucketArn }: Grants): PolicyStatement[] {
  return [
    ...readStatements(settings, SNAPSHOT_READS),
    ...noticeStatements(topicArn),
    ...cardStatements(chatTopicArn),
    eventStatement(REAP_EVENTS),
    deleteStatement('DeleteQuarantined', 'approved', [TAG.notifiedAt]),
    ...(settings.approval === 'automatic'
      ? [deleteStatement('DeleteReminded', 'pending', [TAG.notifiedAt, TAG.remindedAt])]
      : []),
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

/** @param present keys of tags without which the NLB stays */
function deleteStatement(sid: string, approval: 'approved' | 'pending', present: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    // SAFETY: nothing that people were not told of, or neither approved nor were reminded of.
    sid,
    actions: ['elasticloadbalancing:DeleteLoadBalancer'],
    resources: [NETWORK_LOAD_BALANCERS],
    conditions: {
      Null: Object.fromEntries(present.map((key) => [`aws:ResourceTag/${key}`, 'false'])),
      StringEquals: { [APPROVAL_ON_RESOURCE]: approval },
    },
  });
}
