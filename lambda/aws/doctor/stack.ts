/** The state of one CloudFormation stack. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

import type { StackAnswer } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { hasName, unreadable } from '../errors.ts';
import { required } from '../reading.ts';

const CALL = { service: 'cloudformation', action: 'DescribeStacks' } as const;

/** Never rejects; `absent` only by AWS's own words. */
export async function stackNamed(clients: ClientMaker, name: string): Promise<Reading<StackAnswer>> {
  try {
    const { Stacks } = await clients.of(CloudFormationClient).send(new DescribeStacksCommand({ StackName: name }));
    const stack = required(
      Stacks?.find(({ StackName }) => StackName === name),
      `stack ${name}`,
    );
    return {
      ok: true,
      value: { is: 'present', status: required(stack.StackStatus, 'StackStatus'), reason: stack.StackStatusReason },
    };
  } catch (error) {
    // CloudFormation has no error of its own for it: "Stack with id … does not exist".
    if (hasName(error, 'ValidationError') && error instanceof Error && error.message.includes('does not exist')) {
      return { ok: true, value: { is: 'absent' } };
    }
    return unreadable(CALL, error);
  }
}
