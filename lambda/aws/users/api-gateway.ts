/**
 * Reads which load balancers API Gateway sends requests to. A VPC link of version 1 names its NLBs itself, for REST and
 * WebSocket APIs. One of version 2 names subnets only: as soon as there is one, every API says what its integrations point
 * at. It must never take an API that it could not read for one without integrations.
 */
import { APIGatewayClient, paginateGetVpcLinks } from '@aws-sdk/client-api-gateway';
import type { VpcLink } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client, GetVpcLinksCommand } from '@aws-sdk/client-apigatewayv2';

import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import type { RateLimit } from '../pace.ts';
import { reading, required, wholeReading } from '../reading.ts';
import { apiIntegrations } from './api-gateway-apis.ts';
import { pagesOf } from './api-gateway-pages.ts';
import { callBudget } from './call-budget.ts';
import { restApiIntegrations } from './api-gateway-rest.ts';
import type { UserReader } from './reader.ts';

/** Both versions of the API have one IAM action, and a resource for each path. */
const CALL = { service: 'apigateway', action: 'GET on /vpclinks' } as const;
const PAGE_SIZE = 500;

/**
 * All calls of an account and region share 10 a second, and GetResources has 5 in two seconds; neither can be raised
 * (apigateway/latest/developerguide/limits.html). The two clients are never asked side by side.
 */
const LIMIT: RateLimit = { calls: 4, perMilliseconds: 2000 };

/** Four minutes of them: with more APIs the source has to be switched off, and the operator is told so. */
const MOST_CALLS = 480;

/**
 * Calls: one for each page of VPC links; with a link of version 2 also one or two for each API of the region, which takes
 * half a second each. Asked in every region: none is documented to lack an API of the two. A page that lists where links of
 * version 2 can be made (apigateway/latest/developerguide/apigateway-vpc-links-v2.html) is no proof that there are none.
 */
export const apiGateway: UserReader = (clients) =>
  wholeReading(async (part) => {
    const rest = clients.of(APIGatewayClient, { limit: LIMIT });
    const http = clients.of(ApiGatewayV2Client, { limit: LIMIT });
    const budget = callBudget(MOST_CALLS);
    const links = part(await linksVersion1(rest));
    // SAFETY: a link of version 2 does not say where its APIs send requests.
    if (!part(await hasLinkVersion2(http))) return links;
    return [...links, ...part(await apiIntegrations(http, budget)), ...part(await restApiIntegrations(rest, budget))];
  });

/** API_GetVpcLinks and API_VpcLink of apigateway/latest/api. */
function linksVersion1(client: APIGatewayClient): Promise<Reading<readonly Reference[]>> {
  return reading(CALL, async () => {
    const found: Reference[] = [];
    for await (const page of paginateGetVpcLinks({ client, pageSize: PAGE_SIZE }, {})) {
      for (const link of required(page?.items, 'items')) {
        const who = `API Gateway VPC link ${nameOf(link)}`;
        for (const to of required(link.targetArns, `targetArns for ${who}`)) found.push({ who, to });
      }
    }
    return found;
  });
}

/**
 * In whatever status: while one is deleted, AWS refuses to delete its NLB; of a failed one it does not say whether it lets
 * go of it.
 */
function nameOf({ id, name, status = 'AVAILABLE' }: VpcLink): string {
  const known = required(id, 'id for one VPC link');
  const inBrackets = status === 'AVAILABLE' ? known : `${known}, ${status}`;
  return name === undefined ? inBrackets : `${name} (${inBrackets})`;
}

/** Also an inactive one counts: it comes back with the next request (apigateway-vpc-links-v2.html). */
function hasLinkVersion2(client: ApiGatewayV2Client): Promise<Reading<boolean>> {
  return reading(CALL, async () => {
    for await (const page of pagesOf((NextToken) => client.send(new GetVpcLinksCommand({ NextToken })))) {
      if (required(page.Items, 'Items').length > 0) return true;
    }
    return false;
  });
}
