/** The stack of the janitor: who may say that there is none. */
import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStackResourcesCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import type { StackResource } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';

import type { ClientMaker } from '../../lambda/aws/clients.ts';
import { janitorStack } from '../../lambda/aws/janitor-stack.ts';

const client = new CloudFormationClient({ region: 'eu-west-3' });
const cloudFormation = mockClient(client);
const clients = { of: () => client } as unknown as ClientMaker;
const STACK_ID = 'arn:aws:cloudformation:eu-west-3:123456789012:stack/janitors/1';
const ASKED = { PhysicalResourceId: 'nlb-janitor-sweep' };

beforeEach(() => {
  cloudFormation.reset();
  cloudFormation.onAnyCommand().rejects(new Error('unexpected command'));
});

function resource(ResourceType: string, PhysicalResourceId: string, ResourceStatus = 'CREATE_COMPLETE'): StackResource {
  const common = {
    StackName: 'janitors',
    StackId: STACK_ID,
    LogicalResourceId: 'NlbJanitorSnapshots1',
    Timestamp: new Date('2026-01-01T00:00:00Z'),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the statuses are words of CloudFormation
  return {
    ...common,
    ResourceType,
    PhysicalResourceId,
    ResourceStatus: ResourceStatus as StackResource['ResourceStatus'],
  };
}

function answers(...StackResources: StackResource[]): void {
  cloudFormation.on(DescribeStackResourcesCommand, ASKED).resolves({ StackResources });
}

function refuses(name: string, message: string): void {
  const error = new CloudFormationServiceException({ name, message, $fault: 'client', $metadata: {} });
  cloudFormation.on(DescribeStackResourcesCommand, ASKED).rejects(error);
}

test('is the one that has the function sweep, with its roles and buckets', async () => {
  answers(
    resource('AWS::Lambda::Function', 'nlb-janitor-sweep'),
    resource('AWS::IAM::Role', 'nlb-janitor-sweep-eu-west-3'),
    resource('AWS::IAM::Role', 'of-the-app'),
    resource('AWS::S3::Bucket', 'snapshots'),
    { ...resource('AWS::S3::Bucket', 'of-the-app'), LogicalResourceId: 'Uploads' },
    resource('AWS::S3::Bucket', 'gone', 'DELETE_COMPLETE'),
  );
  expect(await janitorStack(clients)).toEqual({
    ok: true,
    value: {
      is: 'present',
      name: 'janitors',
      roleNames: ['nlb-janitor-sweep-eu-west-3'],
      snapshotBuckets: ['snapshots'],
    },
  });
});

test('is absent where CloudFormation says so, and where it was deleted', async () => {
  refuses('ValidationError', 'Stack for nlb-janitor-sweep does not exist');
  expect(await janitorStack(clients)).toEqual({ ok: true, value: { is: 'absent' } });
  answers(resource('AWS::Lambda::Function', 'nlb-janitor-sweep', 'DELETE_COMPLETE'));
  expect(await janitorStack(clients)).toEqual({ ok: true, value: { is: 'absent' } });
});

test.each(['DELETE_IN_PROGRESS', 'DELETE_FAILED', 'UPDATE_COMPLETE'])('is there while sweep is %s', async (status) => {
  answers(resource('AWS::Lambda::Function', 'nlb-janitor-sweep', status));
  expect(await janitorStack(clients)).toMatchObject({ ok: true, value: { is: 'present' } });
});

test.each([
  ['another fault of the same name', 'ValidationError', '1 validation error detected'],
  ['the same words by another name', 'AccessDenied', 'Stack for nlb-janitor-sweep does not exist'],
])('is unreadable after %s', async (_what, name, message) => {
  refuses(name, message);
  expect(await janitorStack(clients)).toMatchObject({ ok: false, why: expect.stringContaining(name) });
});

describe('a stack of a hundred resources and more, of which CloudFormation describes the first hundred', () => {
  const LISTED = { StackName: STACK_ID };
  const first = Array.from({ length: 100 }, (_, number) => resource('AWS::EKS::AccessEntry', `entry-${number}`));
  const summary = (type: string, id: string) => ({
    ...resource(type, id),
    LastUpdatedTimestamp: new Date('2026-01-01T00:00:00Z'),
  });

  test('is listed, page by page', async () => {
    answers(...first);
    cloudFormation
      .on(ListStackResourcesCommand, LISTED)
      .resolves({ StackResourceSummaries: [summary('AWS::S3::Bucket', 'snapshots')], NextToken: 'more' })
      .on(ListStackResourcesCommand, { ...LISTED, NextToken: 'more' })
      .resolves({ StackResourceSummaries: [summary('AWS::Lambda::Function', 'nlb-janitor-sweep')] });
    expect(await janitorStack(clients)).toEqual({
      ok: true,
      value: { is: 'present', name: 'janitors', roleNames: [], snapshotBuckets: ['snapshots'] },
    });
  });

  test('is not listed with one less', async () => {
    answers(...first.slice(2), resource('AWS::Lambda::Function', 'nlb-janitor-sweep'));
    expect(await janitorStack(clients)).toMatchObject({ ok: true, value: { is: 'present' } });
  });

  test('is unreadable where it may not be listed', async () => {
    answers(...first);
    const refusal = { name: 'AccessDenied', message: 'no', $fault: 'client', $metadata: {} } as const;
    cloudFormation.on(ListStackResourcesCommand, LISTED).rejects(new CloudFormationServiceException(refusal));
    expect(await janitorStack(clients)).toMatchObject({
      ok: false,
      why: expect.stringContaining('ListStackResources'),
    });
  });
});
