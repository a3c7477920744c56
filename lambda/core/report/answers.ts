/** The exact commands and links with which a person answers a notice. Pure. */
import { TAG } from '../tags/keys.ts';

interface Answers {
  readonly approve: readonly string[];
  readonly reject: readonly string[];
  readonly keep: readonly string[];
  readonly consoleUrl: string;
}

/**
 * Each answer by the AWS command line, which works wherever the reader is, and by nlb-janitor, which works in a clone
 * of it
 * only: elsewhere `npx` would fetch whatever somebody published under that name.
 */
export function answersFor(arn: string, region: string): Answers {
  const both = (verb: string, key: string, value: string): readonly string[] => [
    `aws elbv2 add-tags --region ${region} --resource-arns ${arn} --tags Key=${key},Value=${value}`,
    `npx nlb-janitor ${verb} ${arn}`,
  ];
  return {
    approve: both('approve', TAG.approval, 'approved'),
    reject: both('reject', TAG.approval, 'rejected'),
    keep: both('keep', TAG.keep, 'true'),
    consoleUrl: consoleUrl(arn, region),
  };
}

/** The page of the load balancer in the console, opened at its tags. */
export function consoleUrl(arn: string, region: string): string {
  return `https://${consoleHost(region)}/ec2/home?region=${region}#LoadBalancer:loadBalancerArn=${arn};tab=tags`;
}

/** One console for each partition but the commercial one, whose regions have their own. */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  if (region.startsWith('eusc-')) return 'console.amazonaws-eusc.eu';
  return `${region}.console.aws.amazon.com`;
}
