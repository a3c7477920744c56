/** The sandbox's SQS keeps AWS's rules for sending to a FIFO queue, through a real SDK client. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const { sqs } = createSandboxClients(account);
  const send = (input: { QueueUrl?: string; MessageBody?: string; MessageGroupId?: string } = {}) =>
    sqs.send(
      new SendMessageCommand({ QueueUrl: account.queues.reap.url, MessageBody: 'x', MessageGroupId: 'runs', ...input }),
    );
  return { account, send };
}

test('takes a message, with the checksum that the SDK looks at', async () => {
  const { account, send } = world();
  const { MessageId, MD5OfMessageBody } = await send({ MessageBody: 'Grüße' });
  expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
  expect(MD5OfMessageBody).toHaveLength(32);
  expect(account.queues.reap.bodies).toEqual(['Grüße']);
  expect(account.queues.sweep.bodies).toEqual([]);
});

test('is recorded as a call that changes something', async () => {
  const { account, send } = world();
  await send();
  expect(account.calls).toMatchObject([{ service: 'sqs', command: 'SendMessage', mutating: true }]);
});

test.each([
  ['QueueDoesNotExist', { QueueUrl: 'https://sqs.eu-west-3.amazonaws.com/123456789012/other.fifo' }],
  ['MissingParameter', { MessageGroupId: undefined as unknown as string }],
  ['InvalidParameterValue', { MessageBody: '' }],
  ['InvalidParameterValue', { MessageBody: 'x'.repeat(1_048_577) }],
])('refuses with %s', async (name, input) => {
  const { account, send } = world();
  await expect(send(input)).rejects.toMatchObject({ name });
  expect(account.queues.reap.bodies).toEqual([]);
});
