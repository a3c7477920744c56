/** Builds what `slack` reads: the webhook's URL, and nothing else. */
import { createAwsClients } from '../aws/clients.ts';
import { webhookSecret, type WebhookSecret } from '../aws/webhook-secret.ts';

export type { WebhookSecret };

/** Reads it where its ARN says that it lies, which need not be the region of the function. */
export function webhookSecretIn(ownRegion: string, webhookArn: string): WebhookSecret {
  const [, , , region] = webhookArn.split(':');
  return webhookSecret(createAwsClients({ region: region || ownRegion }), webhookArn, () => new Date());
}
