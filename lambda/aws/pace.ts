/**
 * How fast a client may call: SDK middleware that keeps calls strictly one after the other and under a rate. It slows
 * calls down; it must never drop, repeat or reorder one.
 */
import type { STSClient } from '@aws-sdk/client-sts';
import pThrottle from 'p-throttle';

/** At most `calls` in any span of `perMilliseconds`. */
export interface RateLimit {
  readonly calls: number;
  readonly perMilliseconds: number;
}

/** What all SDK clients have in common, as far as middleware goes. */
export interface AnyAwsClient {
  readonly middlewareStack: unknown;
}

export type Stack = STSClient['middlewareStack'];

/** A middleware that does not care what the command is. */
type AnyMiddleware = <Args, Output>(
  next: (args: Args) => Promise<Output>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Output>;

/**
 * The client's middleware stack, typed as one service's. All stacks are one class; their types differ only in the inputs
 * and outputs of the commands, which middleware in this project passes through or treats as unknown.
 */
export function middlewareOf(client: AnyAwsClient): Stack {
  return client.middlewareStack as Stack;
}

/** Which calls a limit is for. */
type Pace = 'every call' | 'calls that change something';

/**
 * Limits the client's attempts, retries included: a retry costs a token of the account's bucket like any other call.
 * Limits add up: a call waits for each that is for it. Strict (sliding) windows, because two bursts back to back at a
 * window's edge would empty the bucket for everyone else.
 */
export function limitRate(client: AnyAwsClient, limit: RateLimit, pace: Pace = 'every call'): void {
  const turn = pThrottle({ limit: limit.calls, interval: limit.perMilliseconds, strict: true })(async () => {});
  const waitForTurn: AnyMiddleware = (next, context) => async (args) => {
    if (pace === 'every call' || !isRead(context.commandName)) await turn();
    return next(args);
  };
  middlewareOf(client).addRelativeTo(waitForTurn, {
    name: `rateLimit: ${pace}`,
    relation: 'after',
    toMiddleware: 'retryMiddleware',
  });
}

/** ELBv2's reads all begin with Describe or Get; what this does not know counts as a change and waits. */
function isRead(commandName: string | undefined): boolean {
  return commandName !== undefined && /^(Describe|Get)/.test(commandName);
}

/** Starts a call of the client only when the one before it has ended, with all of its retries. */
export function oneCallAtATime(client: AnyAwsClient): void {
  let last: Promise<unknown> = Promise.resolve();
  const waitForLast: AnyMiddleware = (next) => (args) => {
    const call = last.then(() => next(args));
    // The queue goes on after a failure; the failure itself goes to the caller, through `call`.
    last = call.catch(() => undefined);
    return call;
  };
  middlewareOf(client).add(waitForLast, { name: 'oneCallAtATime', step: 'initialize', priority: 'high' });
}
