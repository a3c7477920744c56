/** Verified Access endpoints: what lets people into a private application without a VPN, through a load balancer or not. */
import { EC2Client, paginateDescribeVerifiedAccessEndpoints } from '@aws-sdk/client-ec2';
import type { VerifiedAccessEndpoint } from '@aws-sdk/client-ec2';

import type { Reference } from '../../model/users.ts';
import { hasName } from '../errors.ts';
import { reading, required } from '../reading.ts';
import { isOffered } from './availability.ts';
import type { UserReader } from './reader.ts';

const CALL = { service: 'ec2', action: 'DescribeVerifiedAccessEndpoints' } as const;
/** The most (EC2 API reference). */
const PAGE_SIZE = 1000;

/** Types that name no load balancer (EC2 API reference, VerifiedAccessEndpoint); one that is not known must name one. */
const OTHER_TYPES = new Set<string>(['network-interface', 'rds', 'cidr']);

export const verifiedAccess: UserReader = (clients, place) =>
  reading(CALL, async () => {
    const client = clients.of(EC2Client);
    const found: Reference[] = [];
    try {
      for await (const page of paginateDescribeVerifiedAccessEndpoints({ client, pageSize: PAGE_SIZE }, {})) {
        for (const endpoint of required(page?.VerifiedAccessEndpoints, 'VerifiedAccessEndpoints')) {
          found.push(...referenceIn(endpoint));
        }
      }
    } catch (error) {
      // SAFETY: where the service exists, this error says nothing about its endpoints.
      if (isUnknownAction(error) && !isOffered('verified-access', place)) return [];
      throw error;
    }
    return found;
  });

function referenceIn(endpoint: VerifiedAccessEndpoint): readonly Reference[] {
  const id = required(endpoint.VerifiedAccessEndpointId, 'VerifiedAccessEndpointId for one endpoint');
  // SAFETY: AWS shows a deleted one for a while; any other, also one without a status, lets people in.
  if (endpoint.Status?.Code === 'deleted') return [];
  if (OTHER_TYPES.has(required(endpoint.EndpointType, `EndpointType for ${id}`))) return [];
  const to = required(endpoint.LoadBalancerOptions?.LoadBalancerArn, `LoadBalancerArn for ${id}`);
  const { ApplicationDomain: domain } = endpoint;
  return [{ who: `Verified Access endpoint ${id}${domain === undefined ? '' : ` (${domain})`}`, to }];
}

/** What EC2 says of an action that a region does not have (EC2 API reference, "Common client errors"). */
function isUnknownAction(error: unknown): boolean {
  return hasName(error, 'InvalidAction');
}
