/**
 * Deletes load balancers and target groups, one attempt each. It decides nothing: whoever calls it has judged. What AWS
 * refuses stays refused: deletion protection is never switched off, and what is in use is never detached.
 */
import { DeleteLoadBalancerCommand, DeleteTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Deleter, WriteResult } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { isNamed, writeFailure } from './writing.ts';

/**
 * The port on a real client. What is gone already counts as deleted: "If the load balancer does not exist or has already
 * been deleted, the call succeeds" (ELBv2 API reference, DeleteLoadBalancer), though the API names an error for it.
 */
export function elbDeleter(client: ElasticLoadBalancingV2Client): Deleter {
  return {
    deleteLoadBalancer: (arn) =>
      deleting('DeleteLoadBalancer', 'LoadBalancerNotFound', () =>
        client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn })),
      ),

    // Right after its load balancer went, a target group is in use for some seconds: when to try again is the caller's
    // to say.
    deleteTargetGroup: (arn) =>
      deleting('DeleteTargetGroup', 'TargetGroupNotFound', () =>
        client.send(new DeleteTargetGroupCommand({ TargetGroupArn: arn })),
      ),
  };
}

async function deleting(action: string, alreadyGone: string, send: () => Promise<unknown>): Promise<WriteResult> {
  const call: AwsCall = { service: 'elasticloadbalancing', action };
  try {
    await send();
    return { ok: true };
  } catch (error) {
    return isNamed(error, alreadyGone) ? { ok: true } : writeFailure(call, error);
  }
}
