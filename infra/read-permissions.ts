/** The rights to read, of both functions that judge. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { API_GATEWAY_READS, CLUSTERS, PAUSE_SWITCH } from './resource-arns.ts';

/** What only the description in a snapshot takes. */
export const SNAPSHOT_READS = [
  'elasticloadbalancing:DescribeListenerCertificates',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
];

/** Reads: of these DescribeCluster, the parameter and what API Gateway shows alone can be narrowed to a resource. */
export function readStatements(more: readonly string[] = []): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Read',
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'cloudtrail:LookupEvents',
        'cloudwatch:GetMetricData',
        'config:GetResourceConfigHistory',
        'config:ListDiscoveredResources',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeTrafficMirrorSessions',
        'ec2:DescribeTrafficMirrorTargets',
        'ec2:DescribeVerifiedAccessEndpoints',
        'ec2:DescribeVpcEndpointConnections',
        'ec2:DescribeVpcEndpointServiceConfigurations',
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
    // Every read of API Gateway is the one action GET: without paths it would show keys and certificates as well.
    new PolicyStatement({ sid: 'ReadApiGateway', actions: ['apigateway:GET'], resources: API_GATEWAY_READS }),
  ];
}
