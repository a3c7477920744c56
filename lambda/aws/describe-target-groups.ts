/**
 * Target groups as AWS describes them: those of one load balancer, one by its ARN, and their attributes and health. Only
 * AWS's own TargetGroupNotFound can mean that there is none, and never after a page with some.
 */
import {
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  ElasticLoadBalancingV2Client,
  TargetGroup,
  TargetGroupAttribute,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Reading } from '../model/reading.ts';
import type { AwsCall } from './errors.ts';
import { IncompleteAnswerError, unreadable } from './errors.ts';
import { reading, required } from './reading.ts';
import { isNamed } from './writing.ts';

const PAGE_SIZE = 400;
const GROUPS = call('DescribeTargetGroups');
const NONE = 'TargetGroupNotFound';

/** All target groups to which the load balancer forwards now, all pages. */
export function describeTargetGroupsOf(
  client: ElasticLoadBalancingV2Client,
  loadBalancerArn: string,
): Promise<Reading<TargetGroup[]>> {
  return reading(GROUPS, async () => {
    const found: TargetGroup[] = [];
    let pages = 0;
    const input = { LoadBalancerArn: loadBalancerArn, PageSize: PAGE_SIZE };
    try {
      for await (const page of paginateDescribeTargetGroups({ client }, input)) {
        found.push(...required(page?.TargetGroups, 'TargetGroups'));
        pages += 1;
      }
    } catch (error) {
      // Whether AWS answers so for a load balancer without any, or with an empty list, is not documented.
      if (pages > 0 || !isNamed(error, NONE)) throw error;
    }
    return found;
  });
}

export async function describeTargetGroup(
  client: ElasticLoadBalancingV2Client,
  arn: string,
): Promise<Reading<TargetGroup | 'gone'>> {
  try {
    const { TargetGroups } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }));
    const [found, ...others] = required(TargetGroups, 'TargetGroups');
    if (found?.TargetGroupArn !== arn || others.length > 0) throw new IncompleteAnswerError(`the answer is not ${arn}`);
    return { ok: true, value: found };
  } catch (error) {
    // SAFETY: nothing else means gone.
    return isNamed(error, NONE) ? { ok: true, value: 'gone' } : unreadable(GROUPS, error);
  }
}

export function describeTargetGroupAttributes(
  client: ElasticLoadBalancingV2Client,
  arn: string,
): Promise<Reading<TargetGroupAttribute[]>> {
  return reading(call('DescribeTargetGroupAttributes'), async () => {
    const answer = await client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn }));
    return required(answer.Attributes, 'Attributes');
  });
}

export function describeTargetHealth(
  client: ElasticLoadBalancingV2Client,
  arn: string,
): Promise<Reading<TargetHealthDescription[]>> {
  return reading(call('DescribeTargetHealth'), async () => {
    const answer = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }));
    return required(answer.TargetHealthDescriptions, 'TargetHealthDescriptions');
  });
}

function call(action: string): AwsCall {
  return { service: 'elasticloadbalancing', action };
}
