/** Addresses of NLBs, from the interfaces that ELB makes for them. */
import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import type { NetworkInterface } from '@aws-sdk/client-ec2';

import { loadBalancerAddresses } from '../../../lambda/aws/users/network-interfaces.ts';
import { ec2, ec2Clients, EC2_FAILURES, expectNothing } from '../../support/ec2-mock.ts';

const OWN = '123456789012';
const arnOf = (path: string, { partition = 'aws', region = 'eu-west-3', account = OWN } = {}) =>
  `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/net/${path}`;

const INPUT = {
  Filters: [{ Name: 'description', Values: ['ELB net/*'] }],
  IncludeManagedResources: true,
  MaxResults: 1000,
};

const read = (region = 'eu-west-3') => loadBalancerAddresses(ec2Clients, { account: OWN, region });
const networkInterface = (more: Partial<NetworkInterface> = {}): NetworkInterface => ({
  NetworkInterfaceId: 'eni-1',
  Description: 'ELB net/a/0a1b',
  OwnerId: OWN,
  RequesterManaged: true,
  PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.1' }],
  Ipv6Addresses: [],
  ...more,
});

function interfacesAre(...NetworkInterfaces: NetworkInterface[]) {
  ec2.on(DescribeNetworkInterfacesCommand).resolves({ NetworkInterfaces });
}

async function addresses(region?: string): Promise<unknown> {
  const answer = await read(region);
  return answer.ok ? Object.fromEntries(answer.value) : answer;
}

beforeEach(expectNothing);

test('reads both of two pages, and puts the addresses of one NLB together', async () => {
  ec2
    .on(DescribeNetworkInterfacesCommand, INPUT)
    .resolves({ NetworkInterfaces: [networkInterface()], NextToken: 't' })
    .on(DescribeNetworkInterfacesCommand, { ...INPUT, NextToken: 't' })
    .resolves({
      NetworkInterfaces: [
        networkInterface({ NetworkInterfaceId: 'eni-2', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.1' }] }),
        networkInterface({ NetworkInterfaceId: 'eni-3', Description: 'ELB net/b/0c1d' }),
      ],
    });
  expect(await addresses()).toEqual({ [arnOf('a/0a1b')]: ['10.0.0.1', '10.0.1.1'], [arnOf('b/0c1d')]: ['10.0.0.1'] });
});

test('may find none', async () => {
  interfacesAre();
  expect(await addresses()).toEqual({});
});

test('takes public, private, carrier and IPv6 addresses, each once', async () => {
  interfacesAre(
    networkInterface({
      Association: { PublicIp: '203.0.113.7' },
      PrivateIpAddresses: [
        { PrivateIpAddress: '10.0.0.1', Association: { PublicIp: '203.0.113.7' } },
        { PrivateIpAddress: '10.0.0.2', Association: { CarrierIp: '155.146.0.1', CustomerOwnedIp: '192.0.2.1' } },
      ],
      Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }],
    }),
  );
  expect(await addresses()).toEqual({
    [arnOf('a/0a1b')]: ['203.0.113.7', '10.0.0.1', '192.0.2.1', '155.146.0.1', '10.0.0.2', '2001:db8::1'],
  });
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('makes the ARN of %s', async (region, partition) => {
  interfacesAre(networkInterface());
  expect(await addresses(region)).toEqual({ [arnOf('a/0a1b', { region, partition })]: ['10.0.0.1'] });
});

test("keeps another account's NLB in a shared VPC apart from one of the same name here", async () => {
  interfacesAre(networkInterface(), networkInterface({ OwnerId: '999999999999' }));
  expect(Object.keys((await addresses()) as object)).toEqual([
    arnOf('a/0a1b'),
    arnOf('a/0a1b', { account: '999999999999' }),
  ]);
});

test('leaves out what a person described so, not what a service did', async () => {
  const Description = 'ELB net/ of old';
  interfacesAre(networkInterface({ Description, RequesterManaged: false }));
  expect(await addresses()).toEqual({});
  for (const RequesterManaged of [true, undefined]) {
    interfacesAre(networkInterface({ Description, RequesterManaged }));
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  }
});

test.each(EC2_FAILURES)('is unreadable when %s, also on the second page', async (_, error, cause) => {
  ec2.on(DescribeNetworkInterfacesCommand).rejects(error);
  expect(await read()).toMatchObject({ ok: false, cause });
  ec2
    .on(DescribeNetworkInterfacesCommand)
    .resolvesOnce({ NetworkInterfaces: [networkInterface()], NextToken: 't' })
    .rejectsOnce(error);
  expect(await read()).toMatchObject({ ok: false, cause });
});

test.each<[string, Partial<NetworkInterface>]>([
  ['has no id', { NetworkInterfaceId: undefined }],
  ['has no description', { Description: undefined }],
  ['has no owner', { OwnerId: undefined }],
  ['has no list of IPv4 addresses', { PrivateIpAddresses: undefined }],
  ['has no list of IPv6 addresses', { Ipv6Addresses: undefined }],
  ['has an empty IPv4 address', { PrivateIpAddresses: [{}] }],
  ['has an empty IPv6 address', { Ipv6Addresses: [{}] }],
  ['has no address', { PrivateIpAddresses: [] }],
])('is unreadable when an interface %s', async (_, without) => {
  interfacesAre(networkInterface(), networkInterface(without));
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});

test('is unreadable when there is no list', async () => {
  ec2.on(DescribeNetworkInterfacesCommand).resolves({});
  expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
});
