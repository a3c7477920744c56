/** What AWS Config's history proves of clusters that were deleted, what it does not, and what a failure leaves standing. */
import {
  ConfigServiceClient,
  ConfigServiceServiceException,
  GetResourceConfigHistoryCommand,
  ListDiscoveredResourcesCommand,
  NoAvailableConfigurationRecorderException,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import type { ConfigurationItem } from '@aws-sdk/client-config-service';
import { mockClient } from 'aws-sdk-client-mock';

import type { ClientMaker } from '../../lambda/aws/clients.ts';
import { configClusterDeletions } from '../../lambda/aws/config-cluster-deletions.ts';

const client = new ConfigServiceClient({ region: 'eu-west-3' });
const config = mockClient(client);
const clients = { of: () => client } as unknown as ClientMaker;
const PLACE = { account: '123456789012', region: 'eu-west-3' };

const SINCE = new Date('2024-01-01T00:00:00Z');
const UNTIL = new Date('2026-03-01T00:00:00Z');
const DELETED_AT = new Date('2025-06-01T10:00:00Z');
const prod = { name: 'prod', since: SINCE, until: UNTIL };
const LIST = { resourceType: 'AWS::EKS::Cluster', includeDeletedResources: true, limit: 100 } as const;

beforeEach(() => {
  config.reset();
  config.onAnyCommand().rejects(new Error('unexpected command'));
});

const identifier = (name: string) => ({ resourceType: LIST.resourceType, resourceId: name, resourceName: name });
const described = (subnetIds: readonly string[], name = 'prod') =>
  JSON.stringify({ Name: name, ResourcesVpcConfig: { SubnetIds: subnetIds } });

function item(part: ConfigurationItem = {}): ConfigurationItem {
  return {
    accountId: PLACE.account,
    awsRegion: PLACE.region,
    resourceType: LIST.resourceType,
    resourceId: 'prod',
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: new Date('2025-01-01T00:00:00Z'),
    configuration: described(['subnet-1', 'subnet-2']),
    ...part,
  };
}

function end(part: ConfigurationItem = {}): ConfigurationItem {
  const bare = item({ configurationItemStatus: 'ResourceDeleted', configurationItemCaptureTime: DELETED_AT, ...part });
  if (part.configuration === undefined) delete bare.configuration;
  return bare;
}

const PROOF = {
  name: 'prod',
  deletedAt: DELETED_AT,
  vpcId: undefined,
  subnetIds: ['subnet-1', 'subnet-2'],
  source: 'config',
} as const;
const BARE = { name: 'prod', deletedAt: DELETED_AT, vpcId: undefined, source: 'config' } as const;

/** What is proved when this is the history of `prod`, newest first. */
async function provedBy(...history: ConfigurationItem[]) {
  config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [identifier('prod')] });
  config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: history });
  return configClusterDeletions(clients, PLACE, [prod]);
}

const histories = () => config.commandCalls(GetResourceConfigHistoryCommand).map(({ args: [{ input }] }) => input);

function failure(name: string): ConfigServiceServiceException {
  return new ConfigServiceServiceException({ name, $fault: 'client', $metadata: {}, message: 'no' });
}

