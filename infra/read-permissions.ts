/** The rights to read, of both functions that judge. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Settings } from '../lambda/settings/settings.ts';
import { CLUSTERS, PAUSE_SWITCH } from './resource-arns.ts';
import { userStatements } from './user-permissions.ts';

/** What only the description in a snapshot takes. */
export const SNAPSHOT_READS = [
  'elasticloadbalancing:DescribeListenerCertificates',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
];

/** Reads: of these DescribeCluster and the parameter alone can be narrowed to a resource. */
export function readStatements(
  settings: Pick<Settings, 'usersOfNlb'>,
  more: readonly string[] = [],
): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Read',
      actions: [
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
        ...more,
      ],
      resources: ['*'],
    }),
    // No resource narrows a list: a cluster that no tag names may use a load balancer all the same.
    new PolicyStatement({ sid: 'ListClusters', actions: ['eks:ListClusters'], resources: ['*'] }),
    new PolicyStatement({ sid: 'ReadPause', actions: ['ssm:GetParameter'], resources: [PAUSE_SWITCH] }),
    new PolicyStatement({ sid: 'ReadClusters', actions: ['eks:DescribeCluster'], resources: [CLUSTERS] }),
    ...userStatements(settings),
  ];
}
