/** When an approval that stands in the tags counts, and when it does not. */
import { approvalStanding, isExpiredAsNoted, whyNoApproval } from '../../../lambda/core/plan/approval.ts';
import type { AnswerEvent, ApprovalEvents } from '../../../lambda/model/answer.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import { unreadable } from '../../support/builders.ts';

const NLB = 'arn:nlb';
const NOTIFIED_AT = new Date('2026-03-02T09:00:00Z');
const GIVEN_AT = new Date('2026-03-03T10:00:00Z');
const NOW = new Date('2026-03-10T09:00:00Z');
const OPS = 'arn:aws:iam::123456789012:role/ops';
const ADA = { arn: 'arn:aws:sts::123456789012:assumed-role/ops/ada', issuerArn: OPS, isJanitor: false };
const BOB = {
  arn: 'arn:aws:sts::123456789012:assumed-role/interns/bob',
  issuerArn: 'arn:aws:iam::123456789012:role/interns',
  isJanitor: false,
};
const ANYBODY = { approvalValidDays: 30, approvers: undefined };
const ONLY_OPS = { approvalValidDays: 30, approvers: [OPS] };

function event(part: Partial<AnswerEvent> = {}): AnswerEvent {
  const tags = new Map([['nlb-janitor/approval', 'approved']]);
  return { eventId: 'e-1', at: GIVEN_AT, did: 'added', arns: [NLB], tags, by: ADA, ...part };
}

const tagged = (tags: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(tags).map(([key, value]) => [`nlb-janitor/${key}`, value]));
const NOTED = { approval: 'approved', 'approved-by': `${ADA.arn} at 2026-03-03T10:00:00Z`, 'approval-event': 'e-1' };

interface Given {
  readonly tags?: Readonly<Record<string, string>>;
  readonly events?: Reading<ApprovalEvents>;
  readonly settings?: typeof ANYBODY | typeof ONLY_OPS;
  readonly now?: Date;
}

function standing({ tags = NOTED, events, settings = ONLY_OPS, now = NOW }: Given = {}) {
  const approvals = events === undefined ? new Map() : new Map([[NLB, events]]);
  return approvalStanding({ arn: NLB, tags: tagged(tags), notifiedAt: NOTIFIED_AT }, { now, approvals }, settings);
}

const seen = (of: AnswerEvent | undefined = event(), later: readonly AnswerEvent[] | undefined = []) =>
  ({ ok: true, value: { event: of, later } }) as const;
const no = (why: string) => ({ is: 'does-not-count', why: expect.stringContaining(why) as string });
const BY_ADA = { principal: ADA.arn, chatUser: undefined, at: GIVEN_AT, eventId: 'e-1' };

describe('where approvers are named', () => {
  it('counts by the event of one of them, with nothing after it', () => {
    expect(standing({ events: seen() })).toEqual({ is: 'counts', by: { ...BY_ADA, how: 'looked-up' } });
  });

  it.each<[string, Given, string]>([
    ['nobody asked CloudTrail', {}, 'CloudTrail was not asked'],
    ['CloudTrail cannot be read', { events: unreadable('cloudtrail: denied') }, 'cloudtrail: denied'],
    ['the event is not there yet', { events: { ok: true, value: { event: undefined, later: [] } } }, 'yet'],
    ['nobody looked what followed', { events: { ok: true, value: { event: event(), later: undefined } } }, 'followed'],
    ['the event is of somebody else', { events: seen(event({ by: BOB })) }, 'is not among those whose approval counts'],
    [
      'the tags name another event',
      { tags: { ...NOTED, 'approval-event': 'e-2' }, events: seen() },
      'changed meanwhile',
    ],
    ['no event is noted', { tags: { approval: 'approved' }, events: seen() }, 'changed meanwhile'],
  ])('does not count when %s', (_, given, why) => {
    expect(standing(given)).toEqual(no(why));
  });

  const AFTER = new Date('2026-03-04T00:00:00Z');
  const keep = new Map([['nlb-janitor/keep', 'true']]);
  const other = (part: Partial<AnswerEvent>) => event({ eventId: 'e-2', at: AFTER, ...part });
  it.each<[string, AnswerEvent, boolean]>([
    ['was rejected by the same', other({ tags: new Map([['nlb-janitor/approval', 'rejected']]) }), false],
    ['was approved again by the same', other({}), true],
    ['was approved again by somebody else', other({ by: BOB }), false],
    ['was kept', other({ tags: keep }), false],
    ['had its keep taken off', other({ did: 'removed', tags: new Map([['nlb-janitor/keep', undefined]]) }), false],
    [
      'had its approval taken off',
      other({ did: 'removed', tags: new Map([['nlb-janitor/approval', undefined]]) }),
      false,
    ],
    ['was kept in the same second', other({ tags: keep, at: GIVEN_AT }), false],
    ['was kept before', other({ tags: keep, at: new Date(GIVEN_AT.getTime() - 1000) }), true],
    ['had another tag of the janitor written', other({ tags: new Map([['nlb-janitor/approved-by', 'x']]) }), true],
    ['is not the one that was kept', other({ tags: keep, arns: ['arn:other'] }), true],
    ['has its own event listed again', event(), true],
  ])('and it %s: counts %#', (_, later, counts) => {
    expect(standing({ events: seen(event(), [later]) })).toMatchObject(
      counts ? { is: 'counts' } : no('another answer followed it'),
    );
  });
});

