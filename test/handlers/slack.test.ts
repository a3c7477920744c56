/** Lambda `slack`, from an SNS event to the request at Slack's door. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context, SNSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { webhookSecretIn } from '../../lambda/compose/slack.ts';
import { handler } from '../../lambda/handlers/slack.ts';
import { settingsToEnvironment } from '../../lambda/settings/environment.ts';
import { settingsOf } from '../support/life.ts';

const WEBHOOK = 'https://hooks.slack.example/services/T000/B000/s3cr3t';
const SECRET = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-aB3dE6';
const CONTEXT = {
  invokedFunctionArn: 'arn:aws:lambda:eu-west-3:123456789012:function:nlb-janitor-slack',
  getRemainingTimeInMillis: () => 60_000,
} as Context;

const secrets = mockClient(SecretsManagerClient);
const realFetch = globalThis.fetch;
let posted: { url: string; text: unknown }[] = [];
let status = 200;

beforeEach(() => {
  secrets.reset();
  secrets.onAnyCommand().rejects(new Error('unexpected command'));
  secrets.on(GetSecretValueCommand, { SecretId: SECRET }).resolves({ SecretString: WEBHOOK });
  Object.assign(process.env, settingsToEnvironment(settingsOf({ slack: { webhookArn: SECRET } })));
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  posted = [];
  status = 200;
  globalThis.fetch = async (url, init) => {
    const { text } = JSON.parse(typeof init?.body === 'string' ? init.body : '') as { text: unknown };
    posted.push({ url: url instanceof Request ? url.url : url.toString(), text });
    return new Response('', { status });
  };
});

afterAll(() => {
  globalThis.fetch = realFetch;
  delete process.env['NLB_JANITOR_SETTINGS'];
  delete process.env['POWERTOOLS_LOG_LEVEL'];
});

function eventOf(...messages: readonly { Subject?: string; Message: string }[]): SNSEvent {
  return { Records: messages.map((message) => ({ Sns: { MessageId: '1', ...message } })) } as SNSEvent;
}

it('posts every message of the event, in order, with a subject of its own where there is none', async () => {
  await handler(eventOf({ Subject: 'first', Message: 'x' }, { Message: 'y' }), CONTEXT);
  expect(posted).toEqual([
    { url: WEBHOOK, text: 'first' },
    { url: WEBHOOK, text: 'nlb-janitor' },
  ]);
});

it('fails when Slack refuses, so that the message is delivered again, and says nothing of the URL', async () => {
  status = 404;
  const error = await handler(eventOf({ Message: 'x' }), CONTEXT).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('Slack refused the message for good');
  expect(String(error)).not.toContain('s3cr3t');
});

it('fails when no webhook is set, and posts nothing', async () => {
  Object.assign(process.env, settingsToEnvironment(settingsOf()));
  await expect(handler(eventOf({ Message: 'x' }), CONTEXT)).rejects.toThrow('setting slack is missing');
  expect(posted).toEqual([]);
});

it('reads the secret in the region of its ARN, which need not be its own', async () => {
  const elsewhere = SECRET.replace('eu-west-3', 'us-east-1');
  secrets.on(GetSecretValueCommand, { SecretId: elsewhere }).resolves({ SecretString: WEBHOOK });
  for (const arn of [SECRET, elsewhere]) {
    expect((await webhookSecretIn('eu-west-3', arn).url()).ok).toBe(true);
  }
  const regions = secrets
    .commandCalls(GetSecretValueCommand)
    .map(({ thisValue }) => (thisValue as SecretsManagerClient).config.region());
  expect(await Promise.all(regions)).toEqual(['eu-west-3', 'us-east-1']);
});

it('fails where its own ARN names no region', async () => {
  const context = { ...CONTEXT, invokedFunctionArn: 'local' };
  await expect(handler(eventOf({ Message: 'x' }), context)).rejects.toThrow('names no region');
});
