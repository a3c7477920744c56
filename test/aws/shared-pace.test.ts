/** `sweep` and `reap` at the same time: together never more than one of them alone may take. */
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DeleteLoadBalancerCommand, DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { createAwsClients, RATE_LIMITS, type AwsClients, type RateLimits } from '../../lambda/aws/clients.ts';
import type { AnyAwsClient } from '../../lambda/aws/pace.ts';
import { REAP_BESIDE_SWEEP, SWEEP_BESIDE_REAP } from '../../lambda/aws/shared-pace.ts';
import { Account } from '../../sandbox/account.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import { attachSandbox } from '../../sandbox/aws/middleware.ts';
import { immediateRetries } from '../../sandbox/aws/retries.ts';
import { createClock } from '../../sandbox/clock.ts';

const START = new Date('2026-03-01T00:00:00Z');
const SECONDS = 30;

const overrides = {
  credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  endpoint: 'http://127.0.0.1:9',
  retryStrategy: immediateRetries(),
};

// The first client of a process reads the shared configuration files, which fake timers would outrun.
beforeAll(async () => {
  const { elasticLoadBalancing, cloudTrail } = createSandboxClients(new Account({ clock: createClock(START) }));
  await elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
  await cloudTrail.send(new LookupEventsCommand({}));
});

afterEach(() => {
  jest.useRealTimers();
});

/** Milliseconds at which the account is called when both call as fast as they may. */
async function timesOfBoth(call: (clients: AwsClients) => Promise<unknown>): Promise<readonly number[]> {
  jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const account = new Account({ clock: createClock(START) });
  const times: number[] = [];
  account.onCall = () => void times.push(Date.now() - START.getTime());
  const clientsOf = (rateLimits: RateLimits) =>
    createAwsClients({
      region: account.region,
      overrides,
      rateLimits,
      extend: (client: AnyAwsClient) => attachSandbox(client, account),
    });
  for (const clients of [clientsOf(SWEEP_BESIDE_REAP), clientsOf(REAP_BESIDE_SWEEP)]) {
    for (let nth = 0; nth < 5 * SECONDS; nth += 1) call(clients).catch(() => undefined);
  }
  await jest.advanceTimersByTimeAsync(SECONDS * 1000 - 1);
  return times;
}

function mostWithin(times: readonly number[], milliseconds: number): number {
  return Math.max(...times.map((at) => times.filter((other) => other > at - milliseconds && other <= at).length));
}

test('ELBv2 gets five calls in any second, and no less', async () => {
  const times = await timesOfBoth(({ elasticLoadBalancing }) =>
    elasticLoadBalancing.send(new DescribeLoadBalancersCommand({})),
  );
  expect(mostWithin(times, 1000)).toBe(5);
  expect(times).toHaveLength(5 * SECONDS);
});

test('ELBv2 gets five changes in any five seconds', async () => {
  const times = await timesOfBoth(({ elasticLoadBalancing }) =>
    elasticLoadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: 'gone' })),
  );
  expect(mostWithin(times, 5000)).toBe(5);
});

test('CloudTrail gets the two calls a second that it allows', async () => {
  const times = await timesOfBoth(({ cloudTrail }) => cloudTrail.send(new LookupEventsCommand({})));
  expect(mostWithin(times, 1000)).toBe(2);
});

test('the shares add up to what one alone may take', () => {
  const perSecond = ({ calls, perMilliseconds }: RateLimits[keyof RateLimits]) => (calls * 1000) / perMilliseconds;
  for (const kind of ['elasticLoadBalancing', 'elasticLoadBalancingChanges', 'cloudTrail'] as const) {
    expect(perSecond(SWEEP_BESIDE_REAP[kind]) + perSecond(REAP_BESIDE_SWEEP[kind])).toBe(perSecond(RATE_LIMITS[kind]));
  }
});
