/** What is pending, by tags alone: every wait with a twin that differs by one fact, and the week within the day's limit. */
import { forecastOf } from '../../../lambda/core/report/forecast.ts';
import { waitInWords } from '../../../lambda/core/report/pending-words.ts';
import { pendingOf, type Pending } from '../../../lambda/core/report/pending.ts';
import { eventInWords, lookedInWords, pauseInWords } from '../../../lambda/core/report/status-words.ts';
import { isComplete, statusOf, type StatusFacts } from '../../../lambda/core/report/status.ts';
import { dayInWords } from '../../../lambda/core/words.ts';
import { inTreeTags, tagReading, tagsFrom, unreadable } from '../../support/builders.ts';
import { aMadeDeletion } from '../../support/news.ts';
import { nthLoadBalancer, REAP, type Marks } from '../../support/quarantines.ts';

/** Sunday; the window of `TOLD` has ended. */
const NOW = new Date('2026-03-01T10:05:00Z');
const TOLD: Marks = {
  'quarantined-at': '2026-02-20T00:00:00Z',
  reason: 'service-gone',
  evidence: '0123456789abcdef',
  'notified-at': '2026-02-20T00:05:00Z',
  'delete-after': '2026-02-27T00:05:00Z',
  approval: 'pending',
};
const APPROVED: Marks = {
  ...TOLD,
  approval: 'approved',
  'approved-by': 'arn:aws:sts::123456789012:assumed-role/admin/ada at 2026-02-21T08:00:00Z',
  'approval-event': 'event-1',
};
const WINDOW = { 'notified-at': '2026-02-26T00:05:00Z', 'delete-after': '2026-03-05T00:05:00Z' };

function tagged(marks: Marks): Record<string, string> {
  const present = Object.entries(marks).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return inTreeTags(Object.fromEntries(present.map(([key, value]) => [`nlb-janitor/${key}`, value])));
}

function pending(marks: Marks, settings: Partial<typeof REAP> = {}): Pending {
  const found = pendingOf(nthLoadBalancer(1), tagsFrom(tagged(marks)), NOW, { ...REAP, ...settings });
  if (found === undefined) throw new Error('nothing is pending');
  return found;
}

describe('what an NLB waits for', () => {
  const AUTOMATIC = { approval: 'automatic' } as const;
  const NAMED = { approvers: ['arn:aws:iam::*:role/approvers'] };
  it.each<[string, Marks, Partial<typeof REAP>, string, Marks, Partial<typeof REAP>, string]>([
    ['no answer', TOLD, {}, 'answer', APPROVED, {}, 'due'],
    ['its window', { ...APPROVED, ...WINDOW }, {}, 'window', APPROVED, {}, 'due'],
    ['a longer grace', APPROVED, { graceDays: 14 }, 'window', APPROVED, { graceDays: 7 }, 'due'],
    [
      'nobody told',
      { ...TOLD, 'notified-at': undefined, 'delete-after': undefined },
      {},
      'not-told',
      TOLD,
      {},
      'answer',
    ],
    ['an unknown word', { ...TOLD, approval: 'yes' }, {}, 'unknown-word', APPROVED, {}, 'due'],
    ['no approval tag', { ...TOLD, approval: undefined }, {}, 'starts-again', TOLD, {}, 'answer'],
    ['a broken tag', { ...TOLD, evidence: 'x' }, {}, 'starts-again', TOLD, {}, 'answer'],
    ['a mode', APPROVED, { mode: 'quarantine' }, 'mode-never-deletes', APPROVED, { mode: 'delete' }, 'due'],
    [
      'an approval that expired',
      APPROVED,
      { approvalValidDays: 8 },
      'approval-expired',
      APPROVED,
      { approvalValidDays: 9 },
      'due',
    ],
    ['an approver', { ...APPROVED, 'approval-event': undefined }, NAMED, 'approver-unknown', APPROVED, NAMED, 'due'],
    [
      'a refusal of today',
      { ...APPROVED, 'last-error': '2026-03-01T09:00:00Z in-use no' },
      {},
      'refused-today',
      { ...APPROVED, 'last-error': '2026-02-28T09:00:00Z in-use no' },
      {},
      'due',
    ],
    ['a keep', { ...APPROVED, keep: 'true' }, {}, 'kept', APPROVED, {}, 'due'],
    [
      'a keep that ends',
      { ...TOLD, keep: 'until=2026-03-01' },
      {},
      'kept',
      { ...TOLD, keep: 'until=2026-02-19' },
      {},
      'answer',
    ],
    ['a rejection', { ...TOLD, approval: 'rejected' }, {}, 'rejected', TOLD, {}, 'answer'],
    ['silence', TOLD, AUTOMATIC, 'silence', TOLD, {}, 'answer'],
  ])('%s', (_what, marks, settings, wait, twin, twinSettings, twinWait) => {
    expect(pending(marks, settings).wait.is).toBe(wait);
    expect(pending(twin, twinSettings).wait.is).toBe(twinWait);
    expect(waitInWords(pending(marks, settings), REAP)).toMatch(/\.$/);
  });

  it('is nothing without a tag of ours', () => {
    expect(pendingOf(nthLoadBalancer(1), tagsFrom(inTreeTags()), NOW, REAP)).toBeUndefined();
  });

  it('knows who approved it, and not before when', () => {
    expect(pending(APPROVED)).toMatchObject({
      by: 'arn:aws:sts::123456789012:assumed-role/admin/ada',
      answeredAt: new Date('2026-02-21T08:00:00Z'),
      notBefore: new Date('2026-02-27T00:05:00Z'),
    });
    expect(pending({ ...APPROVED, keep: 'true' }).notBefore).toBeUndefined();
  });

  it('counts the time after a reminder that has not come', () => {
    const given = { approval: 'automatic', reminderHours: 24 } as const;
    expect(pending(TOLD, given).notBefore).toEqual(new Date('2026-03-02T10:05:00Z'));
    const reminded = { ...TOLD, 'reminded-at': '2026-02-26T00:05:00Z' };
    expect(pending(reminded, given).notBefore).toEqual(new Date('2026-02-27T00:05:00Z'));
  });
});

