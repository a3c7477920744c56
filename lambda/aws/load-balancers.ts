/**
 * Reads load balancers, their tags, target groups, target health and deletion protection. It must never hand out a list
 * that was cut short: what is missing from the list of target groups is missing from the proof that nobody uses them.
 */
import {
  DescribeCapacityReservationCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeTargetHealthCommand,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { LoadBalancers } from '../ports/read.ts';
import type { AwsCall } from './errors.ts';
import { hasName, IncompleteAnswerError } from './errors.ts';
import { describeExisting } from './existing-load-balancers.ts';
import { readTags, readTagsOf } from './load-balancer-tags.ts';
import { parseLoadBalancer, parseTargetGroup, parseTargetHealth } from './parse-load-balancer.ts';
import { reading, required } from './reading.ts';

/**
 * The largest page that ELBv2 gives: fewer calls from the bucket we share with the controllers. Said in the input,
 * because the paginators of this service ignore `pageSize`.
 */
const PAGE_SIZE = 400;
const PROTECTION = 'deletion_protection.enabled';

/** The port on a real client. That client must make one call at a time (clients.ts sees to it). */
export function elbLoadBalancers(client: ElasticLoadBalancingV2Client): LoadBalancers {
  return {
    list: () =>
      reading(call('DescribeLoadBalancers'), async () => {
        const found = [];
        for await (const page of paginateDescribeLoadBalancers({ client }, { PageSize: PAGE_SIZE })) {
          found.push(...required(page?.LoadBalancers, 'LoadBalancers').map(parseLoadBalancer));
        }
        return found;
      }),

    byArn: (arns) => reading(call('DescribeLoadBalancers'), () => describeExisting(client, 'LoadBalancerArns', arns)),

    byName: (names) => reading(call('DescribeLoadBalancers'), () => describeExisting(client, 'Names', names)),

    tags: (arns) => readTags(client, arns),

    tagsOf: (arn) => readTagsOf(client, arn),

    targetGroups: () =>
      reading(call('DescribeTargetGroups'), async () => {
        const found = [];
        for await (const page of paginateDescribeTargetGroups({ client }, { PageSize: PAGE_SIZE })) {
          found.push(...required(page?.TargetGroups, 'TargetGroups').map(parseTargetGroup));
        }
        return found;
      }),

    targetHealth: (targetGroupArn) =>
      reading(call('DescribeTargetHealth'), async () => {
        const answer = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }));
        return required(answer.TargetHealthDescriptions, 'TargetHealthDescriptions').map(parseTargetHealth);
      }),

    deletionProtection: (loadBalancerArn) =>
      reading(call('DescribeLoadBalancerAttributes'), async () => {
        const answer = await client.send(
          new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: loadBalancerArn }),
        );
        const attribute = required(answer.Attributes, 'Attributes').find(({ Key }) => Key === PROTECTION);
        return parseBoolean(required(attribute?.Value, PROTECTION));
      }),

    capacityReservation: (loadBalancerArn) =>
      reading(call('DescribeCapacityReservation'), () => reservedUnits(client, loadBalancerArn)),
  };
}

/** Without a reservation the answer has no MinimumLoadBalancerCapacity (API_DescribeCapacityReservation). */
async function reservedUnits(client: ElasticLoadBalancingV2Client, loadBalancerArn: string): Promise<number> {
  try {
    const answer = await client.send(new DescribeCapacityReservationCommand({ LoadBalancerArn: loadBalancerArn }));
    const { MinimumLoadBalancerCapacity: minimum } = answer;
    return minimum === undefined ? 0 : required(minimum.CapacityUnits, 'CapacityUnits');
  } catch (error) {
    // SAFETY: by this name alone ELB says that it has no reservations in this region, as in ap-southeast-5
    // (github.com/hashicorp/terraform-provider-aws/issues/42804).
    if (hasName(error, 'InvalidAction')) return 0;
    throw error;
  }
}

function call(action: string): AwsCall {
  return { service: 'elasticloadbalancing', action };
}

function parseBoolean(word: string): boolean {
  if (word !== 'true' && word !== 'false') {
    throw new IncompleteAnswerError(`${PROTECTION} is ${JSON.stringify(word)}, neither true nor false`);
  }
  return word === 'true';
}
