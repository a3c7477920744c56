/** The ELBv2 adapter: what is a complete answer, and what is unreadable. */
import {
  DescribeCapacityReservationCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
  HealthUnavailableException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';

import { elbLoadBalancers } from '../../lambda/aws/load-balancers.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:';
const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-3' });
const elb = mockClient(client);
const loadBalancers = elbLoadBalancers(client);

beforeEach(() => {
  elb.reset();
  elb.onAnyCommand().rejects(new Error('unexpected command'));
});

function anNlb(name: string, other: Partial<LoadBalancer> = {}): LoadBalancer {
  return {
    LoadBalancerArn: `${PREFIX}loadbalancer/net/${name}/0123456789abcdef`,
    LoadBalancerName: name,
    DNSName: `${name}-0123456789abcdef.elb.eu-west-3.amazonaws.com`,
    Type: 'network',
    State: { Code: 'active' },
    Scheme: 'internet-facing',
    VpcId: 'vpc-1',
    CreatedTime: new Date('2026-01-10T09:30:00Z'),
    AvailabilityZones: [{ ZoneName: 'eu-west-3a' }, { ZoneName: 'eu-west-3b' }],
    ...other,
  };
}

function denied() {
  const message = 'User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized';
  return new ElasticLoadBalancingV2ServiceException({
    name: 'AccessDenied',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
    message,
  });
}

function listOf(...answers: LoadBalancer[]) {
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: answers });
  return loadBalancers.list();
}

