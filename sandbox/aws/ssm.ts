/** SSM Parameter Store in the sandbox: a parameter by ARN or name; secure ones stay encrypted unless told otherwise. */
import { ParameterNotFound, SSMServiceException } from '@aws-sdk/client-ssm';
import type { GetParameterRequest, GetParameterResult } from '@aws-sdk/client-ssm';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const ssm: SandboxService = {
  name: 'ssm',
  clientName: 'SSMClient',
  ServiceException: SSMServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: { GetParameter: getParameter },
};

function getParameter(account: Account, { Name: wanted, WithDecryption }: GetParameterRequest): GetParameterResult {
  const found = [...account.secrets.parameters.values()].find(({ arn, name }) => wanted === arn || wanted === name);
  if (found === undefined) {
    throw new ParameterNotFound({ message: `Parameter ${wanted} not found.`, $metadata: { httpStatusCode: 400 } });
  }
  const isOpen = found.type === 'String' || WithDecryption === true;
  const value = isOpen ? found.value : Buffer.from(`encrypted: ${found.value}`).toString('base64');
  return { Parameter: { Name: found.name, ARN: found.arn, Type: found.type, Value: value } };
}
