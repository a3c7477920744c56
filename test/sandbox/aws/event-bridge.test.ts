/** The sandbox's default event bus keeps EventBridge's rules for what is put on it, through a real SDK client. */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { createClock } from '../../../sandbox/clock.ts';

const ENTRY: PutEventsRequestEntry = { Source: 'mine', DetailType: 'Done', Detail: '{"a":1}', Resources: ['arn'] };

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const client = createSandboxClients(account).of(EventBridgeClient);
  return { account, put: (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries })) };
}

test('remembers what was put, and gives each an id', async () => {
  const { account, put } = world();
  expect(await put(ENTRY, ENTRY)).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: 'event-1' }, { EventId: 'event-2' }],
  });
  expect(account.bus.events[0]).toMatchObject({ source: 'mine', type: 'Done', detail: { a: 1 }, resources: ['arn'] });
  expect(account.calls).toMatchObject([{ service: 'events', command: 'PutEvents', mutating: true }]);
});

test.each([
  ['NotAuthorizedForSource', { Source: 'aws.eks' }],
  ['InvalidArgument', { DetailType: '' }],
  ['MalformedDetail', { Detail: 'no JSON' }],
])('refuses a single entry with %s, and takes the others', async (ErrorCode, part) => {
  const { account, put } = world();
  const answer = await put({ ...ENTRY, ...part }, ENTRY);
  expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }, { EventId: 'event-1' }] });
  expect(account.bus.events).toHaveLength(1);
});

test.each([
  ['more than ten entries', Array.from({ length: 11 }, () => ENTRY)],
  ['more than 256 KB', [ENTRY, { ...ENTRY, Detail: JSON.stringify('x'.repeat(262_144)) }]],
  ['none', []],
])('refuses a call with %s', async (_, entries) => {
  const { account, put } = world();
  await expect(put(...entries)).rejects.toMatchObject({ name: 'ValidationException' });
  expect(account.bus.events).toEqual([]);
});
