/** The exact commands and links with which a person answers a notice. Pure. */
import { shellWord } from '../commands.ts';
import { TAG } from '../tags/keys.ts';

interface Answers {
  readonly approve: string;
  readonly reject: string;
  readonly keep: string;
  readonly consoleUrl: string;
}

/**
 * Each answer as a call of the AWS command line, which works wherever the reader is. Never an `npx` line: nlb-janitor is
 * not published, so npx would run whatever a stranger put under that name, with the reader's credentials.
 */
export function answersFor(arn: string, region: string): Answers {
  const addTag = (key: string, value: string): string =>
    `aws elbv2 add-tags --region ${region} --resource-arns ${shellWord(arn)} --tags Key=${key},Value=${value}`;
  return {
    approve: addTag(TAG.approval, 'approved'),
    reject: addTag(TAG.approval, 'rejected'),
    keep: addTag(TAG.keep, 'true'),
    consoleUrl: consoleUrl(arn, region),
  };
}

/** The page of the load balancer in the console, opened at its tags. */
export function consoleUrl(arn: string, region: string): string {
  return `https://${consoleHost(region)}/ec2/home?region=${region}#LoadBalancer:loadBalancerArn=${arn};tab=tags`;
}

/** The page of one object of a bucket in the console, where it can be opened. */
export function objectConsoleUrl(bucket: string, key: string, region: string): string {
  return `https://${consoleHost(region)}/s3/object/${bucket}?region=${region}&prefix=${key}`;
}

/** One console for each partition but the commercial one, whose regions have their own. */
export function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  if (region.startsWith('eusc-')) return 'console.amazonaws-eusc.eu';
  return `${region}.console.aws.amazon.com`;
}
