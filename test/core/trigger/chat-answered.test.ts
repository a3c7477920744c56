/** A press of the button on a test card, as CloudTrail records it: each fact of it with the twin without it. */
import { chatAnswersIn } from '../../../lambda/core/scope.ts';
import { parseTrigger } from '../../../lambda/core/trigger/trigger.ts';
import { testArn } from '../../../lambda/core/chat/test-nlb.ts';
import { ACCOUNT, arnOf, REGION } from '../../support/builders.ts';
import { apiCall, identity, tagged, type Fields } from '../../support/events.ts';

const SELF = { account: ACCOUNT, region: REGION, roleArns: ['arn:aws:iam::123456789012:role/nlb-janitor-sweep'] };
const CHAT_ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-chat`;
const CARD = { channel: '0123abcd', sentAt: new Date('2026-03-01T09:00:00Z') };
const TEST = testArn(CARD, SELF);

const pressed = (part: Fields = {}, arns: readonly unknown[] = [TEST]): Fields => ({
  errorCode: 'LoadBalancerNotFoundException',
  errorMessage: 'One or more load balancers not found',
  userIdentity: identity(CHAT_ROLE),
  requestParameters: tagged('keep', 'asked-in-chat', arns),
  ...part,
});

const answersOf = (detail: Fields, envelope: Fields = {}) => {
  const trigger = parseTrigger(apiCall(detail, envelope), SELF);
  return trigger.is === 'run' ? chatAnswersIn(trigger.scope) : [];
};

it('is an answer of whoever pressed it, for that channel and card, and asks for no load balancer', () => {
  const trigger = parseTrigger(apiCall(pressed()), SELF);
  expect(trigger).toEqual({
    is: 'run',
    because: 'somebody answered a test card in the chat',
    scope: {
      is: 'some',
      arns: [],
      clusters: [],
      chatAnswers: [
        {
          ...CARD,
          answeredAt: new Date('2026-03-01T10:00:00Z'),
          by: `arn:aws:sts::${ACCOUNT}:assumed-role/nlb-janitor-chat/ada`,
          eventId: 'e3c45a01-0000-4000-8000-000000000001',
        },
      ],
    },
  });
});

it.each<[string, Fields]>([
  ['a call that succeeded', pressed({ errorCode: undefined })],
  ['a press that IAM refused', pressed({ errorCode: 'AccessDenied' })],
  ['an error of another name', pressed({ errorCode: 'LoadBalancerNotFoundForever' })],
  ['another role', pressed({ userIdentity: identity(`arn:aws:iam::${ACCOUNT}:role/people`) })],
  [
    'a role of that name in a path',
    pressed({ userIdentity: identity(`arn:aws:iam::${ACCOUNT}:role/x/nlb-janitor-chat`) }),
  ],
  [
    'that role of another account',
    pressed({ userIdentity: identity('arn:aws:iam::999999999999:role/nlb-janitor-chat') }),
  ],
  ['a user', pressed({ userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/ada` } })],
  ['no caller', pressed({ userIdentity: { sessionContext: { sessionIssuer: { arn: CHAT_ROLE } } } })],
  ['another call', pressed({ eventName: 'RemoveTags' })],
  ['the Classic API', pressed({ apiVersion: '2012-06-01' })],
  ['another service', pressed({ eventSource: 'ec2.amazonaws.com' })],
  ['another account in the record', pressed({ recipientAccountId: '999999999999' })],
  ['another region in the record', pressed({ awsRegion: 'eu-west-1' })],
  ['no time', pressed({ eventTime: 'soon' })],
  ['no event', pressed({ eventID: '' })],
  ['no parameters', pressed({ requestParameters: null })],
  ['a load balancer', pressed({}, [arnOf('a3f2504e04f8941d39a0c0305e82c330')])],
  ['a load balancer beside it', pressed({}, [TEST, arnOf('a3f2504e04f8941d39a0c0305e82c330')])],
])('%s is none', (_what, detail) => {
  expect(answersOf(detail)).toEqual([]);
  expect(answersOf(pressed())).toHaveLength(1);
});

it.each(['LoadBalancerNotFound', 'LoadBalancerNotFoundException'])('AWS may call it %s', (errorCode) => {
  expect(answersOf(pressed({ errorCode }))).toHaveLength(1);
});

it('of an event that somebody made up is none: only AWS sends as aws.…', () => {
  expect(answersOf(pressed(), { source: 'my.tool' })).toEqual([]);
});

it('whatever a press says, another call that failed is ignored as before', () => {
  const failed = { errorCode: 'AccessDenied' };
  expect(parseTrigger(apiCall(failed), SELF)).toEqual({ is: 'ignored', because: 'the call failed' });
});
