/** EC2 in the sandbox, as far as users of load balancers and a cluster's instances go. */
import type {
  DescribeInstancesRequest,
  DescribeNetworkInterfacesRequest,
  DescribeTrafficMirrorSessionsRequest,
  DescribeTrafficMirrorTargetsRequest,
  DescribeVerifiedAccessEndpointsRequest,
  DescribeVpcEndpointConnectionsRequest,
  DescribeVpcEndpointServiceConfigurationsRequest,
  Filter,
} from '@aws-sdk/client-ec2';
// EC2 has no class for any of its errors, and its package is too large to load for a base class.
import { STSServiceException } from '@aws-sdk/client-sts';

import type { Account } from '../account.ts';
import { matches, type Filterable } from './ec2-filters.ts';
import { networkInterfaces } from './ec2-interfaces.ts';
import type { Made } from './ec2-resources.ts';
import { unmodelled } from './errors.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

export const ec2: SandboxService = {
  name: 'ec2',
  clientName: 'EC2Client',
  ServiceException: STSServiceException,
  accessDeniedName: 'UnauthorizedOperation',
  accessDeniedStatus: 403,
  commands: {
    DescribeInstances: (account: Account, input: DescribeInstancesRequest) => {
      const { items, next } = page(account.ec2.instances, input, ({ State, Tags = [] }) => (name) => {
        if (name === 'instance-state-name') return [State?.Name ?? ''];
        if (name === 'tag-key') return Tags.map(({ Key = '' }) => Key);
        const [, key] = /^tag:(.+)$/s.exec(name) ?? [];
        return key === undefined ? undefined : Tags.flatMap(({ Key, Value = '' }) => (Key === key ? [Value] : []));
      });
      return { Reservations: items.map((instance) => ({ Instances: [instance] })), ...next };
    },
    DescribeNetworkInterfaces: (account: Account, input: DescribeNetworkInterfacesRequest) => {
      const { items, next } = page(networkInterfaces(account), input, (one) =>
        byName({ description: one.Description, 'owner-id': one.OwnerId, 'vpc-id': one.VpcId }),
      );
      return { NetworkInterfaces: items, ...next };
    },
    DescribeTrafficMirrorSessions: (account: Account, input: DescribeTrafficMirrorSessionsRequest) => {
      const { items, next } = page(account.ec2.mirrorSessions, input, (one) =>
        byName({ 'traffic-mirror-target-id': one.TrafficMirrorTargetId }),
      );
      return { TrafficMirrorSessions: items, ...next };
    },
    DescribeTrafficMirrorTargets: (account: Account, input: DescribeTrafficMirrorTargetsRequest) => {
      const { items, next } = page(account.ec2.mirrorTargets, input, (one) =>
        byName({ 'network-load-balancer-arn': one.NetworkLoadBalancerArn }),
      );
      return { TrafficMirrorTargets: items, ...next };
    },
    DescribeVerifiedAccessEndpoints: (account: Account, input: DescribeVerifiedAccessEndpointsRequest) => {
      const { items, next } = page(account.ec2.verifiedAccessEndpoints, input, () => byName({}));
      return { VerifiedAccessEndpoints: items, ...next };
    },
    DescribeVpcEndpointConnections: (account: Account, input: DescribeVpcEndpointConnectionsRequest) => {
      const { items, next } = page(account.ec2.connections, input, (one) =>
        byName({ 'service-id': one.ServiceId, 'vpc-endpoint-owner': one.VpcEndpointOwner }),
      );
      return { VpcEndpointConnections: items, ...next };
    },
    DescribeVpcEndpointServiceConfigurations: (
      account: Account,
      input: DescribeVpcEndpointServiceConfigurationsRequest,
    ) => {
      const { items, next } = page(account.ec2.endpointServices, input, (one) =>
        byName({ 'service-id': one.ServiceId, 'service-name': one.ServiceName }),
      );
      return { ServiceConfigurations: items, ...next };
    },
  },
};

interface Paging {
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** "Between 5 and 1,000" (EC2 API reference, of each of these calls). */
const [FEWEST, MOST] = [5, 1000];

function page<T>(
  all: readonly Made<T>[],
  { Filters = [], MaxResults = MOST, NextToken }: Paging,
  filterable: (one: T) => Filterable,
) {
  if (MaxResults < FEWEST || MaxResults > MOST) {
    throw refused('InvalidParameterValue', `Value ( ${MaxResults} ) for parameter maxResults is invalid.`);
  }
  const wanted = all.filter(({ shown }) => {
    const matched = matches(Filters, filterable(shown));
    if (typeof matched === 'object')
      throw refused('InvalidParameterValue', `The filter '${matched.unknown}' is invalid`);
    return matched;
  });
  const found = pageOf(wanted, NextToken, MaxResults);
  if (found === undefined) throw refused('InvalidNextToken', 'The specified NextToken is not valid');
  return {
    items: found.items.map(({ shown }) => shown),
    next: found.next === undefined ? {} : { NextToken: found.next },
  };
}

function byName(values: Readonly<Record<string, string | undefined>>): Filterable {
  return (name) => {
    if (!Object.hasOwn(values, name)) return undefined;
    const value = values[name];
    return value === undefined ? [] : [value];
  };
}

function refused(code: string, message: string): Error {
  return unmodelled(STSServiceException, code, 400, message);
}
