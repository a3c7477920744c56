/**
 * The stack that the janitor was deployed by, whatever its name: CloudFormation is asked for the stack of the function
 * `sweep`, whose name is fixed (infra/janitor-function.ts). Reads only.
 */
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';

import type { Reading } from '../model/reading.ts';
import type { ClientMaker } from './clients.ts';
import { unreadable, type AwsCall } from './errors.ts';
import { reading, required } from './reading.ts';

const DESCRIBE: AwsCall = { service: 'cloudformation', action: 'DescribeStackResources' };
const LIST: AwsCall = { service: 'cloudformation', action: 'ListStackResources' };
const SWEEP = 'nlb-janitor-sweep';
/** API_DescribeStackResources: "Only the first 100 resources will be returned." Some clusters make a stack of more. */
const MOST_DESCRIBED = 100;

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
  const client = clients.of(CloudFormationClient);
  try {
    const answer = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: SWEEP }));
    const described = required(answer.StackResources, 'StackResources');
    const { StackName: name, StackId: id } = required(described[0], 'StackResources');
    // SAFETY: of a list that was cut short, `sweep` itself may be what is missing.
    if (described.length >= MOST_DESCRIBED) return await listedStack(client, name, id);
    return { ok: true, value: stackOf(name, described) };
  } catch (error) {
    // SAFETY: a stack that cannot be read may be there, and its next sweep would quarantine again.
    if (isNoStack(error)) return { ok: true, value: { is: 'absent' } };
    return unreadable(DESCRIBE, error);
  }
}

/** @param id the only name of a stack that was deleted */
function listedStack(
  client: CloudFormationClient,
  name: string | undefined,
  id: string | undefined,
): Promise<Reading<JanitorStack>> {
  return reading(LIST, async () => {
    const all: StackResourceSummary[] = [];
    for await (const page of paginateListStackResources({ client }, { StackName: required(id, 'StackId') })) {
      all.push(...required(page.StackResourceSummaries, 'StackResourceSummaries'));
    }
    return stackOf(name, all);
  });
}

/** CloudFormation has no error of its own for it, and answers other faults by the same name. */
function isNoStack(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.endsWith('does not exist');
}

/** What both calls say of a resource. */
type Described = Pick<
  StackResourceSummary,
  'LogicalResourceId' | 'PhysicalResourceId' | 'ResourceStatus' | 'ResourceType'
>;

/** It remembers a deleted stack for 90 days (API_DescribeStackResources). */
function stackOf(name: string | undefined, all: readonly Described[]): JanitorStack {
  const present = all.filter(({ ResourceStatus: status }) => status !== 'DELETE_COMPLETE');
  const sweep = present.find(({ PhysicalResourceId: id }) => id === SWEEP);
  if (sweep === undefined) return { is: 'absent' };
  const idsOf = (type: string, logical = ''): readonly string[] =>
    present.flatMap(({ ResourceType, LogicalResourceId, PhysicalResourceId: id }) =>
      ResourceType === type && id !== undefined && LogicalResourceId?.includes(logical) === true ? [id] : [],
    );
  return {
    is: 'present',
    name: required(name, 'StackName'),
    roleNames: idsOf('AWS::IAM::Role').filter((role) => role.startsWith('nlb-janitor-')),
    snapshotBuckets: idsOf('AWS::S3::Bucket', 'Snapshots'),
  };
}
