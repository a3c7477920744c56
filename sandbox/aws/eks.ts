/** EKS in the sandbox: clusters and where their API servers are. */
import { EKSServiceException, InvalidParameterException, ResourceNotFoundException } from '@aws-sdk/client-eks';
import type {
  DescribeClusterRequest,
  DescribeClusterResponse,
  ListClustersRequest,
  ListClustersResponse,
} from '@aws-sdk/client-eks';

import type { Account } from '../account.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

export const eks: SandboxService = {
  name: 'eks',
  clientName: 'EKSClient',
  ServiceException: EKSServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: { DescribeCluster: describeCluster, ListClusters: listClusters },
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
  const cluster = account.clusters.get(name);
  if (cluster === undefined) {
    throw new ResourceNotFoundException({
      message: `No cluster found for name: ${name}.`,
      $metadata: { httpStatusCode: 404 },
    });
  }
  const { endpoint, certificateAuthority } = cluster;
  return {
    cluster: {
      name,
      arn: cluster.arn,
      status: cluster.status,
      createdAt: cluster.createdAt,
      ...(cluster.registeredOnly
        ? { connectorConfig: { provider: 'OTHER' } }
        : { resourcesVpcConfig: { vpcId: cluster.vpcId } }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(certificateAuthority === undefined ? {} : { certificateAuthority: { data: certificateAuthority } }),
    },
  };
}
