/** The subject: what happened and what it means, in 99 characters of which the account's name gives way first. */
import fc from 'fast-check';
import { subjectOf } from '../../../lambda/core/report/subject.ts';
import type { Digest, Entry } from '../../../lambda/core/report/entries.ts';
import {
  ANSWERED,
  DELETED,
  digestOf,
  FAILED,
  LEFT_BEHIND,
  NOTE,
  orphanEntryOf,
  REFUSED,
  RELEASED,
  REMINDER,
} from '../../support/digests.ts';
import { hostileText, poisoned } from '../../support/hostile.ts';

const ONLY = { number: 1, of: 1 };
const ORPHAN = orphanEntryOf();
const CAUTIOUS = orphanEntryOf({ cautions: ['its targets are healthy'] });
const NAMED = { accountName: 'prod-account' };

it.each<[string, readonly Entry[], Partial<Digest>, string]>([
  ['asks for approval', [ORPHAN, ORPHAN, ORPHAN], {}, '3 orphans found, nothing happens unless you approve'],
  [
    'says what happens by itself',
    [ORPHAN],
    { approval: 'automatic' },
    '1 orphan found, deleted from 2026-03-09 unless you answer',
  ],
  [
    'knows that a caution needs a person',
    [CAUTIOUS],
    { approval: 'automatic' },
    '1 orphan found, nothing happens unless you approve',
  ],
  [
    'does not hide the one without',
    [CAUTIOUS, ORPHAN],
    { approval: 'automatic' },
    '2 orphans found, deleted from 2026-03-09 unless you answer',
  ],
  ['says what never happens', [ORPHAN], { mode: 'quarantine' }, '1 orphan found, nothing is deleted'],
  ['says what was saved', [DELETED, DELETED], {}, '2 deleted, USD 47 a month saved'],
  ['says no saving that nobody knows', [{ ...DELETED, monthlyCostUsd: null }], {}, '1 deleted'],
  ['says who answered', [ANSWERED], {}, 'payments/api approved by anna, deleted not before 2026-03-09'],
  [
    'says what an answer ends',
    [{ ...ANSWERED, answer: 'rejected', notBefore: null }],
    {},
    'payments/api rejected by anna, nothing is deleted',
  ],
  [
    'does not name who is not known',
    [{ ...ANSWERED, by: null, notBefore: null, answer: 'kept' }],
    {},
    'payments/api kept, nothing is deleted',
  ],
  [
    'calls no approval what does not count',
    [{ ...ANSWERED, doesNotCount: 'no' }],
    {},
    'an answer for payments/api does not count',
  ],
  ['counts answers', [ANSWERED, ANSWERED], {}, '2 answered'],
  ['warns', [REMINDER], {}, 'payments/api is deleted from 2026-03-09 unless you answer'],
  [
    'warns of the first',
    [{ ...REMINDER, deadline: '2026-03-10T09:00:00Z' }, REMINDER],
    {},
    '2 are deleted from 2026-03-09 09:00 UTC unless you answer',
  ],
  ['says why it waits', [NOTE], {}, "payments/api waits, today's limit is reached"],
  ['says that it failed', [FAILED], {}, 'payments/api is not deleted, AWS refused'],
  ['says what it refused', [REFUSED], {}, 'deletes refused, too many are due'],
  ['says what is left', [LEFT_BEHIND], {}, 'target groups of payments/api left behind'],
  ['says what was released', [RELEASED], {}, 'payments/api released, nothing happens'],
  [
    'joins',
    [DELETED, RELEASED, ORPHAN],
    { region: 'a', account: 'b' },
    '1 orphan found, nothing happens unless you approve; 1 deleted; 1 released',
  ],
  [
    'has no hash for a Service that nobody knows',
    [{ ...FAILED, service: null }],
    {},
    '1 of cluster prod is not deleted, AWS refused',
  ],
])('%s', (_, entries, part, words) => {
  const { account, region } = digestOf(entries, part);
  expect(subjectOf(digestOf(entries, part), ONLY)).toBe(`[nlb-janitor] ${account} ${region}: ${words}`);
});

it('names the account by its alias, and says which message of how many it is', () => {
  const subject = '[nlb-janitor] prod-account eu-west-3: 1 deleted, USD 24 a month saved (2 of 3)';
  expect(subjectOf(digestOf([DELETED], NAMED), { number: 2, of: 3 })).toBe(subject);
});

it('cuts the name of the account first, and its number never', () => {
  const long = digestOf([ORPHAN], { accountName: 'the-production-account-of-the-payments-department' });
  expect(subjectOf(long, { number: 1, of: 2 })).toBe(
    '[nlb-janitor] the-producti.. eu-west-3: 1 orphan found, nothing happens unless you approve (1 of 2)',
  );
  const numbered = digestOf([ANSWERED, FAILED, ORPHAN, REMINDER, DELETED, RELEASED]);
  expect(subjectOf(numbered, ONLY)).toMatch(/^\[nlb-janitor\] 123456789012 eu-west-3: .*; and more$/);
});

it('says the time of day where there is room', () => {
  expect(subjectOf(digestOf([ANSWERED], { account: '1', region: 'a' }), ONLY)).toBe(
    '[nlb-janitor] 1 a: payments/api approved by anna, deleted not before 2026-03-09 09:00 UTC',
  );
});

it('says first what needs a person, when not everything has room', () => {
  expect(subjectOf(digestOf([DELETED, RELEASED, ANSWERED], NAMED), ONLY)).toBe(
    '[nlb-janitor] prod-account eu-west-3: payments/api approved; 1 deleted; 1 released',
  );
});

it('is one line of at most 99 characters that keeps its number, whatever was written', () => {
  const all = [DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED, ANSWERED, NOTE, REMINDER, CAUTIOUS];
  fc.assert(
    fc.property(fc.subarray(all, { minLength: 1 }), hostileText, fc.string(), (entries, text, accountName) => {
      const subject = subjectOf(poisoned(digestOf(entries, { accountName }), text), { number: 10, of: 20 });
      expect(subject.length).toBeLessThanOrEqual(99);
      expect(subject).toMatch(/^\[nlb-janitor\] .* \(10 of 20\)$/);
    }),
  );
});
