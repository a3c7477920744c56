/** ECS services: every cluster, service and page, each target group and listener that they name, and what may be gone. */
import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  ECSClient,
  ECSServiceException,
  ListClustersCommand,
  ListServicesCommand,
} from '@aws-sdk/client-ecs';
import type { DescribeServicesResponse, LoadBalancer, Service } from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';

import { createAwsClients } from '../../../lambda/aws/clients.ts';
import { ecsServices } from '../../../lambda/aws/users/ecs-services.ts';
import { SANDBOX_CREDENTIALS } from '../../../sandbox/credentials.ts';

const region = 'eu-west-3';
const place = { account: '123456789012', region };
const clients = createAwsClients({ region, rateLimits: 'off', overrides: { credentials: SANDBOX_CREDENTIALS } });
const api = mockClient(clients.of(ECSClient, { limit: { calls: 10, perMilliseconds: 1000 } }));

const ECS = 'arn:aws:ecs:eu-west-3:123456789012';
const SHOP = `${ECS}:cluster/shop`;
const ELB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012';
const TG = `${ELB}:targetgroup/tg/0a`;

beforeEach(() => {
  api.reset();
  api.onAnyCommand().rejects(new Error('unexpected command'));
});

function service(name: string, part: Partial<Service> = {}): Service {
  return {
    serviceArn: `${ECS}:service/shop/${name}`,
    serviceName: name,
    clusterArn: SHOP,
    status: 'ACTIVE',
    loadBalancers: [{ targetGroupArn: TG, containerName: 'web', containerPort: 80 }],
    ...part,
  };
}

/** One cluster with one page of services. */
function given(count: number, described: DescribeServicesResponse) {
  api.on(ListClustersCommand).resolves({ clusterArns: [SHOP] });
  const serviceArns = Array.from({ length: count }, (_, index) => `${ECS}:service/shop/${index}`);
  api.on(ListServicesCommand).resolves({ serviceArns });
  api.on(DescribeServicesCommand).resolves(described);
  return ecsServices(clients, place);
}

function readWith(...loadBalancers: LoadBalancer[]) {
  return given(1, { services: [service('web', { loadBalancers })], failures: [] });
}

function fault(name: string) {
  return new ECSServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: 400 }, message: 'no' });
}

