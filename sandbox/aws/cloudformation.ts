/** CloudFormation in the sandbox: the janitor's stack by its name, and by one of its resources. */
import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import type {
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
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
  commands: {
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    ListStackResources: listStackResources,
  },
};

const MOST = 100;

/** API_DescribeStackResources: by a physical id, the first 100 resources of the stack that it belongs to. */
function describeStackResources(account: Account, input: DescribeStackResourcesInput): DescribeStackResourcesOutput {
  const { StackName, PhysicalResourceId: wanted } = input;
  if (StackName !== undefined) throw new Error('sandbox: stacks are asked for by a resource only');
  const found = account.stackResources.find(({ id }) => id === wanted);
  if (found === undefined) throw noStack(`Stack for ${wanted}`);
  const { stackName: name } = found;
  return {
    StackResources: resourcesOf(account, name)
      .slice(0, MOST)
      .map((one) => ({ ...one, StackName: name, StackId: stackId(name), Timestamp: account.clock.now() })),
  };
}

/** API_ListStackResources: all of them, in pages. */
function listStackResources(account: Account, input: ListStackResourcesInput): ListStackResourcesOutput {
  const { StackName: id, NextToken = '0' } = input;
  const named = account.stackResources.find(({ stackName }) => stackId(stackName) === id);
  if (named === undefined) throw noStack(`Stack with id ${id}`);
  const all = resourcesOf(account, named.stackName);
  const end = Number(NextToken) + MOST;
  return {
    StackResourceSummaries: all
      .slice(Number(NextToken), end)
      .map((one) => ({ ...one, LastUpdatedTimestamp: account.clock.now() })),
    ...(end < all.length ? { NextToken: String(end) } : {}),
  };
}

function stackId(name: string): string {
  return `arn:aws:cloudformation:eu-west-3:123456789012:stack/${name}/51af3dc0-da77-11e4-872e-1234567db123`;
}

function resourcesOf(account: Account, name: string) {
  return account.stackResources
    .filter(({ stackName }) => stackName === name)
    .map(({ type, id, status = 'CREATE_COMPLETE' as const }) => ({
      LogicalResourceId: type === 'AWS::S3::Bucket' ? 'NlbJanitorSnapshots1A2B3C4D' : `Of${id.replaceAll(/\W/g, '')}`,
      PhysicalResourceId: id,
      ResourceType: type,
      ResourceStatus: status,
    }));
}

function noStack(what: string): Error {
  return unmodelled(CloudFormationServiceException, 'ValidationError', 400, `${what} does not exist`);
}

function describeStacks({ janitor, clock }: Account, { StackName }: DescribeStacksInput): DescribeStacksOutput {
  const { stack } = janitor;
  if (stack === undefined || stack.name !== StackName) {
    throw noStack(`Stack with id ${StackName}`);
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
