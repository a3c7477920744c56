/** API Gateway of the sandbox: the adapter against it, through the middleware and over HTTP, and what AWS refuses. */
import { APIGatewayClient, GetResourcesCommand, GetVpcLinksCommand } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, GetIntegrationsCommand } from '@aws-sdk/client-apigatewayv2';
import { DeleteLoadBalancerCommand, ResourceInUseException } from '@aws-sdk/client-elastic-load-balancing-v2';

import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { apiGateway } from '../../../lambda/aws/users/api-gateway.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

let account: Account;
let endpoint: HttpEndpoint;
let arn: string;

beforeEach(async () => {
  account = new Account({ clock: createClock(new Date('2026-03-01T00:00:00Z')) });
  arn = account.addNetworkLoadBalancer({ name: 'edge' });
  endpoint = await startHttpEndpoint([account]);
});
afterEach(() => endpoint.close());

function clientsOf(way: 'middleware' | 'HTTP'): AwsClients {
  if (way === 'middleware') return createSandboxClients(account);
  return createAwsClients({
    region: account.region,
    rateLimits: 'off',
    overrides: { credentials: SANDBOX_CREDENTIALS, endpoint: endpoint.url, retryStrategy: immediateRetries() },
  });
}

const read = (clients: AwsClients) => apiGateway(clients, { account: account.accountId, region: account.region });
const commands = () => account.calls.map(({ command }) => command);

describe.each(['middleware', 'HTTP'] as const)('through %s', (way) => {
  test('an empty account has no reference, in two calls', async () => {
    account.apiGateway.addHttpApi({ name: 'shop', integrations: [{ uri: 'https://example.com/' }] });
    expect(await read(clientsOf(way))).toEqual({ ok: true, value: [] });
    expect(commands()).toEqual(['GetVpcLinks', 'GetVpcLinks']);
  });

  test('two pages of VPC links of version 1 are read', async () => {
    for (let index = 0; index < 501; index += 1) {
      account.apiGateway.addVpcLink({ name: `link${index}`, targetArns: [arn] });
    }
    const links = await read(clientsOf(way));
    expect(links.ok && links.value).toHaveLength(501);
    expect(links.ok && links.value[500]).toEqual({ who: 'API Gateway VPC link link500 (a000000501)', to: arn });
    expect(commands()).toEqual(['GetVpcLinks', 'GetVpcLinks', 'GetVpcLinks']);
  });

  test('a link of version 2 makes every page of every API be read', async () => {
    const connectionId = account.apiGateway.addVpcLinkV2({ name: 'subnets' });
    const privately = { connectionType: 'VPC_LINK', connectionId } as const;
    account.attach(arn, account.addTargetGroup({ name: 'tg' }));
    const [listener] = account.listenersOf(arn);
    const listenerArn = listener?.arn ?? '';
    account.apiGateway.addHttpApi({
      name: 'shop',
      integrations: [...Array.from({ length: 25 }, () => ({})), { ...privately, uri: listenerArn }],
    });
    account.apiGateway.addWebSocketApi({
      name: 'chat',
      integrations: [{ uri: 'http://${stageVariables.host}/' }],
      stages: [{ name: 'prod', variables: { host: 'chat.example.com' } }],
    });
    account.apiGateway.addRestApi({
      name: 'ledger',
      integrations: [
        ...Array.from({ length: 499 }, () => ({})),
        { ...privately, target: arn, uri: 'http://${stageVariables.host}:80/' },
      ],
      stages: [{ name: 'prod', variables: { host: 'a.example.com' }, canaryVariables: { host: 'b.example.com' } }],
    });
    expect(await read(clientsOf(way))).toEqual({
      ok: true,
      value: [
        { who: 'API Gateway HTTP API shop (a000000002)', to: listenerArn },
        { who: 'API Gateway WebSocket API chat (a000000003)', to: 'chat.example.com' },
        { who: 'API Gateway REST API ledger (a000000004)', to: arn },
        { who: 'API Gateway REST API ledger (a000000004)', to: 'a.example.com' },
        { who: 'API Gateway REST API ledger (a000000004)', to: 'b.example.com' },
      ],
    });
    expect(commands().filter((command) => command === 'GetIntegrations')).toHaveLength(3);
    expect(commands().filter((command) => command === 'GetResources')).toHaveLength(2);
    expect(account.log.gaps).toEqual([]);
  });

  test.each(['denied', 'throttled', 'server-error'] as const)('an answer that is %s is unreadable', async (fault) => {
    account.apiGateway.addVpcLinkV2({ name: 'subnets' });
    account.apiGateway.addRestApi({ name: 'ledger' });
    account.fail({ command: 'GetResources', with: fault });
    expect(await read(clientsOf(way))).toMatchObject({ ok: false, why: expect.stringContaining('GET on /restapis/') });
  });

  test('an API that is not there, or of the other version, is not found', async () => {
    const rest = clientsOf(way).of(APIGatewayClient);
    const http = clientsOf(way).of(ApiGatewayV2Client);
    const ApiId = account.apiGateway.addRestApi({ name: 'ledger' });
    const restApiId = account.apiGateway.addHttpApi({ name: 'shop' });
    await expect(rest.send(new GetResourcesCommand({ restApiId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    await expect(http.send(new GetIntegrationsCommand({ ApiId }))).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test.each([{ limit: 501 }, { limit: 0 }, { position: 'invented' }])('refuses %j', async (input) => {
    const rest = clientsOf(way).of(APIGatewayClient);
    await expect(rest.send(new GetVpcLinksCommand(input))).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test.each([{ NextToken: 'invented' }, { MaxResults: 'many' }])('refuses %j', async (input) => {
    const http = clientsOf(way).of(ApiGatewayV2Client);
    const ApiId = account.apiGateway.addHttpApi({ name: 'shop' });
    await expect(http.send(new GetIntegrationsCommand({ ApiId, ...input }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });
});

test('methods are shown in full only where they are asked for', async () => {
  const rest = createSandboxClients(account).of(APIGatewayClient);
  const restApiId = account.apiGateway.addRestApi({ name: 'ledger', integrations: [{ uri: 'http://x.example.com/' }] });
  const methods = async (embed?: string[]) =>
    (await rest.send(new GetResourcesCommand({ restApiId, ...(embed && { embed }) }))).items?.map(
      ({ resourceMethods }) => resourceMethods,
    );
  expect(await methods()).toEqual([undefined, { ANY: {} }]);
  expect(await methods(['methods'])).toEqual([
    undefined,
    { ANY: expect.objectContaining({ methodIntegration: expect.objectContaining({ uri: 'http://x.example.com/' }) }) },
  ]);
  await expect(methods(['methods', 'more'])).rejects.toMatchObject({ name: 'BadRequestException' });
});

describe('an NLB of a VPC link of version 1', () => {
  const remove = () =>
    createSandboxClients(account).elasticLoadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));

  test.each(['AVAILABLE', 'DELETING'] as const)('cannot be deleted while the link is %s', async (status) => {
    account.apiGateway.addVpcLink({ name: 'payments', targetArns: [arn], status });
    await expect(remove()).rejects.toBeInstanceOf(ResourceInUseException);
    expect(account.loadBalancers.has(arn)).toBe(true);
  });

  test('can be, once it is another that the link names', async () => {
    account.apiGateway.addVpcLink({ name: 'payments', targetArns: [`${arn}0`] });
    await remove();
    expect(account.loadBalancers.has(arn)).toBe(false);
  });
});