describe('the week', () => {
  const lines = (each: readonly Marks[], perDay: number, takenToday = 0, settings: Partial<typeof REAP> = {}) =>
    forecastOf(
      each.map((marks, index) => ({ ...pending(marks, settings), named: `ns/s${index}` })),
      NOW,
      { perDay, takenToday },
    ).flatMap(({ at, events }) => events.map((event) => `${dayInWords(at)}: ${eventInWords(event)}`));

  it('names the day and who approved it', () => {
    expect(
      lines([{ ...APPROVED, ...WINDOW, 'approved-by': 'arn:aws:iam::1:user/ada at 2026-02-27T00:00:00Z' }], 10),
    ).toEqual(['Thu 5 March: ns/s0 may be deleted (approved by ada)']);
    expect(lines([{ ...TOLD, ...WINDOW }], 10)).toEqual([]);
  });

  it('reaches to the end of a window of seven days that begins now, and no further', () => {
    const told = { ...APPROVED, 'quarantined-at': '2026-03-01T09:00:00Z', 'notified-at': '2026-03-01T09:00:00Z' };
    const approved = { ...told, 'approved-by': 'arn:aws:iam::1:user/ada at 2026-03-01T10:00:00Z' };
    expect(lines([{ ...approved, 'delete-after': '2026-03-08T09:00:00Z' }], 10)).toEqual([
      'Sun 8 March: ns/s0 may be deleted (approved by ada)',
    ]);
    expect(lines([{ ...approved, 'delete-after': '2026-03-09T00:00:00Z' }], 10)).toEqual([]);
  });

  it("respects the day's limit, the oldest notice first, what was refused last", () => {
    const younger = { ...APPROVED, 'notified-at': '2026-02-20T00:06:00Z' };
    const refused = { ...APPROVED, 'last-error': '2026-02-27T09:00:00Z in-use no' };
    expect(lines([refused, younger, APPROVED], 1)).toEqual([
      'Sun 1 March: ns/s2 may be deleted (approved by ada)',
      "Sun 1 March: ns/s1 waits: more are approved than the day's limit allows",
      "Sun 1 March: ns/s0 waits: more are approved than the day's limit allows",
      'Mon 2 March: ns/s1 may be deleted (approved by ada)',
      "Mon 2 March: ns/s0 waits: more are approved than the day's limit allows",
      'Tue 3 March: ns/s0 may be deleted (approved by ada)',
    ]);
    expect(lines([APPROVED], 1, 1).at(-1)).toBe('Mon 2 March: ns/s0 may be deleted (approved by ada)');
    expect(lines([APPROVED], 1, 0)).toHaveLength(1);
  });

  it('refuses all automatic deletions that exceed the limit, and none that do not', () => {
    const silent = { ...TOLD, 'reminded-at': '2026-02-26T00:05:00Z' };
    const automatic = { approval: 'automatic' } as const;
    expect(lines([silent, silent], 1, 0, automatic)[0]).toBe(
      "Sun 1 March: 2 automatic deletions would be refused, all of them, since the day's limit leaves fewer: ns/s0 and ns/s1",
    );
    expect(lines([silent, silent], 2, 0, automatic)).toEqual([
      'Sun 1 March: ns/s0 may be deleted (nobody answered, if it has no caution)',
      'Sun 1 March: ns/s1 may be deleted (nobody answered, if it has no caution)',
    ]);
  });

  it('names the day of the reminder, and from when on it may be deleted after it', () => {
    const automatic = { approval: 'automatic', reminderHours: 24 } as const;
    const coming = lines([{ ...TOLD, ...WINDOW }], 10, 0, automatic);
    expect(coming).toEqual([
      'Wed 4 March: people are reminded of ns/s0: it may be deleted from 2026-03-05 00:05 UTC on, unless somebody answers, if it has no caution',
      'Thu 5 March: ns/s0 may be deleted (nobody answered, if it has no caution)',
    ]);
    // Late: at once, and the whole time follows it.
    expect(lines([TOLD], 10, 0, automatic)[0]).toMatch(/^Sun 1 March: .* from 2026-03-02 10:05 UTC on/);
    const reminded = { ...TOLD, 'reminded-at': '2026-02-26T00:05:00Z' };
    expect(lines([reminded], 10, 0, automatic)).toEqual([
      'Sun 1 March: ns/s0 may be deleted (nobody answered, if it has no caution)',
    ]);
    expect(lines([{ ...APPROVED, ...WINDOW }], 10, 0, automatic)).toHaveLength(1);
  });

  it('tries again on the day after a refusal', () => {
    expect(lines([{ ...APPROVED, 'last-error': '2026-03-01T09:00:00Z denied no' }], 1)[0]).toMatch(
      /^Mon 2 March: ns\/s0 may/,
    );
  });

  it('says when an approval expires before its day, and when a keep ends', () => {
    expect(lines([{ ...APPROVED, ...WINDOW }], 10, 0, { approvalValidDays: 10 })).toEqual([
      'Tue 3 March: the approval of ns/s0 expires',
    ]);
    expect(lines([{ keep: 'until=2026-03-02' }], 10)).toEqual([
      'Tue 3 March: nobody keeps ns/s0 any more: it is judged like any other',
    ]);
  });
});

