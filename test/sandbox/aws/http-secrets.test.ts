/** Secrets and parameters over HTTP, as a function in a process of its own reads them. */
import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { Account } from '../../../sandbox/account.ts';
import { startHttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

test('hands out a secret and a parameter by ARN, and says by class what is not there', async () => {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const endpoint = await startHttpEndpoint([account]);
  const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() };
  const { secretsManager, ssm } = createAwsClients({ region: 'eu-west-3', rateLimits: 'off', overrides });
  try {
    const SecretId = account.secrets.setSecret('webhook', 'one');
    const Name = account.secrets.setParameter('/webhook', 'two');
    const secret = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
    const parameter = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    expect([secret.SecretString, parameter.Parameter?.Value]).toEqual(['one', 'two']);
    const missing = secretsManager.send(new GetSecretValueCommand({ SecretId: 'none' }));
    await expect(missing).rejects.toThrow(ResourceNotFoundException);
  } finally {
    await endpoint.close();
  }
});
