/** Which CloudTrail records are answers, which are left out, and which make the whole list unreadable. */
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';

import { trailAnswerEvents } from '../../lambda/aws/answer-events.ts';
import { ACCOUNT, arnOf, REGION } from '../support/builders.ts';
import { apiCall, identity, type Fields } from '../support/events.ts';

const client = new CloudTrailClient({ region: REGION });
const trail = mockClient(client);
const OWN_ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-sweep`;
const events = trailAnswerEvents(client, { account: ACCOUNT, region: REGION, roleArns: [OWN_ROLE] });
const SINCE = new Date('2026-02-22T00:00:00Z');
const NLB = arnOf('a3f2504e04f8941d39a0c0305e82c330');
const ID = 'e3c45a01-0000-4000-8000-000000000001';

beforeEach(() => {
  trail.reset();
  trail.onAnyCommand().rejects(new Error('unexpected command'));
});

const record = (detail: Fields = {}): unknown => apiCall(detail)['detail'];
const listed = (content: unknown) => ({
  EventId: ID,
  EventSource: 'elasticloadbalancing.amazonaws.com',
  CloudTrailEvent: typeof content === 'string' ? content : JSON.stringify(content),
});
const FOUND = {
  eventId: ID,
  at: new Date('2026-03-01T10:00:00Z'),
  did: 'added',
  arns: [NLB],
  tags: new Map([
    ['WAF', 'Internal'],
    ['nlb-janitor/approval', 'approved'],
  ]),
  by: {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/people/ada`,
    issuerArn: `arn:aws:iam::${ACCOUNT}:role/people`,
    isJanitor: false,
  },
};
const REMOVED = { eventName: 'RemoveTags', requestParameters: { resourceArns: [NLB], tagKeys: ['nlb-janitor/keep'] } };

async function answersIn(...contents: unknown[]) {
  trail.on(LookupEventsCommand).resolves({ Events: contents.map(listed) });
  return events.list('added', SINCE);
}

test('both kinds are read, all pages, by name and since an instant', async () => {
  const lookup = (name: string) => ({
    LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: name }],
    StartTime: SINCE,
  });
  const added = lookup('AddTags');
  trail
    .on(LookupEventsCommand, { ...added, NextToken: undefined })
    .resolves({ Events: [listed(record())], NextToken: 'm' });
  trail.on(LookupEventsCommand, { ...added, NextToken: 'm' }).resolves({ Events: [listed(record())] });
  trail.on(LookupEventsCommand, lookup('RemoveTags')).resolves({ Events: [listed(record(REMOVED))] });
  expect(await events.list('added', SINCE)).toEqual({ ok: true, value: [FOUND, FOUND] });
  expect(await events.list('removed', SINCE)).toEqual({
    ok: true,
    value: [{ ...FOUND, did: 'removed', tags: new Map([['nlb-janitor/keep', undefined]]) }],
  });
});

test.each<[string, Fields, object]>([
  [
    'a user, who has no session',
    { userIdentity: { type: 'IAMUser', arn: 'arn:user' } },
    { arn: 'arn:user', issuerArn: undefined },
  ],
  [
    'a session without issuer',
    { userIdentity: { arn: 'arn:user', sessionContext: { sessionIssuer: {} } } },
    { arn: 'arn:user' },
  ],
  ['the janitor itself', { userIdentity: identity(OWN_ROLE) }, { isJanitor: true }],
  ['nobody that it names', { userIdentity: {} }, { arn: 'unknown' }],
])('an answer may be of %s', async (_, detail, by) => {
  expect(await answersIn(record(detail))).toMatchObject({ ok: true, value: [{ by }] });
});

test('a keep with an empty value, which CloudTrail leaves out, is a keep', async () => {
  const requestParameters = { resourceArns: [NLB], tags: [{ key: 'nlb-janitor/keep' }] };
  expect(await answersIn(record({ requestParameters }))).toMatchObject({
    value: [{ tags: new Map([['nlb-janitor/keep', '']]) }],
  });
});

test.each<[string, Fields]>([
  ['a call that failed', { errorCode: 'AccessDenied' }],
  ['one of the Classic API', { apiVersion: '2012-06-01' }],
  ['one of no version', { apiVersion: undefined }],
  ['one of another account', { recipientAccountId: '999999999999' }],
  ['one of another region', { awsRegion: 'eu-west-1' }],
  ['one of another service', { eventSource: 'redshift.amazonaws.com' }],
  ['another call', { eventName: 'CreateListener' }],
  [
    'one without a key of the janitor',
    { requestParameters: { resourceArns: [NLB], tags: [{ key: 'a', value: 'b' }] } },
  ],
])('leaves out %s', async (_, detail) => {
  expect(await answersIn(record(detail))).toEqual({ ok: true, value: [] });
});

test.each<[string, unknown]>([
  ['no JSON', 'half'],
  ['no parameters', record({ requestParameters: null })],
  ['parameters that were left out', record({ requestParameters: { omitted: true } })],
  ['no tags', record({ requestParameters: { resourceArns: [NLB] } })],
  ['no time', record({ eventTime: 'today' })],
  ['no id', record({ eventID: '' })],
])('is unreadable with an event of %s: it may be somebody’s no', async (_, content) => {
  expect(await answersIn(record(), content)).toMatchObject({
    ok: false,
    why: expect.stringContaining(`event ${ID} cannot be read`) as string,
  });
});

test('gives up after 20 pages, and says so', async () => {
  trail.on(LookupEventsCommand).resolves({ Events: [listed(record())], NextToken: 'more' });
  expect(await events.list('added', SINCE)).toMatchObject({
    ok: false,
    why: expect.stringContaining('more than 1000 AddTags events') as string,
  });
  expect(trail.commandCalls(LookupEventsCommand)).toHaveLength(20);
});

describe('one event', () => {
  const byId = { LookupAttributes: [{ AttributeKey: 'EventId' as const, AttributeValue: ID }] };

  test('is found by its id', async () => {
    trail.on(LookupEventsCommand, byId).resolves({ Events: [listed(record())] });
    expect(await events.byId(ID)).toEqual({ ok: true, value: FOUND });
  });

  test.each<[string, readonly unknown[]]>([
    ['is not listed', []],
    ['is another', [record({ eventID: 'another' })]],
    ['is no answer', [record({ errorCode: 'AccessDenied' })]],
  ])('is not there when it %s', async (_, contents) => {
    trail.on(LookupEventsCommand, byId).resolves({ Events: contents.map(listed) });
    expect(await events.byId(ID)).toEqual({ ok: true, value: undefined });
  });

  test.each([
    ['fails', () => trail.on(LookupEventsCommand).rejects(new Error('socket hang up'))],
    ['answers without a list', () => trail.on(LookupEventsCommand).resolves({})],
  ])('is unreadable when CloudTrail %s', async (_, breaks) => {
    breaks();
    expect(await events.byId(ID)).toMatchObject({ ok: false });
    expect(await events.list('added', SINCE)).toMatchObject({ ok: false });
  });
});
