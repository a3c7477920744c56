/** Load balancers and their attributes in the sandbox. */
import type {
  DeleteLoadBalancerInput,
  DescribeCapacityReservationInput,
  DescribeCapacityReservationOutput,
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
  LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Account } from '../account.ts';
import { checkArnCount, elbPage } from './elb-paging.ts';
import { deletionProtected, elbValidationError, loadBalancerNotFound, usedByAnotherService } from './errors.ts';
import { subnetIdOf } from './make-resources.ts';
import type { StoredLoadBalancer } from './resources.ts';

export function describeLoadBalancers(
  account: Account,
  input: DescribeLoadBalancersInput,
): DescribeLoadBalancersOutput {
  const all = [...account.loadBalancers.values()];
  const { LoadBalancerArns: arns, Names: names } = input;
  if (arns !== undefined && names !== undefined) {
    throw elbValidationError('Load balancer names and load balancer ARNs cannot be specified at the same time');
  }
  if (arns === undefined && names === undefined) {
    const { items, next } = elbPage(all, input);
    return { LoadBalancers: items.map(shown), ...(next === undefined ? {} : { NextMarker: next }) };
  }
  const wanted = arns ?? names ?? [];
  checkArnCount(wanted);
  const found = all.filter(({ arn, name }) => wanted.includes(arns === undefined ? name : arn));
  const missing = wanted.filter((word) => !found.some(({ arn, name }) => word === arn || word === name));
  if (missing.length > 0) throw loadBalancerNotFound(missing);
  return { LoadBalancers: found.map(shown) };
}

export function describeLoadBalancerAttributes(
  account: Account,
  { LoadBalancerArn: arn = '' }: DescribeLoadBalancerAttributesInput,
): DescribeLoadBalancerAttributesOutput {
  const { deletionProtection } = existing(account, arn);
  return {
    Attributes: [
      { Key: 'access_logs.s3.enabled', Value: 'false' },
      { Key: 'deletion_protection.enabled', Value: String(deletionProtection) },
      { Key: 'load_balancing.cross_zone.enabled', Value: 'false' },
    ],
  };
}

export function describeCapacityReservation(
  account: Account,
  { LoadBalancerArn: arn = '' }: DescribeCapacityReservationInput,
): DescribeCapacityReservationOutput {
  const { reservedCapacityUnits: units } = existing(account, arn);
  const none = { DecreaseRequestsRemaining: 2, CapacityReservationState: [] };
  return units === undefined ? none : { ...none, MinimumLoadBalancerCapacity: { CapacityUnits: units } };
}

/** "If the load balancer does not exist or has already been deleted, the call succeeds" (ELBv2 API reference). */
export function deleteLoadBalancer(account: Account, { LoadBalancerArn: arn = '' }: DeleteLoadBalancerInput): object {
  const loadBalancer = account.loadBalancers.get(arn);
  if (loadBalancer === undefined) return {};
  if (loadBalancer.deletionProtection) throw deletionProtected(arn);
  const isUsed = loadBalancer.usedByService || account.apiGateway.holds(arn) || account.ec2.holds(arn);
  if (isUsed) throw usedByAnotherService(arn);
  account.dropLoadBalancer(arn);
  return {};
}

function existing(account: Account, arn: string): StoredLoadBalancer {
  const loadBalancer = account.loadBalancers.get(arn);
  if (loadBalancer === undefined) throw loadBalancerNotFound([arn]);
  return loadBalancer;
}

function shown(stored: StoredLoadBalancer): LoadBalancer {
  return {
    LoadBalancerArn: stored.arn,
    LoadBalancerName: stored.name,
    CreatedTime: stored.createdAt,
    Type: stored.type,
    State: { Code: stored.state },
    VpcId: stored.vpcId,
    IpAddressType: 'ipv4',
    AvailabilityZones: stored.zones.map((zone, index) => {
      const allocationId = stored.addressAllocationIds[index];
      return {
        ZoneName: zone,
        SubnetId: subnetIdOf(stored.vpcId, zone),
        LoadBalancerAddresses: allocationId === undefined ? [] : [{ AllocationId: allocationId }],
      };
    }),
    ...(stored.securityGroupIds.length === 0 ? {} : { SecurityGroups: [...stored.securityGroupIds] }),
    // A gateway has neither.
    ...(stored.type === 'gateway' ? {} : { DNSName: stored.dnsName, Scheme: stored.scheme }),
  };
}
