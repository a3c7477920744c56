/** Who is subscribed: all pages, confirmed ones only, with what holds messages back; anything less is unreadable. */
import {
  AuthorizationErrorException,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { topicSubscriptions } from '../../lambda/aws/sns-subscriptions.ts';

const OWNER = '123456789012';
const TOPIC = `arn:aws:sns:eu-west-3:${OWNER}:nlb-janitor`;
const client = new SNSClient({ region: 'eu-west-3' });
const sns = mockClient(client);
const $metadata = { httpStatusCode: 403 };

/** The nth confirmed subscription, as it is listed. */
const listed = (nth: number, more: object = {}) => ({
  SubscriptionArn: `${TOPIC}:${nth}`,
  Owner: OWNER,
  Protocol: 'email',
  Endpoint: `${nth}@example.com`,
  TopicArn: TOPIC,
  ...more,
});

function attributesAre(nth: number, more: Record<string, string> = {}): void {
  const SubscriptionArn = `${TOPIC}:${nth}`;
  const Attributes = { SubscriptionArn, PendingConfirmation: 'false', ...more };
  sns.on(GetSubscriptionAttributesCommand, { SubscriptionArn }).resolves({ Attributes });
}

const read = () => topicSubscriptions(client, TOPIC);

beforeEach(() => {
  sns.reset();
  sns.onAnyCommand().rejects(new Error('unexpected command'));
});

test('are read over all pages', async () => {
  sns
    .on(ListSubscriptionsByTopicCommand, { TopicArn: TOPIC })
    .resolvesOnce({ Subscriptions: [listed(1)], NextToken: 'more' })
    .resolvesOnce({ Subscriptions: [listed(2, { Protocol: 'lambda' })] });
  attributesAre(1);
  attributesAre(2);
  expect(await read()).toEqual({
    ok: true,
    value: [
      { protocol: 'email', gets: 'all' },
      { protocol: 'lambda', gets: 'all' },
    ],
  });
});

test('may be none', async () => {
  sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [] });
  expect(await read()).toEqual({ ok: true, value: [] });
});

test.each(['PendingConfirmation', 'Deleted', 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor-2:1', undefined])(
  'with %s in place of the ARN of one are not confirmed',
  async (SubscriptionArn) => {
    sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [listed(1, { SubscriptionArn })] });
    sns.on(GetSubscriptionAttributesCommand).resolves({ Attributes: { SubscriptionArn: SubscriptionArn ?? '' } });
    expect(await read()).toEqual({ ok: true, value: [] });
  },
);

test.each([
  [{}, 'all'],
  [{ FilterPolicy: '{}' }, 'all'],
  [{ FilterPolicy: '{"kind":["alarm"]}' }, 'some'],
  [{ FilterPolicy: '' }, 'some'],
  [{ FilterPolicy: '{"kind":["alarm"]}', FilterPolicyScope: 'MessageBody' }, 'some'],
])('with the attributes %j get %s', async (attributes, gets) => {
  sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [listed(1)] });
  attributesAre(1, attributes);
  expect(await read()).toEqual({ ok: true, value: [{ protocol: 'email', gets }] });
});

test.each(['210987654321', undefined])(
  'of another account (%s) are not asked, and what they get is unknown',
  async (Owner) => {
    sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [listed(1, { Owner })] });
    expect(await read()).toEqual({ ok: true, value: [{ protocol: 'email', gets: 'unknown' }] });
    expect(sns.commandCalls(GetSubscriptionAttributesCommand)).toEqual([]);
  },
);

describe('are unreadable', () => {
  const throttled = new SNSServiceException({ name: 'Throttled', $fault: 'client', $metadata, message: 'no' });
  const denied = new AuthorizationErrorException({ message: 'no', $metadata });

  test.each([
    ['denied', denied, 'add sns:ListSubscriptionsByTopic to the role'],
    ['unreachable', throttled, 'Throttled'],
  ])('when the list is refused: %s', async (cause, error, words) => {
    sns.on(ListSubscriptionsByTopicCommand).rejects(error);
    expect(await read()).toMatchObject({ ok: false, cause, why: expect.stringContaining(words) });
  });

  test('when the second page is refused', async () => {
    sns
      .on(ListSubscriptionsByTopicCommand)
      .resolvesOnce({ Subscriptions: [listed(1)], NextToken: 'more' })
      .rejectsOnce(throttled);
    attributesAre(1);
    expect(await read()).toMatchObject({ ok: false, cause: 'unreachable' });
  });

  test('when the answer has no list', async () => {
    sns.on(ListSubscriptionsByTopicCommand).resolves({});
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test('when one has no protocol', async () => {
    sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [listed(1, { Protocol: undefined })] });
    attributesAre(1);
    expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
  });

  test.each([
    ['denied', denied, 'add sns:GetSubscriptionAttributes to the role'],
    ['unreachable', throttled, 'Throttled'],
    ['unreachable', new NotFoundException({ message: 'no', $metadata }), 'NotFound'],
  ])('when the attributes of one are refused: %s', async (cause, error, words) => {
    sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [listed(1), listed(2)] });
    attributesAre(1);
    sns.on(GetSubscriptionAttributesCommand, { SubscriptionArn: `${TOPIC}:2` }).rejects(error);
    expect(await read()).toMatchObject({ ok: false, cause, why: expect.stringContaining(words) });
  });

  test.each([[{}], [{ Attributes: {} }], [{ Attributes: { SubscriptionArn: `${TOPIC}:2` } }]])(
    'when the attributes are those of nobody or of another: %j',
    async (answer) => {
      sns.on(ListSubscriptionsByTopicCommand).resolves({ Subscriptions: [listed(1)] });
      sns.on(GetSubscriptionAttributesCommand).resolves(answer);
      expect(await read()).toMatchObject({ ok: false, cause: 'incomplete' });
    },
  );
});
