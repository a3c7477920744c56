/**
 * The product's own SDK clients, with an account in a box behind them. They cannot touch a real account, whatever
 * credentials the environment holds: the credentials are made up, and the endpoint is a port on which nothing listens.
 */
import { createAwsClients } from '../../lambda/aws/clients.ts';
import type { AwsClientOverrides, AwsClients } from '../../lambda/aws/clients.ts';
import type { Account } from '../account.ts';
import { SANDBOX_CREDENTIALS } from '../credentials.ts';
import { attachSandbox, type SandboxWay } from './middleware.ts';
import { immediateRetries } from './retries.ts';

/** `overrides` is for tests that look at what would be sent. */
export function createSandboxClients(
  account: Account,
  overrides: AwsClientOverrides = {},
  way?: SandboxWay,
): AwsClients {
  return createAwsClients({
    region: account.region,
    extend: (client) => attachSandbox(client, account, way),
    rateLimits: 'off',
    overrides: {
      credentials: SANDBOX_CREDENTIALS,
      // The discard port: refused at once, even if the middleware were not there.
      endpoint: 'http://127.0.0.1:9',
      retryStrategy: immediateRetries(),
      ...overrides,
    },
  });
}
