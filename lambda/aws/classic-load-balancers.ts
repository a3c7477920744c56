/**
 * The Classic API of Elastic Load Balancing (2012-06-01): which Classic load balancers there are, and whether their
 * instances are in service. Only to know that a Service has moved to one; nothing here is ever judged or changed.
 */
import {
  DescribeInstanceHealthCommand,
  ElasticLoadBalancingClient,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing';

import type { ClassicLoadBalancers } from '../ports/read.ts';
import type { ClientMaker } from './clients.ts';
import type { AwsCall } from './errors.ts';
import type { RateLimit } from './pace.ts';
import { reading, required } from './reading.ts';

/** The largest page that the API gives (API reference 2012-06-01, DescribeLoadBalancers). */
const PAGE_SIZE = 400;

/**
 * As for ELBv2, half of 10 calls a second: "each ELB API version has its own buckets and tokens"
 * (elasticloadbalancing/latest/userguide/elb-api-throttling.html), which the in-tree controller draws on too.
 */
const LIMIT: RateLimit = { calls: 20, perMilliseconds: 4000 };

export function classicLoadBalancers(clients: ClientMaker): ClassicLoadBalancers {
  const client = clients.of(ElasticLoadBalancingClient, { limit: LIMIT });
  return {
    list: () =>
      reading(call('DescribeLoadBalancers'), async () => {
        const found = [];
        for await (const page of paginateDescribeLoadBalancers({ client }, { PageSize: PAGE_SIZE })) {
          for (const answer of required(page?.LoadBalancerDescriptions, 'LoadBalancerDescriptions')) {
            const name = required(answer.LoadBalancerName, 'LoadBalancerName for one Classic load balancer');
            found.push({ name, dnsName: required(answer.DNSName, `DNSName for Classic load balancer ${name}`) });
          }
        }
        return found;
      }),

    instanceStates: (name) =>
      reading(call('DescribeInstanceHealth'), async () => {
        const answer = await client.send(new DescribeInstanceHealthCommand({ LoadBalancerName: name }));
        return required(answer.InstanceStates, 'InstanceStates').map(({ State }) =>
          required(State, 'State for one instance'),
        );
      }),
  };
}

function call(action: string): AwsCall {
  return { service: 'elasticloadbalancing', action };
}
