/**
 * Reads what the HTTP and WebSocket APIs of API Gateway send requests to (version 2 of its API: apigatewayv2/latest/
 * api-reference, apis-apiid-integrations). An integration that goes over the internet counts as well: its URI may name an
 * NLB.
 */
import { GetApisCommand, GetIntegrationsCommand, GetStagesCommand } from '@aws-sdk/client-apigatewayv2';
import type { Api, ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';

import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import { reading, required } from '../reading.ts';
import { apiInWords, integrationsOf, type KnownApi } from './api-gateway-integrations.ts';
import { pagesOf } from './api-gateway-pages.ts';
import type { CallBudget } from './call-budget.ts';
import type { StageVariables } from './integration-targets.ts';

const SERVICE = 'apigateway';

/** One call for each page of APIs, of an API's integrations and, where a stage says whereto, of its stages. */
export function apiIntegrations(
  client: ApiGatewayV2Client,
  budget: CallBudget,
): Promise<Reading<readonly Reference[]>> {
  return integrationsOf({
    apis: () => apisOf(client, budget),
    texts: (id) => urisOf(client, id, budget),
    stages: (id) => stagesOf(client, id, budget),
  });
}

function apisOf(client: ApiGatewayV2Client, budget: CallBudget): Promise<Reading<readonly KnownApi[]>> {
  return reading({ service: SERVICE, action: 'GET on /apis' }, async () => {
    const found: KnownApi[] = [];
    for await (const page of pagesOf((NextToken) => {
      budget.spend();
      return client.send(new GetApisCommand({ NextToken }));
    })) {
      found.push(...required(page.Items, 'Items').map(parseApi));
    }
    return found;
  });
}

function parseApi({ ApiId, Name: name, ProtocolType: protocol }: Api): KnownApi {
  const id = required(ApiId, 'ApiId for one API');
  const kind = protocol === 'WEBSOCKET' ? 'WebSocket API' : 'HTTP API';
  return { id, who: apiInWords(kind, id, name) };
}

/** An integration without URI points nowhere: a mock, or one with a service of AWS. */
function urisOf(client: ApiGatewayV2Client, ApiId: string, budget: CallBudget): Promise<Reading<readonly string[]>> {
  return reading({ service: SERVICE, action: 'GET on /apis/*/integrations' }, async () => {
    const found: string[] = [];
    for await (const page of pagesOf((NextToken) => {
      budget.spend();
      return client.send(new GetIntegrationsCommand({ ApiId, NextToken }));
    })) {
      for (const { IntegrationUri: uri } of required(page.Items, 'Items')) if (uri !== undefined) found.push(uri);
    }
    return found;
  });
}

function stagesOf(
  client: ApiGatewayV2Client,
  ApiId: string,
  budget: CallBudget,
): Promise<Reading<readonly StageVariables[]>> {
  return reading({ service: SERVICE, action: 'GET on /apis/*/stages' }, async () => {
    const found: StageVariables[] = [];
    for await (const page of pagesOf((NextToken) => {
      budget.spend();
      return client.send(new GetStagesCommand({ ApiId, NextToken }));
    })) {
      for (const { StageVariables: variables } of required(page.Items, 'Items')) found.push(variables ?? {});
    }
    return found;
  });
}
