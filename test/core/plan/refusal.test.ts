/** What is remembered of a delete that AWS refused, whether people know of it, and whether to try again today. */
import {
  isKnownRefusal,
  lastErrorOf,
  refusalOfToday,
  refusalsOf,
  waitsAfterRefusal,
} from '../../../lambda/core/plan/refusal.ts';
import { REFUSAL_KINDS, type RefusalKind, type RefusedDeletion } from '../../../lambda/model/record.ts';
import { aBegunDeletion, aCandidate, aRefusedDeletion } from '../../support/news.ts';
import { NOW, tagsFrom } from '../../support/builders.ts';

const remembered = (lastError: string) => tagsFrom({ 'nlb-janitor/last-error': lastError });

describe('what is remembered', () => {
  it('is the instant, the kind and the reason', () => {
    expect(lastErrorOf('in-use', 'ResourceInUse: listener 80', NOW)).toBe(
      '2026-03-01T10:05:00Z in-use ResourceInUse: listener 80',
    );
  });

  it('holds only what a tag may hold', () => {
    expect(lastErrorOf('denied', 'a "quoted"\n(word), é — 1_2.3:4/5=6+7-8@9', NOW)).toBe(
      '2026-03-01T10:05:00Z denied a quoted word é 1_2.3:4/5=6+7-8@9',
    );
  });

  it.each([
    ['one character less than fits', 226, 254],
    ['what fits exactly', 227, 255],
    ['one character too many', 228, 255],
    ['far too many', 5000, 255],
  ])('fits into a tag: %s', (_, length, characters) => {
    expect(lastErrorOf('denied', 'x'.repeat(length), NOW)).toHaveLength(characters);
  });

  it('keeps the end of a long reason, where AWS says which policy denies it', () => {
    const why = `AccessDenied: User: arn:aws:sts::123456789012:assumed-role/${'r'.repeat(64)}/${'s'.repeat(64)} is not authorized with an explicit deny in a service control policy: a service control policy denies it`;
    const value = lastErrorOf('denied', why, NOW);
    expect(value).toMatch(/^2026-03-01T10:05:00Z denied AccessDenied: User: arn:aws:sts/);
    expect(value).toMatch(/\.\.\.\S.*explicit deny in a service control policy: a service control policy denies it$/);
    expect(value.length).toBeLessThanOrEqual(255);
  });

  it('is cut nowhere when it fits', () => {
    expect(lastErrorOf('other', 'x'.repeat(228), NOW)).not.toContain('...');
    expect(lastErrorOf('other', 'x'.repeat(229), NOW)).toContain('...');
  });

  it('ends in no blank, which AWS would not take', () => {
    expect(lastErrorOf('other', `${'x'.repeat(300)} "`, NOW)).toMatch(/x$/);
    expect(lastErrorOf('other', '"', NOW)).toBe('2026-03-01T10:05:00Z other');
  });
});

describe('people know of a refusal', () => {
  it.each(REFUSAL_KINDS.flatMap((before) => REFUSAL_KINDS.map((now) => [before, now, before === now] as const)))(
    'when they were told of one of its kind: told of %s, now %s: %s',
    (before, now, isKnown) => {
      expect(isKnownRefusal(remembered(lastErrorOf(before, 'for a reason', NOW)), now, [])).toBe(isKnown);
    },
  );

  it.each(['', 'text', 'in-use', '2026-03-01 in-use text', ' 2026-03-01T10:05:00Z in-use text'])(
    'but not by the tag "%s", which no janitor wrote',
    (lastError) => {
      expect(isKnownRefusal(remembered(lastError), 'in-use', [])).toBe(false);
    },
  );

  it('but not without the tag', () => {
    expect(isKnownRefusal(tagsFrom({}), 'in-use', [])).toBe(false);
  });
});

