/** CloudFormation in the sandbox: the janitor's stack by its name, and by one of its resources. */
import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import type {
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  StackStatus,
} from '@aws-sdk/client-cloudformation';

import type { Account } from '../account.ts';
import { unmodelled } from './errors.ts';
import type { SandboxService } from './service.ts';

/** A resource as CloudFormation remembers it. */
export interface StackResource {
  readonly stackName: string;
  readonly type: string;
  readonly id: string;
  /** CREATE_COMPLETE by default. */
  readonly status?: 'CREATE_COMPLETE' | 'DELETE_COMPLETE' | 'DELETE_FAILED';
}

export const cloudFormation: SandboxService = {
  name: 'cloudformation',
  clientName: 'CloudFormationClient',
  ServiceException: CloudFormationServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { DescribeStackResources: describeStackResources, DescribeStacks: describeStacks },
};

/** API_DescribeStackResources: by a physical id, all resources of the stack that it belongs to. */
function describeStackResources(account: Account, input: DescribeStackResourcesInput): DescribeStackResourcesOutput {
  const { StackName, PhysicalResourceId: wanted } = input;
  if (StackName !== undefined) throw new Error('sandbox: stacks are asked for by a resource only');
  const found = account.stackResources.find(({ id }) => id === wanted);
  if (found === undefined) {
    throw unmodelled(CloudFormationServiceException, 'ValidationError', 400, `Stack for ${wanted} does not exist`);
  }
  return {
    StackResources: account.stackResources
      .filter(({ stackName }) => stackName === found.stackName)
      .map(({ stackName, type, id, status = 'CREATE_COMPLETE' }) => ({
        StackName: stackName,
        LogicalResourceId: type === 'AWS::S3::Bucket' ? 'NlbJanitorSnapshots1A2B3C4D' : `Of${id.replaceAll(/\W/g, '')}`,
        PhysicalResourceId: id,
        ResourceType: type,
        ResourceStatus: status,
        Timestamp: account.clock.now(),
      })),
  };
}

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
