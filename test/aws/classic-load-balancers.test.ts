/** The Classic API: every page, whole answers, and no failure that reads as "there is none". */
import {
  DescribeInstanceHealthCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingClient,
  ElasticLoadBalancingServiceException,
} from '@aws-sdk/client-elastic-load-balancing';
import { mockClient } from 'aws-sdk-client-mock';

import { classicLoadBalancers } from '../../lambda/aws/classic-load-balancers.ts';

const client = new ElasticLoadBalancingClient({ region: 'eu-west-3' });
const elb = mockClient(client);
const classic = classicLoadBalancers({ of: () => client as never });

beforeEach(() => {
  elb.reset();
  elb.onAnyCommand().rejects(new Error('unexpected command'));
});

const error = (name: string) =>
  new ElasticLoadBalancingServiceException({ name, $fault: 'client', $metadata: {}, message: 'no' });
const one = (LoadBalancerName: string) => ({ LoadBalancerName, DNSName: `${LoadBalancerName}.elb.amazonaws.com` });

describe('the list', () => {
  test('holds all pages', async () => {
    elb
      .on(DescribeLoadBalancersCommand)
      .resolvesOnce({ LoadBalancerDescriptions: [one('a')], NextMarker: 'm' })
      .resolvesOnce({ LoadBalancerDescriptions: [one('b')] });
    expect(await classic.list()).toEqual({
      ok: true,
      value: [
        { name: 'a', dnsName: 'a.elb.amazonaws.com' },
        { name: 'b', dnsName: 'b.elb.amazonaws.com' },
      ],
    });
    expect(elb.commandCalls(DescribeLoadBalancersCommand).at(-1)?.args[0].input).toEqual({
      PageSize: 400,
      Marker: 'm',
    });
  });

  test('may be empty', async () => {
    elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancerDescriptions: [] });
    expect(await classic.list()).toEqual({ ok: true, value: [] });
  });

  test.each([
    ['has no list', {}],
    ['has one without a name', { LoadBalancerDescriptions: [{ DNSName: 'a.elb' }] }],
    ['has one without a DNS name', { LoadBalancerDescriptions: [{ LoadBalancerName: 'a' }] }],
  ])('is unreadable when the answer %s', async (_, answer) => {
    elb.on(DescribeLoadBalancersCommand).resolves(answer);
    expect(await classic.list()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test.each([
    ['AccessDenied', 'denied', 'add elasticloadbalancing:DescribeLoadBalancers to the role'],
    ['Throttling', 'unreachable', 'Throttling'],
  ])('is unreadable when the second page fails: %s', async (name, cause, why) => {
    elb
      .on(DescribeLoadBalancersCommand)
      .resolvesOnce({ LoadBalancerDescriptions: [one('a')], NextMarker: 'm' })
      .rejectsOnce(error(name));
    expect(await classic.list()).toMatchObject({ ok: false, cause, why: expect.stringContaining(why) as string });
  });
});

describe('the health of its instances', () => {
  test('is the word of each', async () => {
    const InstanceStates = ['InService', 'OutOfService', 'Unknown'].map((State) => ({ InstanceId: 'i-0', State }));
    elb.on(DescribeInstanceHealthCommand, { LoadBalancerName: 'a' }).resolves({ InstanceStates });
    expect(await classic.instanceStates('a')).toEqual({ ok: true, value: ['InService', 'OutOfService', 'Unknown'] });
  });

  test.each([
    ['no list', {}],
    ['an instance without a word', { InstanceStates: [{ InstanceId: 'i-0' }] }],
  ])('is unreadable when the answer has %s', async (_, answer) => {
    elb.on(DescribeInstanceHealthCommand).resolves(answer);
    expect(await classic.instanceStates('a')).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('is unreadable when the load balancer is gone, or the right is missing', async () => {
    elb.on(DescribeInstanceHealthCommand).rejects(error('AccessPointNotFoundException'));
    expect(await classic.instanceStates('a')).toMatchObject({ ok: false, cause: 'incomplete' });
    elb.on(DescribeInstanceHealthCommand).rejects(error('AccessDenied'));
    expect(await classic.instanceStates('a')).toMatchObject({ ok: false, cause: 'denied' });
  });
});
