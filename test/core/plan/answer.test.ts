/** A person's answers: what each writes, what is refused and why, and that none writes a tag of the janitor's own. */
import { answerWrite, faultOfLastDay, type Answer, type AnswerWrite } from '../../../lambda/core/plan/answer.ts';
import { parseQuarantine } from '../../../lambda/core/tags/quarantine.ts';
import { aLoadBalancer, inTreeTags, tagsFrom } from '../../support/builders.ts';

type Marks = Readonly<Record<string, string>>;

const NOW = new Date('2026-03-05T09:00:00Z');
const NOTICED: Marks = {
  'quarantined-at': '2026-03-02T09:00:00Z',
  reason: 'service-gone',
  evidence: '0123456789abcdef',
  'notified-at': '2026-03-02T09:00:00Z',
  'delete-after': '2026-03-09T09:00:00Z',
  approval: 'pending',
};
const UNNOTICED = without('notified-at', 'delete-after');
const WITHOUT_DEADLINE = without('delete-after');

function without(...keys: readonly string[]): Marks {
  return Object.fromEntries(Object.entries(NOTICED).filter(([key]) => !keys.includes(key)));
}

function write(answer: Answer, marks: Marks): AnswerWrite {
  const own = Object.entries(marks).map(([key, value]) => [`nlb-janitor/${key}`, value]);
  const tags = tagsFrom(inTreeTags(Object.fromEntries(own)));
  const frame = { createdAt: aLoadBalancer().createdAt, minimumAgeHours: 0, graceDays: 0, now: NOW };
  return answerWrite(answer, tags, parseQuarantine(tags, frame), NOW);
}

const APPROVE: Answer = { is: 'approve' };
const REJECT: Answer = { is: 'reject' };
const KEEP: Answer = { is: 'keep', until: undefined };
const RELEASE: Answer = { is: 'release' };

const unchanged = (said: string): AnswerWrite => ({ is: 'unchanged', said: `unchanged: ${said}` });
const refused = (why: string): AnswerWrite => ({ is: 'refused', why: expect.stringContaining(why) as string });

describe('approve', () => {
  it('writes the one tag, and says when it is deleted', () => {
    expect(write(APPROVE, NOTICED)).toEqual({
      is: 'add',
      tags: { 'nlb-janitor/approval': 'approved' },
      said: 'approved: deleted after 2026-03-09 09:00 UTC, if it is still the same orphan then',
    });
  });

  it.each<[string, Marks]>([
    ['is kept', { ...NOTICED, keep: 'true' }],
    ['was rejected', { ...NOTICED, approval: 'rejected' }],
  ])('says what releasing comes to when it %s', (words, marks) => {
    const why =
      'release it first: that takes a quarantine off too, and the grace window starts again with a new notice';
    expect(write(APPROVE, marks)).toEqual(refused(words));
    expect(write(APPROVE, marks)).toEqual(refused(why));
  });

  it.each<[string, Marks]>([
    ['is not quarantined', {}],
    ['is not valid', { ...NOTICED, 'quarantined-at': 'yesterday' }],
    ['nobody has been told of it yet', UNNOTICED],
    ['in a mode that never deletes', WITHOUT_DEADLINE],
    ['was rejected', { ...NOTICED, approval: 'rejected' }],
    ['was rejected', { ...NOTICED, approval: 'Rejected ' }],
    ['says "NO - Alice"', { ...NOTICED, approval: 'NO - Alice' }],
    ['says "Approved"', { ...NOTICED, approval: 'Approved' }],
    ['is not valid (a person kept it', { ...NOTICED, keep: 'until=2026-03-04' }],
    ['is kept', { ...NOTICED, keep: 'until=2026-03-05' }],
    ['is kept', { ...NOTICED, keep: 'true', approval: 'rejected' }],
  ])('is refused, with the reason, when it %s: %#', (words, marks) => {
    expect(write(APPROVE, marks)).toEqual(refused(words));
  });

  it.each<[string, Marks]>([
    ['once a keep has lapsed that ended before the quarantine', { ...NOTICED, keep: 'until=2026-02-01' }],
    ['where the approval tag is missing', without('approval')],
  ])('is taken %s', (_, marks) => {
    expect(write(APPROVE, marks)).toMatchObject({ is: 'add', tags: { 'nlb-janitor/approval': 'approved' } });
  });
});

describe('approve a second time', () => {
  const again: Marks = { ...NOTICED, approval: 'approved' };

  it('changes nothing, and says when it is deleted', () => {
    expect(write(APPROVE, again)).toEqual(
      unchanged(
        'approved already: deleted after 2026-03-09 09:00 UTC, if it is still the same orphan then; if that approval does not count, give yours in its place: approve --again',
      ),
    );
  });

  it('writes it once more where that is asked for, and the first time as ever', () => {
    for (const marks of [again, NOTICED]) {
      expect(write({ is: 'approve', again: true }, marks)).toMatchObject({
        is: 'add',
        tags: { 'nlb-janitor/approval': 'approved' },
      });
    }
    expect(write({ is: 'approve', again: true }, { ...again, keep: 'true' })).toEqual(refused('is kept'));
  });

  it.each<[string, Marks]>([
    ['nobody has been told of it yet', { ...UNNOTICED, approval: 'approved' }],
    ['in a mode that never deletes', { ...WITHOUT_DEADLINE, approval: 'approved' }],
    ['is kept', { ...again, keep: 'true' }],
  ])('is refused all the same when it %s: it would not count', (words, marks) => {
    expect(write(APPROVE, marks)).toEqual(refused(words));
  });
});

