/**
 * Everything that AWS says about one load balancer, for the snapshot, and its target groups as they are now. A description
 * with a hole is unreadable: what is not in the snapshot cannot be built again.
 */
import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  ElasticLoadBalancingV2Client,
  LoadBalancer,
  LoadBalancerAttribute,
  TargetGroup as TargetGroupAnswer,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Reading } from '../model.ts';
import type { Describer, LoadBalancerDescription } from '../ports.ts';
import { describeListeners } from './describe-listeners.ts';
import {
  describeTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroupsOf,
  describeTargetHealth,
} from './describe-target-groups.ts';
import type { AwsCall } from './errors.ts';
import { incomplete, IncompleteAnswerError } from './errors.ts';
import { readTags } from './load-balancer-tags.ts';
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

    async targetGroup(arn) {
      const answer = await describeTargetGroup(client, arn);
      if (answer.ok !== true) return answer;
      return parsed(() => parseTargetGroup(answer.value));
    },

    targetGroupTags: (arns) => readTags(client, arns),
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
  const tags = (await readTags(client, [arn])).get(arn);
  if (tags?.ok === true) return { ok: true, value: Object.fromEntries(tags.value) };
  return tags?.ok === false ? tags : incomplete(call('DescribeTags'), `${arn} is gone`);
}

function describeWhole(
  client: ElasticLoadBalancingV2Client,
  targetGroup: TargetGroupAnswer,
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
