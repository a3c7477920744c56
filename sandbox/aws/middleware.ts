/**
 * Puts an account in a box behind a real SDK client. The middleware answers where the response would be parsed, inside the
 * SDK's retries: validation, retries, paginators and error classes stay real, and the HTTP handler is never reached.
 */
import { middlewareOf } from '../../lambda/aws/pace.ts';
import type { AnyAwsClient } from '../../lambda/aws/pace.ts';
import type { Account } from '../account.ts';
import { autoScaling } from './auto-scaling.ts';
import { cloudTrail } from './cloudtrail.ts';
import { cloudWatch } from './cloudwatch.ts';
import { eks } from './eks.ts';
import { elasticLoadBalancing } from './elastic-load-balancing.ts';
import { faultError, throttled } from './errors.ts';
import type { SandboxService } from './service.ts';
import { sts } from './sts.ts';

const SERVICES: readonly SandboxService[] = [autoScaling, cloudTrail, cloudWatch, eks, elasticLoadBalancing, sts];
const READS = /^(Describe|Get|List|Lookup)/;

/** From now on the client talks to the account, and to nothing else. */
export function attachSandbox(client: AnyAwsClient, account: Account): void {
  middlewareOf(client).add(
    (_next, context) =>
      async ({ input }) => {
        const output = await answer(account, String(context.clientName), String(context.commandName), input);
        return { response: {}, output: { ...output, $metadata: { httpStatusCode: 200, requestId: 'sandbox' } } };
      },
    { name: 'sandbox', step: 'deserialize', priority: 'high' },
  );
}

async function answer(account: Account, clientName: string, commandName: string, input: object): Promise<object> {
  const command = commandName.replace(/Command$/, '');
  const service = SERVICES.find((candidate) => candidate.clientName === clientName);
  const run = service?.commands[command];
  if (service === undefined || run === undefined) {
    throw new Error(`sandbox: ${clientName} cannot answer ${command}; nothing was sent anywhere`);
  }

  const { log } = account;
  const call = log.record({ service: service.name, command, input, mutating: !READS.test(command) });
  const nth = log.calls.length;
  await log.onCall?.(call, nth);
  const fault = log.takeFault(call);
  if (fault !== undefined) throw faultError(service, account, call, fault);
  if (service.isThrottled === true && !account.throttling.take(call.mutating)) throw throttled(service);
  // A copy, so that nobody holds a piece of the account in hand.
  const output = structuredClone(run(account, input as never));
  await log.onAnswer?.(call, nth);
  return output;
}
