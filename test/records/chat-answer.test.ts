/** The last answer to a test card, as it is stored. What cannot be read is none, never another one. */
import { chatAnswerJson, parseChatAnswer, readChatAnswer } from '../../lambda/records/chat-answer.ts';
import { unreadable } from '../support/builders.ts';

const ANSWER = {
  channel: '0123abcd',
  sentAt: new Date('2026-03-01T10:00:00Z'),
  answeredAt: new Date('2026-03-01T11:00:00Z'),
  by: 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U1',
  eventId: 'e1',
};
const JSON_TEXT = chatAnswerJson(ANSWER);

it('is read back as it was written', () => {
  expect(parseChatAnswer(JSON_TEXT)).toEqual(ANSWER);
  const asked = { ...ANSWER, renewalAskedAt: new Date('2026-05-20T10:00:00Z') };
  expect(parseChatAnswer(chatAnswerJson(asked))).toEqual(asked);
});

it.each([
  ['no JSON', 'x'],
  ['nothing', '{}'],
  ['another version', JSON_TEXT.replace('"version":1', '"version":2')],
  ['no instant', JSON_TEXT.replace('2026-03-01T11:00:00Z', 'yesterday')],
  ['no channel', JSON_TEXT.replace('"channel":"0123abcd"', '"channel":7')],
])('%s is none', (_what, text) => {
  expect(parseChatAnswer(text)).toBeUndefined();
});

it('says whether there is one, or that nobody knows', () => {
  expect(readChatAnswer({ ok: true, value: { is: 'stored', text: JSON_TEXT } })).toEqual({ ok: true, value: ANSWER });
  expect(readChatAnswer({ ok: true, value: { is: 'absent' } })).toEqual({ ok: true, value: undefined });
  expect(readChatAnswer(unreadable('s3: no'))).toMatchObject({ ok: false, why: 's3: no' });
});