describe('the status', () => {
  const loadBalancers = [nthLoadBalancer(1), nthLoadBalancer(2)];
  const given: StatusFacts = {
    account: '123456789012',
    region: 'eu-west-3',
    now: NOW,
    pause: { is: 'running' },
    loadBalancers,
    tags: new Map([
      [nthLoadBalancer(1).arn, tagReading(tagged(APPROVED))],
      [nthLoadBalancer(2).arn, tagReading(tagged({ keep: 'true' }))],
    ]),
    bucket: undefined,
    days: 7,
  };

  it('has the quarantined apart from what people keep', () => {
    const status = statusOf(given, REAP);
    expect([status.quarantined.map(({ named }) => named), status.spared.map(({ answer }) => answer)]).toEqual([
      ['payments/api'],
      ['kept'],
    ]);
    expect([isComplete(status), status.deletions.is]).toEqual([true, 'not-asked']);
  });

  it('takes the limit of all load balancers for the most, and that of the last sweep where it is on record', () => {
    const percent = { ...REAP, maxDeletePercent: 50 };
    expect(statusOf(given, percent).limit).toEqual({ perDay: 1, isUpperBound: true });
    const bucket = { ok: true, value: { records: [aMadeDeletion({})], fleet: 8, takenToday: 4 } } as const;
    const read = statusOf({ ...given, bucket }, percent);
    expect([read.limit, read.deletions.is]).toEqual([{ perDay: 4, isUpperBound: false }, 'read']);
    expect(read.week[0]?.events[0]).toMatchObject({ is: 'waits-for-limit' });
  });

  it('is not complete where tags, the bucket or the switch could not be read', () => {
    const tags = new Map(given.tags).set(nthLoadBalancer(2).arn, unreadable('denied'));
    const unread = statusOf({ ...given, tags }, REAP);
    expect([isComplete(unread), unread.unread]).toEqual([false, [{ name: nthLoadBalancer(2).name, why: 'denied' }]]);
    expect(lookedInWords(unread)).toContain('The tags of 1 could not be read: these may be quarantined too.');
    expect(isComplete(statusOf({ ...given, bucket: unreadable('no bucket') }, REAP))).toBe(false);
    const doubt = statusOf({ ...given, pause: { is: 'paused', by: 'doubt', why: 'no answer' } }, REAP);
    expect([isComplete(doubt), pauseInWords(doubt)]).toEqual([false, expect.stringContaining('is not known')]);
    const paused = statusOf({ ...given, pause: { is: 'paused', by: 'person', why: 'paused since then' } }, REAP);
    expect([isComplete(paused), pauseInWords(paused)]).toEqual([true, expect.stringMatching(/^PAUSED: /)]);
  });
});