describe('list', () => {
  test('reads both of two pages, in pages of 400', async () => {
    elb
      .on(DescribeLoadBalancersCommand, { PageSize: 400 })
      .resolves({ LoadBalancers: [anNlb('one')], NextMarker: 'm' })
      .on(DescribeLoadBalancersCommand, { PageSize: 400, Marker: 'm' })
      .resolves({ LoadBalancers: [anNlb('two')] });
    const list = await loadBalancers.list();
    expect(list.ok && list.value.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('is unreadable when the second page fails', async () => {
    elb
      .on(DescribeLoadBalancersCommand)
      .resolvesOnce({ LoadBalancers: [anNlb('one')], NextMarker: 'm' })
      .rejectsOnce(denied());
    expect(await loadBalancers.list()).toEqual({
      ok: false,
      cause: 'denied',
      why:
        'elasticloadbalancing DescribeLoadBalancers: AccessDenied: User: arn:aws:sts::123456789012:assumed-role/r/s is not ' +
        'authorized: add elasticloadbalancing:DescribeLoadBalancers to the role',
    });
  });

  test('is unreadable when a page has no list, and empty when the list is empty', async () => {
    elb.on(DescribeLoadBalancersCommand).resolves({});
    expect(await loadBalancers.list()).toMatchObject({ ok: false, cause: 'incomplete' });
    elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [] });
    expect(await loadBalancers.list()).toEqual({ ok: true, value: [] });
  });

  test.each(['LoadBalancerArn', 'LoadBalancerName', 'DNSName', 'VpcId', 'AvailabilityZones'] as const)(
    'is unreadable when one load balancer has no %s',
    async (field) => {
      expect(await listOf(anNlb('whole'), { ...anNlb('broken'), [field]: undefined })).toEqual({
        ok: false,
        cause: 'incomplete',
        why: expect.stringContaining(field),
      });
      expect(await listOf(anNlb('whole'), anNlb('unbroken'))).toMatchObject({ ok: true });
    },
  );

  test('reads a gateway without a DNS name, but no load balancer that does not say what it is', async () => {
    const nameless = { ...anNlb('gw'), DNSName: undefined };
    expect(await listOf({ ...nameless, Type: 'gateway' })).toMatchObject({ ok: true, value: [{ dnsName: '' }] });
    expect(await listOf({ ...nameless, Type: undefined })).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('gives an invalid date for a missing creation time', async () => {
    const list = await listOf({ ...anNlb('ageless'), CreatedTime: undefined });
    expect(list.ok && list.value.map(({ createdAt }) => createdAt.getTime())).toEqual([Number.NaN]);
  });

  test('calls words it does not know unrecognized', async () => {
    const strange = { Type: 'quantum' as 'network', State: { Code: 'asleep' as 'active' }, Scheme: undefined };
    expect(await listOf({ ...anNlb('strange'), ...strange })).toMatchObject({
      ok: true,
      value: [{ type: 'unrecognized', state: 'unrecognized', scheme: 'unrecognized' }],
    });
  });

  test('counts the zones, and only the addresses that the customer owns', async () => {
    const list = await listOf(
      anNlb('addressed', {
        AvailabilityZones: [
          { LoadBalancerAddresses: [{ AllocationId: 'eipalloc-1', IpAddress: '203.0.113.1' }] },
          { LoadBalancerAddresses: [{ IpAddress: '203.0.113.2' }] },
          { LoadBalancerAddresses: [] },
          {},
        ],
        SecurityGroups: ['sg-1'],
      }),
    );
    expect(list.ok && list.value).toMatchObject([{ zoneCount: 4, addressAllocationIds: ['eipalloc-1'] }]);
  });
});

describe('target groups', () => {
  const group = (name: string) => ({
    TargetGroupArn: `${PREFIX}targetgroup/${name}/0`,
    TargetGroupName: name,
    TargetType: 'ip' as const,
    VpcId: 'vpc-1',
    LoadBalancerArns: ['arn:lb'],
  });

  test('reads both of two pages, unfiltered', async () => {
    elb
      .on(DescribeTargetGroupsCommand, { PageSize: 400 })
      .resolves({ TargetGroups: [group('one')], NextMarker: 'm' })
      .on(DescribeTargetGroupsCommand, { PageSize: 400, Marker: 'm' })
      .resolves({ TargetGroups: [group('two')] });
    const groups = await loadBalancers.targetGroups();
    const asked = elb.commandCalls(DescribeTargetGroupsCommand).flatMap(({ args: [{ input }] }) => Object.keys(input));
    expect(new Set(asked)).toEqual(new Set(['PageSize', 'Marker']));
    expect(groups.ok && groups.value).toEqual([
      {
        arn: `${PREFIX}targetgroup/one/0`,
        name: 'one',
        vpcId: 'vpc-1',
        loadBalancerArns: ['arn:lb'],
      },
      {
        arn: `${PREFIX}targetgroup/two/0`,
        name: 'two',
        vpcId: 'vpc-1',
        loadBalancerArns: ['arn:lb'],
      },
    ]);
  });

  test('is unreadable when the second page fails', async () => {
    elb
      .on(DescribeTargetGroupsCommand)
      .resolvesOnce({ TargetGroups: [group('one')], NextMarker: 'm' })
      .rejectsOnce(denied());
    expect(await loadBalancers.targetGroups()).toMatchObject({ ok: false, cause: 'denied' });
  });

  test('target groups without LoadBalancerArns are unreadable, with none they are unused', async () => {
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ ...group('x'), LoadBalancerArns: undefined }] });
    expect(await loadBalancers.targetGroups()).toMatchObject({ ok: false, cause: 'incomplete' });
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ ...group('x'), LoadBalancerArns: [] }] });
    expect(await loadBalancers.targetGroups()).toMatchObject({ ok: true, value: [{ loadBalancerArns: [] }] });
  });

  test('reads a Lambda target group, which has no VPC', async () => {
    const lambda = { ...group('fn'), TargetType: 'lambda' as const, VpcId: undefined };
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [lambda] });
    expect(await loadBalancers.targetGroups()).toMatchObject({
      ok: true,
      value: [{ vpcId: '' }],
    });
  });
});

