/** How fast clients call: one at a time, and never more than the limit in any window, retries included. */
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DeleteLoadBalancerCommand, DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { createAwsClients, RATE_LIMITS } from '../../lambda/aws/clients.ts';
import type { RateLimits } from '../../lambda/aws/clients.ts';
import { limitRate, oneCallAtATime } from '../../lambda/aws/pace.ts';
import type { AnyAwsClient } from '../../lambda/aws/pace.ts';
import { Account } from '../../sandbox/account.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import { attachSandbox } from '../../sandbox/aws/middleware.ts';
import { immediateRetries } from '../../sandbox/aws/retries.ts';
import { createClock } from '../../sandbox/clock.ts';

const START = new Date('2026-03-01T00:00:00Z');

const overrides = {
  credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  endpoint: 'http://127.0.0.1:9',
  retryStrategy: immediateRetries(),
};

function identityClient() {
  const account = new Account({ clock: createClock(START) });
  const client = new STSClient({ region: account.region, ...overrides });
  attachSandbox(client, account);
  return { account, client, ask: () => client.send(new GetCallerIdentityCommand({})) };
}

afterEach(() => {
  jest.useRealTimers();
});

function fakeTimers() {
  jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
}

/** Milliseconds after the start at which the account was called. */
function recordTimes(account: Account): number[] {
  const times: number[] = [];
  account.onCall = () => void times.push(Date.now() - START.getTime());
  return times;
}

function mostInAnySecond(times: readonly number[]): number {
  return Math.max(...times.map((at) => times.filter((other) => other > at - 1000 && other <= at).length));
}

// The first client of a process reads the shared configuration files, which fake timers would outrun.
beforeAll(async () => {
  const { elasticLoadBalancing, cloudTrail, sts } = createSandboxClients(new Account({ clock: createClock(START) }));
  await elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
  await cloudTrail.send(new LookupEventsCommand({}));
  await sts.send(new GetCallerIdentityCommand({}));
});

test('lets no more calls through in a window than the limit', async () => {
  fakeTimers();
  const { account, client, ask } = identityClient();
  limitRate(client, { calls: 2, perMilliseconds: 1000 });
  const times = recordTimes(account);
  const calls = [ask(), ask(), ask(), ask(), ask()];
  await jest.advanceTimersByTimeAsync(999);
  expect(times).toEqual([0, 0]);
  await jest.advanceTimersByTimeAsync(5000);
  await Promise.all(calls);
  expect(times).toHaveLength(5);
  expect(mostInAnySecond(times)).toBe(2);
});

test('lets no more through across the edge of two windows either', async () => {
  fakeTimers();
  const { account, client, ask } = identityClient();
  limitRate(client, { calls: 2, perMilliseconds: 1000 });
  const times = recordTimes(account);
  await ask();
  await jest.advanceTimersByTimeAsync(900);
  const calls = [ask(), ask(), ask()];
  await jest.advanceTimersByTimeAsync(5000);
  await Promise.all(calls);
  expect(times.slice(0, 2)).toEqual([0, 900]);
  expect(mostInAnySecond(times)).toBe(2);
});

test('counts retries as calls', async () => {
  fakeTimers();
  const { account, client, ask } = identityClient();
  limitRate(client, { calls: 2, perMilliseconds: 1000 });
  account.fail({ command: 'GetCallerIdentity', with: 'throttled', times: 3 });
  const times = recordTimes(account);
  const call = ask();
  await jest.advanceTimersByTimeAsync(999);
  expect(times).toEqual([0, 0]);
  await jest.advanceTimersByTimeAsync(5000);
  await call;
  expect(times).toHaveLength(4);
});

