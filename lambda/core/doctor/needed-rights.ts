/**
 * The rights with which the functions read, as far as IAM narrows them to no resource and they can be simulated as they
 * stand. A test holds them against infra/read-permissions.ts and infra/user-permissions.ts.
 */
import { USER_SOURCES, type UserSource } from '../../model/users.ts';

const READS = [
  'autoscaling:DescribeAutoScalingGroups',
  'cloudtrail:LookupEvents',
  'cloudwatch:GetMetricData',
  'config:GetResourceConfigHistory',
  'config:ListDiscoveredResources',
  'eks:ListClusters',
  'elasticloadbalancing:DescribeCapacityReservation',
  'elasticloadbalancing:DescribeInstanceHealth',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
];

/** Those of API Gateway have paths. */
const READS_OF_SOURCE: Readonly<Record<UserSource, readonly string[]>> = {
  'endpoint-services': ['ec2:DescribeVpcEndpointConnections', 'ec2:DescribeVpcEndpointServiceConfigurations'],
  'api-gateway': ['ec2:DescribeNetworkInterfaces'],
  'global-accelerator': [
    'globalaccelerator:ListAccelerators',
    'globalaccelerator:ListCrossAccountAttachments',
    'globalaccelerator:ListEndpointGroups',
    'globalaccelerator:ListListeners',
  ],
  cloudfront: ['cloudfront:ListDistributions', 'cloudfront:ListVpcOrigins'],
  'verified-access': ['ec2:DescribeVerifiedAccessEndpoints'],
  'traffic-mirror': ['ec2:DescribeTrafficMirrorSessions', 'ec2:DescribeTrafficMirrorTargets'],
  'ecs-services': ['ecs:DescribeServices', 'ecs:ListClusters', 'ecs:ListServices'],
  'route-53': [
    'ec2:DescribeNetworkInterfaces',
    'route53:GetTrafficPolicy',
    'route53:GetTrafficPolicyInstance',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
  ],
};

/** @param usersOfNlb the setting: a source that is off needs no right */
export function neededReads(usersOfNlb: Readonly<Partial<Record<UserSource, 'on' | 'off'>>>): readonly string[] {
  const ofSources = USER_SOURCES.filter((source) => usersOfNlb[source] !== 'off').flatMap(
    (source) => READS_OF_SOURCE[source],
  );
  return [...new Set([...READS, ...ofSources])].toSorted();
}
