/**
 * IP addresses of NLBs, from their network interfaces: ELBv2 itself tells only those that a person chose. A DNS record may
 * hold one.
 */
import { EC2Client, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import type { NetworkInterface, NetworkInterfaceAssociation } from '@aws-sdk/client-ec2';
import { partition } from '@aws-sdk/util-endpoints';

import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { IncompleteAnswerError } from '../errors.ts';
import { reading, required } from '../reading.ts';
import type { Place } from './reader.ts';

const CALL = { service: 'ec2', action: 'DescribeNetworkInterfaces' } as const;
/** The most (EC2 API reference). */
const PAGE_SIZE = 1000;

/**
 * ELB writes this on the interfaces of an NLB (docs/facts/aws.md section 1.5). In a filter `*` stands for any characters (EC2
 * API reference, DescribeNetworkInterfaces, version 2013-02-01, which still says so for each call).
 */
const Filters = [{ Name: 'description', Values: ['ELB net/*'] }];
const DESCRIPTION = /^ELB (net\/[^/]+\/[^/]+)$/;

/**
 * IP addresses, public and private, of every network load balancer of the region, by its ARN. Those of other accounts in a
 * shared VPC are there under their own account's ARN.
 */
export function loadBalancerAddresses(
  clients: ClientMaker,
  { region }: Place,
): Promise<Reading<ReadonlyMap<string, readonly string[]>>> {
  return reading(CALL, async () => {
    const client = clients.of(EC2Client);
    const found: { readonly arn: string; readonly addresses: readonly string[] }[] = [];
    // Hidden ones (EC2 API reference, ManagedResourceVisibilitySettings) have addresses too.
    const input = { Filters, IncludeManagedResources: true };
    for await (const page of paginateDescribeNetworkInterfaces({ client, pageSize: PAGE_SIZE }, input)) {
      for (const answer of required(page?.NetworkInterfaces, 'NetworkInterfaces')) {
        const arn = loadBalancerArn(answer, region);
        if (arn !== undefined) found.push({ arn, addresses: addressesOf(answer) });
      }
    }
    const byArn = Map.groupBy(found, ({ arn }) => arn);
    return new Map([...byArn].map(([arn, own]) => [arn, [...new Set(own.flatMap(({ addresses }) => addresses))]]));
  });
}

/** Undefined for an interface that a person described in this way. */
function loadBalancerArn(answer: NetworkInterface, region: string): string | undefined {
  const id = idOf(answer);
  const description = required(answer.Description, `Description for ${id}`);
  const [, path] = DESCRIPTION.exec(description) ?? [];
  if (path !== undefined) {
    const owner = required(answer.OwnerId, `OwnerId for ${id}`);
    return `arn:${partition(region).name}:elasticloadbalancing:${region}:${owner}:loadbalancer/${path}`;
  }
  // SAFETY: whatever a service of AWS writes in another form could be an NLB's.
  if (answer.RequesterManaged !== false)
    throw new IncompleteAnswerError(`no load balancer can be told from the description of ${id}`);
  return undefined;
}

function addressesOf(answer: NetworkInterface): readonly string[] {
  const id = idOf(answer);
  const ipv4 = required(answer.PrivateIpAddresses, `PrivateIpAddresses for ${id}`);
  const ipv6 = required(answer.Ipv6Addresses, `Ipv6Addresses for ${id}`);
  const addresses = [
    ...publicOnes(answer.Association),
    ...ipv4.flatMap(({ PrivateIpAddress: own, Association }) => [
      ...publicOnes(Association),
      required(own, `PrivateIpAddress for ${id}`),
    ]),
    ...ipv6.map(({ Ipv6Address }) => required(Ipv6Address, `Ipv6Address for ${id}`)),
  ];
  if (addresses.length === 0) throw new IncompleteAnswerError(`the answer has no address for ${id}`);
  return addresses;
}

/** Of the internet, of an Outpost's own network, of a Wavelength Zone's carrier: an interface may have none of them. */
function publicOnes(association: NetworkInterfaceAssociation | undefined): readonly string[] {
  return [association?.PublicIp, association?.CustomerOwnedIp, association?.CarrierIp].flatMap((address) =>
    address === undefined || address === '' ? [] : [address],
  );
}

function idOf({ NetworkInterfaceId }: NetworkInterface): string {
  return required(NetworkInterfaceId, 'NetworkInterfaceId for one interface');
}