describe('an event', () => {
  const why = (part: Partial<AnswerEvent>, { approvers }: typeof ANYBODY | typeof ONLY_OPS = ONLY_OPS) =>
    whyNoApproval(event(part), { arn: NLB, notifiedAt: NOTIFIED_AT }, approvers);

  it('of the approval of this NLB after the notice counts', () => {
    expect(why({})).toBeUndefined();
    expect(why({ arns: ['arn:other', NLB] })).toBeUndefined();
    expect(why({ by: BOB }, ANYBODY)).toBeUndefined();
  });

  it.each<[string, Partial<AnswerEvent>]>([
    ['is about another load balancer', { arns: ['arn:other'] }],
    ['is another answer', { tags: new Map([['nlb-janitor/approval', 'rejected']]) }],
    ['is another answer', { tags: new Map([['approval', 'approved']]) }],
    ['is another answer', { did: 'removed' }],
    ['keeps it too', { tags: new Map([...event().tags, ['nlb-janitor/keep', 'true']]) }],
    ['given before the notice', { at: new Date('2026-03-02T08:59:59Z') }],
    ['given before the notice', { at: NOTIFIED_AT }],
    ['given before the notice', { at: new Date(Number.NaN) }],
    ['the janitor wrote it itself', { by: { ...ADA, isJanitor: true } }],
    ['is not among those whose approval counts', { by: BOB }],
  ])('does not, which %s', (said, part) => {
    expect(why(part)).toContain(said);
  });
});

describe('where anybody may approve', () => {
  it('counts, by whom CloudTrail says, or else the tags', () => {
    const found = standing({ settings: ANYBODY, events: seen(event(), undefined) });
    expect(found).toEqual({ is: 'counts', by: { ...BY_ADA, how: 'looked-up' } });
    const noted = { is: 'counts', by: { ...BY_ADA, how: 'noted' } };
    expect(standing({ settings: ANYBODY })).toEqual(noted);
    expect(standing({ settings: ANYBODY, events: unreadable('denied') })).toEqual(noted);
    // What CloudTrail does not confirm may be anybody's note.
    const nobody = { is: 'counts', by: undefined };
    expect(standing({ settings: ANYBODY, events: seen(event({ arns: ['arn:other'] }), undefined) })).toEqual(nobody);
    const anonymous = {
      approval: 'approved',
      'approved-by': 'unknown since 2026-03-03T10:00:00Z',
      'approval-event': 'unknown',
    };
    expect(standing({ settings: ANYBODY, tags: anonymous })).toEqual({ is: 'counts', by: undefined });
  });

  it('says who it was in a chat', () => {
    const arn = 'arn:aws:sts::123456789012:assumed-role/channel/chatbot-session-slack-U0123ABCD';
    const tags = { ...NOTED, 'approved-by': `${arn} slack U0123ABCD at 2026-03-03T10:00:00Z` };
    expect(standing({ settings: ANYBODY, tags })).toMatchObject({
      by: { principal: arn, chatUser: 'slack U0123ABCD' },
    });
  });
});

describe('the days for which an approval holds', () => {
  const LAST = new Date('2026-04-02T09:59:59Z');
  const PAST = new Date('2026-04-02T10:00:00Z');

  it.each<[string, Given]>([
    ['its event', { events: seen() }],
    ['the instant in the tags', { settings: ANYBODY }],
    [
      'when it was first seen',
      { settings: ANYBODY, tags: { ...NOTED, 'approved-by': 'unknown since 2026-03-03T10:00:00Z' } },
    ],
    [
      'the earlier of both',
      { settings: ANYBODY, tags: { ...NOTED, 'approved-by': `${ADA.arn} at 2026-03-09T10:00:00Z` }, events: seen() },
    ],
  ])('begin with %s', (_, given) => {
    expect(standing({ ...given, now: LAST })).toMatchObject({ is: 'counts' });
    expect(standing({ ...given, now: PAST })).toEqual(no('it expired on 2026-04-02 10:00 UTC, 30 days after'));
  });

  it('begin with the notice where no run has seen it', () => {
    const tags = { approval: 'approved' };
    expect(standing({ tags, settings: ANYBODY, now: new Date('2026-04-01T08:59:59Z') })).toMatchObject({
      is: 'counts',
    });
    expect(standing({ tags, settings: ANYBODY, now: new Date('2026-04-01T09:00:00Z') })).toEqual(no('it expired'));
  });

  it('are not longer for an instant in the future, nor for a clock that is none', () => {
    const tags = { ...NOTED, 'approved-by': `${ADA.arn} at 2027-01-01T00:00:00Z` };
    expect(standing({ tags, settings: ANYBODY, now: PAST })).toEqual(no('it expired'));
    expect(() => standing({ settings: ANYBODY, now: new Date(Number.NaN) })).not.toThrow();
    expect(standing({ settings: ANYBODY, now: new Date(Number.NaN) })).toEqual(no('it expired'));
  });

  it('are over for reap only where the tags say so: one that no run has seen is looked at', () => {
    const isOver = (tags: Readonly<Record<string, string>>) => isExpiredAsNoted(tagged(tags), PAST, ANYBODY);
    expect(isOver(NOTED)).toBe(true);
    expect(isOver({ approval: 'approved' })).toBe(false);
  });
});
