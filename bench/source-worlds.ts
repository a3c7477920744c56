/** What an account has for each source of users to find, so and so many of each. None of it points at an NLB. */
import type { ReadPorts } from '../lambda/ports/read.ts';
import { USER_SOURCES, type UserSource } from '../lambda/model/users.ts';
import type { Box } from '../sandbox/box.ts';

/** Besides the sources that are listed: what only a record with an address, a lost cluster or a moved Service asks for. */
export type SourceName = UserSource | 'network-interfaces' | 'aws-config' | 'classic-load-balancers';

export const SOURCE_NAMES: readonly SourceName[] = [
  ...USER_SOURCES,
  'network-interfaces',
  'aws-config',
  'classic-load-balancers',
];

/** What one look takes. */
export const READERS: Readonly<
  Record<SourceName, (read: ReadPorts, clusters: number) => Promise<{ readonly ok: boolean }>>
> = {
  'endpoint-services': ({ outsideUsers }) => outsideUsers['endpoint-services'](),
  'api-gateway': ({ outsideUsers }) => outsideUsers['api-gateway'](),
  'global-accelerator': ({ outsideUsers }) => outsideUsers['global-accelerator'](),
  cloudfront: ({ outsideUsers }) => outsideUsers.cloudfront(),
  'verified-access': ({ outsideUsers }) => outsideUsers['verified-access'](),
  'traffic-mirror': ({ outsideUsers }) => outsideUsers['traffic-mirror'](),
  'ecs-services': ({ outsideUsers }) => outsideUsers['ecs-services'](),
  'route-53': ({ outsideUsers }) => outsideUsers['route-53'](),
  'network-interfaces': ({ networkInterfaces }) => networkInterfaces.loadBalancerAddresses(),
  'aws-config': ({ recordedDeletions }, clusters) => recordedDeletions.of(lostClusters(Math.max(1, clusters))),
  'classic-load-balancers': ({ classicLoadBalancers }) => classicLoadBalancers.list(),
};

const ELSEWHERE = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/elsewhere/50dc6c495c0c9188';

/** So many of each kind of thing that the source looks at. */
export const FILLS: Readonly<Record<SourceName, (box: Box, number: number) => void>> = {
  'endpoint-services': ({ account: { ec2 } }, number) => {
    const connections = [{ owner: '111122223333', state: 'available' }] as const;
    times(number, () => ec2.addEndpointService({ networkLoadBalancerArns: [ELSEWHERE], connections }));
  },
  'api-gateway': ({ account: { apiGateway } }, number) => {
    times(number, (name) => {
      const uri = 'https://elsewhere.example.com/';
      apiGateway.addVpcLink({ name, targetArns: [ELSEWHERE] });
      apiGateway.addVpcLinkV2({ name });
      apiGateway.addHttpApi({ name, integrations: [{ connectionType: 'VPC_LINK', uri }] });
      apiGateway.addRestApi({ name, integrations: [{ connectionType: 'VPC_LINK', target: ELSEWHERE, uri }] });
    });
  },
  'global-accelerator': ({ account: { globalAccelerator } }, number) => {
    times(number, (name) => {
      globalAccelerator.addAccelerator({ name, listeners: [{ endpointGroups: [{ endpoints: [ELSEWHERE] }] }] });
      globalAccelerator.addAttachment({ name, resources: [ELSEWHERE] });
    });
  },
  cloudfront: ({ account: { cloudFront } }, number) => {
    times(number, (name) => {
      const vpcOriginId = cloudFront.addVpcOrigin({ name, endpointArn: ELSEWHERE });
      cloudFront.addDistribution({ origins: [{ domainName: `${name}.example.com`, vpcOriginId }] });
    });
  },
  'verified-access': ({ account: { ec2 } }, number) => {
    times(number, () => ec2.addVerifiedAccessEndpoint({ loadBalancerArn: ELSEWHERE }));
  },
  'traffic-mirror': ({ account: { ec2 } }, number) => {
    times(number, () => ec2.addTrafficMirrorSession(ec2.addTrafficMirrorTarget(ELSEWHERE)));
  },
  'ecs-services': ({ account: { ecs } }, number) => {
    times(number, (name) => ecs.addService(`cluster-${name}`, { name, targetGroups: [ELSEWHERE] }));
  },
  'route-53': ({ account: { route53 } }, number) => {
    times(number, (name) => {
      const zone = route53.addZone(`${name}.example.com`);
      times(number, (host) => route53.add(zone, { name: `${host}.${name}.example.com`, values: ['198.51.100.7'] }));
    });
  },
  'network-interfaces': ({ account }, number) => {
    times(number, (name) => account.addNetworkLoadBalancer({ name, vpcId: 'vpc-0prod', tags: {} }));
  },
  'aws-config': ({ account, clock }, number) => {
    account.config.start();
    for (const { name } of lostClusters(number)) account.addCluster({ name, vpcId: 'vpc-0prod', createdAt: MADE_AT });
    clock.advance({ days: 1 });
    for (const { name } of lostClusters(number)) account.deleteCluster(name);
  },
  'classic-load-balancers': ({ account: { classic } }, number) => {
    times(number, (name) => classic.add({ name }));
  },
};

const MADE_AT = new Date('2025-09-01T08:00:00Z');

function lostClusters(number: number) {
  const until = new Date('2026-03-03T09:00:00Z');
  return Array.from({ length: number }, (_, nth) => ({ name: `lost-${nth}`, since: MADE_AT, until }));
}

function times(number: number, make: (name: string) => unknown): void {
  for (let nth = 0; nth < number; nth += 1) make(`nr-${nth}`);
}
