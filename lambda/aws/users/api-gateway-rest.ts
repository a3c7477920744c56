/**
 * Reads what the REST APIs of API Gateway send requests to (apigateway/latest/api: API_GetResources, API_Integration).
 * With a VPC link of version 2 `integrationTarget` names a load balancer or a listener, and `uri` at most its DNS name. An
 * integration that goes over the internet counts as well.
 */
import { GetStagesCommand, paginateGetResources, paginateGetRestApis } from '@aws-sdk/client-api-gateway';
import type { APIGatewayClient, Method, Resource, RestApi, Stage } from '@aws-sdk/client-api-gateway';

import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import { reading, required } from '../reading.ts';
import { apiInWords, integrationsOf, type KnownApi } from './api-gateway-integrations.ts';
import type { CallBudget } from './call-budget.ts';
import type { StageVariables } from './integration-targets.ts';

const SERVICE = 'apigateway';
const PAGE_SIZE = 500;

/** One call for each page of APIs, of an API's resources and, where a stage says whereto, for its stages. */
export function restApiIntegrations(
  client: APIGatewayClient,
  budget: CallBudget,
): Promise<Reading<readonly Reference[]>> {
  return integrationsOf({
    apis: () => apisOf(client, budget),
    texts: (id) => textsOf(client, id, budget),
    stages: (id) => stagesOf(client, id, budget),
  });
}

function apisOf(client: APIGatewayClient, budget: CallBudget): Promise<Reading<readonly KnownApi[]>> {
  return reading({ service: SERVICE, action: 'GET on /restapis' }, async () => {
    const found: KnownApi[] = [];
    budget.spend();
    for await (const page of paginateGetRestApis({ client, pageSize: PAGE_SIZE }, {})) {
      if (page?.position !== undefined) budget.spend();
      found.push(...required(page?.items, 'items').map(parseApi));
    }
    return found;
  });
}

function parseApi({ id: given, name }: RestApi): KnownApi {
  const id = required(given, 'id for one REST API');
  return { id, who: apiInWords('REST API', id, name) };
}

function textsOf(client: APIGatewayClient, restApiId: string, budget: CallBudget): Promise<Reading<readonly string[]>> {
  return reading({ service: SERVICE, action: 'GET on /restapis/*/resources' }, async () => {
    const found: string[] = [];
    const input = { restApiId, embed: ['methods'] };
    budget.spend();
    for await (const page of paginateGetResources({ client, pageSize: PAGE_SIZE }, input)) {
      if (page?.position !== undefined) budget.spend();
      for (const resource of required(page?.items, 'items')) found.push(...methodsOf(resource).flatMap(namedBy));
    }
    return found;
  });
}

/** A resource may have no method, and a method no integration yet; a mock points nowhere. */
function methodsOf({ path, resourceMethods = {} }: Resource): Method[] {
  const methods = Object.values(resourceMethods);
  // SAFETY: a method of which only the name was sent says nothing about its integration.
  for (const { httpMethod } of methods) required(httpMethod, `methods for resource ${path}`);
  return methods;
}

function namedBy({ methodIntegration: { uri, integrationTarget } = {} }: Method): string[] {
  return [uri, integrationTarget].filter((text) => text !== undefined);
}

/** GetStages knows no pages. */
function stagesOf(
  client: APIGatewayClient,
  restApiId: string,
  budget: CallBudget,
): Promise<Reading<readonly StageVariables[]>> {
  return reading({ service: SERVICE, action: 'GET on /restapis/*/stages' }, async () => {
    budget.spend();
    const { item } = await client.send(new GetStagesCommand({ restApiId }));
    return required(item, 'item').flatMap(variablesOf);
  });
}

/** A canary may send a part of the requests elsewhere. */
function variablesOf({ variables = {}, canarySettings }: Stage): StageVariables[] {
  const overrides = canarySettings?.stageVariableOverrides;
  return overrides === undefined ? [variables] : [variables, { ...variables, ...overrides }];
}
