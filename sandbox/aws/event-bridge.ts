/** EventBridge in the sandbox: the janitor's rules and where they send to. It delivers nothing. */
import { EventBridgeServiceException, ResourceNotFoundException } from '@aws-sdk/client-eventbridge';
import type {
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
} from '@aws-sdk/client-eventbridge';

import type { Account } from '../account.ts';
import type { StoredRule } from './janitor-stack.ts';
import type { SandboxService } from './service.ts';

export const eventBridge: SandboxService = {
  name: 'events',
  clientName: 'EventBridgeClient',
  ServiceException: EventBridgeServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: {
    DescribeRule: describeRule,
    ListRuleNamesByTarget: listRuleNamesByTarget,
    ListTargetsByRule: listTargetsByRule,
  },
};

function listRuleNamesByTarget(
  { janitor }: Account,
  { TargetArn }: ListRuleNamesByTargetRequest,
): ListRuleNamesByTargetResponse {
  const found = [...janitor.rules.values()].filter(({ targetArn }) => targetArn === TargetArn);
  return { RuleNames: found.map(({ name }) => name) };
}

function describeRule(account: Account, { Name }: DescribeRuleRequest): DescribeRuleResponse {
  const { name, state } = existing(account, Name);
  return { Name: name, State: state };
}

function listTargetsByRule(account: Account, { Rule }: ListTargetsByRuleRequest): ListTargetsByRuleResponse {
  const { targetArn, deadLetterArn } = existing(account, Rule);
  return { Targets: [{ Id: 'Target0', Arn: targetArn, DeadLetterConfig: { Arn: deadLetterArn } }] };
}

function existing({ janitor }: Account, name: string | undefined): StoredRule {
  const found = janitor.rules.get(name ?? '');
  if (found !== undefined) return found;
  throw new ResourceNotFoundException({
    message: `Rule ${name} does not exist on EventBus default.`,
    $metadata: { httpStatusCode: 400 },
  });
}
