/** The sandbox's SNS keeps AWS's rules for subject, forms and size, through a real SDK client. */
import {
  AuthorizationErrorException,
  GetSubscriptionAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  PublishCommand,
} from '@aws-sdk/client-sns';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const START = new Date('2026-03-01T00:00:00Z');

function world() {
  const account = new Account({ clock: createClock(START) });
  const { sns } = createSandboxClients(account);
  const TopicArn = account.topic.arn;
  const publish = (input: { Subject?: string; Message: string; MessageStructure?: string }) =>
    sns.send(new PublishCommand({ TopicArn, ...input }));
  const listed = async () => (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions ?? [];
  const attributesOf = async (SubscriptionArn: string) =>
    (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes;
  return { account, sns, publish, listed, attributesOf };
}

const email = { protocol: 'email', endpoint: 'a@example.com' } as const;

test('lists pending subscriptions without an ARN, confirmed ones with theirs, and none that are gone', async () => {
  const { account, listed } = world();
  account.subscribe({ ...email, confirmed: false });
  const line = { Protocol: 'email', Endpoint: email.endpoint, Owner: account.accountId, TopicArn: account.topic.arn };
  expect(await listed()).toEqual([{ ...line, SubscriptionArn: 'PendingConfirmation' }]);
  account.subscribe({ ...email, confirmed: true });
  const SubscriptionArn = expect.stringMatching(`^${account.topic.arn}:[0-9a-f-]{36}$`);
  expect(await listed()).toEqual([{ ...line, SubscriptionArn }]);
  account.topic.unsubscribe(email);
  expect(await listed()).toEqual([]);
});

test('shows the attributes of a subscription to its owner only', async () => {
  const { account, listed, attributesOf } = world();
  account.subscribe({ ...email, confirmed: true, filterPolicy: '{"a":["b"]}' });
  account.subscribe({ protocol: 'sqs', endpoint: 'arn:aws:sqs:q', confirmed: true, owner: '210987654321' });
  const [own = '', foreign = ''] = (await listed()).map(({ SubscriptionArn }) => SubscriptionArn);
  expect(await attributesOf(own)).toMatchObject({ SubscriptionArn: own, FilterPolicy: '{"a":["b"]}' });
  await expect(attributesOf(foreign)).rejects.toBeInstanceOf(AuthorizationErrorException);
  await expect(attributesOf(`${own}0`)).rejects.toBeInstanceOf(NotFoundException);
});

test('whoever filters gets no message without attributes', async () => {
  const { account, publish } = world();
  account.subscribe({ ...email, confirmed: true, filterPolicy: '{"a":["b"]}' });
  account.subscribe({ ...email, endpoint: 'b@example.com', confirmed: true, filterPolicy: '{}' });
  await publish({ Message: 'm' });
  expect(account.messages[0]?.deliveries.map(({ endpoint }) => endpoint)).toEqual(['b@example.com']);
});

test('knows one topic only', async () => {
  const { sns, account } = world();
  const TopicArn = `${account.topic.arn}-2`;
  await expect(sns.send(new PublishCommand({ TopicArn, Message: 'm' }))).rejects.toBeInstanceOf(NotFoundException);
  await expect(sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).rejects.toBeInstanceOf(NotFoundException);
});

test('keeps what it accepted, with an id and the instant', async () => {
  const { account, publish } = world();
  account.subscribe({ ...email, confirmed: true });
  const { MessageId } = await publish({ Subject: 's', Message: 'plain' });
  expect(account.messages).toEqual([
    {
      id: MessageId,
      at: START,
      subject: 's',
      forms: { default: 'plain' },
      attributes: {},
      deliveries: [{ ...email, body: 'plain' }],
    },
  ]);
});

test('a later subscriber does not get an earlier message', async () => {
  const { account, publish } = world();
  await publish({ Message: 'plain' });
  account.subscribe({ ...email, confirmed: true });
  expect(account.messages[0]?.deliveries).toEqual([]);
});

test('takes a form by protocol, ignores what is no text, and wants a default', async () => {
  const { account, publish } = world();
  const MessageStructure = 'json';
  await publish({ Message: '{"default":"d","email":"e","sqs":1}', MessageStructure });
  expect(account.messages[0]?.forms).toEqual({ default: 'd', email: 'e' });
  await expect(publish({ Message: '{"email":"e"}', MessageStructure })).rejects.toThrow('No default entry');
  await expect(publish({ Message: '{"default":', MessageStructure })).rejects.toThrow('failed to parse');
  await expect(publish({ Message: '7', MessageStructure })).rejects.toBeInstanceOf(InvalidParameterException);
});

test.each([
  ['99 characters', 'x'.repeat(99), true],
  ['100 characters', 'x'.repeat(100), false],
  ['a line break', 'a\nb', false],
  ['a control character', 'a\u0007b', false],
  ['a letter beyond ASCII', 'é', false],
  ['a space first', ' a', false],
  ['nothing in it', '', false],
])('a subject with %s: %s is accepted: %s', async (_title, Subject, isAccepted) => {
  const { account, publish } = world();
  const outcome = await publish({ Subject, Message: 'm' }).then(
    () => true,
    (error: unknown) => (error instanceof InvalidParameterException ? false : error),
  );
  expect(outcome).toBe(isAccepted);
  expect(account.messages).toHaveLength(isAccepted ? 1 : 0);
});

test('a message has 262,144 bytes at most, and one at least', async () => {
  const { publish } = world();
  await publish({ Message: 'é'.repeat(131_072) });
  await expect(publish({ Message: `${'é'.repeat(131_072)}x` })).rejects.toThrow('Message too long');
  await expect(publish({ Message: '' })).rejects.toThrow('Empty message');
});

test('publishing is recorded as a change, asking is not; a denial is that of SNS', async () => {
  const { account, publish, listed } = world();
  await publish({ Message: 'm' });
  await listed();
  expect(account.calls.map(({ command, mutating }) => [command, mutating])).toEqual([
    ['Publish', true],
    ['ListSubscriptionsByTopic', false],
  ]);
  account.fail({ command: 'Publish', with: 'denied' });
  const error: unknown = await publish({ Message: 'm' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: new AuthorizationErrorException({ message: '', $metadata: {} }).name });
});
