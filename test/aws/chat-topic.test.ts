/** A card is sent when SNS gave it an id, as it is and on the chat's topic alone. */
import { AuthorizationErrorException, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { chatTopic } from '../../lambda/aws/chat-topic.ts';

const TOPIC = 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor-chat';
const client = new SNSClient({ region: 'eu-west-3' });
const sns = mockClient(client);

beforeEach(() => {
  sns.reset();
  sns.onAnyCommand().rejects(new Error('unexpected command'));
});

it('publishes the card as it is', async () => {
  sns.on(PublishCommand, { TopicArn: TOPIC, Message: '{"version":"1.0"}' }).resolves({ MessageId: 'm' });
  expect(await chatTopic(client, TOPIC).post('{"version":"1.0"}')).toEqual({ ok: true });
  expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toEqual({ TopicArn: TOPIC, Message: '{"version":"1.0"}' });
});

it('takes an answer without an id for no answer', async () => {
  sns.on(PublishCommand).resolves({});
  expect(await chatTopic(client, TOPIC).post('{}')).toMatchObject({ ok: false });
});

it('says that it may not', async () => {
  sns
    .on(PublishCommand)
    .rejects(new AuthorizationErrorException({ message: 'no', $metadata: { httpStatusCode: 403 } }));
  expect(await chatTopic(client, TOPIC).post('{}')).toMatchObject({ ok: false, kind: 'denied' });
});

it('is not tried again by the same run once it stays silent', async () => {
  sns.on(PublishCommand).rejects(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }));
  const topic = chatTopic(client, TOPIC);
  for (const card of ['{"first":1}', '{"second":2}']) {
    expect(await topic.post(card)).toMatchObject({ ok: false, why: expect.stringContaining('ETIMEDOUT') });
  }
  expect(sns.commandCalls(PublishCommand)).toHaveLength(1);
});

it('is tried again after a refusal, which says nothing of the next card', async () => {
  sns
    .on(PublishCommand)
    .rejectsOnce(new AuthorizationErrorException({ message: 'no', $metadata: { httpStatusCode: 403 } }))
    .resolves({ MessageId: 'm' });
  const topic = chatTopic(client, TOPIC);
  expect(await topic.post('{}')).toMatchObject({ ok: false });
  expect(await topic.post('{}')).toEqual({ ok: true });
});

it('gives a card up that is not answered, and tries no other', async () => {
  jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort());
  const topic = chatTopic(client, TOPIC);
  sns.on(PublishCommand).callsFake(async () => {
    throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
  });
  expect(await topic.post('{"first":1}')).toMatchObject({ ok: false });
  expect(await topic.post('{"second":2}')).toMatchObject({ ok: false });
  expect(sns.commandCalls(PublishCommand)).toHaveLength(1);
});
