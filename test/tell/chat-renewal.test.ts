/** When the chat is asked again: in the last two weeks of its answer, once a week, by full sweeps alone. */
import { channelOf } from '../../lambda/core/chat/test-nlb.ts';
import type { ChatAnswer } from '../../lambda/model/chat.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';
import { chatAnswerJson, parseChatAnswer } from '../../lambda/records/chat-answer.ts';
import { renewChatAnswer } from '../../lambda/tell/chat-renewal.ts';
import { someOf, type Scope } from '../../lambda/core/scope.ts';
import { unreadable } from '../support/builders.ts';
import { NO_WORLD } from '../support/ports.ts';

const CHAT = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };
const NOW = new Date('2026-06-01T10:00:00Z');
const ago = (days: number, minutes = 0): Date => new Date(NOW.getTime() - days * 86_400_000 - minutes * 60_000);
const answered = (at: Date): ChatAnswer => ({
  channel: channelOf(CHAT),
  sentAt: at,
  answeredAt: at,
  by: 'arn:anna',
  eventId: 'e1',
});
const NO: WriteResult = { ok: false, kind: 'denied', why: 'no' };

interface Part {
  readonly answer?: ChatAnswer | undefined;
  readonly unread?: boolean;
  readonly chat?: object | undefined;
  readonly scope?: Scope;
  readonly stored?: WriteResult;
  readonly posted?: WriteResult;
}

async function renewing(part: Part = {}) {
  const { scope = { is: 'everything' }, stored = { ok: true }, posted = { ok: true }, unread = false } = part;
  const answer = 'answer' in part ? part.answer : answered(ago(80));
  const did: string[] = [];
  const puts: string[] = [];
  const chat = {
    post: async (card: string) => {
      did.push((JSON.parse(card) as { content: { title: string } }).content.title);
      return posted;
    },
    subscription: () => Promise.reject(new Error('unexpected call')),
    lastAnswer: async () => {
      if (unread) return unreadable('s3: no');
      const value =
        answer === undefined ? ({ is: 'absent' } as const) : ({ is: 'stored', text: chatAnswerJson(answer) } as const);
      return { ok: true as const, value };
    },
  };
  const report = {
    ...NO_WORLD.write.snapshots,
    put: async (_key: string, text: string) => {
      puts.push(text);
      did.push('stored');
      return stored;
    },
    putPage: async () => stored,
  };
  const settings = { chat: 'chat' in part ? part.chat : CHAT, approval: 'required' } as const;
  const { failures } = await renewChatAnswer(scope, settings, { ...NO_WORLD, now: () => NOW, chat, write: { report } });
  return { failures, did, puts };
}

const ASKED = ['stored', 'Does somebody still read this channel?'];

it('is asked, and that is remembered first', async () => {
  const { failures, did, puts } = await renewing();
  expect([failures, did]).toEqual([[], ASKED]);
  expect(parseChatAnswer(puts[0] ?? '')).toEqual({ ...answered(ago(80)), renewalAskedAt: NOW });
});

it.each<[string, Part]>([
  ['there is no chat', { chat: undefined }],
  ['it has answered for another channel', { chat: { byHand: true } }],
  ['it never answered', { answer: undefined }],
  ['whether it answered is not known', { unread: true }],
  ['its answer holds two weeks more', { answer: answered(ago(76)) }],
  ['its answer is over', { answer: answered(ago(90, 1)) }],
  ['it was asked less than a week ago', { answer: { ...answered(ago(80)), renewalAskedAt: ago(7, -1) } }],
  ['the run is about some load balancers', { scope: someOf({ arns: ['arn'] }) }],
])('is not where %s', async (_what, part) => {
  expect(await renewing(part)).toEqual({ failures: [], did: [], puts: [] });
});

it.each<[string, Part]>([
  ['its answer holds a minute less', { answer: answered(ago(76, 1)) }],
  ['its answer ends now', { answer: answered(ago(90)) }],
  ['it was asked a week ago', { answer: { ...answered(ago(80)), renewalAskedAt: ago(7) } }],
])('is asked where %s', async (_what, part) => {
  expect((await renewing(part)).did).toEqual(ASKED);
});

it('is not where nobody could remember it, and the run says what failed', async () => {
  expect(await renewing({ stored: NO })).toMatchObject({
    failures: ['the chat was not asked again: report/chat-answer.json could not be stored: no'],
    did: ['stored'],
  });
  expect((await renewing({ posted: NO })).failures).toEqual(['the chat was not asked again: no']);
});
