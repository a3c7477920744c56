/** EKS in the sandbox: clusters and where their API servers are. */
import { EKSServiceException, InvalidParameterException, ResourceNotFoundException } from '@aws-sdk/client-eks';
import type { DescribeClusterRequest, DescribeClusterResponse } from '@aws-sdk/client-eks';

import type { Account } from '../account.ts';
import type { SandboxService } from './service.ts';

export const eks: SandboxService = {
  name: 'eks',
  clientName: 'EKSClient',
  ServiceException: EKSServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 403,
  commands: { DescribeCluster: describeCluster },
};

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
      resourcesVpcConfig: { vpcId: cluster.vpcId },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(certificateAuthority === undefined ? {} : { certificateAuthority: { data: certificateAuthority } }),
    },
  };
}
