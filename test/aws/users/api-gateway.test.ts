/** API Gateway: VPC links, and what integrations point at as soon as a link names subnets only. */
import {
  APIGatewayClient,
  APIGatewayServiceException,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
  GetVpcLinksCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-api-gateway';
import type { Integration, Method, Resource, Stage } from '@aws-sdk/client-api-gateway';
import {
  ApiGatewayV2Client,
  GetApisCommand,
  GetIntegrationsCommand,
  GetStagesCommand as GetStagesV2Command,
  GetVpcLinksCommand as GetVpcLinksV2Command,
} from '@aws-sdk/client-apigatewayv2';
import type { Stage as StageV2 } from '@aws-sdk/client-apigatewayv2';
import { mockClient } from 'aws-sdk-client-mock';

import type { ClientMaker } from '../../../lambda/aws/clients.ts';
import { apiGateway } from '../../../lambda/aws/users/api-gateway.ts';

const restClient = new APIGatewayClient({ region: 'eu-west-3' });
const httpClient = new ApiGatewayV2Client({ region: 'eu-west-3' });
const rest = mockClient(restClient);
const http = mockClient(httpClient);
const clients: ClientMaker = {
  of: (Client) => {
    const client = [restClient, httpClient].find((candidate) => candidate instanceof Client);
    if (!(client instanceof Client)) throw new Error('unexpected client');
    return client;
  },
};

const ELB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012';
const NLB = `${ELB}:loadbalancer/net/edge/50dc6c495c0c9188`;
const LISTENER = `${ELB}:listener/net/edge/50dc6c495c0c9188/0467ef3c8400ae65`;
const DNS_NAME = 'edge-50dc6c495c0c9188.elb.eu-west-3.amazonaws.com';
const LINK_V2 = { VpcLinkId: 'v2', Name: 'subnets', SubnetIds: [], SecurityGroupIds: [] };

const read = () => apiGateway(clients, { account: '123456789012', region: 'eu-west-3' });
const denied = () =>
  new APIGatewayServiceException({
    name: 'AccessDeniedException',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
    message: 'User: x is not authorized to perform: apigateway:GET because no identity-based policy allows it',
  });
const throttled = () => new TooManyRequestsException({ message: 'slow down', $metadata: { httpStatusCode: 429 } });

/** An account in which everything answers, and nothing is there. */
beforeEach(() => {
  rest.reset();
  http.reset();
  rest.onAnyCommand().rejects(new Error('unexpected command'));
  http.onAnyCommand().rejects(new Error('unexpected command'));
  rest.on(GetVpcLinksCommand).resolves({ items: [] });
  http.on(GetVpcLinksV2Command).resolves({ Items: [] });
});

describe('VPC links of version 1', () => {
  test('name their NLBs, on both of two pages', async () => {
    rest
      .on(GetVpcLinksCommand, { limit: 500 })
      .resolves({ items: [{ id: 'abc123', name: 'payments', status: 'AVAILABLE', targetArns: [NLB] }], position: 'p' })
      .on(GetVpcLinksCommand, { limit: 500, position: 'p' })
      .resolves({ items: [{ id: 'def456', name: 'orders', status: 'AVAILABLE', targetArns: [`${NLB}2`] }] });
    expect(await read()).toEqual({
      ok: true,
      value: [
        { who: 'API Gateway VPC link payments (abc123)', to: NLB },
        { who: 'API Gateway VPC link orders (def456)', to: `${NLB}2` },
      ],
    });
  });

  test.each(['DELETING', 'FAILED', 'PENDING'] as const)('that are %s hold theirs still, and say so', async (status) => {
    rest.on(GetVpcLinksCommand).resolves({ items: [{ id: 'abc123', name: 'payments', status, targetArns: [NLB] }] });
    expect(await read()).toEqual({
      ok: true,
      value: [{ who: `API Gateway VPC link payments (abc123, ${status})`, to: NLB }],
    });
  });

  test('are none in an account that has none, and then no API is read', async () => {
    expect(await read()).toEqual({ ok: true, value: [] });
    expect(rest.calls()).toHaveLength(1);
    expect(http.calls()).toHaveLength(1);
  });

  test('are unreadable when the second page fails', async () => {
    rest.on(GetVpcLinksCommand).resolvesOnce({ items: [], position: 'p' }).rejectsOnce(denied());
    expect(await read()).toMatchObject({
      ok: false,
      cause: 'denied',
      why: expect.stringMatching(/^apigateway GET on \/vpclinks: .*: add apigateway:GET on \/vpclinks to the role$/),
    });
  });

  test('are unreadable when the calls are throttled to the end', async () => {
    rest.on(GetVpcLinksCommand).rejects(throttled());
    expect(await read()).toMatchObject({
      ok: false,
      cause: 'unreachable',
      why: expect.stringContaining('TooManyRequests'),
    });
  });

  test.each([
    ['the answer has no list', {}],
    ['a link has no id', { items: [{ targetArns: [NLB] }] }],
    ['a link does not say what it points at', { items: [{ id: 'abc123', name: 'payments' }] }],
  ])('are unreadable when %s', async (_title, answer) => {
    rest.on(GetVpcLinksCommand).resolves(answer);
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('VPC links of version 2', () => {
  test('make the APIs be read, also when the only one is on the second page', async () => {
    http
      .on(GetVpcLinksV2Command)
      .resolvesOnce({ Items: [], NextToken: 't' })
      .resolvesOnce({ Items: [{ ...LINK_V2, VpcLinkStatus: 'INACTIVE' }] })
      .on(GetApisCommand)
      .resolves({ Items: [] });
    rest.on(GetRestApisCommand).resolves({ items: [] });
    expect(await read()).toEqual({ ok: true, value: [] });
    expect(http.commandCalls(GetVpcLinksV2Command)[1]?.args[0].input).toEqual({ NextToken: 't' });
    expect(http.commandCalls(GetApisCommand)).toHaveLength(1);
    expect(rest.commandCalls(GetRestApisCommand)).toHaveLength(1);
  });

  test('are unreadable when the list is denied, whatever those of version 1 said', async () => {
    http.on(GetVpcLinksV2Command).rejects(denied());
    expect(await read()).toMatchObject({ ok: false, cause: 'denied' });
  });

  test.each([
    ['the answer has no list', {}],
    ['a page names itself as the next', { Items: [], NextToken: 't' }],
  ])('are unreadable when %s', async (_title, answer) => {
    http.on(GetVpcLinksV2Command).resolves(answer);
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('HTTP APIs', () => {
  beforeEach(() => {
    http.on(GetVpcLinksV2Command).resolves({ Items: [LINK_V2] });
    rest.on(GetRestApisCommand).resolves({ items: [] });
  });

  function apiWith(integrations: readonly { IntegrationUri?: string }[], stages: readonly Partial<StageV2>[] = []) {
    http
      .on(GetApisCommand)
      .resolves({ Items: [{ ApiId: 'a1', Name: 'shop', ProtocolType: 'HTTP', RouteSelectionExpression: '' }] })
      .on(GetIntegrationsCommand, { ApiId: 'a1' })
      .resolves({ Items: [...integrations] })
      .on(GetStagesV2Command, { ApiId: 'a1' })
      .resolves({ Items: stages as StageV2[] });
  }

  test('name the listener, on two pages of APIs and of integrations', async () => {
    const api = { RouteSelectionExpression: '' };
    http
      .on(GetApisCommand, { NextToken: undefined })
      .resolves({ Items: [{ ...api, ApiId: 'a1', Name: 'shop', ProtocolType: 'HTTP' }], NextToken: 't' })
      .on(GetApisCommand, { NextToken: 't' })
      .resolves({ Items: [{ ...api, ApiId: 'a2', Name: 'chat', ProtocolType: 'WEBSOCKET' }] })
      .on(GetIntegrationsCommand, { ApiId: 'a1', NextToken: undefined })
      .resolves({ Items: [{ IntegrationUri: 'https://example.com/' }], NextToken: 'i' })
      .on(GetIntegrationsCommand, { ApiId: 'a1', NextToken: 'i' })
      .resolves({ Items: [{ ConnectionType: 'VPC_LINK', IntegrationUri: LISTENER }] })
      .on(GetIntegrationsCommand, { ApiId: 'a2' })
      .resolves({ Items: [{ IntegrationUri: `http://${DNS_NAME}:8080/x` }] });
    expect(await read()).toEqual({
      ok: true,
      value: [
        { who: 'API Gateway HTTP API shop (a1)', to: 'example.com' },
        { who: 'API Gateway HTTP API shop (a1)', to: LISTENER },
        { who: 'API Gateway WebSocket API chat (a2)', to: DNS_NAME },
      ],
    });
  });

  test('point nowhere that counts with an integration without URI, a function or a service of Cloud Map', async () => {
    apiWith([
      {},
      { IntegrationUri: 'arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/x/invocations' },
      { IntegrationUri: 'arn:aws:servicediscovery:eu-west-3:123456789012:service/srv-1' },
    ]);
    expect(await read()).toEqual({ ok: true, value: [] });
    expect(http.commandCalls(GetStagesV2Command)).toHaveLength(0);
  });

  test('name what a stage fills in, and stages are read only then', async () => {
    apiWith(
      [{ IntegrationUri: 'http://${stageVariables.backend}/v1' }, { IntegrationUri: '${stageVariables.listener}' }],
      [
        { StageName: 'prod', StageVariables: { backend: `${DNS_NAME}:8080`, listener: LISTENER } },
        { StageName: 'empty' },
      ],
    );
    const answer = await read();
    expect(answer.ok && answer.value.map(({ to }) => to)).toEqual([DNS_NAME, LISTENER]);
    apiWith([{ IntegrationUri: 'http://example.com/${stageVariables.path}' }]);
    http.resetHistory();
    await read();
    expect(http.commandCalls(GetStagesV2Command)).toHaveLength(0);
  });

  test.each([
    ['APIs', GetApisCommand, 'GET on /apis'],
    ['integrations', GetIntegrationsCommand, 'GET on /apis/*/integrations'],
    ['stages', GetStagesV2Command, 'GET on /apis/*/stages'],
  ] as const)('are unreadable when their %s are denied, or the list is missing', async (_what, Command, action) => {
    apiWith([{ IntegrationUri: 'http://${stageVariables.backend}/' }]);
    expect(await read()).toMatchObject({ ok: true });
    http.on(Command as typeof GetApisCommand).rejects(denied());
    expect(await read()).toMatchObject({ ok: false, cause: 'denied', why: expect.stringContaining(`${action} to`) });
    http.on(Command as typeof GetApisCommand).resolves({});
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('are unreadable when one has no id', async () => {
    apiWith([]);
    http.on(GetApisCommand).resolves({ Items: [{ Name: 'shop', ProtocolType: 'HTTP', RouteSelectionExpression: '' }] });
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('REST APIs', () => {
  beforeEach(() => {
    http
      .on(GetVpcLinksV2Command)
      .resolves({ Items: [LINK_V2] })
      .on(GetApisCommand)
      .resolves({ Items: [] });
  });

  function apiWith(resources: readonly Resource[], stages: readonly Stage[] = []) {
    rest
      .on(GetRestApisCommand)
      .resolves({ items: [{ id: 'r1', name: 'ledger' }] })
      .on(GetResourcesCommand, { restApiId: 'r1' })
      .resolves({ items: [...resources] })
      .on(GetStagesCommand, { restApiId: 'r1' })
      .resolves({ item: [...stages] });
  }
  const resource = (...integrations: Integration[]): Resource => ({
    id: 'x',
    path: '/x',
    resourceMethods: Object.fromEntries(
      integrations.map((methodIntegration, index): [string, Method] => [
        `METHOD${index}`,
        { httpMethod: `METHOD${index}`, methodIntegration },
      ]),
    ),
  });
  const targets = async () => {
    const answer = await read();
    return answer.ok ? answer.value.map(({ to }) => to) : answer;
  };

  test('name their target and the host of their URI, on two pages of APIs and of resources', async () => {
    rest
      .on(GetRestApisCommand, { limit: 500 })
      .resolves({ items: [{ id: 'r1', name: 'ledger' }], position: 'p' })
      .on(GetRestApisCommand, { limit: 500, position: 'p' })
      .resolves({ items: [{ id: 'r2' }] })
      .on(GetResourcesCommand, { restApiId: 'r1', embed: ['methods'], limit: 500 })
      .resolves({ items: [{ id: 'root', path: '/' }], position: 'q' })
      .on(GetResourcesCommand, { restApiId: 'r1', embed: ['methods'], limit: 500, position: 'q' })
      .resolves({
        items: [
          resource({ connectionType: 'VPC_LINK', uri: 'https://api.example.com/x', integrationTarget: NLB }, {}),
          resource({ connectionType: 'VPC_LINK', uri: 'https://api.example.com/y', integrationTarget: NLB }),
        ],
      })
      .on(GetResourcesCommand, { restApiId: 'r2' })
      .resolves({ items: [resource({ uri: `http://${DNS_NAME}/{proxy}` })] });
    expect(await read()).toEqual({
      ok: true,
      value: [
        { who: 'API Gateway REST API ledger (r1)', to: 'api.example.com' },
        { who: 'API Gateway REST API ledger (r1)', to: NLB },
        { who: 'API Gateway REST API r2', to: DNS_NAME },
      ],
    });
  });

  test('are unreadable when a method is only a name: its integration was not sent', async () => {
    apiWith([{ id: 'x', path: '/x', resourceMethods: { GET: {} } }]);
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
    // A method without an integration, in full.
    apiWith([{ id: 'x', path: '/x', resourceMethods: { GET: { httpMethod: 'GET' } } }]);
    expect(await read()).toEqual({ ok: true, value: [] });
  });

  test('name what a stage and its canary fill in, and stages are read only then', async () => {
    apiWith(
      [resource({ uri: 'http://${stageVariables.backend}/v1' })],
      [
        { stageName: 'prod', variables: { backend: 'one.example.com' } },
        {
          stageName: 'next',
          variables: { backend: 'two.example.com' },
          canarySettings: { stageVariableOverrides: { backend: DNS_NAME } },
        },
        { stageName: 'bare' },
      ],
    );
    expect(await targets()).toEqual(['one.example.com', 'two.example.com', DNS_NAME]);
    apiWith([resource({ uri: 'http://example.com/${stageVariables.path}' })]);
    rest.resetHistory();
    expect(await targets()).toEqual(['example.com']);
    expect(rest.commandCalls(GetStagesCommand)).toHaveLength(0);
  });

  test.each([
    ['APIs', GetRestApisCommand, 'GET on /restapis'],
    ['resources', GetResourcesCommand, 'GET on /restapis/*/resources'],
    ['stages', GetStagesCommand, 'GET on /restapis/*/stages'],
  ] as const)('are unreadable when their %s are denied, or the list is missing', async (_what, Command, action) => {
    apiWith([resource({ uri: 'http://${stageVariables.backend}/' })]);
    expect(await read()).toMatchObject({ ok: true });
    rest.on(Command as typeof GetRestApisCommand).rejects(denied());
    expect(await read()).toMatchObject({ ok: false, cause: 'denied', why: expect.stringContaining(`${action} to`) });
    rest.on(Command as typeof GetRestApisCommand).resolves({});
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('are unreadable when one has no id', async () => {
    apiWith([]);
    rest.on(GetRestApisCommand).resolves({ items: [{ name: 'ledger' }] });
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('are unreadable when the second page of resources is throttled', async () => {
    apiWith([]);
    rest.on(GetResourcesCommand).resolvesOnce({ items: [], position: 'q' }).rejectsOnce(throttled());
    expect(await read()).toMatchObject({ ok: false, cause: 'unreachable' });
  });
});

describe('an account with more APIs than a run has time for', () => {
  const apis = (number: number) =>
    Array.from({ length: number }, (_, nth) => ({
      ApiId: `a${nth}`,
      Name: 'shop',
      ProtocolType: 'HTTP' as const,
      RouteSelectionExpression: '',
    }));

  beforeEach(() => {
    http.on(GetVpcLinksV2Command).resolves({ Items: [LINK_V2] });
    http.on(GetIntegrationsCommand).resolves({ Items: [] });
    rest.on(GetRestApisCommand).resolves({ items: [] });
  });

  test('is unreadable, and says how many calls it takes', async () => {
    http.on(GetApisCommand).resolves({ Items: apis(480) });
    expect(await read()).toMatchObject({ ok: false, why: expect.stringContaining('481 calls or more') as string });
  });

  test('is read while they suffice', async () => {
    http.on(GetApisCommand).resolves({ Items: apis(478) });
    expect(await read()).toEqual({ ok: true, value: [] });
  });
});
