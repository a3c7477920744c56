/** What a full sweep leaves behind; when users outside Kubernetes are looked for: before a quarantine, and once a day. */
import { candidateOf } from '../../../lambda/core/plan/candidate.ts';
import type { Orphan } from '../../../lambda/model/verdict.ts';
import { areUsersDue, stateOf, tellsUnlooked } from '../../../lambda/core/plan/state.ts';
import { USER_SOURCES, type UserReading } from '../../../lambda/model/users.ts';
import { NO_SUMMARY_YET, type LastState } from '../../../lambda/model/state.ts';
import {
  aLoadBalancer,
  facts,
  inspectionsOf,
  inTreeTags,
  noOutsideUsers,
  NOW,
  unreadable,
  verdictOn,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const SETTINGS = {
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
  minimumAgeHours: 24,
  approvalValidDays: 30,
  approvers: undefined,
  reminderHours: 24,
  usersOfNlb: {},
} as const;
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const instant = (at: Date) => at.toISOString().replace('.000Z', 'Z');

function quarantined(at: Date): Record<string, string> {
  return inTreeTags({
    'nlb-janitor/quarantined-at': instant(at),
    'nlb-janitor/reason': 'service-gone',
    'nlb-janitor/evidence': '0123456789abcdef',
    'nlb-janitor/approval': 'pending',
  });
}

function isDue(lastReadAt: Date | undefined, tagged = quarantined(hoursAgo(48)), part = {}): boolean {
  return areUsersDue(
    [L],
    { ...facts({ tagged }), ...part },
    { usersReadAt: lastReadAt, usersRead: USER_SOURCES },
    SETTINGS,
  );
}

describe('the last look at users outside Kubernetes', () => {
  const before = {
    judgedAt: hoursAgo(1),
    fleet: 1,
    waiting: [],
    usersReadAt: hoursAgo(5),
    usersRead: USER_SOURCES,
    told: [],
  };
  const left: LastState = { onRecord: before, recent: before, summary: { ok: true, value: NO_SUMMARY_YET } };
  const readAt = (...readings: readonly UserReading[]): Date | undefined => {
    const outsideUsers = new Map(
      [...noOutsideUsers().keys()].map((source, index) => [source, readings[index] ?? ANSWERED]),
    );
    const given = facts({ inspections: inspectionsOf(L, { outsideUsers }) });
    return stateOf([], given, { ...SETTINGS, maxDeletesPerDay: 10, maxDeletePercent: 20 }, left).usersReadAt;
  };
  const ANSWERED: UserReading = { is: 'asked', answer: { ok: true, value: [] } };
  const LOST: UserReading = { is: 'asked', answer: unreadable('lost') };

  it('is now when every source answered that is not off', () => {
    expect(readAt()).toEqual(NOW);
    expect(readAt({ is: 'off' })).toEqual(NOW);
  });

  it('is unknown when one did not answer', () => {
    expect(readAt(ANSWERED, LOST)).toBeUndefined();
  });

  it('stays what it was when none was asked', () => {
    const none = facts({
      inspections: inspectionsOf(L, { outsideUsers: new Map([['api-gateway', { is: 'not-due' }]]) }),
    });
    expect(stateOf([], none, { ...SETTINGS, maxDeletesPerDay: 10, maxDeletePercent: 20 }, left).usersReadAt).toEqual(
      hoursAgo(5),
    );
  });
});

it.each([
  ['never, as far as is known', undefined, true],
  ['a day ago', hoursAgo(24), true],
  ['less than a day ago', hoursAgo(23.9), false],
  ['right now', NOW, false],
  ['in the future', hoursAgo(-1), true],
  ['at no time', new Date(Number.NaN), true],
])('when they were last looked for %s', (_, lastReadAt, expected) => {
  expect(isDue(lastReadAt)).toBe(expected);
});

it('for an NLB that is not quarantined yet, and not for one that is', () => {
  expect(isDue(hoursAgo(1), inTreeTags())).toBe(true);
  expect(isDue(hoursAgo(1), quarantined(hoursAgo(2)))).toBe(false);
});

it('for an NLB whose quarantine is younger than the last look, or not valid', () => {
  expect(isDue(hoursAgo(2), quarantined(hoursAgo(1)))).toBe(true);
  expect(isDue(hoursAgo(2), { ...quarantined(hoursAgo(3)), 'nlb-janitor/quarantined-at': 'soon' })).toBe(true);
});

it('for an NLB whose tags could not be read', () => {
  expect(isDue(hoursAgo(1), undefined, { tags: new Map([[L.arn, unreadable('lost')]]) })).toBe(true);
});

it('not when nobody is suspected', () => {
  expect(areUsersDue([], facts(), { usersReadAt: hoursAgo(1), usersRead: USER_SOURCES }, SETTINGS)).toBe(false);
});

describe('a source that is on by now', () => {
  const without = (source: string) => ({
    usersReadAt: hoursAgo(1),
    usersRead: USER_SOURCES.filter((one) => one !== source),
  });
  const given = facts({ tagged: quarantined(hoursAgo(48)) });

  it('is due when it was not asked the last time, and not while it is off', () => {
    expect(areUsersDue([L], given, without('cloudfront'), SETTINGS)).toBe(true);
    expect(areUsersDue([L], given, without('cloudfront'), { ...SETTINGS, usersOfNlb: { cloudfront: 'off' } })).toBe(
      false,
    );
  });

  it('need not be ECS, which is not asked where no suspect has a target group', () => {
    expect(areUsersDue([L], given, without('ecs-services'), SETTINGS)).toBe(false);
  });
});

describe('what people would be told', () => {
  const plan = { quarantine: [], notify: [], release: [], proofs: [], frozen: [], remind: [], withdraw: [] };
  const notLooked = facts({
    inspections: inspectionsOf(L, { outsideUsers: new Map([['api-gateway', { is: 'not-due' }]]) }),
  });
  const candidate = candidateOf(anOrphan(), facts().inspections, SETTINGS);
  if (!candidate.ok) throw new Error(candidate.why);

  it.each([
    [
      'a quarantine that starts',
      { ...plan, quarantine: [{ candidate: candidate.value, restartedBecause: undefined }] },
    ],
    ['a notice that comes late', { ...plan, notify: [candidate.value] }],
    ['a reminder', { ...plan, remind: [{ candidate: candidate.value, dueAt: NOW }] }],
  ])('of %s needs a look at the users', (_, told) => {
    expect(tellsUnlooked(told, notLooked)).toBe(true);
    expect(tellsUnlooked(told, facts())).toBe(false);
    expect(tellsUnlooked(plan, notLooked)).toBe(false);
  });
});

function anOrphan(): Orphan {
  const verdict = verdictOn(facts());
  if (verdict.is !== 'orphan') throw new Error(verdict.explanation);
  return verdict;
}
