/** Auto Scaling groups: every target group they name, from either field. */
import {
  AutoScalingClient,
  AutoScalingServiceException,
  DescribeAutoScalingGroupsCommand,
} from '@aws-sdk/client-auto-scaling';
import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { mockClient } from 'aws-sdk-client-mock';

import { autoScalingGroups } from '../../lambda/aws/auto-scaling.ts';

const client = new AutoScalingClient({ region: 'eu-west-3' });
const autoScaling = mockClient(client);
const TG = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/tg/0';

beforeEach(() => {
  autoScaling.reset();
  autoScaling.onAnyCommand().rejects(new Error('unexpected command'));
});

function groupsIn(...groups: Partial<AutoScalingGroup>[]) {
  autoScaling.on(DescribeAutoScalingGroupsCommand).resolves({ AutoScalingGroups: groups as AutoScalingGroup[] });
  return autoScalingGroups(client).groups();
}

test('reads both of two pages', async () => {
  const group = (name: string) => ({ AutoScalingGroupName: name, TargetGroupARNs: [TG] }) as AutoScalingGroup;
  autoScaling
    .on(DescribeAutoScalingGroupsCommand, { MaxRecords: 100 })
    .resolves({ AutoScalingGroups: [group('one')], NextToken: 't' })
    .on(DescribeAutoScalingGroupsCommand, { MaxRecords: 100, NextToken: 't' })
    .resolves({ AutoScalingGroups: [group('two')] });
  expect(await autoScalingGroups(client).groups()).toEqual({
    ok: true,
    value: [
      { name: 'one', targetGroupArns: [TG] },
      { name: 'two', targetGroupArns: [TG] },
    ],
  });
});

test('is unreadable when the second page fails', async () => {
  autoScaling
    .on(DescribeAutoScalingGroupsCommand)
    .resolvesOnce({ AutoScalingGroups: [], NextToken: 't' })
    .rejectsOnce(
      new AutoScalingServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {}, message: 'no' }),
    );
  expect(await autoScalingGroups(client).groups()).toMatchObject({
    ok: false,
    cause: 'denied',
    why: expect.stringContaining('add autoscaling:DescribeAutoScalingGroups to the role'),
  });
});

test('takes target groups from TargetGroupARNs and from traffic sources, each once', async () => {
  const sources = [
    { Identifier: TG, Type: 'elbv2' },
    { Identifier: `${TG}b`, Type: 'elbv2' },
    { Identifier: `${TG}c` },
    { Identifier: 'classic', Type: 'elb' },
    { Identifier: 'arn:aws:vpc-lattice:eu-west-3:123456789012:targetgroup/tg-1', Type: 'vpc-lattice' },
  ];
  expect(await groupsIn({ AutoScalingGroupName: 'a', TargetGroupARNs: [TG], TrafficSources: sources })).toEqual({
    ok: true,
    value: [{ name: 'a', targetGroupArns: [TG, `${TG}b`, `${TG}c`] }],
  });
});

test('drops groups that are attached to nothing', async () => {
  expect(
    await groupsIn(
      { AutoScalingGroupName: 'a', TargetGroupARNs: [], TrafficSources: [] },
      { AutoScalingGroupName: 'b', TargetGroupARNs: [] },
    ),
  ).toEqual({ ok: true, value: [] });
});

test.each([
  ['a group does not say what it is attached to', { AutoScalingGroupName: 'a' }],
  ['a group has no name', { TargetGroupARNs: [TG] }],
  ['a traffic source has no identifier', { AutoScalingGroupName: 'a', TrafficSources: [{ Type: 'elbv2' } as never] }],
])('is unreadable when %s', async (_title, group) => {
  expect(await groupsIn({ AutoScalingGroupName: 'whole', TargetGroupARNs: [] }, group)).toMatchObject({
    ok: false,
    cause: 'incomplete',
  });
});

test('is unreadable when the answer has no list', async () => {
  autoScaling.on(DescribeAutoScalingGroupsCommand).resolves({ AutoScalingGroups: undefined });
  expect(await autoScalingGroups(client).groups()).toMatchObject({ ok: false, cause: 'incomplete' });
});
