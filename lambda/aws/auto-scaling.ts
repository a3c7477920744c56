/**
 * Reads which target groups Auto Scaling groups register their instances with: a target group named here is in use,
 * whoever else left it. A group that does not say what it is attached to makes the list unreadable.
 */
import { paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling';
import type {
  AutoScalingClient,
  AutoScalingGroup as GroupAnswer,
  TrafficSourceIdentifier,
} from '@aws-sdk/client-auto-scaling';

import type { AutoScalingGroup } from '../model/aws.ts';
import type { AutoScaling } from '../ports/read.ts';
import { IncompleteAnswerError } from './errors.ts';
import { reading, required } from './reading.ts';

const CALL = { service: 'autoscaling', action: 'DescribeAutoScalingGroups' } as const;
const PAGE_SIZE = 100;

export function autoScalingGroups(client: AutoScalingClient): AutoScaling {
  return {
    groups: () =>
      reading(CALL, async () => {
        const found: AutoScalingGroup[] = [];
        for await (const page of paginateDescribeAutoScalingGroups({ client, pageSize: PAGE_SIZE }, {})) {
          for (const answer of required(page?.AutoScalingGroups, 'AutoScalingGroups')) {
            const group = parseGroup(answer);
            if (group.targetGroupArns.length > 0) found.push(group);
          }
        }
        return found;
      }),
  };
}

function parseGroup(answer: GroupAnswer): AutoScalingGroup {
  const name = required(answer.AutoScalingGroupName, 'AutoScalingGroupName for one group');
  const { TargetGroupARNs: arns, TrafficSources: sources } = answer;
  // Older endpoints send no TrafficSources; one of the two must be there to say "attached to nothing".
  if (arns === undefined && sources === undefined) {
    throw new IncompleteAnswerError(`the answer has neither TargetGroupARNs nor TrafficSources for group ${name}`);
  }
  const targetGroupArns = new Set(arns);
  sources?.filter(isTargetGroup).forEach(({ Identifier }) => {
    targetGroupArns.add(required(Identifier, `Identifier for a traffic source of group ${name}`));
  });
  return { name, targetGroupArns: [...targetGroupArns] };
}

/** Type may be left out for load balancers (Auto Scaling API reference, TrafficSourceIdentifier): then the ARN tells. */
function isTargetGroup({ Identifier, Type }: TrafficSourceIdentifier): boolean {
  return Type === undefined ? Identifier?.includes(':targetgroup/') === true : Type === 'elbv2';
}
