/** Descriptions with holes: every field and page that AWS always sends, left out once. */
import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { DescribeTagsCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';

import { elbDescriber } from '../../lambda/aws/describer.ts';

const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-3' });
const elb = mockClient(client);
const describer = elbDescriber(client);

const LB = { LoadBalancerArn: 'lb', LoadBalancerName: 'n', CreatedTime: new Date('2026-01-10T09:30:00Z') };
const TLS = { ListenerArn: 'tls', Protocol: 'TLS' as const, Port: 443 };
const TCP = { ListenerArn: 'tcp', Protocol: 'TCP' as const, Port: 80 };
const GROUP = { TargetGroupArn: 'tg', TargetGroupName: 'g', TargetType: 'ip' as const, LoadBalancerArns: ['lb'] };
const NONE = new TargetGroupNotFoundException({ message: 'none', $metadata: { httpStatusCode: 400 } });
const unnamed = (name: string, httpStatusCode: number) =>
  new ElasticLoadBalancingV2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: 'no' });

/** A whole account: one load balancer with a TLS and a TCP listener and one target group. */
beforeEach(() => {
  elb.reset();
  elb.onAnyCommand().rejects(new Error('unexpected command'));
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [LB] });
  elb.on(DescribeLoadBalancerAttributesCommand).resolves({ Attributes: [{ Key: 'a', Value: '1' }] });
  elb.on(DescribeTagsCommand).callsFake(({ ResourceArns = [] }: DescribeTagsCommandInput) => ({
    TagDescriptions: ResourceArns.map((arn) => ({ ResourceArn: arn, Tags: [{ Key: 'of', Value: arn }] })),
  }));
  elb.on(DescribeListenersCommand).resolves({ Listeners: [TLS, TCP] });
  elb.on(DescribeListenerCertificatesCommand).resolves({ Certificates: [{ CertificateArn: 'c', IsDefault: true }] });
  elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [GROUP] });
  elb.on(DescribeTargetGroupAttributesCommand).resolves({ Attributes: [{ Key: 'b', Value: '2' }] });
  elb.on(DescribeTargetHealthCommand).resolves({ TargetHealthDescriptions: [{ TargetHealth: { State: 'unused' } }] });
});

test('describes the whole, in the words of AWS', async () => {
  expect(await describer.describe('lb')).toEqual({
    ok: true,
    value: {
      loadBalancer: { ...LB, CreatedTime: '2026-01-10T09:30:00.000Z' },
      attributes: [{ Key: 'a', Value: '1' }],
      tags: { of: 'lb' },
      listeners: [{ ...TLS, Certificates: [{ CertificateArn: 'c', IsDefault: true }] }, TCP],
      targetGroups: [
        {
          arn: 'tg',
          name: 'g',
          targetGroup: GROUP,
          attributes: [{ Key: 'b', Value: '2' }],
          health: [{ TargetHealth: { State: 'unused' } }],
          tags: { of: 'tg' },
        },
      ],
    },
  });
});

test('asks for certificates of TLS listeners only', async () => {
  await describer.describe('lb');
  const asked = elb.commandCalls(DescribeListenerCertificatesCommand);
  expect(asked.map(({ args: [command] }) => command.input.ListenerArn)).toEqual(['tls']);
});

test.each([
  ['the load balancer', () => elb.on(DescribeLoadBalancersCommand).resolves({})],
  ['any load balancer', () => elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [] })],
  [
    'only this load balancer',
    () => elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [LB, { LoadBalancerArn: 'x' }] }),
  ],
  [
    'this load balancer, but another',
    () => elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [{ LoadBalancerArn: 'x' }] }),
  ],
  ['its attributes', () => elb.on(DescribeLoadBalancerAttributesCommand).resolves({})],
  ['its tags', () => elb.on(DescribeTagsCommand).resolves({ TagDescriptions: [] })],
  ['its listeners', () => elb.on(DescribeListenersCommand).resolves({})],
  ['its certificates', () => elb.on(DescribeListenerCertificatesCommand).resolves({})],
  ['an ARN of a TLS listener', () => elb.on(DescribeListenersCommand).resolves({ Listeners: [{ Protocol: 'TLS' }] })],
  ['its target groups', () => elb.on(DescribeTargetGroupsCommand).resolves({})],
  ['an ARN of a target group', () => elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{}] })],
  ['their attributes', () => elb.on(DescribeTargetGroupAttributesCommand).resolves({})],
  ['their health', () => elb.on(DescribeTargetHealthCommand).resolves({})],
])('is unreadable when the answer has not %s', async (_title, leaveOut) => {
  leaveOut();
  expect(await describer.describe('lb')).toMatchObject({ ok: false, cause: 'incomplete' });
});

