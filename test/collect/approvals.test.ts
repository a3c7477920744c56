/** What CloudTrail is asked about approvals: one look-up for each, two lists for all, and nothing where nothing is approved. */
import { withApprovals } from '../../lambda/collect/approvals.ts';
import type { AnswerEvent } from '../../lambda/model/answer.ts';
import type { AnswerEvents } from '../../lambda/ports/read.ts';
import { facts, tagReading, unreadable } from '../support/builders.ts';

const ANYBODY = { approvalValidDays: 30, approvers: undefined };
const ONLY_OPS = { approvalValidDays: 30, approvers: ['arn:aws:iam::123456789012:role/ops'] };
const LOST = unreadable('cloudtrail LookupEvents: Throttling');

const eventOf = (eventId: string): AnswerEvent => ({
  eventId,
  at: new Date(`2026-02-2${eventId}T00:00:00Z`),
  did: 'added',
  arns: ['one', 'two', 'three'],
  tags: new Map(),
  by: { arn: 'arn:ada', issuerArn: undefined, isJanitor: false },
});

const tags = (eventId: string, approval = 'approved') =>
  tagReading({
    'nlb-janitor/approval': approval,
    'nlb-janitor/approved-by': 'arn:ada at 2026-02-21T00:00:00Z',
    'nlb-janitor/approval-event': eventId,
  });

async function asked(part: Partial<AnswerEvents> = {}, settings: typeof ANYBODY | typeof ONLY_OPS = ONLY_OPS) {
  const calls: string[] = [];
  const known: AnswerEvents = {
    byId: async (eventId) => ({ ok: true, value: eventId === '3' ? undefined : eventOf(eventId) }),
    list: async () => ({ ok: true, value: [] }),
    ...part,
  };
  const answerEvents: AnswerEvents = {
    byId: (eventId) => {
      calls.push(eventId);
      return known.byId(eventId);
    },
    list: (did, since) => {
      calls.push(`${did} since ${since.toISOString()}`);
      return known.list(did, since);
    },
  };
  const given = facts({});
  const read = {
    ...given,
    tags: new Map([
      ['one', tags('1')],
      ['two', tags('2')],
      ['three', tags('3')],
      ['pending', tags('4', 'pending')],
    ]),
  };
  const { approvals } = await withApprovals({ answerEvents }, read, [...read.tags.keys(), 'unread'], settings);
  return { calls, approvals };
}

it('the events by their ids, and what followed the earliest of them once for all', async () => {
  const { calls, approvals } = await asked();
  const since = '2026-02-21T00:00:00.000Z';
  expect(calls).toEqual(['1', '2', '3', `added since ${since}`, `removed since ${since}`]);
  expect(approvals).toEqual(
    new Map([
      ['one', { ok: true, value: { event: eventOf('1'), later: [] } }],
      ['two', { ok: true, value: { event: eventOf('2'), later: [] } }],
      ['three', { ok: true, value: { event: undefined, later: [] } }],
    ]),
  );
});

it('no list where anybody may approve', async () => {
  const { calls, approvals } = await asked({}, ANYBODY);
  expect(calls).toEqual(['1', '2', '3']);
  expect(approvals?.get('one')).toEqual({ ok: true, value: { event: eventOf('1'), later: undefined } });
});

it('no list without an event', async () => {
  const { calls } = await asked({ byId: async () => ({ ok: true, value: undefined }) });
  expect(calls).toEqual(['1', '2', '3']);
});

it.each(['added', 'removed'] as const)('what cannot be listed makes all of them unreadable: %s', async (lost) => {
  const list: AnswerEvents['list'] = async (did) => (did === lost ? LOST : { ok: true, value: [] });
  const { approvals } = await asked({ list });
  expect([...(approvals?.values() ?? [])]).toEqual([LOST, LOST, LOST]);
});

it('an event that cannot be read makes its own approval unreadable', async () => {
  const byId: AnswerEvents['byId'] = async (eventId) =>
    eventId === '1' ? LOST : { ok: true, value: eventOf(eventId) };
  const { approvals } = await asked({ byId });
  expect([approvals?.get('one'), approvals?.get('two')?.ok]).toEqual([LOST, true]);
});

it.each<[string, Partial<AnswerEvent>]>([
  ['is about another load balancer', { arns: ['another'] }],
  ['has expired', { at: new Date('2026-01-01T00:00:00Z') }],
])('an event that %s makes the list no longer for the others', async (_, part) => {
  const byId: AnswerEvents['byId'] = async (eventId) => ({
    ok: true,
    value: eventId === '1' ? { ...eventOf('1'), ...part } : eventOf('2'),
  });
  const { calls } = await asked({ byId });
  expect(calls.filter((call) => call.startsWith('added'))).toEqual(['added since 2026-02-22T00:00:00.000Z']);
});
