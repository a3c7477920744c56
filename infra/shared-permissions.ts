/** Parts of the rights that `sweep` and `reap` have in common. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { TAG } from '../lambda/core/tags/keys.ts';
import { EVENT_SOURCE, type EventType } from '../lambda/model/event.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { DEFAULT_BUS } from './resource-arns.ts';

/** The settings on which rights depend. */
export type Allowed = Pick<Settings, 'mode' | 'approval' | 'usersOfNlb'>;

export const APPROVAL_ON_RESOURCE = `aws:ResourceTag/${TAG.approval}`;
/** Values of `approval` that are no objection. */
const OWN_WORDS = ['pending', 'approved'];
/** A person wrote something else. StringNotEquals alone also matches an absent tag; Null narrows it to those with one. */
// SAFETY: any other word, also one with a space or a capital, is no yes.
export const ANOTHER_WORD = {
  Null: { [APPROVAL_ON_RESOURCE]: 'false' },
  StringNotEquals: { [APPROVAL_ON_RESOURCE]: OWN_WORDS },
};

/** Cards, which count where Amazon Q has subscribed and a person has answered a test card. */
export function cardStatements(chatTopicArn: string | undefined): PolicyStatement[] {
  if (chatTopicArn === undefined) return [];
  return [
    new PolicyStatement({
      sid: 'PostCards',
      actions: ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
      resources: [chatTopicArn],
    }),
  ];
}

/** A notice counts only while somebody listens: a confirmed subscription without a filter policy. */
export function noticeStatements(topicArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Notify',
      actions: ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
      resources: [topicArn],
    }),
    // Of the account: IAM knows no resource for it. Without the right messages say the account's number.
    new PolicyStatement({ sid: 'NameAccount', actions: ['iam:ListAccountAliases'], resources: ['*'] }),
    // IAM knows no resource for a subscription (Service Authorization Reference, Amazon SNS).
    new PolicyStatement({
      sid: 'ReadSubscriptions',
      actions: ['sns:GetSubscriptionAttributes'],
      resources: ['*'],
    }),
  ];
}

/** Both keys are looked at for each event of a call (EventBridge user guide, "Using IAM policy conditions"). */
export function eventStatement(types: readonly EventType[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'TellPrograms',
    actions: ['events:PutEvents'],
    resources: [DEFAULT_BUS],
    conditions: { StringEquals: { 'events:source': EVENT_SOURCE, 'events:detail-type': [...types] } },
  });
}

/** ForAllValues is true of a request without keys, hence the Null guard. */
export function onlyTheseKeys(keys: readonly string[]): Record<string, Record<string, unknown>> {
  return { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys }, Null: { 'aws:TagKeys': 'false' } };
}