test('is unreadable when a target group vanishes while it is being described', async () => {
  elb.on(DescribeTagsCommand, { ResourceArns: ['tg'] }).rejects(NONE);
  expect(await describer.describe('lb')).toMatchObject({ ok: false, cause: 'incomplete', why: /tg is gone/ });
});

test('is unreadable when only the second page of listeners or certificates fails', async () => {
  elb.on(DescribeListenersCommand).resolves({ Listeners: [TLS], NextMarker: 'more' });
  elb.on(DescribeListenersCommand, { Marker: 'more' }).rejects(unnamed('AccessDenied', 403));
  expect(await describer.describe('lb')).toMatchObject({ ok: false, cause: 'denied' });
  elb.on(DescribeListenersCommand, { Marker: 'more' }).resolves({ Listeners: [TCP] });
  expect(await describer.describe('lb')).toMatchObject({ ok: true, value: { listeners: [TLS, TCP] } });
  elb.on(DescribeListenerCertificatesCommand).resolves({ Certificates: [], NextMarker: 'more' });
  elb.on(DescribeListenerCertificatesCommand, { Marker: 'more' }).rejects(unnamed('AccessDenied', 403));
  expect(await describer.describe('lb')).toMatchObject({ ok: false, cause: 'denied' });
});

describe('target groups of a load balancer', () => {
  test('are none when AWS says TargetGroupNotFound', async () => {
    elb.on(DescribeTargetGroupsCommand).rejects(NONE);
    expect(await describer.targetGroupsOf('lb')).toEqual({ ok: true, value: [] });
    expect(await describer.describe('lb')).toMatchObject({ ok: true, value: { targetGroups: [] } });
  });

  test('are unreadable when AWS says so after a page with some', async () => {
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [GROUP], NextMarker: 'more' });
    elb.on(DescribeTargetGroupsCommand, { Marker: 'more' }).rejects(NONE);
    expect(await describer.targetGroupsOf('lb')).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('are unreadable on any other failure, a 404 without AWS behind it included', async () => {
    elb.on(DescribeTargetGroupsCommand).rejects(unnamed('NotFound', 404));
    expect(await describer.targetGroupsOf('lb')).toMatchObject({ ok: false });
  });

  test('are read to the last page', async () => {
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [GROUP], NextMarker: 'more' });
    elb
      .on(DescribeTargetGroupsCommand, { Marker: 'more' })
      .resolves({ TargetGroups: [{ ...GROUP, TargetGroupArn: 'other' }] });
    const groups = await describer.targetGroupsOf('lb');
    expect(groups.ok && groups.value.map(({ arn }) => arn)).toEqual(['tg', 'other']);
    const [first] = elb.commandCalls(DescribeTargetGroupsCommand);
    expect(first?.args[0].input).toMatchObject({ LoadBalancerArn: 'lb', PageSize: 400 });
  });

  test('are unreadable when one does not say who uses it', async () => {
    elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ TargetGroupArn: 'tg', TargetGroupName: 'g' }] });
    expect(await describer.targetGroupsOf('lb')).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(await describer.targetGroup('tg')).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});

describe('one target group', () => {
  test('is read by its ARN', async () => {
    expect(await describer.targetGroup('tg')).toEqual({
      ok: true,
      value: {
        is: 'present',
        targetGroup: { arn: 'tg', name: 'g', vpcId: '', loadBalancerArns: ['lb'] },
      },
    });
  });

  test.each([
    [{ ok: true, value: { is: 'gone' } }, NONE],
    [{ ok: false }, unnamed('NotFound', 404)],
    [{ ok: false }, unnamed('AccessDenied', 403)],
    [{ ok: false }, unnamed('ThrottlingException', 400)],
  ])('answers gone for a target group on TargetGroupNotFound only: %j for %s', async (answer, error) => {
    elb.on(DescribeTargetGroupsCommand).rejects(error);
    expect(await describer.targetGroup('tg')).toMatchObject(answer);
  });

  test.each([
    ['is empty', { TargetGroups: [] }],
    ['is about another', { TargetGroups: [{ ...GROUP, TargetGroupArn: 'other' }] }],
    ['is about several', { TargetGroups: [GROUP, GROUP] }],
    ['has no list', {}],
  ])('is unreadable, not gone, when the answer %s', async (_title, answer) => {
    elb.on(DescribeTargetGroupsCommand).resolves(answer);
    expect(await describer.targetGroup('tg')).toMatchObject({ ok: false, cause: 'incomplete' });
  });
});
