/**
 * One call to the account in a box, however it came (SDK middleware or HTTP): recorded, put through the faults and hooks
 * that a test set, answered by the service's own function. It never sends anything anywhere.
 */
import type { Account } from '../account.ts';
import { apiGatewayV2 } from './api-gateway-v2.ts';
import { apiGateway } from './api-gateway.ts';
import { autoScaling } from './auto-scaling.ts';
import { cloudFormation } from './cloudformation.ts';
import { cloudFront } from './cloudfront.ts';
import { cloudTrail } from './cloudtrail.ts';
import { cloudWatch } from './cloudwatch.ts';
import { configService } from './config-service.ts';
import { ec2 } from './ec2.ts';
import { ecs } from './ecs.ts';
import { eks } from './eks.ts';
import { classicElasticLoadBalancing } from './elastic-load-balancing-classic.ts';
import { elasticLoadBalancing } from './elastic-load-balancing.ts';
import { faultError, throttled } from './errors.ts';
import { globalAccelerator } from './global-accelerator.ts';
import { route53 } from './route-53.ts';
import { s3 } from './s3.ts';
import { secretsManager } from './secrets-manager.ts';
import type { SandboxService } from './service.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';
import { sts } from './sts.ts';

export const SERVICES: readonly SandboxService[] = [
  apiGateway,
  apiGatewayV2,
  autoScaling,
  cloudFormation,
  cloudFront,
  classicElasticLoadBalancing,
  cloudTrail,
  cloudWatch,
  configService,
  ec2,
  ecs,
  eks,
  elasticLoadBalancing,
  globalAccelerator,
  route53,
  s3,
  secretsManager,
  sns,
  sqs,
  ssm,
  sts,
];
const READS = /^(Describe|Get|List|Lookup)/;

/**
 * @param command as in IAM actions: `DescribeTags`
 * @returns the output without `$metadata`
 * @throws the service's own errors; a plain Error for what the sandbox cannot answer
 */
export async function answer(account: Account, clientName: string, command: string, input: object): Promise<object> {
  const service = SERVICES.find((candidate) => candidate.clientName === clientName);
  const run = service?.commands[command];
  if (service === undefined || run === undefined) {
    const gap = `sandbox: ${clientName} cannot answer ${command}; nothing was sent anywhere`;
    account.log.gaps.push(gap);
    throw new Error(gap);
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