describe('pages', () => {
  test('are read to the last one, of clusters and services, and services described by tens', async () => {
    const other = `${ECS}:cluster/other`;
    api
      .on(ListClustersCommand, { maxResults: 100 })
      .resolves({ clusterArns: [SHOP], nextToken: 't' })
      .on(ListClustersCommand, { maxResults: 100, nextToken: 't' })
      .resolves({ clusterArns: [other] });
    const arns = Array.from({ length: 11 }, (_, index) => `${ECS}:service/shop/${index}`);
    api
      .on(ListServicesCommand, { cluster: SHOP, maxResults: 100 })
      .resolves({ serviceArns: arns.slice(0, 6), nextToken: 't' })
      .on(ListServicesCommand, { cluster: SHOP, maxResults: 100, nextToken: 't' })
      .resolves({ serviceArns: arns.slice(6) })
      .on(ListServicesCommand, { cluster: other })
      .resolves({ serviceArns: [] });
    api
      .on(DescribeServicesCommand, { cluster: SHOP, services: arns.slice(0, 10) })
      .resolves({ services: Array.from({ length: 10 }, (_, index) => service(`s${index}`)), failures: [] })
      .on(DescribeServicesCommand, { cluster: SHOP, services: arns.slice(10) })
      .resolves({ services: [service('s10')], failures: [] });
    expect(await ecsServices(clients, place)).toEqual({
      ok: true,
      value: Array.from({ length: 11 }, (_, index) => ({ who: `ECS service shop/s${index}`, to: TG })),
    });
  });

  test('may be none: an account without clusters has no services', async () => {
    api.on(ListClustersCommand).resolves({ clusterArns: [] });
    expect(await ecsServices(clients, place)).toEqual({ ok: true, value: [] });
  });

  test.each<[string, object, object, object]>([
    ['clusters without their list', { clusterArns: undefined }, {}, {}],
    ['services without their list', {}, { serviceArns: undefined }, {}],
    ['descriptions without their list', {}, {}, { services: undefined }],
    ['descriptions without their failures', {}, {}, { failures: undefined }],
    ['one described of two', {}, {}, { services: [service('web')] }],
    ['a service without a name', {}, {}, { services: [service('web'), service('b', { serviceName: undefined })] }],
    ['a service without a status', {}, {}, { services: [service('web'), service('b', { status: undefined })] }],
    ['a service without its cluster', {}, {}, { services: [service('web'), service('b', { clusterArn: undefined })] }],
    [
      'a service that does not say what it is attached to',
      {},
      {},
      { services: [service('web'), service('b', { loadBalancers: undefined })] },
    ],
    [
      'a task set that does not say it',
      {},
      {},
      { services: [service('web'), service('b', { taskSets: [{ id: 'ecs-svc/1' }] })] },
    ],
    [
      'a load balancer without a name',
      {},
      {},
      { services: [service('web'), service('b', { loadBalancers: [{ containerPort: 80 }] })] },
    ],
  ])('make all of it unreadable: %s', async (_what, clusters, services, described) => {
    api.on(ListClustersCommand).resolves({ clusterArns: [SHOP], ...clusters });
    api.on(ListServicesCommand).resolves({ serviceArns: ['a', 'b'], ...services });
    const both = { services: [service('web'), service('b')], failures: [] };
    api.on(DescribeServicesCommand).resolves({ ...both, ...described });
    expect(await ecsServices(clients, place)).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('errors', () => {
  test.each([
    ['AccessDeniedException', 'denied', 'add ecs:ListClusters to the role'],
    ['ThrottlingException', 'unreachable', 'ecs ListClusters: ThrottlingException'],
  ])('of the clusters make it unreadable: %s', async (name, cause, why) => {
    api.on(ListClustersCommand).rejects(fault(name));
    expect(await ecsServices(clients, place)).toMatchObject({ ok: false, cause, why: expect.stringContaining(why) });
  });

  test.each([
    ['the services', ListServicesCommand, 'ecs ListServices'],
    ['the descriptions', DescribeServicesCommand, 'ecs DescribeServices'],
  ])('of %s do so too', async (_what, Command, call) => {
    void given(1, { services: [service('web')], failures: [] });
    api.on(Command as typeof ListServicesCommand).rejects(fault('AccessDeniedException'));
    const why = expect.stringContaining(`${call}: AccessDeniedException`);
    expect(await ecsServices(clients, place)).toMatchObject({ ok: false, cause: 'denied', why });
  });

  test.each([['ClusterNotFound'], ['ServiceNotFoundException'], ['ClusterContainsServicesException']])(
    'that only sound like a cluster that is gone: %s',
    async (name) => {
      api.on(ListClustersCommand).resolves({ clusterArns: [SHOP] });
      api.on(ListServicesCommand).rejects(fault(name));
      expect(await ecsServices(clients, place)).toMatchObject({ ok: false });
    },
  );

  test('and a cluster that is gone since it was listed has no services', async () => {
    api.on(ListClustersCommand).resolves({ clusterArns: [`${ECS}:cluster/gone`, SHOP] });
    api
      .on(ListServicesCommand, { cluster: `${ECS}:cluster/gone` })
      .rejects(new ClusterNotFoundException({ message: 'Cluster not found.', $metadata: {} }))
      .on(ListServicesCommand, { cluster: SHOP })
      .resolves({ serviceArns: ['a'] });
    api.on(DescribeServicesCommand).resolves({ services: [service('web')], failures: [] });
    expect(await ecsServices(clients, place)).toMatchObject({ ok: true, value: [{ who: 'ECS service shop/web' }] });
  });
});

test('takes a service that is missing for one that went since it was listed', async () => {
  const failures = [{ arn: `${ECS}:service/shop/1`, reason: 'MISSING' }];
  expect(await given(2, { services: [service('web')], failures })).toMatchObject({ ok: true, value: [{ to: TG }] });
});

test('is unreadable when one failed for another reason', async () => {
  const failures = [{ arn: `${ECS}:service/shop/1`, reason: 'INTERNAL' }];
  expect(await given(2, { services: [service('web')], failures })).toMatchObject({
    ok: false,
    cause: 'incomplete',
    why: expect.stringContaining(`the answer says INTERNAL of ${ECS}:service/shop/1`),
  });
});

test('gives up on more than there is time for', async () => {
  api.on(ListClustersCommand).resolves({ clusterArns: [SHOP], nextToken: 'again' });
  expect(await ecsServices(clients, place)).toMatchObject({
    ok: false,
    cause: 'incomplete',
    why: 'ecs ListClusters: to read all of it takes 2401 calls or more, and a run has time for 2400',
  });
});

describe('what a service points at', () => {
  const listener = `${ELB}:listener/net/edge/0a/0b`;
  const blueGreen = {
    alternateTargetGroupArn: `${TG}b`,
    productionListenerRule: listener,
    testListenerRule: `${listener}c`,
    roleArn: 'arn:aws:iam::123456789012:role/ecs',
  };

  test.each<[string, LoadBalancer[], string[]]>([
    ['its target groups, each once', [TG, `${TG}b`, TG].map((targetGroupArn) => ({ targetGroupArn })), [TG, `${TG}b`]],
    [
      'the other group and the listeners of a blue/green deployment',
      [{ targetGroupArn: TG, advancedConfiguration: blueGreen }],
      [TG, `${TG}b`, listener, `${listener}c`],
    ],
    ['nothing of ours: a Classic load balancer', [{ loadBalancerName: 'classic' }], []],
    ['nothing', [], []],
  ])('is %s', async (_what, loadBalancers, to) => {
    expect(await readWith(...loadBalancers)).toEqual({
      ok: true,
      value: to.map((one) => ({ who: 'ECS service shop/web', to: one })),
    });
  });

  test('is also what its task sets are registered with, where another controller deploys it', async () => {
    const taskSets = [{ loadBalancers: [{ targetGroupArn: `${TG}b` }] }];
    const services = [service('web', { loadBalancers: [], taskSets })];
    expect(await given(1, { services, failures: [] })).toMatchObject({ ok: true, value: [{ to: `${TG}b` }] });
  });

  test.each([
    ['ACTIVE', 1],
    ['DRAINING', 1],
    ['INACTIVE', 0],
  ])('counts of a service that is %s: %i', async (status, length) => {
    const reading = await given(1, { services: [service('web', { status })], failures: [] });
    expect(reading.ok && reading.value).toHaveLength(length);
  });
});
