/** Which CloudTrail records prove that a cluster was deleted here, and which prove nothing. */
import { CloudTrailClient, CloudTrailServiceException, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';

import { trailClusterDeletions } from '../../lambda/aws/cluster-deletions.ts';

const client = new CloudTrailClient({ region: 'eu-west-3' });
const trail = mockClient(client);
const note = jest.fn();
const deletions = trailClusterDeletions(client, { account: '123456789012', region: 'eu-west-3', journal: { note } });

const SINCE = new Date('2026-01-01T00:00:00Z');

beforeEach(() => {
  note.mockReset();
  trail.reset();
  trail.onAnyCommand().rejects(new Error('unexpected command'));
});

/** The shape of a recorded EKS DeleteCluster: the cluster's answer with status DELETING. */
function record(changes: Record<string, unknown> = {}) {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/ops/jane' },
    eventTime: '2026-02-03T04:05:06Z',
    eventSource: 'eks.amazonaws.com',
    eventName: 'DeleteCluster',
    awsRegion: 'eu-west-3',
    requestParameters: { name: 'prod' },
    responseElements: {
      cluster: { name: 'prod', status: 'DELETING', resourcesVpcConfig: { vpcId: 'vpc-1', subnetIds: ['subnet-1'] } },
    },
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
    ...changes,
  };
}

function event(content: unknown, EventSource = 'eks.amazonaws.com') {
  return { EventId: 'e-1', EventName: 'DeleteCluster', EventSource, CloudTrailEvent: JSON.stringify(content) };
}

async function deletionsIn(...contents: unknown[]) {
  trail.on(LookupEventsCommand).resolves({ Events: contents.map((content) => event(content)) });
  return deletions.list(SINCE);
}

const PROOF = {
  name: 'prod',
  deletedAt: new Date('2026-02-03T04:05:06Z'),
  vpcId: 'vpc-1',
  source: 'cloudtrail',
} as const;

test('reads both of two pages of DeleteCluster events since the instant', async () => {
  const lookup = {
    LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'DeleteCluster' }],
    StartTime: SINCE,
  };
  trail
    .on(LookupEventsCommand, lookup)
    .resolves({ Events: [event(record())], NextToken: 't' })
    .on(LookupEventsCommand, { ...lookup, NextToken: 't' })
    .resolves({ Events: [event(record({ requestParameters: { name: 'old' } }))] });
  const list = await deletions.list(SINCE);
  expect(list).toEqual({ ok: true, value: [PROOF, { ...PROOF, name: 'old' }] });
  expect(note).not.toHaveBeenCalled();
});

test('is unreadable when the second page fails', async () => {
  trail
    .on(LookupEventsCommand)
    .resolvesOnce({ Events: [event(record())], NextToken: 't' })
    .rejectsOnce(
      new CloudTrailServiceException({ name: 'AccessDeniedException', $fault: 'client', $metadata: {}, message: 'no' }),
    );
  expect(await deletions.list(SINCE)).toEqual({
    ok: false,
    cause: 'denied',
    why: 'cloudtrail LookupEvents: AccessDeniedException: no: add cloudtrail:LookupEvents to the role',
  });
});

test('is unreadable when a page has no list of events', async () => {
  trail.on(LookupEventsCommand).resolves({});
  expect(await deletions.list(SINCE)).toMatchObject({ ok: false, cause: 'incomplete' });
});

test.each<[string, unknown, Date | undefined]>([
  ['in seconds', 1_767_225_600.5, new Date('2026-01-01T00:00:00.500Z')],
  ['as a text', '2026-01-01T01:00:00+01:00', new Date('2026-01-01T00:00:00Z')],
  ['as a text without a time zone', '2026-01-01T00:00:00', undefined],
  ['as anything else', { seconds: 1 }, undefined],
])('reads when the cluster was made, %s', async (_, createdAt, madeAt) => {
  const cluster = { createdAt, resourcesVpcConfig: { vpcId: 'vpc-1' } };
  const list = await deletionsIn(record({ responseElements: { cluster } }));
  expect(list).toEqual({ ok: true, value: [{ ...PROOF, ...(madeAt === undefined ? {} : { madeAt }) }] });
});

test('reads the old form of the cluster name', async () => {
  expect(await deletionsIn(record({ requestParameters: { clusterName: 'prod' } }))).toEqual({
    ok: true,
    value: [PROOF],
  });
});

test.each([
  ['no response', { responseElements: null }],
  ['a response without a VPC', { responseElements: { cluster: { name: 'prod' } } }],
])('leaves the VPC open when the record has %s', async (_title, changes) => {
  expect(await deletionsIn(record(changes))).toEqual({ ok: true, value: [{ ...PROOF, vpcId: undefined }] });
});

test.each([
  ['failed', { errorCode: 'AccessDenied', responseElements: null }],
  ['failed without saying how', { errorCode: '' }],
  ['was in another account', { recipientAccountId: '999999999999' }],
  ['was in another region', { awsRegion: 'eu-west-1' }],
  ['is another event', { eventName: 'DeleteNodegroup' }],
  ['is of ECS', { eventSource: 'ecs.amazonaws.com', requestParameters: { cluster: 'prod' } }],
  ['is of Redshift', { eventSource: 'redshift.amazonaws.com', requestParameters: { clusterIdentifier: 'prod' } }],
])('skips a deletion that %s, without a word', async (_title, changes) => {
  expect(await deletionsIn(record(changes))).toEqual({ ok: true, value: [] });
  expect(note).not.toHaveBeenCalled();
});

test.each([
  ['no name', record({ requestParameters: {} })],
  ['an empty name', record({ requestParameters: { name: '' } })],
  ['no parameters', record({ requestParameters: null })],
  ['no time', record({ eventTime: undefined })],
  ['a time that is none', record({ eventTime: 'Feb 3, 2026 4:05:06 AM' })],
  ['no account', record({ recipientAccountId: undefined })],
  ['no region', record({ awsRegion: undefined })],
  ['no source', record({ eventSource: undefined })],
  ['no object', 'DeleteCluster'],
])('skips an EKS record with %s, and notes it', async (_title, content) => {
  expect(await deletionsIn(content, record())).toEqual({ ok: true, value: [PROOF] });
  expect(note).toHaveBeenCalledWith(expect.stringContaining('cannot be read'), { eventId: 'e-1' });
});

test('skips a record that is no JSON, and notes it, but not when it is of another service', async () => {
  const broken = { EventId: 'e-1', CloudTrailEvent: '{' };
  trail.on(LookupEventsCommand).resolves({ Events: [{ ...broken, EventSource: 'kafka.amazonaws.com' }] });
  expect(await deletions.list(SINCE)).toEqual({ ok: true, value: [] });
  expect(note).not.toHaveBeenCalled();
  trail
    .on(LookupEventsCommand)
    .resolves({ Events: [{ ...broken, EventSource: 'eks.amazonaws.com' }, { EventId: 'e-1' }] });
  expect(await deletions.list(SINCE)).toEqual({ ok: true, value: [] });
  expect(note).toHaveBeenCalledTimes(2);
});
