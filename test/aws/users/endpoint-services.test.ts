/** VPC endpoint services: each is a user of its NLBs, whoever is connected. */
import {
  DescribeVpcEndpointConnectionsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
} from '@aws-sdk/client-ec2';
import type { ServiceConfiguration, State, VpcEndpointConnection } from '@aws-sdk/client-ec2';

import { endpointServices } from '../../../lambda/aws/users/endpoint-services.ts';
import { ec2, ec2Clients, ec2Error, EC2_FAILURES, expectNothing } from '../../support/ec2-mock.ts';

const PLACE = { account: '123456789012', region: 'eu-west-3' };
const NLB = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/a/0';
const GATEWAY = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/gwy/g/0';

const read = () => endpointServices(ec2Clients, PLACE);
const service = (id: string, more: Partial<ServiceConfiguration> = {}): ServiceConfiguration => ({
  ServiceId: id,
  NetworkLoadBalancerArns: [NLB],
  ...more,
});
const connection = (ServiceId: string, VpcEndpointOwner: string, state: string): VpcEndpointConnection => ({
  ServiceId,
  VpcEndpointOwner,
  // As real answers write it: without the capital of the SDK's type.
  VpcEndpointState: state as State,
});

function servicesAre(...ServiceConfigurations: ServiceConfiguration[]) {
  ec2.on(DescribeVpcEndpointServiceConfigurationsCommand).resolves({ ServiceConfigurations });
}

function connectionsAre(...VpcEndpointConnections: VpcEndpointConnection[]) {
  ec2.on(DescribeVpcEndpointConnectionsCommand).resolves({ VpcEndpointConnections });
}

beforeEach(expectNothing);

test('reads both of two pages, of services and of connections, and asks for connections once', async () => {
  ec2
    .on(DescribeVpcEndpointServiceConfigurationsCommand, { MaxResults: 1000 })
    .resolves({ ServiceConfigurations: [service('vpce-svc-1')], NextToken: 's' })
    .on(DescribeVpcEndpointServiceConfigurationsCommand, { MaxResults: 1000, NextToken: 's' })
    .resolves({ ServiceConfigurations: [service('vpce-svc-2')] })
    .on(DescribeVpcEndpointConnectionsCommand, { MaxResults: 1000 })
    .resolves({ VpcEndpointConnections: [connection('vpce-svc-2', '111122223333', 'available')], NextToken: 'c' })
    .on(DescribeVpcEndpointConnectionsCommand, { MaxResults: 1000, NextToken: 'c' })
    .resolves({ VpcEndpointConnections: [connection('vpce-svc-2', '444455556666', 'pendingAcceptance')] });
  expect(await read()).toEqual({
    ok: true,
    value: [
      { who: 'VPC endpoint service vpce-svc-1 (no connection)', to: NLB },
      {
        who: 'VPC endpoint service vpce-svc-2 (2 connections: 111122223333 available, 444455556666 pendingAcceptance)',
        to: NLB,
      },
    ],
  });
  expect(ec2.commandCalls(DescribeVpcEndpointConnectionsCommand)).toHaveLength(2);
});

test('may find none, and then asks for no connection', async () => {
  servicesAre();
  expect(await read()).toEqual({ ok: true, value: [] });
  expect(ec2.calls()).toHaveLength(1);
});

test('leaves out one in front of Gateway Load Balancers, not one in front of both', async () => {
  const gateway: ServiceConfiguration = { ServiceId: 'vpce-svc-1', GatewayLoadBalancerArns: [GATEWAY] };
  servicesAre(gateway);
  expect(await read()).toEqual({ ok: true, value: [] });
  servicesAre({ ...gateway, NetworkLoadBalancerArns: [NLB] });
  connectionsAre();
  expect(await read()).toMatchObject({ ok: true, value: [{ to: NLB }] });
});

test('is a reference to each of its NLBs', async () => {
  servicesAre(service('vpce-svc-1', { NetworkLoadBalancerArns: [NLB, `${NLB}b`] }));
  connectionsAre();
  expect(await read()).toMatchObject({ ok: true, value: [{ to: NLB }, { to: `${NLB}b` }] });
});

test('says of a managed one that it is, and of many connections how many are alike', async () => {
  servicesAre(service('vpce-svc-1', { ManagesVpcEndpoints: true }));
  const owners = ['1', '1', '2', '3', '4', '5'];
  connectionsAre(...owners.map((owner) => connection('vpce-svc-1', owner, 'Available')));
  expect(await read()).toMatchObject({
    value: [
      {
        who:
          'VPC endpoint service vpce-svc-1, which manages its endpoints itself ' +
          '(6 connections: 2 of 1 available, 2 available, 3 available and 2 more)',
      },
    ],
  });
});

test.each(EC2_FAILURES)('is unreadable when the services are %s, also on the second page', async (_, error, cause) => {
  ec2.on(DescribeVpcEndpointServiceConfigurationsCommand).rejects(error);
  expect(await read()).toMatchObject({
    ok: false,
    cause,
    why: expect.stringContaining('ec2 DescribeVpcEndpointServiceConfigurations: '),
  });
  ec2
    .on(DescribeVpcEndpointServiceConfigurationsCommand)
    .resolvesOnce({ ServiceConfigurations: [service('vpce-svc-1')], NextToken: 's' })
    .rejectsOnce(error);
  expect(await read()).toMatchObject({ ok: false, cause });
});

test('names the right that it lacks', async () => {
  ec2.on(DescribeVpcEndpointServiceConfigurationsCommand).rejects(ec2Error('UnauthorizedOperation'));
  expect(await read()).toMatchObject({
    why: expect.stringContaining('add ec2:DescribeVpcEndpointServiceConfigurations to the role'),
  });
});

test.each<[string, ServiceConfiguration[] | undefined]>([
  ['there is no list', undefined],
  ['a service has no id', [{ NetworkLoadBalancerArns: [NLB] }]],
  ['a service says nothing of load balancers', [{ ServiceId: 'vpce-svc-1' }]],
  ['a service has no Gateway Load Balancer either', [{ ServiceId: 'vpce-svc-1', GatewayLoadBalancerArns: [] }]],
  ['an NLB is empty', [service('vpce-svc-1', { NetworkLoadBalancerArns: [''] })]],
])('is unreadable when %s', async (_, ServiceConfigurations) => {
  ec2.on(DescribeVpcEndpointServiceConfigurationsCommand).resolves({ ServiceConfigurations });
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});

test.each<[string, () => unknown, string]>([
  [
    'are denied',
    () => ec2.on(DescribeVpcEndpointConnectionsCommand).rejects(ec2Error('UnauthorizedOperation')),
    'UnauthorizedOperation',
  ],
  ['have no list', () => ec2.on(DescribeVpcEndpointConnectionsCommand).resolves({}), 'no VpcEndpointConnections'],
])('is a user also when its connections %s', async (_, breaks, why) => {
  servicesAre(service('vpce-svc-1'));
  breaks();
  expect(await read()).toMatchObject({
    ok: true,
    value: [
      {
        who: expect.stringMatching(`vpce-svc-1 \\(its connections could not be read: ec2 .*${why}`) as string,
        to: NLB,
      },
    ],
  });
});
