/**
 * Reads which load balancers CloudFront sends clients to: VPC origins by ARN, other origins by domain name. Distribution
 * tenants have no origins of their own: they fill in the parameters of their distribution's (`{{tenant}}.example.com`),
 * which stand in the reference as they are. Not seen: an origin that an edge function chooses while it answers, a domain
 * name that some record leads on to the load balancer, and distributions of other accounts.
 */
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { partition } from '@aws-sdk/util-endpoints';

import type { RateLimit } from '../pace.ts';
import { reading, wholeReading } from '../reading.ts';
import { isOffered } from './availability.ts';
import { listDistributions, listVpcOrigins } from './cloudfront-lists.ts';
import { referencesIn } from './cloudfront-origins.ts';
import type { UserReader } from './reader.ts';

/** AWS publishes no rate for these calls, and the account shares it; a page holds 100. */
const LIMIT: RateLimit = { calls: 2, perMilliseconds: 1000 };
/** Where CloudFront is, but AWS does not say whether it has VPC origins. */
const PERHAPS_WITHOUT_VPC_ORIGINS = ['aws-cn'];

/**
 * One call for each 100 distributions and for each 100 VPC origins. Disabled and staging distributions refer too: a person
 * enables or promotes them without naming the origin again. The API is a global one: where it is and for which region the
 * calls are signed follows from the region's partition, by the SDK's endpoint rules.
 */
export const cloudFront: UserReader = async (clients, place) => {
  if (!isOffered('cloudfront', place)) return { ok: true, value: [] };
  const client = clients.of(CloudFrontClient, { limit: LIMIT });
  const mayLack = PERHAPS_WITHOUT_VPC_ORIGINS.includes(partition(place.region).name);
  return wholeReading(async (part) => {
    // First, so that a VPC origin that comes or goes between the two is in the second: while one uses it, it cannot go.
    const distributions = part(await listDistributions(client));
    const vpcOrigins = part(await listVpcOrigins(client, { mayLack }));
    const answers = { service: 'cloudfront', action: 'ListVpcOrigins' } as const;
    return part(await reading(answers, async () => referencesIn(distributions, vpcOrigins, place)));
  });
};