describe('target health', () => {
  test('keeps states and reasons as AWS says them', async () => {
    elb.on(DescribeTargetHealthCommand, { TargetGroupArn: 'tg' }).resolves({
      TargetHealthDescriptions: [
        { Target: { Id: 'i-1', Port: 80 }, TargetHealth: { State: 'healthy' } },
        { Target: { Id: '10.0.0.1' }, TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } },
      ],
    });
    expect(await loadBalancers.targetHealth('tg')).toEqual({
      ok: true,
      value: [
        { targetId: 'i-1', port: 80, state: 'healthy' },
        { targetId: '10.0.0.1', port: undefined, state: 'unused' },
      ],
    });
  });

  test('takes an empty list for an answer, but not a missing one', async () => {
    elb.on(DescribeTargetHealthCommand).resolves({ TargetHealthDescriptions: [] });
    expect(await loadBalancers.targetHealth('tg')).toEqual({ ok: true, value: [] });
    elb.on(DescribeTargetHealthCommand).resolves({});
    expect(await loadBalancers.targetHealth('tg')).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('is unreadable when a target has no state', async () => {
    elb.on(DescribeTargetHealthCommand).resolves({ TargetHealthDescriptions: [{ Target: { Id: 'i-1' } }] });
    expect(await loadBalancers.targetHealth('tg')).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test.each([
    [
      'HealthUnavailable',
      new HealthUnavailableException({ message: 'm', $metadata: { httpStatusCode: 500 } }),
      'unreachable',
    ],
    ['TargetGroupNotFound', new TargetGroupNotFoundException({ message: 'm', $metadata: {} }), 'incomplete'],
  ])('is unreadable on %s: it never means no targets', async (_name, error, cause) => {
    elb.on(DescribeTargetHealthCommand).rejects(error);
    expect(await loadBalancers.targetHealth('tg')).toMatchObject({ ok: false, cause });
  });
});

describe('deletion protection', () => {
  function attributesAre(Attributes: { Key: string; Value?: string }[] | undefined) {
    elb.on(DescribeLoadBalancerAttributesCommand, { LoadBalancerArn: 'lb' }).resolves({ Attributes });
    return loadBalancers.deletionProtection('lb');
  }

  test('is what the attribute says', async () => {
    expect(await attributesAre([{ Key: 'deletion_protection.enabled', Value: 'true' }])).toEqual({
      ok: true,
      value: true,
    });
    expect(await attributesAre([{ Key: 'deletion_protection.enabled', Value: 'false' }])).toEqual({
      ok: true,
      value: false,
    });
  });

  test.each([
    ['there are no attributes', undefined],
    ['the attribute is missing', [{ Key: 'access_logs.s3.enabled', Value: 'false' }]],
    ['the attribute has no value', [{ Key: 'deletion_protection.enabled' }]],
    ['the value is another word', [{ Key: 'deletion_protection.enabled', Value: 'False' }]],
  ])('is unreadable when %s', async (_title, attributes) => {
    expect(await attributesAre(attributes)).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('a capacity reservation', () => {
  const read = () => loadBalancers.capacityReservation('lb');
  const named = (name: string) =>
    new ElasticLoadBalancingV2ServiceException({ name, $fault: 'client', $metadata: {}, message: 'Unknown' });

  test.each([
    ['as much as was asked for', { MinimumLoadBalancerCapacity: { CapacityUnits: 500 } }, 500],
    [
      'as much while it is being provided',
      {
        MinimumLoadBalancerCapacity: { CapacityUnits: 500 },
        CapacityReservationState: [{ State: { Code: 'pending' as const }, EffectiveCapacityUnits: 0 }],
      },
      500,
    ],
    ['none where nothing is asked for', { DecreaseRequestsRemaining: 2, CapacityReservationState: [] }, 0],
  ])('is %s', async (_title, answer, value) => {
    elb.on(DescribeCapacityReservationCommand, { LoadBalancerArn: 'lb' }).resolves(answer);
    expect(await read()).toEqual({ ok: true, value });
  });

  test('is unreadable without its number', async () => {
    elb.on(DescribeCapacityReservationCommand).resolves({ MinimumLoadBalancerCapacity: {} });
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('is none where the region has no reservations, and unreadable on every other error', async () => {
    elb.on(DescribeCapacityReservationCommand).rejects(named('InvalidAction'));
    expect(await read()).toEqual({ ok: true, value: 0 });
    for (const error of [
      denied(),
      named('InvalidParameterValue'),
      named('ThrottlingException'),
      named('InvalidActionX'),
    ]) {
      elb.on(DescribeCapacityReservationCommand).rejects(error);
      expect(await read()).toMatchObject({ ok: false });
    }
  });
});
