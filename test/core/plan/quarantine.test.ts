/** What is written on one NLB when it is quarantined and once people were told: never over a person's answer. */
import { noticeWrite, quarantineOf, quarantineWrite, type PlanSettings } from '../../../lambda/core/plan/quarantine.ts';
import { aLoadBalancer, inTreeTags, NOW, tagsFrom } from '../../support/builders.ts';
import { aCandidate } from '../../support/news.ts';

const SETTINGS: PlanSettings = {
  mode: 'delete',
  approval: 'required',
  minimumAgeHours: 24,
  graceDays: 7,
  approvalValidDays: 30,
  approvers: undefined,
  reminderHours: 24,
};
const CANDIDATE = aCandidate();
const NOW_TEXT = '2026-03-01T10:05:00Z';

type Marks = Readonly<Record<string, string | undefined>>;

/** The tags of an NLB that was quarantined for the candidate and of which people were told; undefined leaves one out. */
const QUARANTINED: Marks = {
  'quarantined-at': '2026-02-20T00:00:00Z',
  reason: 'service-gone',
  evidence: CANDIDATE.fingerprint,
  'notified-at': '2026-02-20T00:05:00Z',
  'delete-after': '2026-02-27T00:05:00Z',
  approval: 'pending',
};
const UNNOTICED: Marks = { ...QUARANTINED, 'notified-at': undefined, 'delete-after': undefined };

function tagsOf(marks: Marks): ReadonlyMap<string, string> {
  const own = Object.entries(marks).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return tagsFrom(inTreeTags(Object.fromEntries(own.map(([key, value]) => [`nlb-janitor/${key}`, value]))));
}

describe('a quarantine', () => {
  const write = (tags: ReadonlyMap<string, string>) => quarantineWrite({ candidate: CANDIDATE }, tags, NOW, SETTINGS);
  it('ends one of the same evidence where the plan says so, and no other', () => {
    const voiding = (voidQuarantinedAt: Date) =>
      quarantineWrite(
        { candidate: CANDIDATE, voidQuarantinedAt },
        tagsOf({ ...QUARANTINED, approval: 'approved' }),
        NOW,
        SETTINGS,
      );
    const at = new Date(String(QUARANTINED['quarantined-at']));
    expect(voiding(at)).toMatchObject({ is: 'write', add: { ...ADD, ...PENDING } });
    expect(voiding(new Date(at.getTime() + 1000)).is).toBe('spared');
  });

  const ADD = {
    'nlb-janitor/quarantined-at': NOW_TEXT,
    'nlb-janitor/reason': 'service-gone',
    'nlb-janitor/evidence': CANDIDATE.fingerprint,
  };
  const PENDING = { 'nlb-janitor/approval': 'pending' };

  it('is written on an NLB that has none', () => {
    expect(write(tagsOf({}))).toEqual({ is: 'write', remove: [], add: { ...ADD, ...PENDING } });
  });

  it.each<[string, Marks, readonly string[]]>([
    ['its evidence is another', { evidence: '0123456789abcdef' }, ['notified-at', 'delete-after']],
    ['its reason is another', { reason: 'superseded' }, ['notified-at', 'delete-after']],
    ['it is not valid', { 'quarantined-at': 'yesterday' }, ['notified-at', 'delete-after']],
    ['its approval tag was removed', { approval: undefined }, ['notified-at', 'delete-after']],
    ['it was approved before', { evidence: '0123456789abcdef', approval: 'approved' }, ['notified-at', 'delete-after']],
    [
      'it was refused before',
      { evidence: '0123456789abcdef', 'last-error': 'text' },
      ['notified-at', 'delete-after', 'last-error'],
    ],
    ['it had no notice', { evidence: '0123456789abcdef', 'notified-at': undefined }, ['delete-after']],
    [
      'a keep of before has lapsed',
      { evidence: '0123456789abcdef', keep: 'until=2026-02-28' },
      ['notified-at', 'delete-after'],
    ],
  ])('starts again, without the notice and the approval of before, when %s', (_, change, removed) => {
    expect(write(tagsOf({ ...QUARANTINED, ...change }))).toEqual({
      is: 'write',
      remove: removed.map((key) => `nlb-janitor/${key}`),
      // What is pending already is not written: somebody may be answering.
      add: 'approval' in change ? { ...ADD, ...PENDING } : ADD,
    });
  });

  it.each<[string, Marks]>([
    ['pending', {}],
    ['approved', { approval: 'approved' }],
    ['without a notice', UNNOTICED],
  ])('is spared when another run has written the same one: %s', (_, change) => {
    expect(write(tagsOf({ ...QUARANTINED, ...change }))).toEqual({
      is: 'spared',
      why: 'another run has quarantined it meanwhile',
    });
  });

  it.each<[string, Marks, string]>([
    ['kept', { keep: 'true' }, 'tag nlb-janitor/keep was set meanwhile'],
    ['rejected', { approval: 'rejected' }, 'it was rejected meanwhile'],
    ['answered in other words', { approval: 'no' }, 'tag nlb-janitor/approval is "no", neither approved nor rejected'],
  ])('is spared when a person has %s it meanwhile', (_, marks, why) => {
    expect(write(tagsOf(marks))).toEqual({ is: 'spared', why });
    expect(write(tagsOf({ ...QUARANTINED, evidence: '0123456789abcdef', ...marks }))).toEqual({ is: 'spared', why });
  });

  it('counts an approval of nothing as no answer: it goes back to pending', () => {
    expect(write(tagsOf({ approval: 'approved' }))).toEqual({ is: 'write', remove: [], add: { ...ADD, ...PENDING } });
  });

  describe('asks for room for a whole life', () => {
    const foreign = (number: number, more: Readonly<Record<string, string>> = {}) =>
      tagsFrom({
        ...Object.fromEntries(Array.from({ length: number }, (_, index) => [`team/${index}`, 'x'])),
        ...more,
      });
    const own = Object.fromEntries([...tagsOf(QUARANTINED)].filter(([key]) => key.startsWith('nlb-janitor/')));

    it.each([
      [38, 'write'],
      [39, 'write'],
      [40, 'no-room'],
    ])('%i tags of others: %s', (number, is) => {
      expect(write(foreign(number)).is).toBe(is);
    });

    it.each<[string, Record<string, string>, string]>([
      ['a tag of AWS, which does not count', { 'aws:autoscaling:groupName': 'x' }, 'write'],
      ['its own of before, which it writes again', { ...own, 'nlb-janitor/evidence': '0123456789abcdef' }, 'write'],
      ['a keep that has lapsed, which stays', { 'nlb-janitor/keep': 'until=2026-02-28' }, 'no-room'],
      ['one more of others', { team: 'x' }, 'no-room'],
    ])('39 tags of others, and %s', (_, more, is) => {
      expect(write(foreign(39, more)).is).toBe(is);
    });

    it('and says how much it needs', () => {
      expect(write(foreign(40))).toEqual({
        is: 'no-room',
        why: 'it holds 40 tags of others, and AWS allows 50: remove some, the janitor needs 11',
      });
    });
  });
});

