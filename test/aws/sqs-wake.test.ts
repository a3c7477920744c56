/** Waking `reap`: what counts as sent, and where it goes. */
import { SendMessageCommand, SQSClient, SQSServiceException } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';

import { createAwsClients } from '../../lambda/aws/clients.ts';
import { NO_ONE_TO_WAKE, sqsWake } from '../../lambda/aws/sqs-wake.ts';

const URL_OF_QUEUE = 'https://sqs.eu-west-3.amazonaws.com/123456789012/reap.fifo';
const client = new SQSClient({ region: 'eu-west-3' });
const sqs = mockClient(client);
const wake = sqsWake(client, URL_OF_QUEUE);

const failure = (name: string, status: number) =>
  new SQSServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: status }, message: 'no' });

beforeEach(() => {
  sqs.reset();
  sqs.onAnyCommand().rejects(new Error('unexpected command'));
});

test('sends the message as it is, into the one group', async () => {
  sqs.on(SendMessageCommand).resolves({ MessageId: '1' });
  expect(await wake.send('{"a":1}')).toEqual({ ok: true });
  expect(sqs.commandCalls(SendMessageCommand).map(({ args: [command] }) => command.input)).toEqual([
    { QueueUrl: URL_OF_QUEUE, MessageBody: '{"a":1}', MessageGroupId: 'runs' },
  ]);
});

test('is not sent without an id', async () => {
  sqs.on(SendMessageCommand).resolves({});
  expect(await wake.send('x')).toMatchObject({ ok: false, kind: 'other', why: expect.stringContaining('MessageId') });
});

test.each([
  ['AccessDenied', 403, 'denied', 'sqs:SendMessage'],
  ['ThrottlingException', 400, 'other', 'sqs SendMessage'],
  ['QueueDoesNotExist', 400, 'other', 'sqs SendMessage'],
])('says what %s means', async (name, status, kind, word) => {
  sqs.on(SendMessageCommand).rejects(failure(name, status));
  expect(await wake.send('x')).toMatchObject({ ok: false, kind, why: expect.stringContaining(word) });
});

test('goes where the SDK is pointed to, not to the host in the URL', async () => {
  const { sqs: built } = createAwsClients({ region: 'eu-west-3' });
  expect(built.config.useQueueUrlAsEndpoint).toBe(false);
});

test('says so where there is no reap', async () => {
  expect(await NO_ONE_TO_WAKE.send('x')).toMatchObject({ ok: false, why: expect.stringContaining('no reap') });
});
