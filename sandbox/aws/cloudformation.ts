/** CloudFormation in the sandbox: the janitor's stack, once it is deployed. */
import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import type { DescribeStacksInput, DescribeStacksOutput, StackStatus } from '@aws-sdk/client-cloudformation';

import type { Account } from '../account.ts';
import { unmodelled } from './errors.ts';
import type { SandboxService } from './service.ts';

export const cloudFormation: SandboxService = {
  name: 'cloudformation',
  clientName: 'CloudFormationClient',
  ServiceException: CloudFormationServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { DescribeStacks: describeStacks },
};

function describeStacks({ janitor, clock }: Account, { StackName }: DescribeStacksInput): DescribeStacksOutput {
  const { stack } = janitor;
  if (stack === undefined || stack.name !== StackName) {
    const message = `Stack with id ${StackName} does not exist`;
    throw unmodelled(CloudFormationServiceException, 'ValidationError', 400, message);
  }
  return {
    Stacks: [
      {
        StackName: stack.name,
        CreationTime: clock.now(),
        StackStatus: stack.status as StackStatus,
        ...(stack.reason === undefined ? {} : { StackStatusReason: stack.reason }),
      },
    ],
  };
}
