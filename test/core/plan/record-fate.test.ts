/** What becomes of the record of a delete that no run brought to its end: finished, waited for, or closed. */
import { givenUp, isUnfinished, recordFate, type UnfinishedRecord } from '../../../lambda/core/plan/record-fate.ts';
import type { CompanionFate, DeletionRecord } from '../../../lambda/model/record.ts';
import { aLoadBalancer } from '../../support/builders.ts';
import { aBegunDeletion, aMadeDeletion } from '../../support/news.ts';

const L = aLoadBalancer();
const BEGUN_AT = new Date('2026-03-09T10:00:00Z');
const keyOf = (quarantinedAt: string): string => `2026-03-09/50dc6c495c0c9188/${quarantinedAt}/snapshot.json`;
const KEY = keyOf('2026-03-02T09:00:00Z');
const EARLIER = keyOf('2026-03-01T09:00:00Z');
const LATER = keyOf('2026-03-03T09:00:00Z');
const OTHER_ARN = `${L.arn}0`;

const BEGUN = aBegunDeletion({ snapshotKey: KEY, begunAt: BEGUN_AT });
const MADE = aMadeDeletion({ snapshotKey: KEY });
const another = (snapshotKey: string, arn = L.arn): UnfinishedRecord => aBegunDeletion({ snapshotKey, arn });

interface Part {
  readonly one?: UnfinishedRecord;
  /** ARNs of the NLBs that are listed. */
  readonly listed?: readonly string[];
  readonly deletedNow?: readonly ReturnType<typeof aMadeDeletion>[];
  readonly others?: readonly UnfinishedRecord[];
  readonly now?: string;
}

function fate({ one = BEGUN, listed = [], deletedNow = [], others = [], now = '2026-03-09T12:00:00Z' }: Part): string {
  const loadBalancers = listed.map((arn) => ({ arn }));
  const found = recordFate(one, loadBalancers, deletedNow, [one, ...others], new Date(now));
  return found.is === 'close' ? `close: ${found.why}` : found.is;
}

const ENDED = 'close: the run that began it ended before the delete';

it.each<[string, Part, string]>([
  ['the NLB is gone', {}, 'finish'],
  ['the NLB is gone, and another lives', { listed: [OTHER_ARN] }, 'finish'],
  ['the NLB is gone, and AWS said that it is deleted', { one: MADE }, 'finish'],
  ['the NLB lives', { listed: [OTHER_ARN, L.arn] }, ENDED],
  ['the NLB lives, and AWS said that it is deleted', { one: MADE, listed: [L.arn] }, 'wait'],
])('when %s', (_, part, expected) => {
  expect(fate(part)).toBe(expected);
});

it.each([
  ['2026-03-09T10:00:00Z', 'wait'],
  ['2026-03-09T10:59:59Z', 'wait'],
  ['2026-03-09T11:00:00Z', ENDED],
  ['2026-03-10T11:00:00Z', ENDED],
  ['unknown', 'wait'],
])('of an NLB that AWS lists at %s: %s, since AWS may still list what was deleted a moment ago', (now, expected) => {
  expect(fate({ listed: [L.arn], now })).toBe(expected);
});

it('waits forever while nobody knows when it was begun', () => {
  const one = { ...BEGUN, begunAt: new Date(Number.NaN) };
  expect(fate({ one, listed: [L.arn] })).toBe('wait');
});

describe('beside another record', () => {
  it.each<[string, Part, string]>([
    ['a later one of the same NLB', { others: [another(LATER)] }, `close: begun again: ${LATER}`],
    ['an earlier one of the same NLB', { others: [another(EARLIER)] }, 'finish'],
    ['a later one of another NLB', { others: [another(LATER, OTHER_ARN)] }, 'finish'],
    ['a later one, when it says itself that it is deleted', { one: MADE, others: [another(LATER)] }, 'finish'],
    ['a later one, while the NLB lives', { others: [another(LATER)], listed: [L.arn] }, `close: begun again: ${LATER}`],
  ])('%s', (_, part, expected) => {
    expect(fate(part)).toBe(expected);
  });
});

describe('beside what this very run deleted', () => {
  it.each<[string, Part, string]>([
    ['the same record: the run itself finishes it', { deletedNow: [aMadeDeletion({ snapshotKey: KEY })] }, 'wait'],
    [
      'the same record, which says that it is deleted',
      { one: MADE, deletedNow: [aMadeDeletion({ snapshotKey: KEY })] },
      'wait',
    ],
    [
      'a later one of the same NLB',
      { deletedNow: [aMadeDeletion({ snapshotKey: LATER })] },
      `close: begun again: ${LATER}`,
    ],
    ['another NLB', { deletedNow: [aMadeDeletion({ snapshotKey: LATER, arn: OTHER_ARN })] }, 'finish'],
  ])('%s', (_, part, expected) => {
    expect(fate(part)).toBe(expected);
  });
});

it('gives up what is pending, with the last reason, and leaves the rest as it is', () => {
  const companions: readonly CompanionFate[] = [
    { arn: 'a', name: 'gone', did: 'deleted', why: undefined },
    { arn: 'b', name: 'kept', did: 'left', why: 'another load balancer uses it' },
    { arn: 'c', name: 'dark', did: 'pending', why: 'cluster edge was not read' },
    { arn: 'd', name: 'silent', did: 'pending', why: undefined },
  ];
  const ended = givenUp(aMadeDeletion({ companions }));
  expect(ended.companions).toEqual([
    companions[0],
    companions[1],
    { arn: 'c', name: 'dark', did: 'left', why: 'given up after 7 days: cluster edge was not read' },
    { arn: 'd', name: 'silent', did: 'left', why: 'given up after 7 days' },
  ]);
  expect(isUnfinished({ ...ended, reportedAt: BEGUN_AT })).toBe(false);
});

describe('there is nothing more to do', () => {
  const REPORTED = new Date('2026-03-09T10:05:00Z');
  const companion = (did: CompanionFate['did']): CompanionFate => ({ arn: 'tg', name: 'group', did, why: undefined });
  const { begunAt: _, companions: __, ...about } = aBegunDeletion();
  const SPARED: DeletionRecord = { ...about, is: 'spared', sparedAt: BEGUN_AT, why: 'it was rejected meanwhile' };

  it.each<[string, DeletionRecord, boolean]>([
    ['begun', aBegunDeletion(), false],
    ['begun, with nothing that goes with it', aBegunDeletion({ companions: [] }), false],
    ['spared', SPARED, true],
    ['made and reported', aMadeDeletion({ reportedAt: REPORTED }), true],
    ['made and not reported', aMadeDeletion(), false],
    ['made and reported, a group left', aMadeDeletion({ reportedAt: REPORTED, companions: [companion('left')] }), true],
    [
      'made and reported, a group pending',
      aMadeDeletion({ reportedAt: REPORTED, companions: [companion('deleted'), companion('pending')] }),
      false,
    ],
    ['made and reported, no group', aMadeDeletion({ reportedAt: REPORTED, companions: [] }), true],
  ])('for a record that is %s: %#', (_what, record, expected) => {
    expect(isUnfinished(record)).toBe(!expected);
  });
});
