/**
 * Unmodified SDK clients over HTTP hear from the account what the middleware's clients hear: answers, errors, call log.
 */
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeClusterCommand, ListAccessPoliciesCommand, ResourceNotFoundException } from '@aws-sdk/client-eks';
import {
  AddTagsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetHealthCommand,
  LoadBalancerNotFoundException,
  ResourceInUseException,
  DeleteLoadBalancerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListSubscriptionsByTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';

import { createAwsClients, type AwsClients } from '../../../lambda/aws/clients.ts';
import { Account } from '../../../sandbox/account.ts';
import { createSandboxClients } from '../../../sandbox/aws/clients.ts';
import { startHttpEndpoint, type HttpEndpoint } from '../../../sandbox/aws/http-endpoint.ts';
import { immediateRetries } from '../../../sandbox/aws/retries.ts';
import { createClock } from '../../../sandbox/clock.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const START = new Date('2026-03-01T00:00:00Z');
const DAY = 86_400;

let account: Account;
let endpoint: HttpEndpoint;
let http: AwsClients;
let direct: AwsClients;
let arn: string;
let targetGroup: string;

beforeEach(async () => {
  account = new Account({ clock: createClock(START) });
  targetGroup = account.addTargetGroup({ name: 'tg', targets: [{ id: 'i-1', port: 31_234, state: 'healthy' }] });
  arn = account.addNetworkLoadBalancer({
    name: 'edge',
    createdAt: new Date('2026-02-01T10:20:30Z'),
    tags: { empty: '' },
    zones: ['eu-west-3a'],
    addressAllocationIds: ['eipalloc-1'],
    dailyFlows: { newFlows: 7, peakActiveFlows: 2 },
  });
  // No tag of ELB holds these signs: set by hand, to see them through XML.
  account.setTags(arn, { 'a & b': '<"x">' });
  account.attach(arn, targetGroup);
  account.addCluster({ name: 'prod', createdAt: new Date('2025-06-01T08:00:00Z'), endpoint: 'https://127.0.0.1:1' });
  account.addCluster({ name: 'gone', createdAt: new Date('2025-06-01T08:00:00Z') });
  account.deleteCluster('gone');
  account.addAutoScalingGroup({ name: 'workers', targetGroupArns: [targetGroup] });
  endpoint = await startHttpEndpoint([account]);
  http = clientsFor({});
  direct = createSandboxClients(account);
});

afterEach(() => endpoint.close());

function clientsFor({
  region = 'eu-west-3',
  credentials = SANDBOX_CREDENTIALS,
}: {
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}): AwsClients {
  return createAwsClients({
    region,
    rateLimits: 'off',
    overrides: { credentials, endpoint: endpoint.url, retryStrategy: immediateRetries() },
  });
}

const metricData = (): GetMetricDataCommand => {
  const Dimensions = [{ Name: 'LoadBalancer', Value: arn.slice(arn.indexOf('net/')) }];
  const Metric = { Namespace: 'AWS/NetworkELB', MetricName: 'NewFlowCount', Dimensions };
  return new GetMetricDataCommand({
    MetricDataQueries: [{ Id: 'flows', MetricStat: { Metric, Period: DAY, Stat: 'Sum' } }],
    StartTime: new Date('2026-02-20T00:00:00Z'),
    EndTime: START,
  });
};

test.each<[string, (clients: AwsClients) => Promise<object>]>([
  ['identity', ({ sts }) => sts.send(new GetCallerIdentityCommand({}))],
  ['load balancers', (c) => c.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({ PageSize: 400 }))],
  ['tags with signs of XML', (c) => c.elasticLoadBalancing.send(new DescribeTagsCommand({ ResourceArns: [arn] }))],
  ['listeners', (c) => c.elasticLoadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn: arn }))],
  ['health', (c) => c.elasticLoadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup }))],
  ['Auto Scaling groups', (c) => c.autoScaling.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 100 }))],
  ['a cluster', (c) => c.eks.send(new DescribeClusterCommand({ name: 'prod' }))],
  ['events', (c) => c.cloudTrail.send(new LookupEventsCommand({ StartTime: new Date('2026-02-01T00:00:00Z') }))],
  ['subscriptions', (c) => c.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: account.topic.arn }))],
  ['metrics', (c) => c.cloudWatch.send(metricData())],
])('answers the same over HTTP as through the middleware: %s', async (_what, ask) => {
  const overHttp = { ...(await ask(http)), $metadata: undefined };
  const throughMiddleware = { ...(await ask(direct)), $metadata: undefined };
  expect(Object.keys(overHttp).length).toBeGreaterThan(1);
  // Dates of the middleware are of another realm than those that the SDK parses: compare what they say.
  expect(plain(overHttp)).toEqual(plain(throughMiddleware));
  const [first, second] = account.calls;
  expect(plain(first ?? {})).toEqual(plain(second ?? {}));
});

function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

test('answers an empty list as an empty list, and leaves out what is not there', async () => {
  account.removeLoadBalancer(arn);
  const answer = await http.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
  expect([answer.LoadBalancers, answer.NextMarker]).toEqual([[], undefined]);
});

