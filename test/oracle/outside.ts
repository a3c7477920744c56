/** Users outside Kubernetes as a world describes them, put into an account in a box. Knows how each names a load balancer. */
import type { Account } from '../../sandbox/account.ts';
import { addressesOf } from '../../sandbox/aws/ec2-interfaces.ts';
import type { UserSpec } from './description.ts';

/** One load balancer of a built world, or a stranger that looks much like one. */
export interface Pointed {
  readonly arn: string;
  readonly dnsName: string;
  readonly listener: string;
  readonly group: string;
  readonly addresses: readonly string[];
}

type Adding = (account: Account, to: Pointed, name: string) => void;

/** By source and way. What is not in here is no way to name a load balancer. */
export const WAYS: Readonly<Record<UserSpec['of'], Readonly<Record<string, Adding>>>> = {
  'endpoint-services': {
    connected: ({ ec2 }, { arn }) =>
      ec2.addEndpointService({
        networkLoadBalancerArns: [arn],
        connections: [{ owner: '111122223333', state: 'available' }],
      }),
    unconnected: ({ ec2 }, { arn }) => ec2.addEndpointService({ networkLoadBalancerArns: [arn] }),
  },
  'api-gateway': {
    'link of version 1': ({ apiGateway }, { arn }, name) => apiGateway.addVpcLink({ name, targetArns: [arn] }),
    'listener of an HTTP API': ({ apiGateway }, { listener }, name) => {
      apiGateway.addHttpApi({ name, integrations: [{ ...linked(apiGateway, name), uri: listener }] });
    },
    'name of an HTTP API': ({ apiGateway }, { dnsName }, name) => {
      apiGateway.addHttpApi({ name, integrations: [{ ...linked(apiGateway, name), uri: `http://${dnsName}:80/x` }] });
    },
    'stage variable': ({ apiGateway }, { dnsName }, name) => {
      const uri = 'http://${stageVariables.host}/x';
      const stages = [{ name: 'live', variables: { host: dnsName } }];
      apiGateway.addHttpApi({ name, integrations: [{ ...linked(apiGateway, name), uri }], stages });
    },
    'target of a REST API': ({ apiGateway }, { arn }, name) => {
      apiGateway.addRestApi({ name, integrations: [rest(linked(apiGateway, name), arn)] });
    },
    'listener of a REST API': ({ apiGateway }, { listener }, name) => {
      apiGateway.addRestApi({ name, integrations: [rest(linked(apiGateway, name), listener)] });
    },
  },
  'global-accelerator': {
    endpoint: ({ globalAccelerator }, { arn }, name) =>
      globalAccelerator.addAccelerator({ name, listeners: [{ endpointGroups: [{ endpoints: [arn] }] }] }),
    'disabled endpoint': ({ globalAccelerator }, { arn }, name) =>
      globalAccelerator.addAccelerator({
        name,
        enabled: false,
        listeners: [{ endpointGroups: [{ endpoints: [arn] }] }],
      }),
    attachment: ({ globalAccelerator }, { arn }, name) =>
      globalAccelerator.addAttachment({ name, principals: ['111122223333'], resources: [arn] }),
  },
  cloudfront: {
    'VPC origin': ({ cloudFront }, { arn }, name) => cloudFront.addVpcOrigin({ name, endpointArn: arn }),
    'custom origin': ({ cloudFront }, { dnsName }) =>
      cloudFront.addDistribution({ origins: [{ domainName: dnsName }] }),
    'capitals in a disabled distribution': ({ cloudFront }, { dnsName }) =>
      cloudFront.addDistribution({ enabled: false, origins: [{ domainName: dnsName.toUpperCase() }] }),
  },
  'verified-access': {
    endpoint: ({ ec2 }, { arn }) => ec2.addVerifiedAccessEndpoint({ loadBalancerArn: arn }),
  },
  'traffic-mirror': {
    target: ({ ec2 }, { arn }) => ec2.addTrafficMirrorTarget(arn),
    session: ({ ec2 }, { arn }) => ec2.addTrafficMirrorSession(ec2.addTrafficMirrorTarget(arn)),
  },
  'ecs-services': {
    service: ({ ecs }, { group }, name) => ecs.addService('shop', { name, targetGroups: [group] }),
    'draining service': ({ ecs }, { group }, name) =>
      ecs.addService('shop', { name, targetGroups: [group], status: 'DRAINING' }),
    'task set': ({ ecs }, { group }, name) => ecs.addService('shop', { name, taskSets: [[group]] }),
    'listener of a shift': ({ ecs }, { listener }, name) =>
      ecs.addService('shop', {
        name,
        loadBalancers: [{ targetGroupArn: OTHER_GROUP, advancedConfiguration: { productionListenerRule: listener } }],
      }),
  },
  'route-53': {
    alias: (account, { dnsName }, name) => record(account, { name: `${name}.example.com`, aliasOf: dnsName }),
    'alias with dualstack': (account, { dnsName }, name) =>
      record(account, { name: `${name}.example.com`, aliasOf: `dualstack.${dnsName}` }),
    CNAME: (account, { dnsName }, name) =>
      record(account, { name: `*.${name}.example.com`, type: 'CNAME', values: [`${dnsName.toUpperCase()}.`] }),
    address: (account, { addresses }, name) =>
      record(account, { name: `${name}.example.com`, type: 'A', values: addresses.slice(0, 1) }),
    'private address': (account, { addresses }, name) =>
      record(account, { name: `${name}.example.com`, type: 'A', values: ['203.0.113.9', ...addresses.slice(-1)] }),
    'traffic policy': ({ route53 }, { dnsName }, name) =>
      route53.addTrafficPolicy(route53.addZone(`${name}.net`), `${name}.net`, [dnsName]),
  },
  'auto-scaling': {
    groups: (account, { group }, name) => account.addAutoScalingGroup({ name, targetGroupArns: [group] }),
    'traffic-source': (account, { group }, name) =>
      account.addAutoScalingGroup({ name, trafficSources: [{ identifier: group, type: 'elbv2' }] }),
  },
};

const OTHER_GROUP = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/somebody-elses/00000000000000ff';

/** Somebody else's, whose ARN begins as that of a load balancer that is here and whose name ends as its name does. */
export function strangerLike({ arn, dnsName, listener, group }: Pointed): Pointed {
  return {
    arn: `${arn}0`,
    dnsName: `x${dnsName}`,
    listener: listener.replace(/\/([0-9a-f]+)$/, '0/$1'),
    group: `${group}0`,
    addresses: ['203.0.113.7'],
  };
}

/** Its listener, its first target group and its addresses. */
export function pointedAt(account: Account, arn: string): Pointed {
  const [listener] = account.listenersOf(arn);
  return {
    arn,
    dnsName: account.loadBalancer(arn).dnsName,
    listener: listener?.arn ?? `${arn.replace(':loadbalancer/', ':listener/')}/00000000000000ee`,
    group: listener?.targetGroupArn ?? OTHER_GROUP,
    addresses: addressesOf(account, arn),
  };
}

function linked(apiGateway: Account['apiGateway'], name: string) {
  return { connectionType: 'VPC_LINK' as const, connectionId: apiGateway.addVpcLinkV2({ name }) };
}

function rest(link: ReturnType<typeof linked>, target: string) {
  return { ...link, target, uri: 'https://api.example.com/' };
}

function record({ route53 }: Account, spec: Parameters<Account['route53']['add']>[1]): void {
  const [zone] = route53.zones.keys();
  route53.add(zone ?? route53.addZone('example.com'), spec);
}
