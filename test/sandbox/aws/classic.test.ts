/** The Classic API of the sandbox, by real SDK clients: in memory and over HTTP, beside the other version of the API. */
import {
  DescribeInstanceHealthCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { DescribeLoadBalancersCommand as DescribeV2 } from '@aws-sdk/client-elastic-load-balancing-v2';

import { classicLoadBalancers } from '../../../lambda/aws/classic-load-balancers.ts';
import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

let account: Account;
let endpoint: HttpEndpoint;

beforeEach(async () => {
  account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  endpoint = await startHttpEndpoint([account]);
});

afterEach(() => endpoint.close());

const WAYS: [string, () => AwsClients][] = [
  ['in memory', () => createSandboxClients(account)],
  [
    'over HTTP',
    () =>
      createAwsClients({
        region: 'eu-west-3',
        rateLimits: 'off',
        overrides: { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() },
      }),
  ],
];

describe.each(WAYS)('%s', (_, made) => {
  test('lists every page', async () => {
    const names = Array.from({ length: 401 }, (__, index) => `classic-${index}`);
    const dnsNames = names.map((name) => account.classic.add({ name }));
    expect(await classicLoadBalancers(made()).list()).toEqual({
      ok: true,
      value: names.map((name, index) => ({ name, dnsName: dnsNames[index] })),
    });
    expect(account.calls).toHaveLength(2);
    expect(dnsNames[0]).toMatch(/^classic-0-\d+\.eu-west-3\.elb\.amazonaws\.com$/);
  });

  test('tells the health of instances', async () => {
    account.classic.add({
      name: 'web',
      instances: [
        { id: 'i-1', state: 'InService' },
        { id: 'i-2', state: 'OutOfService' },
      ],
    });
    const api = classicLoadBalancers(made());
    expect(await api.instanceStates('web')).toEqual({ ok: true, value: ['InService', 'OutOfService'] });
    account.classic.remove('web');
    expect(await api.instanceStates('web')).toMatchObject({ ok: false });
    expect(await api.list()).toEqual({ ok: true, value: [] });
  });

  test('is denied as the other version is', async () => {
    account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
    expect(await classicLoadBalancers(made()).list()).toMatchObject({
      ok: false,
      cause: 'denied',
      why: expect.stringContaining('elasticloadbalancing:DescribeLoadBalancers') as string,
    });
  });

  test('does not mix with the other version', async () => {
    account.addNetworkLoadBalancer({ name: 'nlb' });
    account.classic.add({ name: 'classic' });
    const clients = made();
    const { LoadBalancers } = await clients.elasticLoadBalancing.send(new DescribeV2({}));
    expect(LoadBalancers?.map(({ LoadBalancerName }) => LoadBalancerName)).toEqual(['nlb']);
    const { LoadBalancerDescriptions } = await clients
      .of(ElasticLoadBalancingClient)
      .send(new DescribeLoadBalancersCommand({}));
    expect(LoadBalancerDescriptions?.map(({ LoadBalancerName }) => LoadBalancerName)).toEqual(['classic']);
  });

  test('knows no name that is not there, and no page of another size', async () => {
    const client = made().of(ElasticLoadBalancingClient);
    await expect(client.send(new DescribeLoadBalancersCommand({ LoadBalancerNames: ['none'] }))).rejects.toMatchObject({
      name: 'AccessPointNotFoundException',
    });
    await expect(client.send(new DescribeInstanceHealthCommand({ LoadBalancerName: 'none' }))).rejects.toMatchObject({
      name: 'AccessPointNotFoundException',
    });
    await expect(client.send(new DescribeLoadBalancersCommand({ PageSize: 401 }))).rejects.toThrow('between 1 and 400');
    await expect(client.send(new DescribeLoadBalancersCommand({ Marker: 'mine' }))).rejects.toThrow('Invalid marker');
  });
});