describe('the list of clusters', () => {
  test('is read to its second page, deleted ones included, and only the wanted ones are looked into', async () => {
    config
      .on(ListDiscoveredResourcesCommand, LIST)
      .resolves({ resourceIdentifiers: [identifier('other')], nextToken: 't' })
      .on(ListDiscoveredResourcesCommand, { ...LIST, nextToken: 't' })
      .resolves({ resourceIdentifiers: [identifier('prod')] })
      .on(GetResourceConfigHistoryCommand)
      .resolves({ configurationItems: [end(), item()] });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [PROOF] });
    expect(histories()).toEqual([
      {
        resourceType: LIST.resourceType,
        resourceId: 'prod',
        chronologicalOrder: 'Reverse',
        laterTime: UNTIL,
        limit: 100,
      },
    ]);
  });

  test('is empty: nothing is looked into', async () => {
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [] });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [] });
    expect(histories()).toEqual([]);
  });

  test('is empty where there has never been a recorder, and unreadable on any other error', async () => {
    const off = new NoAvailableConfigurationRecorderException({ message: 'none', $metadata: {} });
    config.on(ListDiscoveredResourcesCommand).rejects(off);
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [] });
    config.on(ListDiscoveredResourcesCommand).rejects(failure('NoSuchConfigurationRecorderException'));
    expect(await configClusterDeletions(clients, PLACE, [prod])).toMatchObject({ ok: false, seen: [] });
  });

  test.each([
    [{}, 'resourceIdentifiers'],
    [{ resourceIdentifiers: [{ resourceName: 'prod' }] }, 'resourceId'],
  ])('is unreadable when an answer lacks what AWS always sends: %j', async (answer, missing) => {
    config.on(ListDiscoveredResourcesCommand).resolves(answer);
    expect(await configClusterDeletions(clients, PLACE, [prod])).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: expect.stringContaining(missing) as string,
      seen: [],
    });
  });

  test('finds a cluster whose id is its ARN, and asks by that', async () => {
    const resourceId = 'arn:aws:eks:eu-west-3:123456789012:cluster/prod';
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [{ resourceId }] });
    config
      .on(GetResourceConfigHistoryCommand)
      .resolves({ configurationItems: [end({ resourceId }), item({ resourceId })] });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [PROOF] });
    expect(histories()).toMatchObject([{ resourceId }]);
  });

  test('says when a cluster was deleted: its history is read from a day after that', async () => {
    const listed = (resourceDeletionTime: Date) =>
      config
        .on(ListDiscoveredResourcesCommand)
        .resolves({ resourceIdentifiers: [{ ...identifier('prod'), resourceDeletionTime }] });
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [end(), item()] });
    listed(DELETED_AT);
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [PROOF] });
    listed(new Date('2026-02-28T12:00:00Z'));
    await configClusterDeletions(clients, PLACE, [prod]);
    expect(histories()).toMatchObject([{ laterTime: new Date('2025-06-02T10:00:00Z') }, { laterTime: UNTIL }]);
  });

  test('says that it was gone before the NLB was made: nothing is looked into', async () => {
    const listed = { ...identifier('prod'), resourceDeletionTime: SINCE };
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [listed] });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [] });
    expect(histories()).toEqual([]);
  });
});

