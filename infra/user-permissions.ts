/** The rights to look for users outside Kubernetes: those of each source that the settings leave on. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { UserSource } from '../lambda/model/users.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { API_GATEWAY_READS } from './resource-arns.ts';

/** None of these can be narrowed to a resource (Service Authorization Reference, page of each service). */
const READS: Readonly<Record<Exclude<UserSource, 'api-gateway'>, readonly string[]>> = {
  'endpoint-services': ['ec2:DescribeVpcEndpointConnections', 'ec2:DescribeVpcEndpointServiceConfigurations'],
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
    'route53:GetTrafficPolicy',
    'route53:GetTrafficPolicyInstance',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
  ],
};

/** What is switched off is not asked, and needs no right. */
export function userStatements({ usersOfNlb }: Pick<Settings, 'usersOfNlb'>): PolicyStatement[] {
  const isOn = (source: UserSource): boolean => usersOfNlb[source] !== 'off';
  // They may point at an address.
  const addresses = isOn('route-53') || isOn('api-gateway') ? ['ec2:DescribeNetworkInterfaces'] : [];
  const ofSources = Object.entries(READS).flatMap(([source, reads]) => (isOn(source as UserSource) ? reads : []));
  const actions = [...ofSources, ...addresses];
  return [
    ...(actions.length === 0 ? [] : [new PolicyStatement({ sid: 'ReadUsers', actions, resources: ['*'] })]),
    // Every read of API Gateway is the one action GET: without paths it would show keys and certificates as well.
    ...(isOn('api-gateway')
      ? [new PolicyStatement({ sid: 'ReadApiGateway', actions: ['apigateway:GET'], resources: API_GATEWAY_READS })]
      : []),
  ];
}
