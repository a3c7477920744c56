/**
 * The URL of the Slack incoming webhook, from Secrets Manager or an SSM SecureString parameter. Whoever knows the URL can
 * post: it must never appear in an error, a log line or anything else that is kept.
 */
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';

import type { Reading } from '../model/reading.ts';
import type { AwsClients } from './clients.ts';
import type { AwsCall } from './errors.ts';
import { IncompleteAnswerError, incomplete } from './errors.ts';
import { reading, required } from './reading.ts';

/** Long enough to save calls, short enough that a new webhook is used soon. */
const CACHE_MS = 5 * 60_000;
const SECRET: AwsCall = { service: 'secretsmanager', action: 'GetSecretValue' };
const PARAMETER: AwsCall = { service: 'ssm', action: 'GetParameter' };

export interface WebhookSecret {
  /** An https URL. A reading that failed is tried again by the next call. Never rejects. */
  url(): Promise<Reading<string>>;
}

/** @param arn of a Secrets Manager secret whose string is the URL, or of an SSM parameter */
export function webhookSecret(
  clients: Pick<AwsClients, 'secretsManager' | 'ssm'>,
  arn: string,
  now: () => Date,
): WebhookSecret {
  let cached: { readonly value: string; readonly readAt: Date } | undefined;
  return {
    async url() {
      const age = cached === undefined ? Number.NaN : now().getTime() - cached.readAt.getTime();
      if (cached !== undefined && age >= 0 && age < CACHE_MS) return { ok: true, value: cached.value };
      const readAt = now();
      const read = await readUrl(clients, arn);
      cached = read.ok ? { value: read.value, readAt } : undefined;
      return read;
    },
  };
}

async function readUrl(clients: Pick<AwsClients, 'secretsManager' | 'ssm'>, arn: string): Promise<Reading<string>> {
  if (arn.includes(':secretsmanager:')) {
    return reading(SECRET, async () => {
      const { SecretString } = await clients.secretsManager.send(new GetSecretValueCommand({ SecretId: arn }));
      return parseUrl(required(SecretString, 'SecretString'));
    });
  }
  if (arn.includes(':ssm:')) {
    return reading(PARAMETER, async () => {
      const input = { Name: arn, WithDecryption: true };
      const { Parameter } = await clients.ssm.send(new GetParameterCommand(input));
      return parseUrl(required(Parameter?.Value, 'Parameter.Value'));
    });
  }
  return incomplete(SECRET, `${arn} is the ARN of neither a secret nor an SSM parameter`);
}

/** White space around it is forgiven: files end in a newline. */
function parseUrl(text: string): string {
  // URL.parse, not `new URL`, whose error holds what it was given.
  const url = URL.parse(text.trim());
  if (url?.protocol !== 'https:')
    throw new IncompleteAnswerError('the value is not an https URL (it is not shown here)');
  return url.href;
}
