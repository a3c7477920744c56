/** Notices: what counts as sent, and what SNS would not take. */
import {
  AuthorizationErrorException,
  KMSAccessDeniedException,
  NotFoundException,
  PublishCommand,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';

import { snsNotifier } from '../../lambda/aws/sns-notifier.ts';

const TOPIC = 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor';
const client = new SNSClient({ region: 'eu-west-3' });
const sns = mockClient(client);
const notifier = snsNotifier(client, TOPIC);

const $metadata = { httpStatusCode: 403 };
const throttled = () =>
  new SNSServiceException({ name: 'Throttled', $fault: 'client', $metadata: { httpStatusCode: 429 }, message: 'no' });
const sent = () => sns.commandCalls(PublishCommand).map(({ args: [command] }) => command.input);

beforeEach(() => {
  sns.reset();
  sns.onAnyCommand().rejects(new Error('unexpected command'));
});

describe('a notice', () => {
  const notice = { subject: 'One orphan', text: 'plain text', json: '{"orphans":1}', attributes: {} };

  test('goes out once, as text for people and as JSON for everything else', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'id' });
    expect(await notifier.publish(notice)).toEqual({ ok: true });
    expect(sent()).toEqual([
      {
        TopicArn: TOPIC,
        Subject: 'One orphan',
        Message: expect.any(String),
        MessageStructure: 'json',
        MessageAttributes: {},
      },
    ]);
    expect(JSON.parse(sent()[0]?.Message ?? '')).toEqual({ default: '{"orphans":1}', email: 'plain text' });
  });

  test('an answer without a MessageId is not a notice', async () => {
    sns.on(PublishCommand).resolves({});
    expect(await notifier.publish(notice)).toMatchObject({ ok: false, kind: 'other' });
  });

  test.each([
    ['denied', new AuthorizationErrorException({ message: 'no', $metadata }), 'add sns:Publish to the role'],
    ['denied', new KMSAccessDeniedException({ message: 'no', $metadata }), 'let the role use the KMS key'],
    ['other', throttled(), 'Throttled'],
    // The SDK also says NotFound for a 404 that does not come from SNS.
    ['other', new NotFoundException({ message: 'no', $metadata: { httpStatusCode: 404 } }), 'NotFound'],
  ])('is %s, not sent, on %s', async (kind, error, why) => {
    sns.on(PublishCommand).rejects(error);
    expect(await notifier.publish(notice)).toMatchObject({ ok: false, kind, why: expect.stringContaining(why) });
    expect(sent()).toHaveLength(1);
  });

  test('is refused here one byte beyond the 262,144 that SNS takes', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'id' });
    const around = Buffer.byteLength('{"default":"","email":"é"}s', 'utf8');
    const json = 'x'.repeat(262_144 - around);
    expect(await notifier.publish({ subject: 's', text: 'é', json, attributes: {} })).toEqual({ ok: true });
    expect(Buffer.byteLength(`${sent()[0]?.Message}s`)).toBe(262_144);
    expect(await notifier.publish({ subject: 's', text: 'é', json: `${json}x`, attributes: {} })).toEqual({
      ok: false,
      kind: 'other',
      why: 'sns Publish: not sent: the message has 262145 bytes, SNS takes 262144',
    });
    expect(sent()).toHaveLength(1);
  });

  test('has its attributes as lists by which subscriptions filter, and none that is empty', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'id' });
    const attributes = { kind: ['orphan', 'deleted'], owner: [] };
    expect(await notifier.publish({ ...notice, attributes })).toEqual({ ok: true });
    expect(sent()[0]?.MessageAttributes).toEqual({
      kind: { DataType: 'String.Array', StringValue: '["orphan","deleted"]' },
    });
  });

  test('counts its attributes with the rest of what SNS takes', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'id' });
    const others = Buffer.byteLength('{"default":"","email":""}skString.Array["x"]', 'utf8');
    const fitting = { subject: 's', text: '', json: 'x'.repeat(262_144 - others), attributes: { k: ['x'] } };
    expect(await notifier.publish(fitting)).toEqual({ ok: true });
    expect(await notifier.publish({ ...fitting, attributes: { k: ['xy'] } })).toMatchObject({
      ok: false,
      why: expect.stringContaining('262145 bytes'),
    });
  });
});

describe('a subject', () => {
  test.each([
    ['plain', '[eu-west-3] 2 orphans: due 2026-03-08', '[eu-west-3] 2 orphans: due 2026-03-08'],
    ['lines and control characters', 'a\r\nBcc: b\tc\u0000d', 'a Bcc: b c d'],
    ['accents and typography', 'Éléphant — “ça” … ’tis', 'Elephant - "ca" ... \'tis'],
    ['what ASCII has no letter for', 'orphan 日本 🧹', 'orphan ?? ?'],
    ['spaces around it', '  x  ', 'x'],
    ['nothing', '', 'nlb-janitor'],
    ['only spaces', ' \n ', 'nlb-janitor'],
    ['100 characters', 'x'.repeat(100), 'x'.repeat(99)],
    ['a space at the cut', `${'x'.repeat(98)} y`, 'x'.repeat(98)],
  ])('with %s becomes one line of ASCII, 99 characters at most', async (_title, subject, Subject) => {
    sns.on(PublishCommand).resolves({ MessageId: 'id' });
    await notifier.publish({ subject, text: 't', json: '{}', attributes: {} });
    expect(sent()[0]?.Subject).toBe(Subject);
  });
});
