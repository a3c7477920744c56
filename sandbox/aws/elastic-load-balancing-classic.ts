/** The Classic API of Elastic Load Balancing (2012-06-01) in the sandbox: the two calls that read. */
import {
  AccessPointNotFoundException,
  ElasticLoadBalancingServiceException,
} from '@aws-sdk/client-elastic-load-balancing';
import type {
  DescribeAccessPointsInput,
  DescribeAccessPointsOutput,
  DescribeEndPointStateInput,
  DescribeEndPointStateOutput,
} from '@aws-sdk/client-elastic-load-balancing';

import type { Account } from '../account.ts';
import type { StoredClassic } from './classic-resources.ts';
import { unmodelled } from './errors.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

const MAX_PAGE_SIZE = 400;

export const classicElasticLoadBalancing: SandboxService = {
  // Both APIs have one prefix in IAM.
  name: 'elasticloadbalancing',
  clientName: 'ElasticLoadBalancingClient',
  ServiceException: ElasticLoadBalancingServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  commands: { DescribeInstanceHealth: describeInstanceHealth, DescribeLoadBalancers: describeLoadBalancers },
};

function describeLoadBalancers(account: Account, input: DescribeAccessPointsInput): DescribeAccessPointsOutput {
  const { LoadBalancerNames: names, Marker, PageSize = MAX_PAGE_SIZE } = input;
  if (PageSize < 1 || PageSize > MAX_PAGE_SIZE) {
    throw validationError(`'${PageSize}' at 'pageSize' must be between 1 and ${MAX_PAGE_SIZE}`);
  }
  const all = names === undefined ? account.classic.all() : names.map((name) => existing(account, name));
  const page = pageOf(all, Marker, PageSize);
  if (page === undefined) throw validationError(`Invalid marker '${Marker}'`);
  return {
    LoadBalancerDescriptions: page.items.map((stored) => ({
      LoadBalancerName: stored.name,
      DNSName: stored.dnsName,
      VPCId: stored.vpcId,
      CreatedTime: stored.createdAt,
      Scheme: 'internet-facing',
      Instances: stored.instances.map(({ id }) => ({ InstanceId: id })),
    })),
    ...(page.next === undefined ? {} : { NextMarker: page.next }),
  };
}

function describeInstanceHealth(account: Account, input: DescribeEndPointStateInput): DescribeEndPointStateOutput {
  const { instances } = existing(account, input.LoadBalancerName ?? '');
  return { InstanceStates: instances.map(({ id, state }) => ({ InstanceId: id, State: state })) };
}

function existing(account: Account, name: string): StoredClassic {
  const found = account.classic.get(name);
  if (found !== undefined) return found;
  // The wire has another word for it than the SDK's class.
  const message = `There is no ACTIVE Load Balancer named '${name}'`;
  const error = new AccessPointNotFoundException({ message, $metadata: { httpStatusCode: 400 } });
  throw Object.assign(error, { Code: 'LoadBalancerNotFound' });
}

function validationError(message: string): Error {
  return unmodelled(ElasticLoadBalancingServiceException, 'ValidationError', 400, message);
}
