/** What follows from an answer to a test card: what is written down, and what the thread of its card hears. */
import { channelOf } from '../../lambda/core/chat/test-nlb.ts';
import type { ChatAnswer, ChatAnswers, ChatSubscription } from '../../lambda/model/chat.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';
import { chatAnswersJson, NO_ANSWERS, parseChatAnswers } from '../../lambda/records/chat-answers.ts';
import { takeChatAnswers } from '../../lambda/tell/chat-answer.ts';
import { unreadable } from '../support/builders.ts';
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
const STALE = { ...ANSWER, eventId: 'e2', sentAt: new Date('2026-02-02T09:00:00Z'), answeredAt: NOW };
const NO: WriteResult = { ok: false, kind: 'denied', why: 'no' };
const COUNTS = 'The chat counts as a listener';
const NO_LISTENER = 'Answered, but the chat does not count as a listener';

interface Part {
  readonly chat?: typeof CHAT | undefined;
  readonly stored?: WriteResult;
  readonly posted?: WriteResult;
  readonly before?: Reading<ChatAnswers>;
  readonly subscription?: Reading<ChatSubscription>;
}

interface Card {
  readonly content: { readonly title: string; readonly description: string };
  readonly metadata: { readonly threadId: string };
}

async function taking(answers: readonly ChatAnswer[], part: Part = {}) {
  const { stored = { ok: true }, posted = { ok: true }, subscription = { ok: true, value: 'all' } } = part;
  let before = part.before ?? { ok: true, value: NO_ANSWERS };
  const puts: ChatAnswers[] = [];
  const cards: Card[] = [];
  const report = {
    ...NO_WORLD.write.snapshots,
    put: async (key: string, json: string) => {
      expect(key).toBe('report/chat-answers.json');
      puts.push(parseChatAnswers(json));
      if (stored.ok) before = { ok: true, value: parseChatAnswers(json) };
      return stored;
    },
    putPage: async () => stored,
  };
  const chat = {
    post: async (card: string) => {
      cards.push(JSON.parse(card) as Card);
      return posted;
    },
    subscription: async () => subscription,
    answers: async () =>
      before.ok ? { ok: true as const, value: { is: 'stored' as const, text: chatAnswersJson(before.value) } } : before,
  };
  const settings = { chat: 'chat' in part ? part.chat : CHAT };
  const world = { ...NO_WORLD, now: () => NOW, read: NO_READS, chat, write: { report } };
  const { failures } = await takeChatAnswers(answers, settings, world);
  return { failures, puts, cards, titles: cards.map(({ content }) => content.title) };
}

it('is kept until CloudTrail proves it, and acknowledged with who answered and until when it counts', async () => {
  const { failures, puts, cards } = await taking([ANSWER]);
  expect(failures).toEqual([]);
  expect(puts).toEqual([{ ...NO_ANSWERS, pending: ANSWER }]);
  expect(cards.map(({ content }) => content.title)).toEqual([COUNTS]);
  const { description } = cards[0]?.content ?? { description: '' };
  expect(description).toContain('slack U0123ABCD');
  expect(description).toContain('until 2026-05-31');
  expect(description).toContain('CloudTrail');
});

it('takes nothing from the one that is proved, which goes on to count', async () => {
  const proved = { ...ANSWER, eventId: 'p', answeredAt: new Date('2026-01-10T09:00:00Z') };
  const renewalAskedAt = new Date('2026-03-01T09:00:00Z');
  const { puts } = await taking([ANSWER], {
    before: { ok: true, value: { proved, pending: undefined, renewalAskedAt } },
  });
  expect(puts).toEqual([{ proved, pending: ANSWER, renewalAskedAt }]);
});

it.each([
  ['in order', [EARLIER, ANSWER]],
  ['the other way round', [ANSWER, EARLIER]],
  ['with one that does not count', [STALE, ANSWER]],
])(
  'of several the last that counts is kept, %s, and each is answered in the thread of its card',
  async (_what, answers) => {
    const { puts, cards } = await taking(answers);
    expect(puts.at(-1)?.pending).toEqual(ANSWER);
    expect(cards).toHaveLength(2);
    const threads = new Set(cards.map(({ metadata }) => metadata.threadId));
    expect(threads.size).toBe(answers.includes(STALE) ? 2 : 1);
  },
);

it('one that comes late takes nothing from a later one', async () => {
  for (const [key, puts] of [
    ['proved', 0],
    ['pending', 0],
  ] as const) {
    const taken = await taking([EARLIER], { before: { ok: true, value: { ...NO_ANSWERS, [key]: ANSWER } } });
    expect([taken.puts, taken.titles]).toEqual([Array(puts).fill(0), [COUNTS]]);
  }
  const later = await taking([ANSWER], { before: { ok: true, value: { ...NO_ANSWERS, pending: EARLIER } } });
  expect(later.puts).toHaveLength(1);
});

it.each(['none', 'some', 'unknown'] as const)(
  'is kept, and the thread hears why it does not help: %s',
  async (value) => {
    const { puts, cards, titles } = await taking([ANSWER], { subscription: { ok: true, value } });
    expect(puts).toHaveLength(1);
    expect(titles).toEqual([NO_LISTENER]);
    expect(cards[0]?.content.description).toMatch(/\*Why:\* .*Amazon Q/);
  },
);

it('says nothing against it where the subscription could not be read', async () => {
  expect((await taking([ANSWER], { subscription: unreadable('sns: no') })).titles).toEqual([COUNTS]);
});

it.each([
  ['of another channel', { channel: '00000000' }],
  ['to an old card', { sentAt: new Date('2026-02-02T09:00:00Z') }],
  ['of long ago', { sentAt: new Date('2025-02-02T09:00:00Z'), answeredAt: new Date('2025-02-02T10:00:00Z') }],
])('one %s is not kept, and the thread hears why', async (_what, part) => {
  const { failures, puts, cards, titles } = await taking([{ ...ANSWER, ...part }]);
  expect([failures, puts, titles]).toEqual([[], [], [NO_LISTENER]]);
  expect(cards[0]?.content.description).toContain('*Why:* ');
});

it.each<[string, Part, string]>([
  ['stored', { stored: NO }, 'report/chat-answers.json could not be stored: no'],
  ['read', { before: unreadable('s3: no') }, 's3: no'],
])('says so where it cannot be %s, in the thread and in the run', async (_what, part, why) => {
  const { failures, titles } = await taking([ANSWER], part);
  expect(failures).toEqual([`the answer to a test card counts for nothing: ${why}`]);
  expect(titles).toEqual([NO_LISTENER]);
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
  expect(await taking(answers, part)).toEqual({ failures: [], puts: [], cards: [], titles: [] });
});
