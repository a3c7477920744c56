/** Secrets Manager in the sandbox: a secret's value by ARN or name. */
import { ResourceNotFoundException, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import type { GetSecretValueRequest, GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const secretsManager: SandboxService = {
  name: 'secretsmanager',
  clientName: 'SecretsManagerClient',
  ServiceException: SecretsManagerServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: { GetSecretValue: getSecretValue },
};

function getSecretValue(account: Account, { SecretId: id }: GetSecretValueRequest): GetSecretValueResponse {
  const found = [...account.secrets.stored.values()].find(({ arn, name }) => id === arn || id === name);
  if (found === undefined) throw notFound("Secrets Manager can't find the specified secret.");
  // The words that a secret gets which CloudFormation made empty.
  if (found.value === undefined) {
    throw notFound("Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
  }
  return { ARN: found.arn, Name: found.name, SecretString: found.value, VersionStages: ['AWSCURRENT'] };
}

function notFound(message: string): Error {
  return new ResourceNotFoundException({ message, $metadata: { httpStatusCode: 400 } });
}
