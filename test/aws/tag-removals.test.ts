/** Which CloudTrail records show that the AWS Load Balancer Controller took the janitor's tags off, and which do not. */
import { CloudTrailClient, CloudTrailServiceException, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';

import { trailTagRemovals } from '../../lambda/aws/tag-removals.ts';

const client = new CloudTrailClient({ region: 'eu-west-3' });
const trail = mockClient(client);
const removals = trailTagRemovals(client);
const SINCE = new Date('2026-02-22T00:00:00Z');
const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/k8s-a-b-0123456789/50dc6c495c0c9188';

beforeEach(() => {
  trail.reset();
  trail.onAnyCommand().rejects(new Error('unexpected command'));
});

function record(changes: Record<string, unknown> = {}) {
  return {
    eventTime: '2026-02-23T04:05:06Z',
    eventSource: 'elasticloadbalancing.amazonaws.com',
    eventName: 'RemoveTags',
    userAgent: 'elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/1.36.3 os/linux',
    requestParameters: { resourceArns: [ARN], tagKeys: ['nlb-janitor/reason', 'team'] },
    ...changes,
  };
}

const event = (content: unknown) => ({ EventName: 'RemoveTags', CloudTrailEvent: JSON.stringify(content) });
const FOUND = { arn: ARN, at: new Date('2026-02-23T04:05:06Z') };

async function removalsIn(...contents: unknown[]) {
  trail.on(LookupEventsCommand).resolves({ Events: contents.map(event) });
  return removals.byController(SINCE);
}

test('finds a removal by the controller, on both of two pages', async () => {
  const lookup = {
    LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'RemoveTags' }],
    StartTime: SINCE,
  };
  trail
    .on(LookupEventsCommand, { ...lookup, NextToken: undefined })
    .resolves({ Events: [event(record())], NextToken: 'm' });
  trail.on(LookupEventsCommand, { ...lookup, NextToken: 'm' }).resolves({ Events: [event(record())] });
  expect(await removals.byController(SINCE)).toEqual({ ok: true, value: [FOUND, FOUND] });
});

test('counts one that was refused: the controller tried', async () => {
  expect(await removalsIn(record({ errorCode: 'AccessDenied' }))).toEqual({ ok: true, value: [FOUND] });
});

test.each([
  ['was made by somebody else', record({ userAgent: 'aws-cli/2.22' })],
  ['is of another service', record({ eventSource: 'rds.amazonaws.com' })],
  ['took off none of the janitor', record({ requestParameters: { resourceArns: [ARN], tagKeys: ['team'] } })],
  ['has no parameters, and was made by somebody else', record({ requestParameters: null, userAgent: 'aws-cli/2.22' })],
])('leaves out what %s', async (_, content) => {
  expect(await removalsIn(content)).toEqual({ ok: true, value: [] });
});

test('leaves out what cannot be read of another service', async () => {
  trail.on(LookupEventsCommand).resolves({ Events: [{ EventSource: 'rds.amazonaws.com', CloudTrailEvent: 'text' }] });
  expect(await removals.byController(SINCE)).toEqual({ ok: true, value: [] });
});

test.each([
  ['has no parameters, and was made by the controller', JSON.stringify(record({ requestParameters: null }))],
  ['has no time', JSON.stringify(record({ eventTime: 'lately' }))],
  ['is no JSON', 'text'],
  ['is not there', undefined],
])('is unreadable where a record of the load balancers %s', async (_, CloudTrailEvent) => {
  const EventSource = 'elasticloadbalancing.amazonaws.com';
  trail.on(LookupEventsCommand).resolves({ Events: [{ EventId: 'e-1', EventSource, CloudTrailEvent }] });
  expect(await removals.byController(SINCE)).toMatchObject({
    ok: false,
    cause: 'incomplete',
    why: expect.stringContaining('event e-1 cannot be read') as string,
  });
});

test.each([
  ['CloudTrail fails', () => trail.on(LookupEventsCommand).rejects(new Error('socket hang up'))],
  ['the answer holds no list', () => trail.on(LookupEventsCommand).resolves({})],
  [
    'the caller may not look',
    () =>
      trail.on(LookupEventsCommand).rejects(
        new CloudTrailServiceException({
          name: 'AccessDeniedException',
          $fault: 'client',
          $metadata: { httpStatusCode: 400 },
        }),
      ),
  ],
])('is unreadable when %s', async (_, breaks) => {
  breaks();
  expect((await removals.byController(SINCE)).ok).toBe(false);
});

test('gives up after 20 pages, and says so', async () => {
  trail.on(LookupEventsCommand).resolves({ Events: [event(record())], NextToken: 'more' });
  expect(await removals.byController(SINCE)).toMatchObject({
    ok: false,
    why: expect.stringContaining('more than 1000 RemoveTags events') as string,
  });
  expect(trail.commandCalls(LookupEventsCommand)).toHaveLength(20);
});