test('carries tags into the account, and logs the call as one that changes it', async () => {
  const Tags = [{ Key: 'nlb-janitor/keep', Value: 'until=2026-06-30' }];
  await http.elasticLoadBalancing.send(new AddTagsCommand({ ResourceArns: [arn], Tags }));
  expect(account.tagsOf(arn).get('nlb-janitor/keep')).toBe('until=2026-06-30');
  expect(account.calls.map(({ command, mutating }) => [command, mutating])).toEqual([['AddTags', true]]);
});

test('carries a message with its attributes to the topic', async () => {
  const attributes = { verdict: { DataType: 'String', StringValue: 'orphan' } };
  const message = { Subject: 'One orphan', Message: 'a < b & c\r\nd', MessageAttributes: attributes };
  const { MessageId } = await http.sns.send(new PublishCommand({ TopicArn: account.topic.arn, ...message }));
  expect(account.messages.map(({ id, subject, forms }) => [id, subject, forms])).toEqual([
    [MessageId, 'One orphan', { default: 'a < b & c\r\nd' }],
  ]);
  expect(account.calls).toMatchObject([{ service: 'sns', command: 'Publish', input: message }]);
});

describe('errors', () => {
  test('are of the classes and codes that the SDK has for them', async () => {
    const nobody = arn.replace('edge', 'nobody');
    const missing = http.elasticLoadBalancing.send(new DescribeTagsCommand({ ResourceArns: [nobody] }));
    await expect(missing).rejects.toThrow(LoadBalancerNotFoundException);
    account.loadBalancer(arn).usedByService = true;
    const used = http.elasticLoadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    await expect(used).rejects.toThrow(ResourceInUseException);
    await expect(http.eks.send(new DescribeClusterCommand({ name: 'gone' }))).rejects.toThrow(
      ResourceNotFoundException,
    );
  });

  test.each<[string, (clients: AwsClients) => Promise<object>, string, string, number]>([
    ['Query', (c) => c.sts.send(new GetCallerIdentityCommand({})), 'GetCallerIdentity', 'AccessDenied', 403],
    [
      'REST-JSON',
      (c) => c.eks.send(new DescribeClusterCommand({ name: 'prod' })),
      'DescribeCluster',
      'AccessDeniedException',
      403,
    ],
    ['JSON 1.1', (c) => c.cloudTrail.send(new LookupEventsCommand({})), 'LookupEvents', 'AccessDeniedException', 400],
    ['JSON 1.0', (c) => c.cloudWatch.send(metricData()), 'GetMetricData', 'AccessDenied', 403],
  ])('tell who may not do what, in %s', async (_protocol, ask, command, name, httpStatusCode) => {
    account.fail({ command, with: 'denied' });
    await expect(ask(http)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(`is not authorized to perform: `),
      $metadata: { httpStatusCode },
    });
  });

  test('have on the wire the code and the headers that AWS sends', async () => {
    const scope = (service: string): string =>
      `AWS4-HMAC-SHA256 Credential=SANDBOXACCESSKEYID/20260301/eu-west-3/${service}/aws4_request`;
    const query = await fetch(endpoint.url, {
      method: 'POST',
      headers: { authorization: scope('elasticloadbalancing') },
      body: new URLSearchParams({ Action: 'DescribeTags', 'ResourceArns.member.1': `${arn}0` }),
    });
    expect([query.status, query.headers.get('content-type')]).toEqual([400, 'text/xml']);
    expect(await query.text()).toBe(
      '<ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Error><Type>Sender</Type>' +
        `<Code>LoadBalancerNotFound</Code><Message>Load balancers '[${arn}0]' not found</Message></Error>` +
        '<RequestId>sandbox</RequestId></ErrorResponse>',
    );
    const rest = await fetch(`${endpoint.url}/clusters/gone`, { headers: { authorization: scope('eks') } });
    expect([rest.status, rest.headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException']);
  });

  test('are retried by the SDK when a retry can help', async () => {
    account.fail({ command: 'DescribeLoadBalancers', with: 'throttled', times: 2 });
    account.fail({ command: 'DescribeLoadBalancers', with: 'server-error', times: 1 });
    await http.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}));
    expect(account.calls).toHaveLength(4);
  });

  test('say plainly what the sandbox cannot answer', async () => {
    await expect(http.eks.send(new ListAccessPoliciesCommand({}))).rejects.toMatchObject({
      message: 'sandbox: eks cannot answer GET /access-policies',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(account.calls).toEqual([]);
  });

  test('refuse a key that is not the sandbox’s own, and a region that has no account', async () => {
    const stranger = clientsFor({ credentials: { accessKeyId: 'AKIAREAL', secretAccessKey: 'real' } });
    await expect(stranger.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
    const elsewhere = clientsFor({ region: 'us-east-1' });
    await expect(elsewhere.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'OptInRequired' });
    expect(account.calls).toEqual([]);
  });

  test('answer 400 to what is not signed or of no known service', async () => {
    const unsigned = await fetch(endpoint.url);
    expect([unsigned.status, await unsigned.text()]).toEqual([
      400,
      '{"__type":"UnknownService","message":"sandbox: the request is not signed"}',
    ]);
    const authorization = 'AWS4-HMAC-SHA256 Credential=SANDBOXACCESSKEYID/20260301/eu-west-3/dynamodb/aws4_request';
    const unknown = await fetch(endpoint.url, { headers: { authorization } });
    expect([unknown.status, await unknown.text()]).toEqual([
      400,
      '{"__type":"UnknownService","message":"sandbox: there is no service dynamodb"}',
    ]);
  });
});
