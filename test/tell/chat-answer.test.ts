/** What follows from an answer to a test card: what is written down, and what the thread hears. */
import { channelOf } from '../../lambda/core/chat/test-nlb.ts';
import type { ChatAnswer, ChatSubscription } from '../../lambda/model/chat.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';
import { chatAnswerJson } from '../../lambda/records/chat-answer.ts';
import { takeChatAnswer } from '../../lambda/tell/chat-answer.ts';
import { NO_READS, NO_WORLD } from '../support/ports.ts';

const CHAT = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };
const NOW = new Date('2026-03-02T10:00:00Z');
const ANSWER: ChatAnswer = {
  channel: channelOf(CHAT),
  sentAt: new Date('2026-03-02T09:00:00Z'),
  answeredAt: new Date('2026-03-02T09:59:00Z'),
  by: 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U0123ABCD',
  eventId: 'e1',
};
const EARLIER = { ...ANSWER, eventId: 'e0', answeredAt: new Date('2026-03-02T09:30:00Z') };
const NO_LISTENER = 'Answered, but the chat does not count as a listener';
const NO: WriteResult = { ok: false, kind: 'denied', why: 'no' };

interface Part {
  readonly chat?: typeof CHAT | undefined;
  readonly stored?: WriteResult;
  readonly posted?: WriteResult;
  readonly before?: ChatAnswer;
  readonly subscription?: ChatSubscription;
}

async function taking(answers: readonly ChatAnswer[], part: Part = {}) {
  const { stored = { ok: true }, posted = { ok: true }, before, subscription = 'all' } = part;
  const puts: string[] = [];
  const cards: { title: string; description: string }[] = [];
  const report = {
    ...NO_WORLD.write.snapshots,
    put: async (key: string, json: string) => {
      puts.push(`${key} ${json}`);
      return stored;
    },
    putPage: async () => stored,
  };
  const chat = {
    post: async (card: string) => {
      const { title, description } = (JSON.parse(card) as { content: { title: string; description: string } }).content;
      cards.push({ title, description });
      return posted;
    },
    subscription: async () => ({ ok: true as const, value: subscription }),
    lastAnswer: async () => ({
      ok: true as const,
      value:
        before === undefined ? ({ is: 'absent' } as const) : ({ is: 'stored', text: chatAnswerJson(before) } as const),
    }),
  };
  const settings = { chat: 'chat' in part ? part.chat : CHAT };
  const world = { ...NO_WORLD, now: () => NOW, read: NO_READS, chat, write: { report } };
  const { failures } = await takeChatAnswer(answers, settings, world);
  return { failures, puts, cards };
}

it('is written down, and acknowledged with who answered and until when it counts', async () => {
  const { failures, puts, cards } = await taking([ANSWER]);
  expect(failures).toEqual([]);
  expect(puts).toEqual([`report/chat-answer.json ${chatAnswerJson(ANSWER)}`]);
  expect(cards).toEqual([
    { title: 'The chat counts as a listener', description: expect.stringContaining('slack U0123ABCD') },
  ]);
  expect(cards[0]?.description).toContain('until 2026-05-31');
});

const STALE = { ...ANSWER, eventId: 'e2', sentAt: new Date('2026-02-02T09:00:00Z'), answeredAt: NOW };

it('the last of several that count is kept, however they arrive', async () => {
  for (const answers of [
    [ANSWER, EARLIER],
    [EARLIER, ANSWER],
    [ANSWER, STALE],
    [STALE, ANSWER],
  ]) {
    const { puts, cards } = await taking(answers);
    expect(puts).toEqual([expect.stringContaining('"eventId":"e1"')]);
    expect(cards.map(({ title }) => title)).toEqual(['The chat counts as a listener']);
  }
});

it('one that comes late takes nothing from a later one', async () => {
  const { puts, cards } = await taking([EARLIER], { before: ANSWER });
  expect(puts).toEqual([]);
  expect(cards.map(({ title }) => title)).toEqual(['The chat counts as a listener']);
  expect((await taking([ANSWER], { before: EARLIER })).puts).toHaveLength(1);
});

it.each(['none', 'some', 'unknown'] as const)(
  'is kept, and the thread hears why it does not help: %s',
  async (subscription) => {
    const { puts, cards } = await taking([ANSWER], { subscription });
    expect(puts).toHaveLength(1);
    expect(cards).toEqual([{ title: NO_LISTENER, description: expect.stringMatching(/\*Why:\* .*Amazon Q/) }]);
  },
);

it.each([
  ['of another channel', { channel: '00000000' }],
  ['to an old card', { sentAt: new Date('2026-02-02T09:00:00Z') }],
  ['of long ago', { sentAt: new Date('2025-02-02T09:00:00Z'), answeredAt: new Date('2025-02-02T10:00:00Z') }],
])('one %s takes nothing back, and the thread hears why', async (_what, part) => {
  const { failures, puts, cards } = await taking([{ ...ANSWER, ...part }]);
  expect([failures, puts]).toEqual([[], []]);
  expect(cards).toEqual([{ title: NO_LISTENER, description: expect.stringContaining('*Why:* ') }]);
});

it('says so where it cannot be stored, in the thread and in the run', async () => {
  const { failures, cards } = await taking([ANSWER], { stored: NO });
  expect(failures).toEqual([
    expect.stringMatching(/^the answer to a test card counts for nothing: it could not be stored: no$/),
  ]);
  expect(cards.map(({ title }) => title)).toEqual([NO_LISTENER]);
});

it('fails where it cannot be acknowledged, and counts all the same', async () => {
  const { failures, puts } = await taking([ANSWER], { posted: NO });
  expect(failures).toEqual(['an answer to a test card was not acknowledged in the chat: no']);
  expect(puts).toHaveLength(1);
});

it.each<[string, readonly ChatAnswer[], Part]>([
  ['nobody answered', [], {}],
  ['the settings have no chat', [ANSWER], { chat: undefined }],
])('nothing is done where %s', async (_what, answers, part) => {
  expect(await taking(answers, part)).toEqual({ failures: [], puts: [], cards: [] });
});
