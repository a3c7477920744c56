/** Target groups and target health in the sandbox. */
import type {
  DeleteTargetGroupInput,
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Account } from '../account.ts';
import { checkArnCount, elbPage } from './elb-paging.ts';
import { loadBalancerNotFound, targetGroupInUse, targetGroupNotFound } from './errors.ts';
import type { StoredTargetGroup } from './resources.ts';

export function describeTargetGroups(account: Account, input: DescribeTargetGroupsInput): DescribeTargetGroupsOutput {
  const { LoadBalancerArn: loadBalancerArn, TargetGroupArns: arns, Names: names } = input;
  if (loadBalancerArn !== undefined && !account.loadBalancers.has(loadBalancerArn)) {
    throw loadBalancerNotFound([loadBalancerArn]);
  }
  checkArnCount(arns ?? []);
  const all = [...account.targetGroups.values()];
  const missing = [
    ...(arns ?? []).filter((wanted) => !account.targetGroups.has(wanted)),
    ...(names ?? []).filter((wanted) => !all.some(({ name }) => name === wanted)),
  ];
  if (missing.length > 0) throw targetGroupNotFound(missing);

  const { items, next } = elbPage(
    all.filter(
      ({ arn, name }) =>
        (arns === undefined || arns.includes(arn)) &&
        (names === undefined || names.includes(name)) &&
        (loadBalancerArn === undefined || account.loadBalancersOf(arn).includes(loadBalancerArn)),
    ),
    input,
  );
  return {
    TargetGroups: items.map((stored) => shown(account, stored)),
    ...(next === undefined ? {} : { NextMarker: next }),
  };
}

export function describeTargetHealth(
  account: Account,
  { TargetGroupArn: arn = '' }: DescribeTargetHealthInput,
): DescribeTargetHealthOutput {
  const group = account.targetGroups.get(arn);
  if (group === undefined) throw targetGroupNotFound([arn]);
  const isUsed = account.loadBalancersOf(arn).length > 0;
  return {
    TargetHealthDescriptions: group.targets.map(({ id, port = group.port, state, reason }) => ({
      Target: { Id: id, Port: port },
      HealthCheckPort: String(port),
      TargetHealth: isUsed
        ? { State: state, ...(reason === undefined ? {} : { Reason: reason as 'Target.NotRegistered' }) }
        : {
            State: 'unused',
            Reason: 'Target.NotInUse',
            Description: 'Target group is not configured to receive traffic',
          },
    })),
  };
}

export function describeTargetGroupAttributes(
  account: Account,
  { TargetGroupArn: arn = '' }: DescribeTargetGroupAttributesInput,
): DescribeTargetGroupAttributesOutput {
  if (!account.targetGroups.has(arn)) throw targetGroupNotFound([arn]);
  return {
    Attributes: [
      { Key: 'deregistration_delay.timeout_seconds', Value: '300' },
      { Key: 'preserve_client_ip.enabled', Value: 'true' },
      { Key: 'proxy_protocol_v2.enabled', Value: 'false' },
      { Key: 'stickiness.enabled', Value: 'false' },
    ],
  };
}

/** The API names only ResourceInUse as an error: a target group that is not there is deleted with success. */
export function deleteTargetGroup(account: Account, { TargetGroupArn: arn = '' }: DeleteTargetGroupInput): object {
  if (account.loadBalancersOf(arn).length > 0) throw targetGroupInUse(arn);
  account.targetGroups.delete(arn);
  return {};
}

function shown(account: Account, stored: StoredTargetGroup): TargetGroup {
  return {
    TargetGroupArn: stored.arn,
    TargetGroupName: stored.name,
    TargetType: stored.targetType,
    Protocol: stored.protocol,
    Port: stored.port,
    VpcId: stored.vpcId,
    LoadBalancerArns: [...account.loadBalancersOf(stored.arn)],
  };
}
