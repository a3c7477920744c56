/** Clusters: which there are, and who may say absent. */
import {
  DescribeClusterCommand,
  EKSClient,
  EKSServiceException,
  ListClustersCommand,
  ResourceNotFoundException,
  ServerException,
} from '@aws-sdk/client-eks';
import { mockClient } from 'aws-sdk-client-mock';

import { eksClusters } from '../../lambda/aws/clusters.ts';

const client = new EKSClient({ region: 'eu-west-3' });
const eks = mockClient(client);
const clusters = eksClusters(client);

const CREATED = new Date('2026-01-02T03:04:05Z');
const whole = {
  name: 'prod',
  arn: 'arn:aws:eks:eu-west-3:123456789012:cluster/prod',
  status: 'ACTIVE' as const,
  createdAt: CREATED,
  resourcesVpcConfig: { vpcId: 'vpc-1' },
  endpoint: 'https://prod.example',
  certificateAuthority: { data: 'UEVN' },
};

beforeEach(() => {
  eks.reset();
  eks.onAnyCommand().rejects(new Error('unexpected command'));
});

test('reads a cluster', async () => {
  eks.on(DescribeClusterCommand, { name: 'prod' }).resolves({ cluster: whole });
  expect(await clusters.describe('prod')).toEqual({
    ok: true,
    value: {
      is: 'present',
      cluster: {
        name: 'prod',
        arn: whole.arn,
        status: 'ACTIVE',
        vpcId: 'vpc-1',
        createdAt: CREATED,
        endpoint: 'https://prod.example',
        certificateAuthority: 'UEVN',
        isRegisteredOnly: false,
      },
    },
  });
});

test('tells a cluster that is only registered', async () => {
  const { name, arn, createdAt } = whole;
  const cluster = { name, arn, createdAt, status: 'ACTIVE' as const, connectorConfig: { provider: 'RANCHER' } };
  eks.on(DescribeClusterCommand).resolves({ cluster });
  expect(await clusters.describe('prod')).toMatchObject({
    ok: true,
    value: { is: 'present', cluster: { isRegisteredOnly: true, endpoint: undefined, vpcId: undefined } },
  });
});

describe('the list', () => {
  const page = (nextToken?: string) => ({ include: ['all'], nextToken });

  test('has every page, and the clusters that are only registered', async () => {
    eks.on(ListClustersCommand, page()).resolves({ clusters: ['a', 'b'], nextToken: 'more' });
    eks.on(ListClustersCommand, page('more')).resolves({ clusters: ['c'] });
    expect(await clusters.list()).toEqual({ ok: true, value: ['a', 'b', 'c'] });
  });

  test('may be empty', async () => {
    eks.on(ListClustersCommand).resolves({ clusters: [] });
    expect(await clusters.list()).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['the second page fails', () => eks.on(ListClustersCommand, page('more')).rejects(new Error('socket hang up'))],
    ['the second page holds no list', () => eks.on(ListClustersCommand, page('more')).resolves({})],
  ])('that is cut short is unreadable, with what was seen: %s', async (_, breaks) => {
    eks.on(ListClustersCommand, page()).resolves({ clusters: ['a'], nextToken: 'more' });
    breaks();
    expect(await clusters.list()).toMatchObject({ ok: false, seen: ['a'] });
  });

  test('that is denied names the right', async () => {
    const denied = new EKSServiceException({
      name: 'AccessDeniedException',
      message: 'User: x is not authorized to perform: eks:ListClusters on resource: *',
      $fault: 'client',
      $metadata: { httpStatusCode: 403 },
    });
    eks.on(ListClustersCommand).rejects(denied);
    expect(await clusters.list()).toMatchObject({
      ok: false,
      cause: 'denied',
      seen: [],
      why: expect.stringContaining('eks ListClusters') as string,
    });
  });
});

test('reads a cluster that is still being made, without endpoint', async () => {
  const { name, arn } = whole;
  eks.on(DescribeClusterCommand).resolves({ cluster: { name, arn, status: 'CREATING' } });
  const answer = await clusters.describe('prod');
  expect(answer).toMatchObject({
    ok: true,
    value: { is: 'present', cluster: { status: 'CREATING', endpoint: undefined, vpcId: undefined } },
  });
  expect(answer.ok && answer.value.is === 'present' && answer.value.cluster.createdAt.getTime()).toBeNaN();
});

test('answers absent on ResourceNotFoundException only', async () => {
  const gone = new ResourceNotFoundException({ message: 'No cluster found', $metadata: { httpStatusCode: 404 } });
  eks.on(DescribeClusterCommand).rejects(gone);
  expect(await clusters.describe('prod')).toEqual({ ok: true, value: { is: 'absent' } });
});

function named(name: string, status: number) {
  return new EKSServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: status }, message: 'm' });
}

test.each([
  ['another error with status 404', named('NotFound', 404), 'unreachable'],
  ['AccessDeniedException', named('AccessDeniedException', 403), 'denied'],
  ['ThrottlingException', named('ThrottlingException', 429), 'unreachable'],
  ['InvalidParameterException', named('InvalidParameterException', 400), 'unreachable'],
  ['ServerException', new ServerException({ message: 'm', $metadata: { httpStatusCode: 500 } }), 'unreachable'],
])('is unreadable on %s', async (_title, error, cause) => {
  eks.on(DescribeClusterCommand).rejects(error);
  expect(await clusters.describe('prod')).toMatchObject({ ok: false, cause, why: expect.stringContaining('eks Desc') });
});

test.each([
  ['there is no cluster in it', undefined],
  ['the cluster has no arn', { ...whole, arn: undefined }],
  ['the cluster has no status', { ...whole, status: undefined }],
  ['it is about another cluster', { ...whole, name: 'other' }],
])('is unreadable when the answer came and %s', async (_title, cluster) => {
  eks.on(DescribeClusterCommand).resolves({ cluster });
  expect(await clusters.describe('prod')).toMatchObject({ ok: false, cause: 'incomplete' });
});

test.each(['kops.example.com', 'infra_1.openshift', 'two words', '-prod', 'x'.repeat(101)])(
  'answers absent without asking for %s, which no EKS cluster can be named',
  async (name) => {
    expect(await clusters.describe(name)).toEqual({ ok: true, value: { is: 'absent' } });
    expect(eks.calls()).toEqual([]);
  },
);
