/** Builds what `slack` reads: the webhook's URL, and nothing else. */
import { createAwsClients } from '../aws/clients.ts';
import { webhookSecret, type WebhookSecret } from '../aws/webhook-secret.ts';

export type { WebhookSecret };

export function webhookSecretIn(region: string, webhookArn: string): WebhookSecret {
  return webhookSecret(createAwsClients({ region }), webhookArn, () => new Date());
}
