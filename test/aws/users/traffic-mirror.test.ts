/** Traffic Mirror targets that are NLBs, with the sessions that send to them. */
import { DescribeTrafficMirrorSessionsCommand, DescribeTrafficMirrorTargetsCommand } from '@aws-sdk/client-ec2';
import type { TrafficMirrorSession, TrafficMirrorTarget } from '@aws-sdk/client-ec2';

import { trafficMirror } from '../../../lambda/aws/users/traffic-mirror.ts';
import { ec2, ec2Clients, ec2Error, EC2_FAILURES, expectNothing } from '../../support/ec2-mock.ts';

const NLB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/a/0';

const read = () => trafficMirror(ec2Clients, { account: '123456789012', region: 'eu-west-3' });
const target = (id: string, more: Partial<TrafficMirrorTarget> = {}): TrafficMirrorTarget => ({
  TrafficMirrorTargetId: id,
  Type: 'network-load-balancer',
  NetworkLoadBalancerArn: NLB,
  ...more,
});
const session = (id: string, targetId: string): TrafficMirrorSession => ({
  TrafficMirrorSessionId: id,
  TrafficMirrorTargetId: targetId,
});

function targetsAre(...TrafficMirrorTargets: TrafficMirrorTarget[]) {
  ec2.on(DescribeTrafficMirrorTargetsCommand).resolves({ TrafficMirrorTargets });
}

beforeEach(expectNothing);

test('reads both of two pages, of targets and of sessions', async () => {
  ec2
    .on(DescribeTrafficMirrorTargetsCommand, { MaxResults: 1000 })
    .resolves({ TrafficMirrorTargets: [target('tmt-1')], NextToken: 't' })
    .on(DescribeTrafficMirrorTargetsCommand, { MaxResults: 1000, NextToken: 't' })
    .resolves({ TrafficMirrorTargets: [target('tmt-2')] })
    .on(DescribeTrafficMirrorSessionsCommand, { MaxResults: 1000 })
    .resolves({ TrafficMirrorSessions: [session('tms-1', 'tmt-2')], NextToken: 's' })
    .on(DescribeTrafficMirrorSessionsCommand, { MaxResults: 1000, NextToken: 's' })
    .resolves({ TrafficMirrorSessions: [session('tms-2', 'tmt-2')] });
  expect(await read()).toEqual({
    ok: true,
    value: [
      { who: 'Traffic Mirror target tmt-1 (no session of this account)', to: NLB },
      { who: 'Traffic Mirror target tmt-2 (2 sessions: tms-1, tms-2)', to: NLB },
    ],
  });
});

test('may find none, and then asks for no session', async () => {
  targetsAre();
  expect(await read()).toEqual({ ok: true, value: [] });
  expect(ec2.calls()).toHaveLength(1);
});

test.each(['network-interface', 'gateway-load-balancer-endpoint'] as const)('leaves out a %s', async (Type) => {
  targetsAre(target('tmt-1', { Type, NetworkLoadBalancerArn: undefined }));
  expect(await read()).toEqual({ ok: true, value: [] });
});

test.each(EC2_FAILURES)('is unreadable when the targets are %s, also on the second page', async (_, error, cause) => {
  ec2.on(DescribeTrafficMirrorTargetsCommand).rejects(error);
  expect(await read()).toMatchObject({ ok: false, cause });
  ec2
    .on(DescribeTrafficMirrorTargetsCommand)
    .resolvesOnce({ TrafficMirrorTargets: [target('tmt-1')], NextToken: 't' })
    .rejectsOnce(error);
  expect(await read()).toMatchObject({ ok: false, cause });
});

test.each<[string, TrafficMirrorTarget[] | undefined]>([
  ['there is no list', undefined],
  ['a target has no id', [target('', { TrafficMirrorTargetId: undefined })]],
  ['a target has no type', [target('tmt-1', { Type: undefined })]],
  ['an NLB is not named', [target('tmt-1', { NetworkLoadBalancerArn: undefined })]],
  ['one of an unknown type names no NLB', [target('tmt-1', { Type: 'x' as never, NetworkLoadBalancerArn: undefined })]],
])('is unreadable when %s', async (_, TrafficMirrorTargets) => {
  ec2.on(DescribeTrafficMirrorTargetsCommand).resolves({ TrafficMirrorTargets });
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});

test.each<[string, () => unknown]>([
  ['are denied', () => ec2.on(DescribeTrafficMirrorSessionsCommand).rejects(ec2Error('UnauthorizedOperation'))],
  ['have no list', () => ec2.on(DescribeTrafficMirrorSessionsCommand).resolves({})],
])('is a user also when its sessions %s', async (_, breaks) => {
  targetsAre(target('tmt-1'));
  breaks();
  expect(await read()).toMatchObject({
    ok: true,
    value: [{ who: expect.stringContaining('its sessions could not be read: ec2 Describe') as string, to: NLB }],
  });
});