it.each([
  ['protected', '2026-03-01T00:00:00Z', true],
  ['in-use', '2026-03-01T00:00:00Z', true],
  ['denied', '2026-03-01T23:59:59Z', true],
  ['protected', '2026-02-28T23:59:59Z', false],
  ['in-use', '2026-02-28T23:59:59Z', false],
  ['denied', '2026-03-02T00:00:00Z', false],
  ['gone', '2026-03-01T00:00:00Z', false],
  ['other', '2026-03-01T00:00:00Z', false],
])('after %s at %s, today is waited for to end: %s', (kind, at, waits) => {
  expect(waitsAfterRefusal(`${at} ${kind} text`, NOW)).toBe(waits);
});

it('waits for nothing that it cannot read', () => {
  for (const lastError of [undefined, '', 'in-use', '2026-03-01 in-use text']) {
    expect(waitsAfterRefusal(lastError, NOW)).toBe(false);
  }
});

describe('without the tag', () => {
  const refusal = (kind: RefusalKind, isTold: boolean): RefusedDeletion =>
    aRefusedDeletion({ refused: { kind, isTold } });
  const none = tagsFrom({});

  it.each<[string, RefusedDeletion, boolean]>([
    ['one of the kind, told', refusal('in-use', true), true],
    ['one of the kind that nobody heard of', refusal('in-use', false), false],
    ['one of another kind', refusal('denied', true), false],
    ['one that is still open', { ...aBegunDeletion(), refused: { kind: 'in-use', isTold: true } }, true],
  ])('people know by the record: %s', (_, record, isKnown) => {
    expect(isKnownRefusal(none, 'in-use', [record])).toBe(isKnown);
    expect(isKnownRefusal(none, 'in-use', [refusal('denied', true), record])).toBe(isKnown);
  });

  it.each<[string, Partial<RefusedDeletion>, boolean]>([
    ['the same quarantine', {}, true],
    [
      'another quarantine',
      { snapshotKey: '2026-03-09/50dc6c495c0c9188/2026-02-02T09:00:00Z/10:00:00Z/snapshot.json' },
      false,
    ],
    ['another NLB', { snapshotKey: '2026-03-09/50dc6c495c0c9189/2026-03-02T09:00:00Z/10:00:00Z/snapshot.json' }, false],
  ])('only the records of the same quarantine count: %s', (_, part, counts) => {
    const due = { candidate: aCandidate(), quarantinedAt: new Date('2026-03-02T09:00:00Z') };
    const record = { ...aRefusedDeletion(), ...part } as RefusedDeletion;
    expect(refusalsOf(due, [record])).toEqual(counts ? [record] : []);
  });

  it.each(REFUSAL_KINDS.map((kind) => [kind, kind === 'protected' || kind === 'in-use' || kind === 'denied'] as const))(
    'there is no other attempt on the same day, UTC, unless it may pass: %s waits: %s',
    (kind, waits) => {
      const record = refusal(kind, true);
      expect(refusalOfToday([record], new Date('2026-03-09T23:59:59Z'))).toBe(waits ? record : undefined);
      expect(refusalOfToday([record], new Date('2026-03-10T00:00:00Z'))).toBeUndefined();
    },
  );

  it('the last refusal of the day is the one that is spoken of', () => {
    const late = aRefusedDeletion({ snapshotKey: aRefusedDeletion().snapshotKey.replace('/snapshot', '/z/snapshot') });
    const noon = new Date('2026-03-09T12:00:00Z');
    expect(refusalOfToday([late, aRefusedDeletion()], noon)).toBe(late);
    expect(refusalOfToday([aRefusedDeletion(), late], noon)).toBe(late);
    expect(refusalOfToday([], noon)).toBeUndefined();
  });

  it('an open record stops nothing: it may have been deleted', () => {
    const open: RefusedDeletion = { ...aBegunDeletion(), refused: { kind: 'other', isTold: true } };
    expect(refusalOfToday([open], new Date('2026-03-09T12:00:00Z'))).toBeUndefined();
  });
});
