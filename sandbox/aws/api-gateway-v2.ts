/** API Gateway in the sandbox, version 2 of its API: VPC links that name subnets, HTTP and WebSocket APIs. */
import { ApiGatewayV2ServiceException, BadRequestException, NotFoundException } from '@aws-sdk/client-apigatewayv2';
import type {
  GetApisRequest,
  GetApisResponse,
  GetIntegrationsRequest,
  GetIntegrationsResponse,
  GetStagesRequest,
  GetStagesResponse,
  GetVpcLinksRequest,
  GetVpcLinksResponse,
} from '@aws-sdk/client-apigatewayv2';

import type { Account } from '../account.ts';
import type { StoredApi } from './api-gateway-resources.ts';
import { pageOf, type Page } from './paging.ts';
import type { SandboxService } from './service.ts';

/** Undocumented; that of version 1. */
const DEFAULT_PAGE_SIZE = 25;

export const apiGatewayV2: SandboxService = {
  name: 'apigateway',
  clientName: 'ApiGatewayV2Client',
  ServiceException: ApiGatewayV2ServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: { GetApis: getApis, GetIntegrations: getIntegrations, GetStages: getStages, GetVpcLinks: getVpcLinks },
};

function getVpcLinks({ apiGateway: { vpcLinksV2 } }: Account, input: GetVpcLinksRequest): GetVpcLinksResponse {
  const { items, next } = httpPage(vpcLinksV2.values(), input);
  return {
    Items: items.map(({ id, name }) => ({
      VpcLinkId: id,
      Name: name,
      SecurityGroupIds: [],
      SubnetIds: ['subnet-0a1b2c3d4e5f60718'],
      VpcLinkStatus: 'AVAILABLE',
      VpcLinkVersion: 'V2',
    })),
    ...nextToken(next),
  };
}

function getApis({ apiGateway: { apis } }: Account, input: GetApisRequest): GetApisResponse {
  const { items, next } = httpPage([...apis.values()].filter(isOfVersion2), input);
  return {
    Items: items.map(({ id, name, kind }) => ({
      ApiId: id,
      Name: name,
      ProtocolType: kind,
      RouteSelectionExpression: '$request.method $request.path',
    })),
    ...nextToken(next),
  };
}

function getIntegrations(account: Account, input: GetIntegrationsRequest): GetIntegrationsResponse {
  const integrations = numbered(api(account, input.ApiId).integrations);
  const { items, next } = httpPage(integrations, input);
  return {
    Items: items.map(({ sequence, spec: { connectionType = 'INTERNET', connectionId, uri } }) => ({
      IntegrationId: `integration${sequence}`,
      IntegrationType: 'HTTP_PROXY',
      ConnectionType: connectionType,
      ...(connectionId === undefined ? {} : { ConnectionId: connectionId }),
      ...(uri === undefined ? {} : { IntegrationUri: uri }),
    })),
    ...nextToken(next),
  };
}

function getStages(account: Account, input: GetStagesRequest): GetStagesResponse {
  const { items, next } = httpPage(numbered(api(account, input.ApiId).stages), input);
  return {
    Items: items.map(({ spec: { name, variables } }) => ({ StageName: name, StageVariables: { ...variables } })),
    ...nextToken(next),
  };
}

function numbered<T>(specs: readonly T[]): { readonly sequence: number; readonly spec: T }[] {
  return specs.map((spec, index) => ({ sequence: index + 1, spec }));
}

function isOfVersion2(one: StoredApi): one is StoredApi & { readonly kind: 'HTTP' | 'WEBSOCKET' } {
  return one.kind !== 'REST';
}

function api({ apiGateway: { apis } }: Account, id: string | undefined): StoredApi {
  const found = apis.get(id ?? '');
  if (found === undefined || !isOfVersion2(found)) {
    throw new NotFoundException({
      message: `Invalid API identifier specified ${id}`,
      $metadata: { httpStatusCode: 404 },
    });
  }
  return found;
}

function httpPage<T extends { readonly sequence: number }>(
  all: Iterable<T>,
  { MaxResults = String(DEFAULT_PAGE_SIZE), NextToken }: Pick<GetApisRequest, 'MaxResults' | 'NextToken'>,
): Page<T> {
  if (!/^[1-9]\d*$/.test(MaxResults)) throw badRequest('Invalid value for maxResults');
  const page = pageOf(all, NextToken, Number(MaxResults));
  if (page === undefined) throw badRequest('Invalid nextToken');
  return page;
}

const nextToken = (next: string | undefined): { NextToken?: string } => (next === undefined ? {} : { NextToken: next });

function badRequest(message: string): Error {
  return new BadRequestException({ message, $metadata: { httpStatusCode: 400 } });
}
