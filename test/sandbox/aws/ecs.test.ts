/** ECS of the sandbox: its pages and refusals, and the reader over middleware and over HTTP. */
import { DescribeServicesCommand, ECSClient, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { ecsServices } from '../../../lambda/aws/users/ecs-services.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const TG = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/tg/0a';

function world() {
  const account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  return { account, client: createSandboxClients(account).of(ECSClient) };
}

test('lists clusters, and services in pages of ten, without those that are gone', async () => {
  const { account, client } = world();
  for (let index = 0; index < 11; index += 1) account.ecs.addService('shop', { name: `s${index}` });
  account.ecs.addService('shop', { name: 'gone', status: 'INACTIVE' });
  const { clusterArns } = await client.send(new ListClustersCommand({}));
  expect(clusterArns).toEqual(['arn:aws:ecs:eu-west-3:123456789012:cluster/shop']);
  const first = await client.send(new ListServicesCommand({ cluster: 'shop' }));
  expect(first.serviceArns).toHaveLength(10);
  const second = await client.send(new ListServicesCommand({ cluster: 'shop', nextToken: first.nextToken }));
  expect([second.serviceArns, second.nextToken]).toEqual([
    ['arn:aws:ecs:eu-west-3:123456789012:service/shop/s10'],
    undefined,
  ]);
});

test('describes by name and ARN, and says what is missing', async () => {
  const { account, client } = world();
  account.ecs.addService('shop', { name: 'web', targetGroups: [TG] });
  const services = ['web', 'arn:aws:ecs:eu-west-3:123456789012:service/shop/other'];
  expect(await client.send(new DescribeServicesCommand({ cluster: 'shop', services }))).toMatchObject({
    services: [{ serviceName: 'web', loadBalancers: [{ targetGroupArn: TG }] }],
    failures: [{ arn: services[1], reason: 'MISSING' }],
  });
});

test('refuses what ECS refuses', async () => {
  const { account, client } = world();
  account.ecs.addCluster('shop');
  const describe = (count: number) =>
    client.send(new DescribeServicesCommand({ cluster: 'shop', services: Array.from({ length: count }, () => 'a') }));
  await expect(describe(11)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(describe(0)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const list = (input: object) => client.send(new ListServicesCommand(input));
  await expect(list({})).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
  await expect(list({ cluster: 'shop', maxResults: 101 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(list({ cluster: 'shop', nextToken: 'mine' })).rejects.toThrow('Invalid token');
});

test('says over HTTP, to the reader, what it says through the middleware', async () => {
  const { account } = world();
  for (let index = 0; index < 12; index += 1) account.ecs.addService('shop', { name: `s${index}`, targetGroups: [TG] });
  account.ecs.addService('batch', { name: 'job', taskSets: [[`${TG}b`]] });
  const place = { account: account.accountId, region: account.region };
  const direct = await ecsServices(createSandboxClients(account), place);
  expect(direct.ok && direct.value).toHaveLength(13);
  expect(direct).toMatchObject({ value: expect.arrayContaining([{ who: 'ECS service batch/job', to: `${TG}b` }]) });
  const endpoint = await startHttpEndpoint([account]);
  const overrides = { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() };
  const http = createAwsClients({ region: place.region, rateLimits: 'off', overrides });
  try {
    expect(await ecsServices(http, place)).toEqual(direct);
    account.fail({ command: 'DescribeServices', with: 'denied' });
    expect(await ecsServices(http, place)).toMatchObject({ ok: false, cause: 'denied' });
  } finally {
    await endpoint.close();
  }
});
