import { approvalOf, keepOf, parseInstant, parseQuarantine, writeInstant } from '../../lambda/core/tags.ts';
import { tagsFrom } from '../support/builders.ts';

const NOW = new Date('2026-03-20T12:00:00Z');

describe('instants', () => {
  it('write back the same', () => {
    expect(writeInstant(new Date('2026-03-01T10:02:03.999Z'))).toBe('2026-03-01T10:02:03Z');
    expect(parseInstant('2026-03-01T10:02:03Z')).toEqual(new Date('2026-03-01T10:02:03Z'));
    expect(parseInstant('2026-03-01T10:02:03.250Z')).toEqual(new Date('2026-03-01T10:02:03.250Z'));
  });
  it.each([
    '',
    '2026-03-01',
    '2026-02-30T00:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T10:02:03',
    '2026-03-01T10:02:03+01:00',
    ' 2026-03-01T10:02:03Z',
  ])('do not come of "%s"', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe('the keep tag', () => {
  const keep = (value: string, now = NOW) => keepOf(tagsFrom({ 'nlb-janitor/keep': value }), now);

  it.each([
    '',
    'true',
    'until=',
    'until=soon',
    'until=2026-02-30',
    'until=2026-3-1',
    'UNTIL=2026-01-01',
    'until=2026-01-01 ',
  ])('keeps for ever when it is "%s"', (value) => {
    expect(keep(value)).toEqual({ is: 'vetoes', until: undefined });
  });
  it('keeps through the end of its day, UTC, and not a moment longer', () => {
    expect(keep('until=2026-03-20', new Date('2026-03-20T23:59:59.999Z'))).toEqual({
      is: 'vetoes',
      until: '2026-03-20',
    });
    expect(keep('until=2026-03-20', new Date('2026-03-21T00:00:00Z'))).toEqual({ is: 'lapsed', until: '2026-03-20' });
  });
  it('keeps when the clock is unreadable', () => {
    expect(keep('until=2026-03-01', new Date(Number.NaN)).is).toBe('vetoes');
  });
  it('is absent without a tag', () => {
    expect(keepOf(tagsFrom({}), NOW)).toEqual({ is: 'absent' });
  });
});

describe('the approval tag', () => {
  it.each([
    ['approved', 'approved'],
    ['pending', 'pending'],
    ['rejected', 'rejected'],
    [' Rejected', 'rejected'],
    ['Approved', 'unrecognized'],
    ['approved ', 'unrecognized'],
    ['', 'unrecognized'],
  ])('reads "%s" as %s', (value, approval) => {
    expect(approvalOf(tagsFrom({ 'nlb-janitor/approval': value }))).toBe(approval);
  });
});

describe('the quarantine', () => {
  const VALID = {
    'nlb-janitor/quarantined-at': '2026-03-01T10:00:00Z',
    'nlb-janitor/reason': 'service-gone',
    'nlb-janitor/evidence': '0123456789abcdef',
    'nlb-janitor/notified-at': '2026-03-01T10:00:05Z',
    'nlb-janitor/delete-after': '2026-03-08T10:00:05Z',
    'nlb-janitor/approval': 'pending',
  };
  const parse = (
    change: Record<string, string | undefined>,
    frame: Partial<Parameters<typeof parseQuarantine>[1]> = {},
  ) => {
    const tags = Object.entries({ ...VALID, ...change }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    return parseQuarantine(new Map(tags), {
      createdAt: new Date('2026-01-01T00:00:00Z'),
      minimumAgeHours: 24,
      graceDays: 7,
      now: NOW,
      ...frame,
    });
  };

  it('is read back as it was written', () => {
    expect(parse({})).toEqual({
      is: 'valid',
      quarantinedAt: new Date('2026-03-01T10:00:00Z'),
      reason: 'service-gone',
      evidence: '0123456789abcdef',
      notifiedAt: new Date('2026-03-01T10:00:05Z'),
      deleteAfter: new Date('2026-03-08T10:00:05Z'),
      approval: 'pending',
      lastError: undefined,
    });
  });
  it('is valid before the notice', () => {
    expect(parse({ 'nlb-janitor/notified-at': undefined, 'nlb-janitor/delete-after': undefined }).is).toBe('valid');
  });
  it('is absent where only people and failures have written', () => {
    expect(
      parseQuarantine(tagsFrom({ 'nlb-janitor/keep': 'x', 'nlb-janitor/approval': 'rejected' }), {
        createdAt: NOW,
        minimumAgeHours: 0,
        graceDays: 0,
        now: NOW,
      }),
    ).toEqual({ is: 'absent' });
  });

  test.each<[string, Record<string, string | undefined>, Partial<Parameters<typeof parseQuarantine>[1]>?]>([
    ['quarantined-at is missing', { 'nlb-janitor/quarantined-at': undefined }],
    ['quarantined-at does not parse', { 'nlb-janitor/quarantined-at': 'yesterday' }],
    ['the reason is no code', { 'nlb-janitor/reason': 'because' }],
    ['the evidence is no digest', { 'nlb-janitor/evidence': 'xyz' }],
    ['it was quarantined before it was old enough', {}, { createdAt: new Date('2026-02-28T10:00:01Z') }],
    ['the creation time is unknown', {}, { createdAt: new Date(Number.NaN) }],
    [
      'quarantined-at lies in the future',
      {
        'nlb-janitor/quarantined-at': '2026-03-20T12:00:01Z',
        'nlb-janitor/notified-at': '2026-03-20T12:00:01Z',
        'nlb-janitor/delete-after': '2026-04-20T12:00:01Z',
      },
    ],
    ['it was notified before it was quarantined', { 'nlb-janitor/notified-at': '2026-03-01T09:59:59Z' }],
    [
      'notified-at lies in the future',
      { 'nlb-janitor/notified-at': '2026-03-20T12:00:01Z', 'nlb-janitor/delete-after': '2026-04-20T12:00:01Z' },
    ],
    ['notified-at does not parse', { 'nlb-janitor/notified-at': 'soon' }],
    ['delete-after stands without notified-at', { 'nlb-janitor/notified-at': undefined }],
    ['delete-after leaves a second less than the grace', { 'nlb-janitor/delete-after': '2026-03-08T10:00:04Z' }],
    ['delete-after does not parse', { 'nlb-janitor/delete-after': '2026-03-08' }],
  ])('is called malformed when %s', (...[, change, frame]) => {
    expect(parse(change, frame).is).toBe('malformed');
  });
});
