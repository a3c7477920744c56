/**
 * Describes some load balancers by ARN or by name. AWS refuses a whole request for one that does not exist, so what was
 * refused is asked for again one by one: only AWS's own LoadBalancerNotFound about a single one can leave it out.
 */
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { LoadBalancer } from '../model/aws.ts';
import { IncompleteAnswerError } from './errors.ts';
import { parseLoadBalancer } from './parse-load-balancer.ts';
import { required } from './reading.ts';
import { isNamed } from './writing.ts';

/** API_DescribeLoadBalancers: up to 20 load balancers in a single request. */
const MOST_AT_ONCE = 20;

type Field = 'LoadBalancerArns' | 'Names';

/** @throws what the SDK throws, and IncompleteAnswerError when one that exists is missing from the answer */
export async function describeExisting(
  client: ElasticLoadBalancingV2Client,
  field: Field,
  wanted: readonly string[],
): Promise<LoadBalancer[]> {
  const found: LoadBalancer[] = [];
  for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
    const some = wanted.slice(from, from + MOST_AT_ONCE);
    const together = await describe(client, field, some);
    if (together !== 'not found') found.push(...together);
    else if (some.length > 1) for (const one of some) found.push(...(await describeOne(client, field, one)));
  }
  return found;
}

async function describeOne(client: ElasticLoadBalancingV2Client, field: Field, one: string): Promise<LoadBalancer[]> {
  const answer = await describe(client, field, [one]);
  return answer === 'not found' ? [] : answer;
}

async function describe(
  client: ElasticLoadBalancingV2Client,
  field: Field,
  wanted: readonly string[],
): Promise<LoadBalancer[] | 'not found'> {
  try {
    const answer = await client.send(new DescribeLoadBalancersCommand({ [field]: [...wanted] }));
    const found = required(answer.LoadBalancers, 'LoadBalancers').map(parseLoadBalancer);
    const named = new Set(found.map(({ arn, name }) => (field === 'Names' ? name : arn)));
    const missing = wanted.find((one) => !named.has(one));
    // SAFETY: one that the answer leaves out is not one that AWS calls gone.
    if (missing !== undefined) throw new IncompleteAnswerError(`the answer leaves out ${missing}`);
    return found;
  } catch (error) {
    if (isNamed(error, 'LoadBalancerNotFound')) return 'not found';
    throw error;
  }
}
