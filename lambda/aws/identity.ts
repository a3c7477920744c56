/**
 * Who the janitor is to AWS: the account that its verdicts are about, and the role that a cluster's access entry must
 * name.
 */
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { STSClient } from '@aws-sdk/client-sts';

import type { Reading } from '../model/reading.ts';
import { reading, required } from './reading.ts';

const CALL = { service: 'sts', action: 'GetCallerIdentity' } as const;

interface CallerIdentity {
  /** Twelve digits. */
  readonly account: string;
  /** As STS says it; for a Lambda, the ARN of an assumed-role session. */
  readonly arn: string;
  /**
   * The IAM role or user behind it, as an access entry names it. STS leaves out a role's path, so a role with a path
   * comes out without it: good for a message to a person, not for comparing.
   */
  readonly roleOrUserArn: string;
}

/** @param abortSignal ends the call, which is then unreadable */
export function callerIdentity(client: STSClient, abortSignal?: AbortSignal): Promise<Reading<CallerIdentity>> {
  return reading(CALL, async () => {
    const answer = await client.send(new GetCallerIdentityCommand({}), abortSignal && { abortSignal });
    const arn = required(answer.Arn, 'Arn');
    return { account: required(answer.Account, 'Account'), arn, roleOrUserArn: roleOrUserArn(arn) };
  });
}

function roleOrUserArn(arn: string): string {
  const session = /^arn:(?<partition>[^:]+):sts::(?<account>\d+):assumed-role\/(?<role>[^/]+)\//.exec(arn);
  if (session?.groups === undefined) return arn;
  const { partition, account, role } = session.groups;
  return `arn:${partition}:iam::${account}:role/${role}`;
}
