/**
 * Deletes load balancers and target groups, one attempt each. It decides nothing: whoever calls it has judged. What AWS
 * refuses stays refused: deletion protection is never switched off, and what is in use is never detached.
 */
import { DeleteLoadBalancerCommand, DeleteTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Deleter, WriteResult } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { isNamed, requireAws, writeFailure } from './writing.ts';

/**
 * The port on a real client. What is gone already counts as deleted: "If the load balancer does not exist or has already
 * been deleted, the call succeeds" (ELBv2 API reference, DeleteLoadBalancer), though the API names an error for it.
 */
export function elbDeleter(client: ElasticLoadBalancingV2Client): Deleter {
  return {
    deleteLoadBalancer: (arn) =>
      deleting('DeleteLoadBalancer', 'LoadBalancerNotFound', () =>
        client.send(once(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }))),
      ),

    // Right after its load balancer went, a target group is in use for some seconds: when to try again is the caller's
    // to say.
    deleteTargetGroup: (arn) =>
      deleting('DeleteTargetGroup', 'TargetGroupNotFound', () =>
        client.send(once(new DeleteTargetGroupCommand({ TargetGroupArn: arn }))),
      ),
  };
}

interface Deletion {
  readonly middlewareStack: unknown;
}

/** A middleware that does not care what the command is. */
type AnyMiddleware = <Args>(next: (args: Args) => Promise<Answer>) => (args: Args) => Promise<Answer>;

/** What handlers give back; the answer to a deletion says nothing but that it is one. */
interface Answer {
  readonly output: { readonly $metadata: { readonly requestId?: string | undefined } };
  readonly response: unknown;
}

/**
 * The command without the SDK's retries: they wait seconds, in which somebody may pause the janitor or say no, and look at
 * nothing in between. The failure of the one attempt passes the retries by as an output.
 */
function once<C extends Deletion>(command: C): C {
  const stack = command.middlewareStack as {
    addRelativeTo(middleware: AnyMiddleware, place: object): void;
    add(middleware: AnyMiddleware, place: object): void;
  };
  let failure: { readonly error: unknown } | undefined;
  const attempt: AnyMiddleware = (next) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      // SAFETY: a second attempt would delete by what was read before the first.
      failure = { error };
      return { output: { $metadata: {} }, response: undefined };
    }
  };
  const failed: AnyMiddleware = (next) => async (args) => {
    const answer = await next(args);
    if (failure !== undefined) throw failure.error;
    return answer;
  };
  stack.addRelativeTo(attempt, { name: 'oneAttempt', relation: 'after', toMiddleware: 'retryMiddleware' });
  stack.add(failed, { name: 'failureOfTheOneAttempt', step: 'initialize', priority: 'high' });
  return command;
}

async function deleting(
  action: string,
  alreadyGone: string,
  send: () => Promise<Answer['output']>,
): Promise<WriteResult> {
  const call: AwsCall = { service: 'elasticloadbalancing', action };
  try {
    requireAws(await send());
    return { ok: true };
  } catch (error) {
    return isNamed(error, alreadyGone) ? { ok: true } : writeFailure(call, error);
  }
}
