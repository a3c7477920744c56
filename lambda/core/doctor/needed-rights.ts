/**
 * The rights with which the functions read, as far as IAM narrows them to no resource (Service Authorization Reference, page
 * of each service): the stack grants them, and `doctor` simulates them as they stand.
 */
import { USER_SOURCES, type UserSource } from '../../model/users.ts';

/** Of every function that judges. */
export const READS: readonly string[] = [
  'autoscaling:DescribeAutoScalingGroups',
  'cloudtrail:LookupEvents',
  'cloudwatch:GetMetricData',
  'config:GetResourceConfigHistory',
  'config:ListDiscoveredResources',
  'elasticloadbalancing:DescribeCapacityReservation',
  // Of the Classic API; DescribeLoadBalancers is an action of both.
  'elasticloadbalancing:DescribeInstanceHealth',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
];

/** No resource narrows a list: a cluster that no tag names may use a load balancer all the same. */
export const LIST_CLUSTERS = 'eks:ListClusters';

/** Of the addresses at which some sources may point. */
const READ_ADDRESSES = 'ec2:DescribeNetworkInterfaces';

/** Those of API Gateway's own API have paths. */
const READS_OF_SOURCE: Readonly<Record<UserSource, readonly string[]>> = {
  'endpoint-services': ['ec2:DescribeVpcEndpointConnections', 'ec2:DescribeVpcEndpointServiceConfigurations'],
  'api-gateway': [READ_ADDRESSES],
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
    READ_ADDRESSES,
    'route53:GetTrafficPolicy',
    'route53:GetTrafficPolicyInstance',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
  ],
};

/** @param usersOfNlb the setting: a source that is off is not asked, and needs no right */
export function userReads(usersOfNlb: Readonly<Partial<Record<UserSource, 'on' | 'off'>>>): readonly string[] {
  const isOn = (source: UserSource): boolean => usersOfNlb[source] !== 'off';
  return [...new Set(USER_SOURCES.filter(isOn).flatMap((source) => READS_OF_SOURCE[source]))];
}

/** All of them, in alphabetical order. */
export function neededReads(usersOfNlb: Readonly<Partial<Record<UserSource, 'on' | 'off'>>>): readonly string[] {
  return [...READS, LIST_CLUSTERS, ...userReads(usersOfNlb)].toSorted();
}
