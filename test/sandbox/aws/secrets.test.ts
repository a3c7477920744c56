/** Secrets Manager and SSM parameters of the sandbox, through real SDK clients. */
import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const { secretsManager, ssm } = createSandboxClients(account);
  const secret = async (SecretId: string) =>
    (await secretsManager.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  const parameter = async (Name: string, WithDecryption?: boolean) =>
    (await ssm.send(new GetParameterCommand({ Name, ...(WithDecryption === undefined ? {} : { WithDecryption }) })))
      .Parameter?.Value;
  return { account, secrets: account.secrets, ssm, secret, parameter };
}

test('gives a secret by ARN or name, as it is now', async () => {
  const { secrets, secret } = world();
  const arn = secrets.setSecret('slack', 'one');
  expect(arn).toMatch(/^arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-\w{6}$/);
  expect([await secret(arn), await secret('slack')]).toEqual(['one', 'one']);
  expect(secrets.setSecret('slack', 'two')).toBe(arn);
  expect(await secret(arn)).toBe('two');
});

test('has no value for a secret that is missing or was never filled', async () => {
  const { secrets, secret } = world();
  await expect(secret('slack')).rejects.toBeInstanceOf(ResourceNotFoundException);
  const arn = secrets.setSecret('slack', undefined);
  await expect(secret(arn)).rejects.toThrow('staging label');
});

test('opens a secure parameter only when asked to decrypt it, a plain one always', async () => {
  const { secrets, parameter } = world();
  const secure = secrets.setParameter('/slack', 'hush');
  const plain = secrets.setParameter('/plain', 'open', 'String');
  expect(secure).toBe('arn:aws:ssm:eu-west-3:123456789012:parameter/slack');
  expect(await parameter(secure, true)).toBe('hush');
  expect(await parameter('/slack', false)).not.toContain('hush');
  expect(await parameter(secure)).not.toContain('hush');
  expect(await parameter(plain)).toBe('open');
  await expect(parameter('/missing', true)).rejects.toBeInstanceOf(ParameterNotFound);
});

test.each(['GetSecretValue', 'GetParameter'])('denies %s under the name that both services use', async (command) => {
  const { account, secrets, secret, parameter } = world();
  secrets.setSecret('slack', 'x');
  secrets.setParameter('/slack', 'x');
  account.fail({ command, with: 'denied' });
  const ask = command === 'GetParameter' ? parameter('/slack', true) : secret('slack');
  await expect(ask).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(account.calls.map(({ mutating }) => mutating)).toEqual([false]);
});

test('puts a parameter, replaces it only when told to, and deletes it once', async () => {
  const { account, ssm, parameter } = world();
  const put = (Value: string, Overwrite?: boolean) =>
    ssm.send(
      new PutParameterCommand({
        Name: '/a/b',
        Value,
        Type: 'String',
        ...(Overwrite === undefined ? {} : { Overwrite }),
      }),
    );
  await put('one');
  await expect(put('two')).rejects.toBeInstanceOf(ParameterAlreadyExists);
  expect(await parameter('/a/b')).toBe('one');
  await put('two', true);
  expect(await parameter('/a/b')).toBe('two');
  const remove = () => ssm.send(new DeleteParameterCommand({ Name: '/a/b' }));
  await remove();
  await expect(remove()).rejects.toBeInstanceOf(ParameterNotFound);
  await expect(parameter('/a/b')).rejects.toBeInstanceOf(ParameterNotFound);
  expect(account.calls.filter(({ mutating }) => mutating)).toHaveLength(5);
});
