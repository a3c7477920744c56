/** Ten messages make one run, and none of them can spoil it for the others. */
import { someOf } from '../../../lambda/core/scope.ts';
import { readBatch } from '../../../lambda/core/trigger/batch.ts';
import { ACCOUNT, arnOf, REGION } from '../../support/builders.ts';
import { apiCall, clusterDeletion, queueEvent, scheduled, tagFlip } from '../../support/events.ts';

const SELF = { account: ACCOUNT, region: REGION, roleArns: [] };
const [ONE, OTHER] = [arnOf('a0'), arnOf('a1')];

const kinds = (event: unknown) => readBatch(event, SELF).triggers.map(({ is }) => is);
const scopeOf = (event: unknown) => readBatch(event, SELF).scope;

it('merges what its messages are about', () => {
  const event = queueEvent(tagFlip(ONE, 'approval', 'approved'), tagFlip(OTHER, 'keep', ''), clusterDeletion('prod'));
  expect(scopeOf(event)).toMatchObject({
    arns: [ONE, OTHER],
    clusters: ['prod'],
    deletions: [{ cluster: 'prod', vpcId: 'vpc-0prod' }],
  });
});

it('is about everything as soon as one message is', () => {
  expect(scopeOf(queueEvent(tagFlip(ONE, 'approval', 'approved'), scheduled('2026-03-01T10:00:00Z')))).toMatchObject({
    is: 'everything',
    answers: [{ arns: [ONE] }],
  });
});

it('says of each message what it was taken for, by its id', () => {
  const event = queueEvent('no JSON', tagFlip(ONE, 'approval', 'approved'), apiCall({ eventName: 'CreateListener' }));
  expect(readBatch(event, SELF).triggers).toMatchObject([
    { is: 'unreadable', messageId: 'message-1' },
    { is: 'run', messageId: 'message-2' },
    { is: 'ignored', messageId: 'message-3' },
  ]);
});

it.each<[string, unknown]>([
  ['no JSON', 'Hello'],
  ['half of a JSON', '{"source":"nlb-janitor.schedule"'],
  ['the name of the schedule alone', '"nlb-janitor.schedule"'],
  ['a list of schedules', [scheduled('2026-03-01T10:00:00Z')]],
  ['a wake without a scope', { source: 'nlb-janitor.sweep' }],
])('is not made wider by a message that is %s', (_, message) => {
  expect(scopeOf(queueEvent(message, tagFlip(ONE, 'approval', 'approved')))).toMatchObject(someOf({ arns: [ONE] }));
  expect(scopeOf(queueEvent(message))).toBeUndefined();
});

it('asks for no run when no message does', () => {
  expect(scopeOf(queueEvent(apiCall({ errorCode: 'AccessDenied' })))).toBeUndefined();
  expect(scopeOf(queueEvent())).toBeUndefined();
});

it.each<[string, unknown]>([
  ['the schedule itself', scheduled('2026-03-01T10:00:00Z')],
  ['an event itself', apiCall()],
  ['nothing', undefined],
])('takes nothing that came round the queue: %s', (_, event) => {
  expect(scopeOf(event)).toBeUndefined();
  expect(kinds(event)).toEqual(['unreadable']);
});

it('reads records that are no records as such', () => {
  expect(kinds({ Records: [null, {}, { body: 7 }, { body: 'null' }] })).toEqual(Array(4).fill('unreadable'));
});
