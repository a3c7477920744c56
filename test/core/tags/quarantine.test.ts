/** A quarantine off the tags: read back as it was written, and malformed at the smallest doubt. */
import { isOrphanReason, parseQuarantine } from '../../../lambda/core/tags/quarantine.ts';
import type { OrphanReason } from '../../../lambda/model/verdict.ts';
import { tagsFrom } from '../../support/builders.ts';

type Marks = Record<string, string | undefined>;
type Frame = Parameters<typeof parseQuarantine>[1];

const NOW = new Date('2026-03-20T12:00:00Z');
const FRAME: Frame = { createdAt: new Date('2026-01-01T00:00:00Z'), minimumAgeHours: 24, now: NOW };
const VALID = {
  'quarantined-at': '2026-03-01T10:00:00Z',
  reason: 'service-gone',
  evidence: '0123456789abcdef',
  'notified-at': '2026-03-01T10:00:05Z',
  'delete-after': '2026-03-08T10:00:05Z',
  approval: 'pending',
};
const UNNOTICED = { 'notified-at': undefined, 'delete-after': undefined };

/** @param change a mark given as undefined is left out */
function parse(change: Marks, frame: Partial<Frame> = {}) {
  const tags = Object.entries<string | undefined>({ ...VALID, ...change }).flatMap(([key, value]) =>
    value === undefined ? [] : [[`nlb-janitor/${key}`, value] as const],
  );
  return parseQuarantine(new Map(tags), { ...FRAME, ...frame });
}

it('is read back as it was written', () => {
  expect(parse({})).toEqual({
    is: 'valid',
    quarantinedAt: new Date('2026-03-01T10:00:00Z'),
    reason: 'service-gone',
    fingerprint: '0123456789abcdef',
    notifiedAt: new Date('2026-03-01T10:00:05Z'),
    deleteAfter: new Date('2026-03-08T10:00:05Z'),
    approval: 'pending',
    lastError: undefined,
  });
});

it.each([
  ['after the notice', '2026-03-01T10:00:06Z', new Date('2026-03-01T10:00:06Z')],
  ['of the second of the notice', '2026-03-01T10:00:05Z', undefined],
  ['of this moment', '2026-03-20T12:00:00Z', NOW],
  ['in the future', '2026-03-20T12:00:01Z', undefined],
  ['that is no instant', 'soon', undefined],
])('has a reminder only where it can be right, and is valid all the same: one %s', (_, value, remindedAt) => {
  expect(parse({ 'reminded-at': value })).toMatchObject({ is: 'valid', remindedAt });
  expect(parse({ 'reminded-at': value, ...UNNOTICED })).toMatchObject({ is: 'valid', remindedAt: undefined });
});

it('is read with what AWS refused and what a person answered', () => {
  const lastError = '2026-03-09T10:00:00Z in-use text';
  expect(parse({ 'last-error': lastError, approval: 'approved' })).toMatchObject({
    is: 'valid',
    lastError,
    approval: 'approved',
  });
  expect(parse({ approval: undefined })).toMatchObject({ is: 'valid', approval: 'absent' });
});

it('is absent where only people and failures have written', () => {
  const people = { 'nlb-janitor/keep': 'x', 'nlb-janitor/approval': 'rejected' };
  for (const tags of [people, { ...people, 'nlb-janitor/last-error': 'text' }, {}]) {
    expect(parseQuarantine(tagsFrom(tags), { createdAt: NOW, minimumAgeHours: 0, now: NOW })).toEqual({
      is: 'absent',
    });
  }
});

it.each(['quarantined-at', 'reason', 'evidence', 'notified-at', 'delete-after'] as const)(
  'is malformed, not absent, where only %s is there',
  (key) => {
    const tags = tagsFrom({ [`nlb-janitor/${key}`]: VALID[key] });
    expect(parseQuarantine(tags, FRAME).is).toBe('malformed');
  },
);

