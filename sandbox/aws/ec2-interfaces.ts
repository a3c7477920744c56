/**
 * Network interfaces of the account's NLBs: one for each zone, as ELB makes them, with addresses that follow from the NLB
 * alone, so that the same world always has the same.
 */
import type { NetworkInterface } from '@aws-sdk/client-ec2';

import type { Account } from '../account.ts';
import type { Made } from './ec2-resources.ts';
import type { StoredLoadBalancer } from './resources.ts';

/** More zones than a region has: room for each NLB's interfaces between those of its neighbours. */
const ZONES_AT_MOST = 16;

/** Those of its NLBs first, in the order of making; then the others. */
export function networkInterfaces(account: Account): readonly Made<NetworkInterface>[] {
  const own = [...account.loadBalancers.values()]
    .filter(({ type }) => type === 'network')
    .flatMap((loadBalancer) => interfacesOf(account, loadBalancer));
  const after = (own.at(-1)?.sequence ?? 0) + 1;
  return [...own, ...account.ec2.otherInterfaces.map((shown, index) => ({ sequence: after + index, shown }))];
}

/** Public first where it has them, as the NLB's DNS name would resolve. */
export function addressesOf(account: Account, loadBalancerArn: string): readonly string[] {
  const interfaces = interfacesOf(account, account.loadBalancer(loadBalancerArn));
  return interfaces.flatMap(({ shown: { Association, PrivateIpAddress } }) =>
    [Association?.PublicIp, PrivateIpAddress].filter((address) => address !== undefined),
  );
}

function interfacesOf(account: Account, loadBalancer: StoredLoadBalancer): readonly Made<NetworkInterface>[] {
  const [, path = ''] = loadBalancer.arn.split(':loadbalancer/');
  return loadBalancer.zones.map((zone, index) => {
    const sequence = loadBalancer.sequence * ZONES_AT_MOST + index;
    const [high, low] = [(sequence >> 8) & 255, sequence & 255];
    const privateIp = `10.${(sequence >> 16) & 255}.${high}.${low}`;
    // The range that RFC 2544 keeps for tests of network devices: nobody's.
    const association =
      loadBalancer.scheme === 'internal' ? undefined : { PublicIp: `198.18.${high}.${low}`, IpOwnerId: 'amazon-elb' };
    return {
      sequence,
      shown: {
        NetworkInterfaceId: `eni-${sequence.toString(16).padStart(17, '0')}`,
        Description: `ELB ${path}`,
        InterfaceType: 'network_load_balancer',
        OwnerId: account.accountId,
        RequesterId: 'amazon-elb',
        RequesterManaged: true,
        Status: 'in-use',
        VpcId: loadBalancer.vpcId,
        AvailabilityZone: zone,
        SubnetId: `subnet-${zone}`,
        PrivateIpAddress: privateIp,
        PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: privateIp, ...associated(association) }],
        Ipv6Addresses: [],
        ...associated(association),
      },
    };
  });
}

function associated<T>(Association: T | undefined): { readonly Association?: T } {
  return Association === undefined ? {} : { Association };
}
