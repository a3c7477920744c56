/**
 * Everything that a press of a button in the chat may do: the three answers, on Network Load Balancers alone. The same
 * statements are the rights of the channel's role and its guardrail, which caps the roles that people choose for themselves.
 *
 * Condition keys of AddTags: Service Authorization Reference, "AWS Elastic Load Balancing V2".
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { TAG } from '../lambda/core/tags/keys.ts';
import { KEEP_BY_CHAT } from '../lambda/model/chat.ts';
import { LOAD_BALANCERS_OF_ACCOUNT } from './resource-arns.ts';
import { APPROVAL_ON_RESOURCE, onlyTheseKeys } from './shared-permissions.ts';

/** @param regions of the stacks whose cards the channel gets */
export function chatStatements(regions: readonly string[]): PolicyStatement[] {
  // Not an ARN for each: a managed policy takes 6,144 characters, and there are thirty regions and more.
  const resources = [LOAD_BALANCERS_OF_ACCOUNT];
  const inRegions = { 'aws:RequestedRegion': regions };
  const { Null: withKeys, ...onlyApproval } = onlyTheseKeys([TAG.approval]);
  return [
    new PolicyStatement({
      // SAFETY: nothing that people were not told of, and never over a colleague's answer: a card stays, and so does its button.
      sid: 'Approve',
      actions: ['elasticloadbalancing:AddTags'],
      resources,
      conditions: {
        ...onlyApproval,
        Null: { ...withKeys, [`aws:ResourceTag/${TAG.notifiedAt}`]: 'false' },
        StringEquals: {
          ...inRegions,
          [`aws:RequestTag/${TAG.approval}`]: 'approved',
          [APPROVAL_ON_RESOURCE]: 'pending',
        },
      },
    }),
    new PolicyStatement({
      sid: 'Reject',
      actions: ['elasticloadbalancing:AddTags'],
      resources,
      conditions: {
        ...onlyTheseKeys([TAG.approval]),
        // SAFETY: at any time, so that no other word may pass for it.
        StringEquals: { ...inRegions, [`aws:RequestTag/${TAG.approval}`]: 'rejected' },
      },
    }),
    new PolicyStatement({
      sid: 'Keep',
      actions: ['elasticloadbalancing:AddTags'],
      resources,
      conditions: {
        ...onlyTheseKeys([TAG.keep]),
        // SAFETY: a day in the past, written over a colleague's keep, would end it.
        StringEquals: { ...inRegions, [`aws:RequestTag/${TAG.keep}`]: KEEP_BY_CHAT },
      },
    }),
  ];
}
