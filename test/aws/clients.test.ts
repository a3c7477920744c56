/** The SDK clients: built once and late, patient, polite, and still open to the operator's AWS_* variables. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { EC2Client } from '@aws-sdk/client-ec2';
import { Route53Client } from '@aws-sdk/client-route-53';
import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { createAwsClients } from '../../lambda/aws/clients.ts';
import { elbLoadBalancers } from '../../lambda/aws/load-balancers.ts';

const REGION = 'eu-west-3';
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
const environment = { ...process.env };

afterEach(() => {
  process.env = { ...environment };
});

/** Answers every request with the body; gives its address to the body of the test. */
async function withServer(body: string, test: (url: string, requests: string[]) => Promise<void>) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.host}`);
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test('builds each client once, when it is first asked for', () => {
  const built: object[] = [];
  const clients = createAwsClients({ region: REGION, extend: (client) => void built.push(client) });
  expect(built).toEqual([]);
  const { eks } = clients;
  expect(clients.eks).toBe(eks);
  expect(built).toEqual([eks]);
  expect([clients.elasticLoadBalancing, clients.cloudTrail, clients.cloudWatch]).toHaveLength(3);
  expect([clients.autoScaling, clients.sts]).toHaveLength(2);
  expect([clients.sns, clients.sqs, clients.s3, clients.secretsManager, clients.ssm]).toHaveLength(5);
  expect(new Set(built).size).toBe(11);
});

describe('a client that a reader brings', () => {
  const limit = { calls: 2, perMilliseconds: 1000 };

  test('is one for each class and region', async () => {
    const clients = createAwsClients({ region: REGION, overrides: { credentials } });
    const own = clients.of(Route53Client, { limit });
    expect(clients.of(Route53Client, { limit: { ...limit } })).toBe(own);
    const elsewhere = clients.of(Route53Client, { limit, region: 'us-west-2' });
    expect(elsewhere).not.toBe(own);
    expect(await elsewhere.config.region()).toBe('us-west-2');
    expect(await own.config.region()).toBe(REGION);
    expect(clients.of(EC2Client)).toBe(clients.of(EC2Client));
  });

  test.each([
    ['a higher one', { limit: { ...limit, calls: 3 } }],
    ['one of another span', { limit: { ...limit, perMilliseconds: 500 } }],
    ['none', {}],
  ])('is refused to whoever asks for another limit of its calls: %s', (_what, options) => {
    const clients = createAwsClients({ region: REGION, overrides: { credentials } });
    clients.of(Route53Client, { limit });
    expect(() => clients.of(Route53Client, options)).toThrow('Route53Client has another limit of calls already');
    expect(clients.of(EC2Client, options)).toBeInstanceOf(EC2Client);
  });
});

test('tries six times, adaptively, and gives up on a silent endpoint', async () => {
  const { config } = createAwsClients({ region: REGION, overrides: { credentials } }).elasticLoadBalancing;
  expect(await config.maxAttempts()).toBe(6);
  expect(await config.retryStrategy()).toMatchObject({ mode: 'adaptive' });
  expect(await config.region()).toBe(REGION);
  // The handler reads its settings on the first request; this one never leaves the machine.
  await config.requestHandler
    .handle({ hostname: '127.0.0.1', port: 9, protocol: 'http:', headers: {} } as never)
    .catch(() => {});
  const handler = config.requestHandler as unknown as { httpHandlerConfigs(): object };
  expect(handler.httpHandlerConfigs()).toMatchObject({
    connectionTimeout: 3000,
    requestTimeout: 20_000,
    throwOnRequestTimeout: true,
  });
});

test('leaves attempts and mode to AWS_MAX_ATTEMPTS and AWS_RETRY_MODE when they are set', async () => {
  process.env['AWS_MAX_ATTEMPTS'] = '2';
  process.env['AWS_RETRY_MODE'] = 'standard';
  const { config } = createAwsClients({ region: REGION }).sts;
  expect(await config.maxAttempts()).toBe(2);
  expect(await config.retryStrategy()).toMatchObject({ mode: 'standard' });
});

test('goes where AWS_ENDPOINT_URL points', async () => {
  const answer =
    '<DescribeLoadBalancersResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">' +
    '<DescribeLoadBalancersResult><LoadBalancers/></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>';
  await withServer(answer, async (url, requests) => {
    process.env['AWS_ENDPOINT_URL'] = url;
    const { elasticLoadBalancing } = createAwsClients({ region: REGION, overrides: { credentials } });
    expect(await elbLoadBalancers(elasticLoadBalancing).list()).toEqual({ ok: true, value: [] });
    expect(requests).toEqual([`POST ${new URL(url).host}`]);
  });
});

test.each([
  ['an empty body', ''],
  ['the page of a proxy', '<html><body>Please sign in</body></html>'],
])('reads a status of 200 with %s as unreadable, not as an empty account', async (_title, body) => {
  await withServer(body, async (endpoint) => {
    const { elasticLoadBalancing } = createAwsClients({ region: REGION, overrides: { credentials, endpoint } });
    const loadBalancers = elbLoadBalancers(elasticLoadBalancing);
    expect(await loadBalancers.list()).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(await loadBalancers.targetGroups()).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(await loadBalancers.targetHealth('tg')).toMatchObject({ ok: false, cause: 'incomplete' });
    expect((await loadBalancers.tags(['arn'])).get('arn')).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

test('is unreadable, and says why, when nothing listens', async () => {
  process.env['AWS_MAX_ATTEMPTS'] = '1';
  const overrides = { credentials, endpoint: 'http://127.0.0.1:9' };
  const { elasticLoadBalancing } = createAwsClients({ region: REGION, overrides });
  expect(await elbLoadBalancers(elasticLoadBalancing).list()).toMatchObject({ ok: false, cause: 'unreachable' });
});

test('has no credentials to show when there are none', async () => {
  process.env = { PATH: environment['PATH'], HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' };
  const { elasticLoadBalancing } = createAwsClients({ region: REGION });
  const error: unknown = await elasticLoadBalancing
    .send(new DescribeTagsCommand({ ResourceArns: ['a'] }))
    .catch((e) => e);
  expect(error).toMatchObject({ name: 'CredentialsProviderError' });
});
