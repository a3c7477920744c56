/** EKS in the sandbox: clusters, where their API servers are, and whom they let in. */
import {
  EKSServiceException,
  InvalidParameterException,
  InvalidRequestException,
  ResourceNotFoundException,
} from '@aws-sdk/client-eks';
import type {
  DescribeAccessEntryRequest,
  DescribeAccessEntryResponse,
  DescribeClusterRequest,
  DescribeClusterResponse,
  ListAccessEntriesRequest,
  ListAccessEntriesResponse,
  ListAssociatedAccessPoliciesRequest,
  ListAssociatedAccessPoliciesResponse,
  ListClustersRequest,
  ListClustersResponse,
} from '@aws-sdk/client-eks';

import type { Account } from '../account.ts';
import { pageOf } from './paging.ts';
import type { AccessEntry, StoredCluster } from './resources.ts';
import type { SandboxService } from './service.ts';

export const eks: SandboxService = {
  name: 'eks',
  clientName: 'EKSClient',
  ServiceException: EKSServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: {
    DescribeAccessEntry: describeAccessEntry,
    DescribeCluster: describeCluster,
    ListAccessEntries: listAccessEntries,
    ListAssociatedAccessPolicies: listAssociatedAccessPolicies,
    ListClusters: listClusters,
  },
};

/** API_ListClusters: at most 100 names a page; clusters that are only registered are named only for `include: ["all"]`. */
function listClusters(account: Account, input: ListClustersRequest): ListClustersResponse {
  const { maxResults = 100, nextToken, include = [] } = input;
  const $metadata = { httpStatusCode: 400 };
  if (maxResults < 1 || maxResults > 100) {
    throw new InvalidParameterException({ message: 'maxResults must be 1 to 100', $metadata });
  }
  const listed = [...account.clusters.values()].filter(
    ({ registeredOnly }) => !registeredOnly || include.includes('all'),
  );
  const page = pageOf(listed, nextToken, maxResults);
  if (page === undefined) throw new InvalidParameterException({ message: 'The nextToken is not valid.', $metadata });
  return {
    clusters: page.items.map(({ name }) => name),
    ...(page.next === undefined ? {} : { nextToken: page.next }),
  };
}

function describeCluster(account: Account, { name = '' }: DescribeClusterRequest): DescribeClusterResponse {
  if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name)) {
    throw new InvalidParameterException({
      message: 'The value for parameter name is not a valid cluster name.',
      $metadata: { httpStatusCode: 400 },
    });
  }
  const cluster = existing(account, name);
  const { endpoint, certificateAuthority } = cluster;
  return {
    cluster: {
      name,
      arn: cluster.arn,
      status: cluster.status,
      createdAt: cluster.createdAt,
      ...(cluster.registeredOnly ? {} : { accessConfig: { authenticationMode: cluster.authenticationMode } }),
      ...(cluster.registeredOnly
        ? { connectorConfig: { provider: 'OTHER' } }
        : { resourcesVpcConfig: { vpcId: cluster.vpcId } }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(certificateAuthority === undefined ? {} : { certificateAuthority: { data: certificateAuthority } }),
    },
  };
}

function describeAccessEntry(account: Account, input: DescribeAccessEntryRequest): DescribeAccessEntryResponse {
  const { clusterName = '', principalArn = '' } = input;
  const entry = existingEntry(account, clusterName, principalArn);
  return { accessEntry: { clusterName, principalArn, kubernetesGroups: [...entry.groups], type: 'STANDARD' } };
}

/** All on one page: nobody gives a cluster of the sandbox a hundred entries. */
function listAccessEntries(account: Account, input: ListAccessEntriesRequest): ListAccessEntriesResponse {
  return { accessEntries: [...withEntries(account, input.clusterName).accessEntries.keys()] };
}

function listAssociatedAccessPolicies(
  account: Account,
  input: ListAssociatedAccessPoliciesRequest,
): ListAssociatedAccessPoliciesResponse {
  const { clusterName = '', principalArn = '' } = input;
  const { policyArns } = existingEntry(account, clusterName, principalArn);
  return {
    clusterName,
    principalArn,
    associatedAccessPolicies: policyArns.map((policyArn) => ({ policyArn, accessScope: { type: 'cluster' } })),
  };
}

function existingEntry(account: Account, clusterName: string, principalArn: string): AccessEntry {
  const entry = withEntries(account, clusterName).accessEntries.get(principalArn);
  if (entry !== undefined) return entry;
  throw notFound(`The specified principalArn could not be found. You can view all of your available access entries.`);
}

/** "Access entries" in the EKS guide: with aws-auth alone the API for entries is closed. */
function withEntries(account: Account, name: string | undefined): StoredCluster {
  const cluster = existing(account, name ?? '');
  if (cluster.authenticationMode !== 'CONFIG_MAP') return cluster;
  throw new InvalidRequestException({
    message:
      "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    $metadata: { httpStatusCode: 400 },
  });
}

function existing(account: Account, name: string): StoredCluster {
  const cluster = account.clusters.get(name);
  if (cluster === undefined) throw notFound(`No cluster found for name: ${name}.`);
  return cluster;
}

function notFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, $metadata: { httpStatusCode: 404 } });
}
