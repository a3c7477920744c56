/** Auto Scaling groups in the sandbox, as far as target groups go. */
import { AutoScalingServiceException, InvalidNextToken } from '@aws-sdk/client-auto-scaling';
import type { AutoScalingGroupNamesType, AutoScalingGroupsType } from '@aws-sdk/client-auto-scaling';

import type { Account } from '../account.ts';
import { unmodelled } from './errors.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 100;

export const autoScaling: SandboxService = {
  name: 'autoscaling',
  clientName: 'AutoScalingClient',
  ServiceException: AutoScalingServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { DescribeAutoScalingGroups: describeAutoScalingGroups },
};

function describeAutoScalingGroups(account: Account, input: AutoScalingGroupNamesType): AutoScalingGroupsType {
  const { AutoScalingGroupNames: names, MaxRecords = DEFAULT_PAGE_SIZE, NextToken } = input;
  if (MaxRecords < 1 || MaxRecords > MAX_PAGE_SIZE) {
    throw unmodelled(AutoScalingServiceException, 'ValidationError', 400, `MaxRecords must be 1 to ${MAX_PAGE_SIZE}`);
  }
  const groups = [...account.autoScalingGroups.values()].filter(
    ({ name }) => names === undefined || names.length === 0 || names.includes(name),
  );
  const page = pageOf(groups, NextToken, MaxRecords);
  if (page === undefined) throw new InvalidNextToken({ message: 'Invalid token', $metadata: { httpStatusCode: 400 } });
  return {
    AutoScalingGroups: page.items.map(({ name, targetGroupArns, trafficSources }) => ({
      AutoScalingGroupName: name,
      MinSize: 1,
      MaxSize: 3,
      DesiredCapacity: 2,
      DefaultCooldown: 300,
      AvailabilityZones: [`${account.region}a`],
      HealthCheckType: 'EC2',
      CreatedTime: account.clock.now(),
      TargetGroupARNs: [...targetGroupArns],
      TrafficSources: trafficSources.map(({ identifier, type }) => ({ Identifier: identifier, Type: type })),
    })),
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
}
