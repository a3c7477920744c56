/** The rights to read, of both functions that judge. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CLUSTERS, PAUSE_SWITCH } from './resource-arns.ts';

/** What only the description in a snapshot takes. */
export const SNAPSHOT_READS = [
  'elasticloadbalancing:DescribeListenerCertificates',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
];

/** Reads: none of these but DescribeCluster can be narrowed to a resource. */
export function readStatements(more: readonly string[] = []): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Read',
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'cloudtrail:LookupEvents',
        'cloudwatch:GetMetricData',
        'ecs:DescribeServices',
        'ecs:ListClusters',
        'ecs:ListServices',
        'elasticloadbalancing:DescribeCapacityReservation',
        'elasticloadbalancing:DescribeLoadBalancerAttributes',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'route53:GetTrafficPolicy',
        'route53:GetTrafficPolicyInstance',
        'route53:ListHostedZones',
        'route53:ListResourceRecordSets',
        ...more,
      ],
      resources: ['*'],
    }),
    // No resource narrows a list: a cluster that no tag names may use a load balancer all the same.
    new PolicyStatement({ sid: 'ListClusters', actions: ['eks:ListClusters'], resources: ['*'] }),
    new PolicyStatement({ sid: 'ReadPause', actions: ['ssm:GetParameter'], resources: [PAUSE_SWITCH] }),
    new PolicyStatement({ sid: 'ReadClusters', actions: ['eks:DescribeCluster'], resources: [CLUSTERS] }),
  ];
}
