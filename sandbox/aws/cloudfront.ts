/** CloudFront in the sandbox: distributions with their origins, and VPC origins, as in its API reference. */
import { CloudFrontServiceException, InvalidArgument, UnsupportedOperation } from '@aws-sdk/client-cloudfront';
import type {
  DistributionSummary,
  ListDistributionsRequest,
  ListDistributionsResult,
  ListVpcOriginsRequest,
  ListVpcOriginsResult,
} from '@aws-sdk/client-cloudfront';

import type { Account } from '../account.ts';
import type { StoredDistribution } from './cloudfront-resources.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

const MAX_PAGE_SIZE = 100;
const BAD_REQUEST = { $metadata: { httpStatusCode: 400 } };

export const cloudFront: SandboxService = {
  name: 'cloudfront',
  clientName: 'CloudFrontClient',
  ServiceException: CloudFrontServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { ListDistributions: listDistributions, ListVpcOrigins: listVpcOrigins },
};

function listDistributions(account: Account, input: ListDistributionsRequest): ListDistributionsResult {
  return {
    DistributionList: listOf(account.cloudFront.distributions.values(), input, (distribution) =>
      summaryOf(account, distribution),
    ),
  };
}

function listVpcOrigins(account: Account, input: ListVpcOriginsRequest): ListVpcOriginsResult {
  if (account.cloudFront.lacksVpcOrigins) {
    const message = 'This operation is not supported in this region.';
    throw Object.assign(new UnsupportedOperation({ message, ...BAD_REQUEST }), { Code: 'UnsupportedOperation' });
  }
  return {
    VpcOriginList: listOf(account.cloudFront.vpcOrigins.values(), input, ({ id, name, endpointArn }) => ({
      Id: id,
      Name: name,
      Status: 'Deployed',
      CreatedTime: account.clock.now(),
      LastModifiedTime: account.clock.now(),
      Arn: `arn:aws:cloudfront::${account.accountId}:vpcorigin/${id}`,
      AccountId: account.accountId,
      OriginEndpointArn: endpointArn,
    })),
  };
}

interface Paging {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** An empty list has no Items at all. */
function listOf<T extends { readonly sequence: number }, Item>(
  all: Iterable<T>,
  { Marker, MaxItems = MAX_PAGE_SIZE }: Paging,
  itemOf: (stored: T) => Item,
) {
  const isSize = MaxItems >= 1 && MaxItems <= MAX_PAGE_SIZE;
  const page = isSize ? pageOf(all, Marker, MaxItems) : undefined;
  if (page === undefined) {
    const message = isSize ? 'The marker is not valid.' : `MaxItems must be 1 to ${MAX_PAGE_SIZE}.`;
    throw Object.assign(new InvalidArgument({ message, ...BAD_REQUEST }), { Code: 'InvalidArgument' });
  }
  return {
    Marker: Marker ?? '',
    MaxItems,
    IsTruncated: page.next !== undefined,
    Quantity: page.items.length,
    ...(page.next === undefined ? {} : { NextMarker: page.next }),
    ...(page.items.length === 0 ? {} : { Items: page.items.map(itemOf) }),
  };
}

function summaryOf(account: Account, distribution: StoredDistribution): DistributionSummary {
  const { id, aliases = [], enabled = true, isMultiTenant = false, origins } = distribution;
  return {
    Id: id,
    ARN: `arn:aws:cloudfront::${account.accountId}:distribution/${id}`,
    Status: 'Deployed',
    LastModifiedTime: account.clock.now(),
    DomainName: `${id.toLowerCase()}.cloudfront.net`,
    Aliases: { Quantity: aliases.length, ...(aliases.length === 0 ? {} : { Items: [...aliases] }) },
    Origins: { Quantity: origins.length, Items: origins.map(originOf) },
    DefaultCacheBehavior: {
      TargetOriginId: origins[0]?.id ?? origins[0]?.domainName,
      ViewerProtocolPolicy: 'redirect-to-https',
    },
    CacheBehaviors: { Quantity: 0 },
    CustomErrorResponses: { Quantity: 0 },
    Comment: '',
    PriceClass: isMultiTenant ? undefined : 'PriceClass_All',
    Enabled: enabled,
    ViewerCertificate: { CloudFrontDefaultCertificate: true },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
    Staging: false,
    ConnectionMode: isMultiTenant ? 'tenant-only' : 'direct',
  };
}

function originOf({ id, domainName, vpcOriginId, vpcOriginOwner }: StoredDistribution['origins'][number]) {
  return {
    Id: id ?? domainName,
    DomainName: domainName,
    ...(vpcOriginId === undefined
      ? { CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' as const } }
      : {
          VpcOriginConfig: {
            VpcOriginId: vpcOriginId,
            ...(vpcOriginOwner === undefined ? {} : { OwnerAccountId: vpcOriginOwner }),
          },
        }),
  };
}
