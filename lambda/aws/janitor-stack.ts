/**
 * The stack that the janitor was deployed by, whatever its name: CloudFormation is asked for the stack of the function
 * `sweep`, whose name is fixed (infra/janitor-function.ts). Reads only.
 */
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { StackResource } from '@aws-sdk/client-cloudformation';

import type { Reading } from '../model/reading.ts';
import type { ClientMaker } from './clients.ts';
import { unreadable } from './errors.ts';
import { required } from './reading.ts';

const CALL = { service: 'cloudformation', action: 'DescribeStackResources' } as const;
const SWEEP = 'nlb-janitor-sweep';

export type JanitorStack =
  | { readonly is: 'absent' }
  | {
      readonly is: 'present';
      readonly name: string;
      /** Of the janitor's functions. */
      readonly roleNames: readonly string[];
      /** Made by the construct; none where it was given one. */
      readonly snapshotBuckets: readonly string[];
    };

/** Never `absent` unless CloudFormation says so. */
export async function janitorStack(clients: ClientMaker): Promise<Reading<JanitorStack>> {
  try {
    const command = new DescribeStackResourcesCommand({ PhysicalResourceId: SWEEP });
    const answer = await clients.of(CloudFormationClient).send(command);
    return { ok: true, value: stackOf(required(answer.StackResources, 'StackResources')) };
  } catch (error) {
    // SAFETY: a stack that cannot be read may be there, and its next sweep would quarantine again.
    if (isNoStack(error)) return { ok: true, value: { is: 'absent' } };
    return unreadable(CALL, error);
  }
}

/** CloudFormation has no error of its own for it, and answers other faults by the same name. */
function isNoStack(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.endsWith('does not exist');
}

/** It remembers a deleted stack for 90 days (API_DescribeStackResources). */
function stackOf(all: readonly StackResource[]): JanitorStack {
  const present = all.filter(({ ResourceStatus: status }) => status !== 'DELETE_COMPLETE');
  const sweep = present.find(({ PhysicalResourceId: id }) => id === SWEEP);
  if (sweep === undefined) return { is: 'absent' };
  const idsOf = (type: string, logical = ''): readonly string[] =>
    present.flatMap(({ ResourceType, LogicalResourceId, PhysicalResourceId: id }) =>
      ResourceType === type && id !== undefined && LogicalResourceId?.includes(logical) === true ? [id] : [],
    );
  return {
    is: 'present',
    name: required(sweep.StackName, 'StackName'),
    roleNames: idsOf('AWS::IAM::Role').filter((name) => name.startsWith('nlb-janitor-')),
    snapshotBuckets: idsOf('AWS::S3::Bucket', 'Snapshots'),
  };
}