it.each<[string, string, Marks, Partial<Frame>?]>([
  ['quarantined-at is missing', 'quarantined-at is not an instant', { 'quarantined-at': undefined }],
  ['quarantined-at does not parse', 'quarantined-at is not an instant', { 'quarantined-at': 'yesterday' }],
  ['the reason is missing', 'reason is not a reason code', { reason: undefined }],
  ['the reason is no code', 'reason is not a reason code', { reason: 'because' }],
  ['the reason is a word that every object knows', 'reason is not a reason code', { reason: 'constructor' }],
  ['the evidence is missing', 'evidence is not a fingerprint', { evidence: undefined }],
  ['the evidence is no fingerprint', 'evidence is not a fingerprint', { evidence: 'xyz' }],
  ['the evidence is a digit too long', 'evidence is not a fingerprint', { evidence: '0123456789abcdef0' }],
  [
    'it was quarantined before it was old enough',
    'quarantined before it was old enough',
    {},
    { createdAt: new Date('2026-02-28T10:00:01Z') },
  ],
  ['the creation time is unknown', 'quarantined before it was old enough', {}, { createdAt: new Date(Number.NaN) }],
  ['the minimum age is no number', 'quarantined before it was old enough', {}, { minimumAgeHours: Number.NaN }],
  [
    'quarantined-at lies in the future',
    'quarantined-at lies in the future',
    { ...UNNOTICED, 'quarantined-at': '2026-03-20T12:00:01Z' },
  ],
  [
    'quarantined-at and notified-at lie in the future',
    'quarantined-at lies in the future',
    {
      'quarantined-at': '2026-03-20T12:00:01Z',
      'notified-at': '2026-03-20T12:00:01Z',
      'delete-after': '2026-04-20T12:00:01Z',
    },
  ],
  ['the clock is unreadable', 'quarantined-at lies in the future', {}, { now: new Date(Number.NaN) }],
  [
    'it was notified before it was quarantined',
    'notified before it was quarantined',
    { 'notified-at': '2026-03-01T09:59:59Z' },
  ],
  [
    'notified-at lies in the future',
    'notified-at lies in the future',
    { 'notified-at': '2026-03-20T12:00:01Z', 'delete-after': '2026-04-20T12:00:01Z' },
  ],
  ['notified-at does not parse', 'notified-at is not an instant', { 'notified-at': 'soon' }],
  [
    'delete-after stands without notified-at',
    'delete-after without nlb-janitor/notified-at',
    { 'notified-at': undefined },
  ],
  ['delete-after lies before the notice', 'lies before the notice', { 'delete-after': '2026-03-01T10:00:04Z' }],
  [
    'a person kept it for a day that ended after it was quarantined',
    'a person kept it through 2026-03-01, after it was quarantined',
    { keep: 'until=2026-03-01' },
  ],
  ['delete-after does not parse', 'delete-after is not an instant', { 'delete-after': '2026-03-08' }],
])('is called malformed when %s', (...[, why, change, frame]) => {
  expect(parse(change, frame)).toEqual({ is: 'malformed', why: expect.stringContaining(why) as string });
});

it.each<[string, Marks, Partial<Frame>?]>([
  ['it was quarantined the moment it was old enough', {}, { createdAt: new Date('2026-02-28T10:00:00Z') }],
  [
    'it was quarantined and notified this very moment',
    {
      'quarantined-at': '2026-03-20T12:00:00Z',
      'notified-at': '2026-03-20T12:00:00Z',
      'delete-after': '2026-03-27T12:00:00Z',
    },
  ],
  ['it was notified the moment it was quarantined', { 'notified-at': '2026-03-01T10:00:00Z' }],
  ['delete-after is the notice itself: the grace window may be none', { 'delete-after': '2026-03-01T10:00:05Z' }],
  ['a person kept it for days that ended before', { keep: 'until=2026-02-28' }],
  ['a person keeps it still: that is a veto, and no fault of the quarantine', { keep: 'until=2026-03-20' }],
  ['nobody was notified yet', UNNOTICED],
  ['it has a notice and, in a mode that never deletes, no deadline', { 'delete-after': undefined }],
])('is valid when %s', (...[, change, frame]) => {
  expect(parse(change, frame).is).toBe('valid');
});

const EVERY_REASON: Record<OrphanReason, true> = {
  'service-gone': true,
  'service-not-load-balancer': true,
  superseded: true,
  'previous-cluster': true,
  'cluster-gone': true,
};

it('knows every reason of an orphan, and no other word', () => {
  for (const reason of Object.keys(EVERY_REASON)) expect(isOrphanReason(reason)).toBe(true);
  for (const word of ['', 'serves-service', 'Service-gone', 'toString', '__proto__']) {
    expect(isOrphanReason(word)).toBe(false);
  }
});
