/**
 * Everything that AWS says about one load balancer, for the snapshot, and its target groups as they are now. A
 * description with a hole is unreadable: what is not in the snapshot cannot be built again.
 */
import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  ElasticLoadBalancingV2Client,
  LoadBalancer,
  LoadBalancerAttribute,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { TargetGroupAnswer } from '../model/aws.ts';
import type { Reading } from '../model/reading.ts';
import type { Describer, LoadBalancerDescription } from '../ports/read.ts';
import { describeListeners } from './describe-listeners.ts';
import {
  describeTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroupsOf,
  describeTargetHealth,
} from './describe-target-groups.ts';
import type { AwsCall } from './errors.ts';
import { incomplete, IncompleteAnswerError } from './errors.ts';
import { readTagsOf } from './load-balancer-tags.ts';
import { parseTargetGroup } from './parse-load-balancer.ts';
import { reading, required, wholeReading } from './reading.ts';

/** The port on a real client. That client must make one call at a time (clients.ts sees to it). */
export function elbDescriber(client: ElasticLoadBalancingV2Client): Describer {
  return {
    describe: (loadBalancerArn) => describe(client, loadBalancerArn),

    targetGroupsOf: (loadBalancerArn) =>
      wholeReading(async (part) => {
        const answers = part(await describeTargetGroupsOf(client, loadBalancerArn));
        return part(await parsed(() => answers.map(parseTargetGroup)));
      }),

    targetGroup: (arn) =>
      wholeReading(async (part): Promise<TargetGroupAnswer> => {
        const answer = part(await describeTargetGroup(client, arn));
        if (answer === 'gone') return { is: 'gone' };
        return { is: 'present', targetGroup: part(await parsed(() => parseTargetGroup(answer))) };
      }),
  };
}

function describe(client: ElasticLoadBalancingV2Client, arn: string): Promise<Reading<LoadBalancerDescription>> {
  return wholeReading(async (part) => {
    const loadBalancer = part(await describeLoadBalancer(client, arn));
    const attributes = part(await describeAttributes(client, arn));
    const tags = part(await describeTags(client, arn));
    const listeners = part(await describeListeners(client, arn));
    const targetGroups = [];
    for (const targetGroup of part(await describeTargetGroupsOf(client, arn))) {
      targetGroups.push(part(await describeWhole(client, targetGroup)));
    }
    return {
      loadBalancer: plainJson(loadBalancer),
      attributes: plainJson(attributes),
      tags,
      listeners: listeners.map(plainJson),
      targetGroups,
    };
  });
}

function describeLoadBalancer(client: ElasticLoadBalancingV2Client, arn: string): Promise<Reading<LoadBalancer>> {
  return reading(call('DescribeLoadBalancers'), async () => {
    const { LoadBalancers } = await client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
    const [found, ...others] = required(LoadBalancers, 'LoadBalancers');
    if (found?.LoadBalancerArn !== arn || others.length > 0)
      throw new IncompleteAnswerError(`the answer is not ${arn}`);
    return found;
  });
}

function describeAttributes(
  client: ElasticLoadBalancingV2Client,
  arn: string,
): Promise<Reading<LoadBalancerAttribute[]>> {
  return reading(call('DescribeLoadBalancerAttributes'), async () => {
    const answer = await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }));
    return required(answer.Attributes, 'Attributes');
  });
}

async function describeTags(
  client: ElasticLoadBalancingV2Client,
  arn: string,
): Promise<Reading<Readonly<Record<string, string>>>> {
  const own = await readTagsOf(client, arn);
  if (!own.ok) return own;
  if (own.value.is === 'gone') return incomplete(call('DescribeTags'), `${arn} is gone`);
  return { ok: true, value: Object.fromEntries(own.value.tags) };
}

function describeWhole(
  client: ElasticLoadBalancingV2Client,
  targetGroup: TargetGroup,
): Promise<Reading<LoadBalancerDescription['targetGroups'][number]>> {
  return wholeReading(async (part) => {
    const { arn, name } = part(await parsed(() => parseTargetGroup(targetGroup)));
    return {
      arn,
      name,
      targetGroup: plainJson(targetGroup),
      attributes: plainJson(part(await describeTargetGroupAttributes(client, arn))),
      health: plainJson(part(await describeTargetHealth(client, arn))),
      tags: part(await describeTags(client, arn)),
    };
  });
}

function parsed<T>(parse: () => T): Promise<Reading<T>> {
  return reading(call('DescribeTargetGroups'), async () => parse());
}

/** As it will be stored: dates as ISO 8601, nothing that JSON cannot hold. */
function plainJson(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer));
}

function call(action: string): AwsCall {
  return { service: 'elasticloadbalancing', action };
}
