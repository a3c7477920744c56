/**
 * SSM Parameter Store in the sandbox: parameters by ARN or name. Secure ones stay encrypted by default; one
 * that is there is replaced only where the caller says so.
 */
import { ParameterAlreadyExists, ParameterNotFound, SSMServiceException } from '@aws-sdk/client-ssm';
import type {
  DeleteParameterRequest,
  DeleteParameterResult,
  GetParameterRequest,
  GetParameterResult,
  PutParameterRequest,
  PutParameterResult,
} from '@aws-sdk/client-ssm';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

const REFUSED = { $metadata: { httpStatusCode: 400 } };

export const ssm: SandboxService = {
  name: 'ssm',
  clientName: 'SSMClient',
  ServiceException: SSMServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: { DeleteParameter: deleteParameter, GetParameter: getParameter, PutParameter: putParameter },
};

function getParameter(account: Account, { Name: wanted, WithDecryption }: GetParameterRequest): GetParameterResult {
  const found = account.secrets.parameter(wanted);
  if (found === undefined) throw notFound(wanted);
  const isOpen = found.type === 'String' || WithDecryption === true;
  const value = isOpen ? found.value : Buffer.from(`encrypted: ${found.value}`).toString('base64');
  return { Parameter: { Name: found.name, ARN: found.arn, Type: found.type, Value: value } };
}

function putParameter(account: Account, { Name, Value, Type, Overwrite }: PutParameterRequest): PutParameterResult {
  if (Name === undefined || !/^\/[\w./-]+$/.test(Name))
    throw new Error(`sandbox: a parameter named ${Name} is not known`);
  if (Type !== 'String' && Type !== 'SecureString')
    throw new Error(`sandbox: parameters of type ${Type} are not known`);
  if (account.secrets.parameter(Name) !== undefined && Overwrite !== true) {
    throw new ParameterAlreadyExists({
      message:
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      ...REFUSED,
    });
  }
  account.secrets.setParameter(Name, Value ?? '', Type);
  return { Version: 1, Tier: 'Standard' };
}

function deleteParameter(account: Account, { Name }: DeleteParameterRequest): DeleteParameterResult {
  if (!account.secrets.removeParameter(Name)) throw notFound(Name);
  return {};
}

function notFound(wanted: string | undefined): Error {
  return new ParameterNotFound({ message: `Parameter ${wanted} not found.`, ...REFUSED });
}
