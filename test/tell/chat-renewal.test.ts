/** When an answer takes the place of the one before, and when the chat is asked again. */
import { channelOf, testArn } from '../../lambda/core/chat/test-nlb.ts';
import { someOf, type Scope } from '../../lambda/core/scope.ts';
import type { ChatAnswer, ChatAnswers } from '../../lambda/model/chat.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';
import { chatAnswersJson, NO_ANSWERS, parseChatAnswers } from '../../lambda/records/chat-answers.ts';
import { renewChatAnswer } from '../../lambda/tell/chat-renewal.ts';
import { ACCOUNT, REGION, unreadable } from '../support/builders.ts';
import { apiCall, identity, tagged } from '../support/events.ts';
import { NO_READS, NO_WORLD } from '../support/ports.ts';

const CHAT = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };
const NOW = new Date('2026-06-01T10:00:00Z');
const ago = (days: number, minutes = 0): Date => new Date(NOW.getTime() - days * 86_400_000 - minutes * 60_000);
const ROLE = `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-chat`;
const answered = (at: Date, eventId = 'e1'): ChatAnswer => ({
  channel: channelOf(CHAT),
  sentAt: at,
  answeredAt: at,
  by: `arn:aws:sts::${ACCOUNT}:assumed-role/nlb-janitor-chat/ada`,
  eventId,
});
const NO: WriteResult = { ok: false, kind: 'denied', why: 'no' };

/** As CloudTrail has that press. */
function recordOf({ channel, sentAt, answeredAt, eventId }: ChatAnswer): Reading<unknown> {
  const arn = testArn({ channel, sentAt }, { account: ACCOUNT, region: REGION });
  const detail = {
    errorCode: 'LoadBalancerNotFoundException',
    userIdentity: identity(ROLE),
    requestParameters: tagged('keep', 'asked-in-chat', [arn]),
    eventID: eventId,
    eventTime: answeredAt.toISOString(),
  };
  return { ok: true, value: apiCall(detail)['detail'] };
}

interface Part {
  readonly answers?: Partial<ChatAnswers>;
  readonly record?: Reading<unknown>;
  readonly unread?: boolean;
  readonly chat?: object | undefined;
  readonly scope?: Scope;
  readonly stored?: WriteResult;
  readonly posted?: WriteResult;
}

async function renewing(part: Part = {}) {
  const { scope = { is: 'everything' }, stored = { ok: true }, posted = { ok: true }, unread = false } = part;
  const { answers = { proved: answered(ago(80)) }, record = { ok: true, value: undefined } } = part;
  const did: string[] = [];
  const puts: ChatAnswers[] = [];
  const chat = {
    post: async (card: string) => {
      did.push((JSON.parse(card) as { content: { title: string } }).content.title);
      return posted;
    },
    subscription: () => Promise.reject(new Error('unexpected call')),
    answers: async () =>
      unread
        ? unreadable('s3: no')
        : { ok: true as const, value: { is: 'stored' as const, text: chatAnswersJson({ ...NO_ANSWERS, ...answers }) } },
  };
  const report = {
    ...NO_WORLD.write.snapshots,
    put: async (_key: string, text: string) => {
      puts.push(parseChatAnswers(text));
      did.push('stored');
      return stored;
    },
    putPage: async () => stored,
  };
  const settings = { chat: 'chat' in part ? part.chat : CHAT, approval: 'required' } as const;
  const read = { ...NO_READS, trailRecords: { byId: async () => record } };
  const { failures } = await renewChatAnswer(scope, settings, {
    ...NO_WORLD,
    read,
    now: () => NOW,
    chat,
    write: { report },
  });
  return { failures, did, puts };
}

const ASKED = ['stored', 'Does somebody still read this channel?'];

describe('an answer that CloudTrail has by now', () => {
  const proved = answered(ago(80));
  const pending = answered(ago(0, 30), 'e2');
  const renewalAskedAt = ago(3);

  it('takes the place of the one before, and nobody is asked', async () => {
    const { did, puts } = await renewing({ answers: { proved, pending, renewalAskedAt }, record: recordOf(pending) });
    expect(did).toEqual(['stored']);
    expect(puts).toEqual([{ ...NO_ANSWERS, proved: pending }]);
  });

  it.each<[string, Reading<unknown>]>([
    ['does not list it', { ok: true, value: undefined }],
    ['cannot be asked', unreadable('cloudtrail: no')],
    ['has another press there', recordOf({ ...pending, sentAt: ago(1) })],
  ])('does not while CloudTrail %s', async (_what, record) => {
    expect(await renewing({ answers: { proved, pending, renewalAskedAt }, record })).toEqual({
      failures: [],
      did: [],
      puts: [],
    });
  });

  it('is forgotten after a day in which CloudTrail never listed it', async () => {
    for (const [minutes, puts] of [
      [0, []],
      [1, [{ ...NO_ANSWERS, proved, renewalAskedAt }]],
    ] as const) {
      const old = answered(ago(1, minutes), 'e2');
      expect((await renewing({ answers: { proved, pending: old, renewalAskedAt } })).puts).toEqual(puts);
    }
  });

  it('is told where it cannot be kept', async () => {
    const { failures } = await renewing({ answers: { proved, pending }, record: recordOf(pending), stored: NO });
    expect(failures).toEqual([
      'an answer to a test card could not be kept: report/chat-answers.json could not be stored: no',
    ]);
  });
});

describe('the chat', () => {
  it('is asked, and that is remembered first', async () => {
    const { failures, did, puts } = await renewing();
    expect([failures, did]).toEqual([[], ASKED]);
    expect(puts).toEqual([{ ...NO_ANSWERS, proved: answered(ago(80)), renewalAskedAt: NOW }]);
  });

  it.each<[string, Part]>([
    ['there is no chat', { chat: undefined }],
    ['it has answered for another channel', { chat: { byHand: true } }],
    ['it never answered', { answers: {} }],
    ['whether it answered is not known', { unread: true }],
    ['its answer holds two weeks more', { answers: { proved: answered(ago(76)) } }],
    ['its answer is over', { answers: { proved: answered(ago(90, 1)) } }],
    ['it was asked less than a week ago', { answers: { proved: answered(ago(80)), renewalAskedAt: ago(7, -1) } }],
    ['the run is about some load balancers', { scope: someOf({ arns: ['arn'] }) }],
  ])('is not where %s', async (_what, part) => {
    expect(await renewing(part)).toEqual({ failures: [], did: [], puts: [] });
  });

  it.each<[string, Part]>([
    ['its answer holds a minute less', { answers: { proved: answered(ago(76, 1)) } }],
    ['its answer ends now', { answers: { proved: answered(ago(90)) } }],
    ['it was asked a week ago', { answers: { proved: answered(ago(80)), renewalAskedAt: ago(7) } }],
  ])('is asked where %s', async (_what, part) => {
    expect((await renewing(part)).did).toEqual(ASKED);
  });

  it('is not where nobody could remember it', async () => {
    expect(await renewing({ stored: NO })).toMatchObject({
      failures: ['the chat was not asked again: report/chat-answers.json could not be stored: no'],
      did: ['stored'],
    });
  });

  it('is asked by the next run where the card was not taken', async () => {
    const { failures, did, puts } = await renewing({ posted: NO });
    expect(failures).toEqual(['the chat was not asked again: no']);
    expect(did).toEqual([...ASKED, 'stored']);
    expect(puts.at(-1)?.renewalAskedAt).toBeUndefined();
  });
});
