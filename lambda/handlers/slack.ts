/** Lambda `slack`: composes and calls. Turns SNS messages of the topic into Slack messages; may read one secret. */
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SNSEvent } from 'aws-lambda';
import { webhookSecretIn, type WebhookSecret } from '../compose/slack.ts';
import { slackMessageFor } from '../core/report/topic-message.ts';
import { settingsFromEnvironment } from '../settings/environment.ts';
import { postToSlack } from '../tell/slack-webhook.ts';

/** Kept between invocations, so that not every message reads the secret. */
let secret: WebhookSecret | undefined;

export async function handler(event: SNSEvent, context: Context): Promise<void> {
  const logger = new Logger({ serviceName: 'nlb-janitor-slack' });
  logger.addContext(context);
  const { slack } = settingsFromEnvironment(process.env);
  if (slack === undefined) throw new Error('setting slack is missing, yet this function was called');
  const region = context.invokedFunctionArn.split(':')[3];
  if (!region) throw new Error(`the function's own ARN is "${context.invokedFunctionArn}", which names no region`);

  secret ??= webhookSecretIn(region, slack.webhookArn);
  const url = await secret.url();
  if (!url.ok) throw new Error(url.why);
  for (const record of event.Records) {
    const message = slackMessageFor(record.Sns.Subject ?? 'nlb-janitor', record.Sns.Message);
    await postToSlack(url.value, message, {
      fetch,
      sleep: (milliseconds) => setTimeout(milliseconds),
      remainingMs: () => context.getRemainingTimeInMillis(),
    });
    logger.info('posted to Slack', { messageId: record.Sns.MessageId });
  }
}
