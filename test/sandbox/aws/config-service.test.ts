/** AWS Config of the sandbox, through real SDK clients: in memory, over the wire, and under the product's own reader. */
import {
  ConfigServiceClient,
  GetResourceConfigHistoryCommand,
  InvalidLimitException,
  InvalidNextTokenException,
  InvalidTimeRangeException,
  ListDiscoveredResourcesCommand,
  NoAvailableConfigurationRecorderException,
  paginateGetResourceConfigHistory,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import type { ConfigurationItem } from '@aws-sdk/client-config-service';

import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { configClusterDeletions } from '../../../lambda/aws/config-cluster-deletions.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const START = new Date('2026-03-01T00:00:00Z');
const EKS = { resourceType: 'AWS::EKS::Cluster' } as const;
const VPC = 'vpc-0a1b2c3d4e5f60718';
const SUBNETS = ['subnet-0a1b2c3d4e5f60718-eu-west-3a', 'subnet-0a1b2c3d4e5f60718-eu-west-3b'];

function world() {
  const clock = createClock(START);
  const account = new Account({ clock });
  const clients = createSandboxClients(account);
  return { clock, account, clients, config: clients.of(ConfigServiceClient) };
}

/** The whole history of one cluster, and the number of its pages. */
async function historyOf(client: ConfigServiceClient, resourceId: string) {
  const items: ConfigurationItem[] = [];
  let pages = 0;
  for await (const page of paginateGetResourceConfigHistory({ client }, { ...EKS, resourceId })) {
    items.push(...(page.configurationItems ?? []));
    pages += 1;
  }
  return { items, pages };
}

describe('the recorder', () => {
  test('is none at first, and then both calls say so', async () => {
    const { config } = world();
    await expect(config.send(new ListDiscoveredResourcesCommand(EKS))).rejects.toBeInstanceOf(
      NoAvailableConfigurationRecorderException,
    );
    await expect(
      config.send(new GetResourceConfigHistoryCommand({ ...EKS, resourceId: 'prod' })),
    ).rejects.toBeInstanceOf(NoAvailableConfigurationRecorderException);
  });

  test('records what was there, what is made and what is deleted, until it is stopped', async () => {
    const { account, clock, config } = world();
    account.addCluster({ name: 'before' });
    account.config.start();
    account.addCluster({ name: 'made' });
    account.deleteCluster('before');
    account.config.stop();
    clock.advance({ days: 1 });
    account.deleteCluster('made');
    account.addCluster({ name: 'after' });
    const listed = await config.send(new ListDiscoveredResourcesCommand({ ...EKS, includeDeletedResources: true }));
    expect(listed.resourceIdentifiers).toEqual([
      { ...EKS, resourceId: 'before', resourceName: 'before', resourceDeletionTime: START },
      { ...EKS, resourceId: 'made', resourceName: 'made' },
    ]);
    const present = await config.send(new ListDiscoveredResourcesCommand(EKS));
    expect(present.resourceIdentifiers).toMatchObject([{ resourceId: 'made' }]);
  });

  test('describes a cluster by its subnets, in which load balancers of its VPC lie too', async () => {
    const { account, clients, config } = world();
    account.config.start();
    account.addCluster({ name: 'prod', vpcId: VPC });
    account.deleteCluster('prod');
    const { items } = await historyOf(config, 'prod');
    expect(items).toMatchObject([{ configurationItemStatus: 'ResourceDeleted' }, { accountId: account.accountId }]);
    expect(items[0]?.configuration).toBeUndefined();
    expect(JSON.parse(items[1]?.configuration ?? '')).toMatchObject({
      Name: 'prod',
      ResourcesVpcConfig: { SubnetIds: SUBNETS },
    });

    account.addNetworkLoadBalancer({ name: 'near', vpcId: VPC });
    account.addNetworkLoadBalancer({ name: 'far', vpcId: 'vpc-far' });
    const { elbLoadBalancers } = await import('../../../lambda/aws/load-balancers.ts');
    const list = await elbLoadBalancers(clients.elasticLoadBalancing).list();
    expect(list.ok && list.value.map(({ subnetIds }) => subnetIds)).toEqual([
      SUBNETS,
      ['subnet-far-eu-west-3a', 'subnet-far-eu-west-3b'],
    ]);
  });
});

describe('a list', () => {
  test('has pages, filters, and limits of its own', async () => {
    const { account, config } = world();
    account.config.start();
    for (const name of ['a', 'b', 'c']) account.addCluster({ name });
    const first = await config.send(new ListDiscoveredResourcesCommand({ ...EKS, limit: 2 }));
    expect(first.resourceIdentifiers).toHaveLength(2);
    const { nextToken } = first;
    const second = await config.send(new ListDiscoveredResourcesCommand({ ...EKS, nextToken, limit: 2 }));
    expect(second).toMatchObject({ resourceIdentifiers: [{ resourceId: 'c' }] });
    expect(second.nextToken).toBeUndefined();
    const named = await config.send(new ListDiscoveredResourcesCommand({ ...EKS, resourceName: 'b', limit: 0 }));
    expect(named.resourceIdentifiers).toMatchObject([{ resourceId: 'b' }]);
    const byId = await config.send(new ListDiscoveredResourcesCommand({ ...EKS, resourceIds: ['c', 'd'] }));
    expect(byId.resourceIdentifiers).toMatchObject([{ resourceId: 'c' }]);
    for (const [wrong, error] of [
      [{ limit: 101 }, InvalidLimitException],
      [{ nextToken: 'x' }, InvalidNextTokenException],
    ] as const) {
      await expect(config.send(new ListDiscoveredResourcesCommand({ ...EKS, ...wrong }))).rejects.toBeInstanceOf(error);
    }
  });
});

describe('a history', () => {
  test('is newest first, a week on a page, however little happened in it', async () => {
    const { account, clock, config } = world();
    account.config.start();
    account.addCluster({ name: 'prod' });
    clock.advance({ days: 30 });
    account.deleteCluster('prod');
    clock.advance({ days: 15 });
    const { items, pages } = await historyOf(config, 'prod');
    expect(items.map(({ configurationItemStatus }) => configurationItemStatus)).toEqual([
      'ResourceDeleted',
      'ResourceDiscovered',
    ]);
    expect(pages).toBe(7);
  });

  test('has ten items on a page, unless told, also within a week', async () => {
    const { account, config } = world();
    account.config.start();
    for (let index = 0; index < 12; index += 1) account.config.addItem('prod', {});
    const ask = (input: object) =>
      config.send(new GetResourceConfigHistoryCommand({ ...EKS, resourceId: 'prod', ...input }));
    expect((await ask({})).configurationItems).toHaveLength(10);
    expect(await historyOf(config, 'prod')).toMatchObject({ items: { length: 12 }, pages: 2 });
    expect((await ask({ limit: 100 })).configurationItems).toHaveLength(12);
    await expect(ask({ limit: 101 })).rejects.toBeInstanceOf(InvalidLimitException);
    await expect(ask({ nextToken: 'x' })).rejects.toBeInstanceOf(InvalidNextTokenException);
    await expect(ask({ earlierTime: START, laterTime: START })).rejects.toBeInstanceOf(InvalidTimeRangeException);
    await expect(ask({ resourceId: 'other' })).rejects.toBeInstanceOf(ResourceNotDiscoveredException);
  });
});

describe.each<[string, (account: Account) => Promise<{ clients: AwsClients; close: () => Promise<void> }>]>([
  ['in memory', async (account) => ({ clients: createSandboxClients(account), close: async () => undefined })],
  [
    'over the wire',
    async (account) => {
      const endpoint = await startHttpEndpoint([account]);
      const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() };
      return {
        clients: createAwsClients({ region: account.region, rateLimits: 'off', overrides }),
        close: () => endpoint.close(),
      };
    },
  ],
])('the reader, %s', (_where, connect) => {
  const since = new Date('2026-02-01T00:00:00Z');

  async function read(account: Account, until: Date) {
    const { clients, close } = await connect(account);
    const place = { account: account.accountId, region: account.region };
    const reading = await configClusterDeletions(clients, place, [{ name: 'prod', since, until }]);
    await close();
    return reading;
  }

  test('finds each deletion of a name with the subnets that the cluster had, years later', async () => {
    const { account, clock } = world();
    account.config.start();
    account.addCluster({ name: 'prod', vpcId: VPC });
    clock.advance({ days: 200 });
    account.deleteCluster('prod');
    account.addCluster({ name: 'prod', vpcId: 'vpc-far' });
    clock.advance({ days: 100 });
    account.deleteCluster('prod');
    clock.advance({ days: 700 });
    expect(await read(account, clock.now())).toEqual({
      ok: true,
      value: [
        {
          name: 'prod',
          deletedAt: new Date('2026-12-26T00:00:00Z'),
          // A Date of another realm in memory.
          madeAt: expect.anything() as Date,
          vpcId: undefined,
          subnetIds: ['subnet-far-eu-west-3a', 'subnet-far-eu-west-3b'],
          source: 'config',
        },
        {
          name: 'prod',
          deletedAt: new Date('2026-09-17T00:00:00Z'),
          madeAt: expect.anything() as Date,
          vpcId: undefined,
          subnetIds: SUBNETS,
          source: 'config',
        },
      ],
    });
    expect(account.log.gaps).toEqual([]);
  });

  test('finds none where no recorder was ever started, and is denied without the right', async () => {
    const { account, clock } = world();
    account.addCluster({ name: 'prod' });
    account.deleteCluster('prod');
    expect(await read(account, clock.now())).toEqual({ ok: true, value: [] });
    account.fail({ command: 'ListDiscoveredResources', with: 'denied' });
    expect(await read(account, clock.now())).toMatchObject({ ok: false, cause: 'denied', seen: [] });
  });

  test('is cut short by throttling that does not end', async () => {
    const { account, clock } = world();
    account.config.start();
    account.addCluster({ name: 'prod' });
    account.fail({ command: 'GetResourceConfigHistory', with: 'throttled' });
    expect(await read(account, clock.now())).toMatchObject({ ok: false, cause: 'unreachable', seen: [] });
  });
});