describe('a history', () => {
  test('proves a deletion with the subnets of the newest older item that describes the cluster', async () => {
    const older = item({ configuration: described(['subnet-9']) });
    const bare = item({ configuration: 'null' });
    expect(await provedBy(end(), bare, item(), older)).toEqual({ ok: true, value: [PROOF] });
  });

  test('says when the cluster was made, of the same cluster only', async () => {
    const madeAt = new Date('2024-06-01T00:00:00Z');
    const made = item({ resourceCreationTime: madeAt });
    expect(await provedBy(end(), made)).toEqual({ ok: true, value: [{ ...PROOF, madeAt }] });
    const earlier = end({ configurationItemCaptureTime: new Date('2024-12-01T00:00:00Z') });
    const { value } = (await provedBy(end(), earlier, made)) as { value: readonly object[] };
    expect(value[0]).toEqual(BARE);
    expect(value[1]).toMatchObject({ madeAt });
  });

  test('is read to the page where it is described, over empty ones', async () => {
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [identifier('prod')] });
    config
      .on(GetResourceConfigHistoryCommand)
      .resolvesOnce({ configurationItems: [], nextToken: '1' })
      .resolvesOnce({ configurationItems: [end()], nextToken: '2' })
      .resolvesOnce({ configurationItems: [], nextToken: '3' })
      .resolvesOnce({ configurationItems: [item()] });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [PROOF] });
    expect(histories()).toHaveLength(4);
  });

  test('is read no further than the making of the NLB', async () => {
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [identifier('prod')] });
    const before = item({ configurationItemCaptureTime: SINCE });
    config
      .on(GetResourceConfigHistoryCommand)
      .resolvesOnce({ configurationItems: [end(), item(), before], nextToken: '1' });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [PROOF] });
  });

  test('goes further back for what the deleted cluster was', async () => {
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [identifier('prod')] });
    const bare = item({ configurationItemCaptureTime: SINCE, configuration: 'null' });
    const older = item({ configurationItemCaptureTime: new Date('2023-01-01T00:00:00Z') });
    config
      .on(GetResourceConfigHistoryCommand)
      .resolvesOnce({ configurationItems: [end(), bare], nextToken: '1' })
      .resolvesOnce({ configurationItems: [older], nextToken: '2' });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [PROOF] });
  });

  test('proves each of several deletions, each with what was before it', async () => {
    const first = new Date('2024-06-01T10:00:00Z');
    const history = [
      end(),
      item(),
      end({ configurationItemCaptureTime: first }),
      item({ configurationItemCaptureTime: new Date('2024-02-01T00:00:00Z'), configuration: described(['subnet-7']) }),
    ];
    expect(await provedBy(...history)).toEqual({
      ok: true,
      value: [PROOF, { ...PROOF, deletedAt: first, subnetIds: ['subnet-7'] }],
    });
  });

  test('takes an earlier cluster of the name for no description of the later one', async () => {
    const first = end({ configurationItemCaptureTime: new Date('2024-06-01T10:00:00Z') });
    const reading = await provedBy(
      end(),
      first,
      item({ configurationItemCaptureTime: new Date('2024-02-01T00:00:00Z') }),
    );
    expect(reading.ok && reading.value[0]).toEqual(BARE);
  });

  test.each<[string, ConfigurationItem]>([
    ['has no configuration', item({ configuration: undefined })],
    ['has one that is no JSON', item({ configuration: '{' })],
    ['has one without subnets', item({ configuration: described([]) })],
    ['has one of another shape', item({ configuration: '{"ResourcesVpcConfig":{"SubnetIds":"subnet-1"}}' })],
    ['has one of another cluster', item({ configuration: described(['subnet-1'], 'prod2') })],
    ['is newer than the deletion', item({ configurationItemCaptureTime: new Date('2025-06-01T10:00:01Z') })],
    ['has no time', item({ configurationItemCaptureTime: undefined })],
    ['is of another account', item({ accountId: '999999999999' })],
    ['is of another region', item({ awsRegion: 'eu-west-1' })],
  ])('proves a deletion and no network when the older item %s', async (_what, older) => {
    expect(await provedBy(end(), older)).toEqual({ ok: true, value: [BARE] });
  });

  test.each<[string, ConfigurationItem]>([
    ['is missing', item()],
    ['was at the making of the NLB', end({ configurationItemCaptureTime: SINCE })],
    ['was before it', end({ configurationItemCaptureTime: new Date('2023-06-01T00:00:00Z') })],
    ['has no time', end({ configurationItemCaptureTime: undefined })],
    ['was not recorded', end({ configurationItemStatus: 'ResourceDeletedNotRecorded' })],
    ['is of another account', end({ accountId: '999999999999' })],
    ['names no account', end({ accountId: undefined })],
    ['is of another region', end({ awsRegion: 'eu-west-1' })],
    ['is of another cluster', end({ resourceId: 'prod2' })],
    ['is of another type', end({ resourceType: 'AWS::ECS::Cluster' })],
  ])('proves nothing when the deletion %s', async (_what, deletion) => {
    expect(await provedBy(deletion, item())).toEqual({ ok: true, value: [] });
  });

  test('may name the VPC, and have the letters of EKS', async () => {
    const configuration = JSON.stringify({ name: 'prod', resourcesVpcConfig: { vpcId: 'vpc-1', subnetIds: ['s-1'] } });
    expect(await provedBy(end(), item({ configuration }))).toEqual({ ok: true, value: [{ ...BARE, vpcId: 'vpc-1' }] });
  });

  test('that has outlived the retention is none', async () => {
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [identifier('prod')] });
    config
      .on(GetResourceConfigHistoryCommand)
      .rejects(new ResourceNotDiscoveredException({ message: 'unknown', $metadata: {} }));
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({ ok: true, value: [] });
  });
});

