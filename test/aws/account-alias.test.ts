/** The account's alias: a name, or nothing soon enough. */
import { IAMClient, IAMServiceException, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';
import { accountAlias } from '../../lambda/aws/account-alias.ts';
import { createAwsClients } from '../../lambda/aws/clients.ts';
import { accountName } from '../../lambda/compose/account-name.ts';

const iam = mockClient(IAMClient);
const clients = createAwsClients({ region: 'eu-west-3' });
const denied = new IAMServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {}, message: 'no' });

beforeEach(() => {
  iam.reset();
  iam.onAnyCommand().rejects(new Error('unexpected command'));
});

afterEach(() => jest.useRealTimers());

it.each<[string, readonly string[] | undefined, string | undefined]>([
  ['one', ['prod-account'], 'prod-account'],
  ['none', [], undefined],
  ['an answer of a proxy', undefined, undefined],
  ['what is no alias', ['<html> prod'], undefined],
])('is %s', async (_, AccountAliases, alias) => {
  iam.on(ListAccountAliasesCommand).resolves({ AccountAliases: AccountAliases && [...AccountAliases] });
  expect(await accountAlias(clients)).toBe(alias);
});

it('is nothing without the right', async () => {
  iam.on(ListAccountAliasesCommand).rejects(denied);
  expect(await accountAlias(clients)).toBeUndefined();
});

it('is nothing after two seconds without an answer, and the call is ended', async () => {
  jest.useFakeTimers();
  iam.on(ListAccountAliasesCommand).callsFake(() => new Promise(() => undefined));
  const answered: (string | undefined)[] = [];
  const asked = accountAlias(clients).then((alias) => answered.push(alias));
  await jest.advanceTimersByTimeAsync(1999);
  expect(answered).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  await asked;
  expect(answered).toEqual([undefined]);
  const [call] = iam.commandCalls(ListAccountAliasesCommand);
  const [, options] = (call?.args ?? []) as unknown as readonly [unknown, { readonly abortSignal: AbortSignal }?];
  expect(options?.abortSignal.aborted).toBe(true);
});

it.each<[string, () => void, string | undefined]>([
  ['a name', () => iam.on(ListAccountAliasesCommand).resolves({ AccountAliases: ['prod-account'] }), 'prod-account'],
  ['a failure', () => iam.on(ListAccountAliasesCommand).rejects(denied), undefined],
])('is asked for once in the life of a container, not before it is needed: %s', async (_, answer, name) => {
  answer();
  const container = {};
  const [first, second] = [accountName(clients, container), accountName(clients, container)];
  expect(iam.calls()).toHaveLength(0);
  expect([await first(), await second(), await first()]).toEqual([name, name, name]);
  expect(iam.calls()).toHaveLength(1);
  await accountName(clients, {})();
  expect(iam.calls()).toHaveLength(2);
});