describe('a notice', () => {
  const ACCEPTED_AT = new Date('2026-03-01T10:04:59.900Z');
  const NOTICE = {
    'nlb-janitor/notified-at': '2026-03-01T10:04:59Z',
    'nlb-janitor/delete-after': '2026-03-08T10:04:59Z',
  };
  const PENDING = { 'nlb-janitor/approval': 'pending' };

  const write = (marks: Marks, settings = SETTINGS) =>
    noticeWrite(CANDIDATE, tagsOf(marks), ACCEPTED_AT, NOW, settings);

  it('says when people were told, and the whole window from then', () => {
    expect(write(UNNOTICED)).toEqual(NOTICE);
    expect(write(UNNOTICED, { ...SETTINGS, graceDays: 14 })).toEqual({
      ...NOTICE,
      'nlb-janitor/delete-after': '2026-03-15T10:04:59Z',
    });
  });

  it('sets no deadline in a mode that never deletes', () => {
    expect(write(UNNOTICED, { ...SETTINGS, mode: 'quarantine' })).toEqual({
      'nlb-janitor/notified-at': '2026-03-01T10:04:59Z',
    });
  });

  // What stands there as pending is not written again: a rejection of this very moment must stay.
  it.each<[string, string | undefined, object]>([
    ['pending', 'pending', NOTICE],
    ['approved before anybody was told', 'approved', { ...NOTICE, ...PENDING }],
    ['absent', undefined, { ...NOTICE, ...PENDING }],
  ])('writes an approval only where it is not pending: %s', (_, approval, expected) => {
    expect(write({ ...UNNOTICED, approval })).toEqual(expected);
  });

  it.each<[string, Marks]>([
    ['it is kept', { keep: 'true' }],
    ['it is rejected', { approval: 'rejected' }],
    ['it is answered in other words', { approval: 'not now' }],
    ['its quarantine is gone', Object.fromEntries(Object.keys(UNNOTICED).map((key) => [key, undefined]))],
    ['its quarantine is not valid', { 'quarantined-at': 'yesterday' }],
    ['its quarantine is another', { evidence: '0123456789abcdef' }],
    ['another run was quicker', QUARANTINED],
    ['another run was quicker, and a person approved since', { ...QUARANTINED, approval: 'approved' }],
  ])('is not written when %s', (_, change) => {
    expect(write({ ...UNNOTICED, ...change })).toBeUndefined();
    expect(write(UNNOTICED)).toBeDefined();
  });

  it('is written again when it lacks its deadline, and only in a mode that deletes', () => {
    const half = { ...QUARANTINED, 'delete-after': undefined };
    expect(write(half)).toEqual(NOTICE);
    expect(write(half, { ...SETTINGS, mode: 'quarantine' })).toBeUndefined();
  });
});

it('is read with the minimum age of the settings; a longer grace window voids nothing', () => {
  const loadBalancer = aLoadBalancer({ createdAt: new Date('2026-02-18T00:00:00Z') });
  const read = (part: Partial<PlanSettings>) =>
    quarantineOf(loadBalancer, tagsOf(QUARANTINED), NOW, { ...SETTINGS, ...part }).is;
  expect([read({}), read({ minimumAgeHours: 48 }), read({ graceDays: 8 })]).toEqual(['valid', 'valid', 'valid']);
  expect(read({ minimumAgeHours: 49 })).toBe('malformed');
});