describe('a failure', () => {
  const two = [prod, { ...prod, name: 'old' }];
  const listBoth = () =>
    config
      .on(ListDiscoveredResourcesCommand)
      .resolves({ resourceIdentifiers: [identifier('prod'), identifier('old')] });

  test('of the list says which rights would help', async () => {
    config.on(ListDiscoveredResourcesCommand).rejects(failure('AccessDeniedException'));
    expect(await configClusterDeletions(clients, PLACE, [prod])).toEqual({
      ok: false,
      cause: 'denied',
      why: "config ListDiscoveredResources: AccessDeniedException: no: add config:ListDiscoveredResources to the role; AWS Config's history, which goes back further than CloudTrail's, takes config:ListDiscoveredResources and config:GetResourceConfigHistory",
      seen: [],
    });
  });

  test('of the second page of the list leaves nothing', async () => {
    config
      .on(ListDiscoveredResourcesCommand)
      .resolvesOnce({ resourceIdentifiers: [identifier('prod')], nextToken: 't' })
      .rejectsOnce(failure('ThrottlingException'));
    expect(await configClusterDeletions(clients, PLACE, [prod])).toMatchObject({
      ok: false,
      cause: 'unreachable',
      seen: [],
    });
  });

  test.each([
    ['AccessDeniedException', 'denied'],
    ['ThrottlingException', 'unreachable'],
  ])('of a later history, %s, leaves what was proved before', async (name, cause) => {
    listBoth();
    config
      .on(GetResourceConfigHistoryCommand, { resourceId: 'prod' })
      .resolves({ configurationItems: [end(), item()] });
    config.on(GetResourceConfigHistoryCommand, { resourceId: 'old' }).rejects(failure(name));
    const reading = await configClusterDeletions(clients, PLACE, two);
    expect(reading).toMatchObject({ ok: false, cause, seen: [PROOF] });
  });

  test('of the second page of a history leaves what the first proves', async () => {
    listBoth();
    config
      .on(GetResourceConfigHistoryCommand)
      .resolvesOnce({ configurationItems: [end()], nextToken: '1' })
      .rejectsOnce(failure('ThrottlingException'));
    expect(await configClusterDeletions(clients, PLACE, two)).toMatchObject({ ok: false, seen: [BARE] });
  });

  test('of one answer without its items does not stop the next cluster', async () => {
    listBoth();
    const resourceId = 'old';
    const configuration = described(['subnet-1', 'subnet-2'], 'old');
    config.on(GetResourceConfigHistoryCommand, { resourceId: 'prod' }).resolves({});
    config
      .on(GetResourceConfigHistoryCommand, { resourceId })
      .resolves({ configurationItems: [end({ resourceId }), item({ resourceId, configuration })] });
    expect(await configClusterDeletions(clients, PLACE, two)).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: expect.stringContaining('configurationItems') as string,
      seen: [{ ...PROOF, name: 'old' }],
    });
  });

  test('is a history that does not end: 60 weeks are looked through, and what they prove stands', async () => {
    config.on(ListDiscoveredResourcesCommand).resolves({ resourceIdentifiers: [identifier('prod')] });
    let nth = 0;
    config.on(GetResourceConfigHistoryCommand).callsFake(() => {
      nth += 1;
      return { configurationItems: nth === 1 ? [end()] : [], nextToken: String(nth) };
    });
    expect(await configClusterDeletions(clients, PLACE, [prod])).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: expect.stringContaining('after 60 pages') as string,
      seen: [BARE],
    });
    expect(histories()).toHaveLength(60);
  });
});
