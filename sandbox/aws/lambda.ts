/** Lambda in the sandbox: the janitor's functions as they are deployed. It runs none of them. */
import { LambdaServiceException, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import type {
  FunctionConfiguration,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  GetFunctionConfigurationRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
} from '@aws-sdk/client-lambda';

import type { Account } from '../account.ts';
import type { StoredFunction } from './janitor-stack.ts';
import type { SandboxService } from './service.ts';

export const lambda: SandboxService = {
  name: 'lambda',
  clientName: 'LambdaClient',
  ServiceException: LambdaServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: {
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    ListEventSourceMappings: listEventSourceMappings,
  },
};

function getFunctionConfiguration(
  account: Account,
  { FunctionName }: GetFunctionConfigurationRequest,
): FunctionConfiguration {
  const { name, roleArn, changedAt, environment, state } = existing(account, FunctionName);
  return {
    FunctionName: name,
    Role: roleArn,
    State: state,
    LastUpdateStatus: 'Successful',
    LastModified: changedAt.toISOString().replace('Z', '+0000'),
    Environment: { Variables: environment },
  };
}

function getFunctionConcurrency(
  account: Account,
  { FunctionName }: GetFunctionConcurrencyRequest,
): GetFunctionConcurrencyResponse {
  const { reservedConcurrency } = existing(account, FunctionName);
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}

function listEventSourceMappings(
  account: Account,
  { FunctionName }: ListEventSourceMappingsRequest,
): ListEventSourceMappingsResponse {
  const { queueArn, mapping } = existing(account, FunctionName);
  return { EventSourceMappings: queueArn === undefined ? [] : [{ EventSourceArn: queueArn, State: mapping }] };
}

function existing({ janitor, region, accountId }: Account, name: string | undefined): StoredFunction {
  const found = janitor.functions.get(name ?? '');
  if (found !== undefined) return found;
  const message = `Function not found: arn:aws:lambda:${region}:${accountId}:function:${name}`;
  throw new ResourceNotFoundException({ message, $metadata: { httpStatusCode: 404 } });
}
