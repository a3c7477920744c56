/** Counting calls: attempts, those that were throttled, and nothing changed by it. */
import { PutEventsCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CallCount } from '../../lambda/aws/call-count.ts';
import { createAwsClients } from '../../lambda/aws/clients.ts';
import { Account } from '../../sandbox/account.ts';
import { attachSandbox } from '../../sandbox/aws/middleware.ts';
import { immediateRetries } from '../../sandbox/aws/retries.ts';
import { createClock } from '../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../sandbox/credentials.ts';

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  const calls = new CallCount();
  const clients = createAwsClients({
    region: account.region,
    rateLimits: 'off',
    extend: (client) => {
      calls.follow(client);
      attachSandbox(client, account);
    },
    overrides: { credentials: SANDBOX_CREDENTIALS, endpoint: 'http://127.0.0.1:9', retryStrategy: immediateRetries() },
  });
  const put = () =>
    clients
      .of(EventBridgeClient)
      .send(new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }));
  return { account, calls, put };
}

it('counts each call once', async () => {
  const { calls, put } = world();
  await put();
  await put();
  expect(calls).toMatchObject({ calls: 2, throttled: 0 });
});

it('counts what the SDK tries again again, and the throttled ones besides', async () => {
  const { account, calls, put } = world();
  account.fail({ command: 'PutEvents', with: 'throttled', times: 2 });
  await put();
  expect(calls).toMatchObject({ calls: 3, throttled: 2 });
  expect(account.calls).toHaveLength(3);
});

it('calls no other failure throttled, and lets it through', async () => {
  const { account, calls, put } = world();
  account.fail({ command: 'PutEvents', with: 'denied' });
  await expect(put()).rejects.toThrow('not authorized');
  expect(calls).toMatchObject({ calls: 1, throttled: 0 });
});