test('starts a call only when the one before it has ended, also when that one failed', async () => {
  const { account, client, ask } = identityClient();
  oneCallAtATime(client);
  account.fail({ command: 'GetCallerIdentity', with: 'denied', times: 1 });
  const steps: string[] = [];
  account.onCall = async (_call, nth) => {
    steps.push(`${nth} starts`);
    await new Promise((resolve) => setImmediate(resolve));
    steps.push(`${nth} ends`);
  };
  const [first, second] = await Promise.allSettled([ask(), ask()]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  expect(steps).toEqual(['1 starts', '1 ends', '2 starts', '2 ends']);
});

test('without it, calls overlap', async () => {
  const { account, ask } = identityClient();
  const steps: string[] = [];
  account.onCall = async (_call, nth) => {
    steps.push(`${nth} starts`);
    await new Promise((resolve) => setImmediate(resolve));
    steps.push(`${nth} ends`);
  };
  await Promise.all([ask(), ask()]);
  expect(steps.slice(0, 2)).toEqual(['1 starts', '2 starts']);
});

function productClients(rateLimits: RateLimits | 'off' = RATE_LIMITS) {
  const account = new Account({ clock: createClock(START) });
  const extend = (client: AnyAwsClient) => attachSandbox(client, account);
  return { account, clients: createAwsClients({ region: account.region, overrides, rateLimits, extend }) };
}

test('the ELBv2 client takes bursts of 20 per four seconds', async () => {
  fakeTimers();
  const { account, clients } = productClients();
  const times = recordTimes(account);
  const calls = Array.from({ length: 21 }, () =>
    clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({})),
  );
  await jest.advanceTimersByTimeAsync(3999);
  expect(times).toEqual(Array.from({ length: 20 }, () => 0));
  await jest.advanceTimersByTimeAsync(1);
  await Promise.all(calls);
  expect(times.at(-1)).toBe(4000);
});

test('the ELBv2 client changes five things at once, then one per second', async () => {
  fakeTimers();
  const { account, clients } = productClients();
  const times = recordTimes(account);
  const calls = Array.from({ length: 11 }, () =>
    clients.elasticLoadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: 'gone' })),
  );
  await jest.advanceTimersByTimeAsync(9999);
  expect(times).toEqual([0, 0, 0, 0, 0, 5000, 6000, 7000, 8000, 9000]);
  await jest.advanceTimersByTimeAsync(1);
  await Promise.all(calls);
  expect(times.at(-1)).toBe(10_000);
});

test('the ELBv2 client does not let reads wait for the pace of changes', async () => {
  fakeTimers();
  const { account, clients } = productClients();
  const { elasticLoadBalancing: elb } = clients;
  const times = recordTimes(account);
  const calls: Promise<unknown>[] = Array.from({ length: 5 }, () =>
    elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: 'gone' })),
  );
  calls.push(elb.send(new DescribeLoadBalancersCommand({})));
  await Promise.all(calls);
  expect(times).toEqual([0, 0, 0, 0, 0, 0]);
});

test('the CloudTrail client makes two calls per second', async () => {
  fakeTimers();
  const { account, clients } = productClients();
  const times = recordTimes(account);
  const calls = Array.from({ length: 3 }, () => clients.cloudTrail.send(new LookupEventsCommand({})));
  await jest.advanceTimersByTimeAsync(999);
  expect(times).toEqual([0, 0]);
  await jest.advanceTimersByTimeAsync(1);
  await Promise.all(calls);
  expect(times).toEqual([0, 0, 1000]);
});

test('the ELBv2 client makes one call at a time, the others need not', async () => {
  const { account, clients } = productClients('off');
  const steps: string[] = [];
  account.onCall = async ({ command }) => {
    steps.push(`${command} starts`);
    await new Promise((resolve) => setImmediate(resolve));
    steps.push(`${command} ends`);
  };
  const list = () => clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
  await Promise.all([list(), list()]);
  const [starts, ends] = ['DescribeLoadBalancers starts', 'DescribeLoadBalancers ends'];
  expect(steps).toEqual([starts, ends, starts, ends]);

  steps.length = 0;
  const ask = () => clients.sts.send(new GetCallerIdentityCommand({}));
  await Promise.all([ask(), ask()]);
  expect(steps.slice(0, 2)).toEqual(['GetCallerIdentity starts', 'GetCallerIdentity starts']);
});

test('switched off, nothing waits', async () => {
  fakeTimers();
  const { account, clients } = productClients('off');
  const calls = Array.from({ length: 30 }, () =>
    clients.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({})),
  );
  await Promise.all(calls);
  expect(account.calls).toHaveLength(30);
});
