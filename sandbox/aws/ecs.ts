/** ECS in the sandbox: clusters and services are listed in pages, services described by tens (ECS API reference). */
import { ClusterNotFoundException, ECSServiceException, InvalidParameterException } from '@aws-sdk/client-ecs';
import type {
  DescribeServicesRequest,
  DescribeServicesResponse,
  ListClustersRequest,
  ListClustersResponse,
  ListServicesRequest,
  ListServicesResponse,
  Service,
} from '@aws-sdk/client-ecs';

import type { Account } from '../account.ts';
import type { StoredEcsCluster, StoredEcsService } from './ecs-resources.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

const MAX_PAGE_SIZE = 100;
const DESCRIBED_AT_ONCE = 10;

export const ecs: SandboxService = {
  name: 'ecs',
  clientName: 'ECSClient',
  ServiceException: ECSServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: { DescribeServices: describeServices, ListClusters: listClusters, ListServices: listServices },
};

function listClusters(account: Account, input: ListClustersRequest): ListClustersResponse {
  const { arns, next } = listed(account.ecs.clusters.values(), { size: MAX_PAGE_SIZE, ...input });
  return { clusterArns: arns, ...next };
}

/** Pages of ten by default; a service that is gone is not listed. */
function listServices(account: Account, input: ListServicesRequest): ListServicesResponse {
  const living = [...existing(account, input.cluster).services.values()].filter(({ status }) => status !== 'INACTIVE');
  const { arns, next } = listed(living, { size: DESCRIBED_AT_ONCE, ...input });
  return { serviceArns: arns, ...next };
}

interface Paging {
  readonly size: number;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

function listed(
  all: Iterable<{ readonly arn: string; readonly sequence: number }>,
  { size, maxResults = size, nextToken }: Paging,
): { readonly arns: string[]; readonly next: { readonly nextToken?: string } } {
  if (maxResults < 1 || maxResults > MAX_PAGE_SIZE) throw invalid(`maxResults must be 1 to ${MAX_PAGE_SIZE}`);
  const page = pageOf(all, nextToken, maxResults);
  if (page === undefined) throw invalid('Invalid token');
  const next = page.next === undefined ? {} : { nextToken: page.next };
  return { arns: page.items.map(({ arn }) => arn), next };
}

function describeServices(account: Account, input: DescribeServicesRequest): DescribeServicesResponse {
  const { services: asked = [] } = input;
  if (asked.length === 0) throw invalid('Services cannot be empty.');
  if (asked.length > DESCRIBED_AT_ONCE) throw invalid(`Services can have at most ${DESCRIBED_AT_ONCE} items.`);
  const cluster = existing(account, input.cluster);
  const services: Service[] = [];
  const failures: { arn: string; reason: string }[] = [];
  for (const nameOrArn of asked) {
    const found = cluster.services.get(nameOrArn.replace(/^.*\//, ''));
    if (found === undefined) failures.push({ arn: nameOrArn, reason: 'MISSING' });
    else services.push(shown(found, cluster));
  }
  return { services, failures };
}

function existing(account: Account, nameOrArn = 'default'): StoredEcsCluster {
  const cluster = account.ecs.clusters.get(nameOrArn.replace(/^.*\//, ''));
  if (cluster === undefined) {
    throw new ClusterNotFoundException({ message: 'Cluster not found.', $metadata: { httpStatusCode: 400 } });
  }
  return cluster;
}

function shown({ arn, name, status, loadBalancers, taskSets }: StoredEcsService, cluster: StoredEcsCluster): Service {
  return {
    serviceArn: arn,
    serviceName: name,
    clusterArn: cluster.arn,
    status,
    desiredCount: 1,
    loadBalancers: [...loadBalancers],
    ...(taskSets.length === 0
      ? {}
      : { taskSets: taskSets.map((own) => ({ status: 'ACTIVE', loadBalancers: [...own] })) }),
  };
}

function invalid(message: string): Error {
  return new InvalidParameterException({ message, $metadata: { httpStatusCode: 400 } });
}
