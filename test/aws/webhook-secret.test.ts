/** The webhook's URL: where it is read from, how long it is kept, and that it is never shown. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';

import { webhookSecret } from '../../lambda/aws/webhook-secret.ts';

const clients = {
  secretsManager: new SecretsManagerClient({ region: 'eu-west-3' }),
  ssm: new SSMClient({ region: 'eu-west-3' }),
};
const secrets = mockClient(clients.secretsManager);
const parameters = mockClient(clients.ssm);

const SECRET = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-aB3dE6';
const PARAMETER = 'arn:aws:ssm:eu-west-3:123456789012:parameter/slack';
const URL_TEXT = 'https://hooks.slack.example/services/T0/B0/hush';

let now = new Date('2026-03-01T00:00:00Z');
const webhook = (arn = SECRET) => webhookSecret(clients, arn, () => now);

beforeEach(() => {
  now = new Date('2026-03-01T00:00:00Z');
  secrets.reset();
  secrets.onAnyCommand().rejects(new Error('unexpected command'));
  parameters.reset();
  parameters.onAnyCommand().rejects(new Error('unexpected command'));
});

test('reads a secret by its ARN', async () => {
  secrets.on(GetSecretValueCommand, { SecretId: SECRET }).resolves({ SecretString: URL_TEXT });
  expect(await webhook().url()).toEqual({ ok: true, value: URL_TEXT });
  expect(parameters.calls()).toHaveLength(0);
});

test('reads a parameter by its ARN, decrypted', async () => {
  const input = { Name: PARAMETER, WithDecryption: true };
  parameters.on(GetParameterCommand, input, true).resolves({ Parameter: { Value: `${URL_TEXT}\n` } });
  expect(await webhook(PARAMETER).url()).toEqual({ ok: true, value: URL_TEXT });
  expect(secrets.calls()).toHaveLength(0);
});

test('asks nobody for an ARN of anything else', async () => {
  expect(await webhook('arn:aws:s3:::bucket').url()).toMatchObject({ ok: false, cause: 'incomplete' });
  expect([...secrets.calls(), ...parameters.calls()]).toEqual([]);
});

test.each([
  ['plain http', 'http://hooks.slack.example/hush'],
  ['no URL', 'hush'],
  ['a JSON object', '{"url":"https://hooks.slack.example/hush"}'],
  ['a URL with a broken host', 'https://hush:notaport'],
])('is unreadable when the value is %s, and the value is not shown', async (_title, SecretString) => {
  secrets.on(GetSecretValueCommand).resolves({ SecretString });
  const read = await webhook().url();
  expect(read).toMatchObject({ ok: false, cause: 'incomplete' });
  expect(JSON.stringify(read)).not.toContain('hush');
});

test('is unreadable when there is no text in it', async () => {
  secrets.on(GetSecretValueCommand).resolves({ SecretBinary: new Uint8Array([1]) });
  expect(await webhook().url()).toMatchObject({ ok: false, cause: 'incomplete' });
  parameters.on(GetParameterCommand).resolves({});
  expect(await webhook(PARAMETER).url()).toMatchObject({ ok: false, cause: 'incomplete' });
});

test('is kept for five minutes, then read again', async () => {
  secrets
    .on(GetSecretValueCommand)
    .resolvesOnce({ SecretString: URL_TEXT })
    .resolves({ SecretString: `${URL_TEXT}2` });
  const kept = webhook();
  await kept.url();
  now = new Date('2026-03-01T00:04:59Z');
  expect(await kept.url()).toEqual({ ok: true, value: URL_TEXT });
  now = new Date('2026-03-01T00:05:00Z');
  expect(await kept.url()).toEqual({ ok: true, value: `${URL_TEXT}2` });
  expect(secrets.calls()).toHaveLength(2);
});

test('is read again when the clock was put back', async () => {
  secrets.on(GetSecretValueCommand).resolves({ SecretString: URL_TEXT });
  const kept = webhook();
  await kept.url();
  now = new Date('2026-02-28T23:59:59Z');
  await kept.url();
  expect(secrets.calls()).toHaveLength(2);
});

test('a failure is not kept, and an old URL does not stand in for it', async () => {
  secrets.on(GetSecretValueCommand).resolves({ SecretString: URL_TEXT });
  const kept = webhook();
  await kept.url();
  now = new Date('2026-03-01T00:06:00Z');
  secrets.on(GetSecretValueCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  expect(await kept.url()).toMatchObject({ ok: false, cause: 'denied' });
  secrets.on(GetSecretValueCommand).resolves({ SecretString: URL_TEXT });
  expect(await kept.url()).toMatchObject({ ok: true });
});
