/** Answers to test cards, as they are stored. What cannot be read is none, never another one, and costs not the other. */
import { chatAnswersJson, NO_ANSWERS, parseChatAnswers, readChatAnswers } from '../../lambda/records/chat-answers.ts';
import { unreadable } from '../support/builders.ts';

const PROVED = {
  channel: '0123abcd',
  sentAt: new Date('2026-03-01T10:00:00Z'),
  answeredAt: new Date('2026-03-01T11:00:00Z'),
  by: 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U1',
  eventId: 'e1',
};
const PENDING = { ...PROVED, answeredAt: new Date('2026-03-02T11:00:00Z'), eventId: 'e2' };
const ALL = { proved: PROVED, pending: PENDING, renewalAskedAt: new Date('2026-05-20T10:00:00Z') };

it.each([
  ['all', ALL],
  ['none', NO_ANSWERS],
  ['the proved alone', { ...NO_ANSWERS, proved: PROVED }],
  ['the pending alone', { ...NO_ANSWERS, pending: PENDING }],
])('are read back as they were written: %s', (_what, answers) => {
  expect(parseChatAnswers(chatAnswersJson(answers))).toEqual(answers);
});

it.each([
  ['no JSON', 'x'],
  ['nothing', '{}'],
  ['another version', chatAnswersJson(ALL).replace('"version":1', '"version":2')],
])('%s is none', (_what, text) => {
  expect(parseChatAnswers(text)).toEqual(NO_ANSWERS);
});

it.each([
  ['no instant', chatAnswersJson(ALL).replace('2026-03-02T11:00:00Z', 'yesterday')],
  ['no id', chatAnswersJson(ALL).replace('"eventId":"e2"', '"eventId":7')],
])('one with %s costs not the other', (_what, text) => {
  expect(parseChatAnswers(text)).toEqual({ ...ALL, pending: undefined });
});

it('says what there is, or that nobody knows', () => {
  const stored = { is: 'stored', text: chatAnswersJson(ALL) } as const;
  expect(readChatAnswers({ ok: true, value: stored })).toEqual({ ok: true, value: ALL });
  expect(readChatAnswers({ ok: true, value: { is: 'absent' } })).toEqual({ ok: true, value: NO_ANSWERS });
  expect(readChatAnswers(unreadable('s3: no'))).toMatchObject({ ok: false, why: 's3: no' });
});
