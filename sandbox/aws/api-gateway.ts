/** API Gateway in the sandbox, version 1 of its API: VPC links that name NLBs, and REST APIs. */
import { APIGatewayServiceException, BadRequestException, NotFoundException } from '@aws-sdk/client-api-gateway';
import type {
  GetResourcesRequest,
  GetRestApisRequest,
  GetStagesRequest,
  GetVpcLinksRequest,
  Method,
  Resource,
  Resources,
  RestApis,
  Stages,
  VpcLinks,
} from '@aws-sdk/client-api-gateway';

import type { Account } from '../account.ts';
import type { IntegrationSpec, StoredApi } from './api-gateway-resources.ts';
import { pageOf, type Page } from './paging.ts';
import type { SandboxService } from './service.ts';

const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 500;

export const apiGateway: SandboxService = {
  name: 'apigateway',
  clientName: 'APIGatewayClient',
  ServiceException: APIGatewayServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: { GetResources: getResources, GetRestApis: getRestApis, GetStages: getStages, GetVpcLinks: getVpcLinks },
};

function getVpcLinks({ apiGateway: { vpcLinks } }: Account, input: GetVpcLinksRequest): VpcLinks {
  const { items, next } = restPage(vpcLinks.values(), input);
  return {
    items: items.map(({ id, name, targetArns, status }) => ({ id, name, targetArns: [...targetArns], status })),
    ...position(next),
  };
}

function getRestApis({ apiGateway: { apis }, clock }: Account, input: GetRestApisRequest): RestApis {
  const { items, next } = restPage(
    [...apis.values()].filter(({ kind }) => kind === 'REST'),
    input,
  );
  return { items: items.map(({ id, name }) => ({ id, name, createdDate: clock.now() })), ...position(next) };
}

/** API_GetResources: `embed` must be the one word "methods", or methods are shown by their names alone. */
function getResources(account: Account, input: GetResourcesRequest): Resources {
  const { embed } = input;
  if (embed !== undefined && (embed.length !== 1 || embed[0] !== 'methods')) {
    throw badRequest('Invalid embed specified');
  }
  const { id, integrations } = restApi(account, input.restApiId);
  const root = { sequence: 1, shown: { id: `${id}root`, path: '/' } };
  const resources = integrations.map((integration, index) => ({
    sequence: index + 2,
    shown: resource(id, index, integration, embed !== undefined),
  }));
  const { items, next } = restPage<{ sequence: number; shown: Resource }>([root, ...resources], input);
  return { items: items.map(({ shown }) => shown), ...position(next) };
}

function resource(id: string, index: number, integration: IntegrationSpec, isEmbedded: boolean): Resource {
  const pathPart = `part${index}`;
  return {
    id: `${id}${index}`,
    parentId: `${id}root`,
    pathPart,
    path: `/${pathPart}`,
    resourceMethods: { ANY: isEmbedded ? method(integration) : {} },
  };
}

function method({ connectionType = 'INTERNET', connectionId, uri, target }: IntegrationSpec): Method {
  return {
    httpMethod: 'ANY',
    authorizationType: 'NONE',
    apiKeyRequired: false,
    methodIntegration: {
      type: uri === undefined && target === undefined ? 'MOCK' : 'HTTP_PROXY',
      connectionType,
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(uri === undefined ? {} : { uri }),
      ...(target === undefined ? {} : { integrationTarget: target }),
    },
  };
}

function getStages(account: Account, { restApiId }: GetStagesRequest): Stages {
  return {
    item: restApi(account, restApiId).stages.map(({ name, variables, canaryVariables }) => ({
      stageName: name,
      ...(variables === undefined ? {} : { variables: { ...variables } }),
      ...(canaryVariables === undefined
        ? {}
        : { canarySettings: { percentTraffic: 10, stageVariableOverrides: { ...canaryVariables } } }),
    })),
  };
}

function restApi({ apiGateway: { apis } }: Account, id: string | undefined): StoredApi {
  const api = apis.get(id ?? '');
  if (api?.kind !== 'REST') {
    throw new NotFoundException({
      message: 'Invalid API identifier specified',
      $metadata: { httpStatusCode: 404 },
    });
  }
  return api;
}

function restPage<T extends { readonly sequence: number }>(
  all: Iterable<T>,
  { limit = DEFAULT_PAGE_SIZE, position: from }: Pick<GetRestApisRequest, 'limit' | 'position'>,
): Page<T> {
  if (limit < 1 || limit > MAX_PAGE_SIZE) throw badRequest(`limit must be 1 to ${MAX_PAGE_SIZE}`);
  const page = pageOf(all, from, limit);
  if (page === undefined) throw badRequest('Invalid position parameter specified');
  return page;
}

const position = (next: string | undefined): { position?: string } => (next === undefined ? {} : { position: next });

function badRequest(message: string): Error {
  return new BadRequestException({ message, $metadata: { httpStatusCode: 400 } });
}