describe('reject', () => {
  it.each<[string, Marks]>([
    ['in quarantine', NOTICED],
    ['before there is one', {}],
    ['after an approval', { ...NOTICED, approval: 'approved' }],
    ['where it is kept', { ...NOTICED, keep: 'true' }],
  ])('writes the one tag %s', (_, marks) => {
    expect(write(REJECT, marks)).toEqual({
      is: 'add',
      tags: { 'nlb-janitor/approval': 'rejected' },
      said: 'rejected: it is never quarantined again, until you release it',
    });
  });

  it('changes nothing when it is rejected already', () => {
    expect(write(REJECT, { approval: 'rejected' })).toEqual(unchanged('rejected already'));
    expect(write(REJECT, { approval: 'REJECTED' })).toEqual(unchanged('rejected already'));
  });
});

describe('keep', () => {
  it('keeps forever without a day', () => {
    expect(write(KEEP, NOTICED)).toEqual({ is: 'add', tags: { 'nlb-janitor/keep': 'true' }, said: 'kept forever' });
  });

  it.each<[string, string | undefined, string]>([
    ['true', undefined, 'kept forever already'],
    ['because', undefined, 'kept forever already'],
    ['until=2026-12-31', '2026-12-31', 'kept through 2026-12-31, UTC already'],
  ])('changes nothing where the tag is "%s" and it is to be kept until %s', (keep, until, said) => {
    expect(write({ is: 'keep', until }, { keep })).toEqual(unchanged(said));
  });

  it.each<[string, string | undefined]>([
    ['until=2026-12-31', undefined],
    ['until=2026-12-31', '2027-01-01'],
    ['until=2026-03-04', undefined],
    ['until=2026-03-04', '2026-03-05'],
  ])('writes where the tag is "%s" and it is to be kept until %s', (keep, until) => {
    expect(write({ is: 'keep', until }, { keep }).is).toBe('add');
  });

  it.each([
    ['true', '2026-12-31'],
    ['until=2026-12-31', '2026-12-30'],
    ['because', '2026-12-31'],
  ])('is refused where the tag says "%s", which is longer than %s', (keep, until) => {
    expect(write({ is: 'keep', until }, { keep })).toEqual(refused(`"${keep}"`));
  });

  it.each([
    ['2026-03-05', undefined],
    ['2026-12-31', undefined],
    ['2026-03-04', '--until 2026-03-04: lies in the past'],
    ['2026-02-30', '--until 2026-02-30: there is no such day'],
    ['31.12.2026', '--until 31.12.2026: give a day as YYYY-MM-DD'],
    ['2026-12-31T00:00:00Z', '--until 2026-12-31T00:00:00Z: give a day as YYYY-MM-DD'],
    ['', '--until : give a day as YYYY-MM-DD'],
  ])('until "%s": refused with %s', (until, fault) => {
    expect(faultOfLastDay(until, NOW)).toBe(fault);
    expect(write({ is: 'keep', until }, NOTICED)).toEqual(
      fault === undefined
        ? { is: 'add', tags: { 'nlb-janitor/keep': `until=${until}` }, said: `kept through ${until}, UTC` }
        : { is: 'refused', why: fault },
    );
  });

  it.each([
    ['2026-03-05T23:59:58Z', undefined],
    ['2026-03-05T23:59:59Z', '--until 2026-03-05: lies in the past'],
    ['unknown', '--until 2026-03-05: lies in the past'],
  ])('until 2026-03-05, said at %s: refused with %s', (now, fault) => {
    expect(faultOfLastDay('2026-03-05', new Date(now))).toBe(fault);
  });
});

describe('release', () => {
  it('takes off all tags of the janitor, vetoes too, and no other', () => {
    expect(write(RELEASE, { approval: 'rejected', keep: 'true' })).toEqual({
      is: 'remove',
      keys: ['nlb-janitor/approval', 'nlb-janitor/keep'],
      said: 'released (nlb-janitor/approval, nlb-janitor/keep): the next sweep judges it again',
    });
  });

  it('takes off a whole quarantine', () => {
    const marks = { ...NOTICED, 'last-error': 'text', 'somebody-elses': 'x' };
    expect(write(RELEASE, marks)).toMatchObject({
      is: 'remove',
      keys: [...Object.keys(NOTICED), 'last-error'].map((key) => `nlb-janitor/${key}`),
      said: expect.stringMatching(
        /: the next sweep judges it again; its quarantine is off, .* the grace window starts again with a new notice$/,
      ) as string,
    });
  });

  it('changes nothing when there is none', () => {
    expect(write(RELEASE, {})).toEqual(unchanged('it has no tag of the janitor'));
  });
});

it('writes no tag but those two that belong to people', () => {
  const marks = [{}, NOTICED, UNNOTICED, WITHOUT_DEADLINE, { approval: 'rejected' }, { keep: 'true' }];
  const answers = [APPROVE, REJECT, KEEP, { is: 'keep', until: '2026-12-31' } as const, RELEASE];
  const written = answers.flatMap((answer) =>
    marks.flatMap((own) => {
      const result = write(answer, own);
      return result.is === 'add' ? Object.keys(result.tags) : [];
    }),
  );
  expect(new Set(written)).toEqual(new Set(['nlb-janitor/approval', 'nlb-janitor/keep']));
});
