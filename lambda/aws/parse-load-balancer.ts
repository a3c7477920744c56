/**
 * ELBv2 answers into nouns, once, at the edge. What identifies a load balancer must be there, or the whole list is
 * unreadable; a word this version does not know becomes `unrecognized`, which never means orphan.
 */
import type {
  LoadBalancer as LoadBalancerAnswer,
  TargetGroup as TargetGroupAnswer,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { LoadBalancer, TargetGroup, TargetHealth } from '../model/aws.ts';
import { instantOrInvalid, required } from './reading.ts';

const TYPES = ['network', 'application', 'gateway'] as const;
const STATES = ['active', 'provisioning', 'active_impaired', 'failed'] as const;
const SCHEMES = ['internet-facing', 'internal'] as const;

/** @throws IncompleteAnswerError when it has no ARN, name, DNS name, VPC or zones. */
export function parseLoadBalancer(answer: LoadBalancerAnswer): LoadBalancer {
  const name = required(answer.LoadBalancerName, 'LoadBalancerName for one load balancer');
  const of = ` for load balancer ${name}`;
  const type = oneOf(TYPES, answer.Type);
  const zones = required(answer.AvailabilityZones, `AvailabilityZones${of}`);
  return {
    arn: required(answer.LoadBalancerArn, `LoadBalancerArn${of}`),
    name,
    // Gateway Load Balancers have no DNS name, nor may a type to come; the types that clusters point at always have one.
    dnsName: hasNoDnsName(answer) ? '' : required(answer.DNSName, `DNSName${of}`),
    type,
    state: oneOf(STATES, answer.State?.Code),
    scheme: oneOf(SCHEMES, answer.Scheme),
    vpcId: required(answer.VpcId, `VpcId${of}`),
    createdAt: instantOrInvalid(answer.CreatedTime),
    zoneCount: zones.length,
    // One that is missing can only leave a caution standing: the VPC of a cluster's proof is told by a shared subnet.
    subnetIds: zones.map(({ SubnetId }) => SubnetId).filter((id) => id !== undefined),
    addressAllocationIds: zones
      .flatMap((zone) => zone.LoadBalancerAddresses)
      .flatMap((address) => address?.AllocationId ?? []),
  };
}

/** @throws IncompleteAnswerError when it has no ARN, name or list of load balancers. */
export function parseTargetGroup(answer: TargetGroupAnswer): TargetGroup {
  const name = required(answer.TargetGroupName, 'TargetGroupName for one target group');
  const of = ` for target group ${name}`;
  return {
    arn: required(answer.TargetGroupArn, `TargetGroupArn${of}`),
    name,
    // Lambda target groups have no VPC.
    vpcId: answer.VpcId === undefined ? '' : answer.VpcId,
    protocol: answer.Protocol,
    // SAFETY: the list says who else uses the target group.
    loadBalancerArns: [...required(answer.LoadBalancerArns, `LoadBalancerArns${of}`)],
  };
}

/** @throws IncompleteAnswerError when it has no target or no state. */
export function parseTargetHealth(answer: TargetHealthDescription): TargetHealth {
  return {
    targetId: required(answer.Target?.Id, 'Target.Id for one target'),
    port: answer.Target?.Port,
    state: required(answer.TargetHealth?.State, 'TargetHealth.State for one target'),
  };
}

function hasNoDnsName({ Type, DNSName }: LoadBalancerAnswer): boolean {
  return DNSName === undefined && Type !== undefined && Type !== 'network' && Type !== 'application';
}

function oneOf<const T extends string>(known: readonly T[], word: string | undefined): T | 'unrecognized' {
  const found = known.find((candidate) => candidate === word);
  return found === undefined ? 'unrecognized' : found;
}
