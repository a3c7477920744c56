/** What is written down once people have heard: the right tag or record, and nothing over what happened meanwhile. */
import { earlierApproval, type PlanSettings } from '../../lambda/core/plan/quarantine.ts';
import type { TagReading } from '../../lambda/model/aws.ts';
import type { News } from '../../lambda/model/outcome.ts';
import type { SnapshotStore, TagWriter, WriteResult } from '../../lambda/ports/write.ts';
import { parseOutcome } from '../../lambda/records/outcome.ts';
import { isWrittenDownUnheard, writeDown } from '../../lambda/tell/write-down.ts';
import { facts, GONE, inTreeTags, tagReading, unreadable, verdictOn } from '../support/builders.ts';
import { aCandidate, aMadeDeletion, aRefusal, aRefusedDeletion } from '../support/news.ts';
import { NO_LOAD_BALANCERS, NO_WORLD } from '../support/ports.ts';
import { REAP } from '../support/quarantines.ts';

const NOW = new Date('2026-03-02T09:05:00Z');
const HEARD_AT = new Date('2026-03-02T09:04:00Z');
const CANDIDATE = aCandidate();
const NOTICE: Extract<News, { is: 'quarantined' }> = {
  is: 'quarantined',
  candidate: CANDIDATE,
  restartedBecause: undefined,
};
const RELEASE: News = {
  is: 'released',
  verdict: verdictOn(facts({ tagged: inTreeTags({ 'nlb-janitor/keep': 'x' }) })),
};
const QUARANTINED = {
  'quarantined-at': '2026-03-02T09:00:00Z',
  reason: 'service-gone',
  evidence: CANDIDATE.fingerprint,
  approval: 'pending',
};

function marked(marks: Readonly<Record<string, string>>): TagReading {
  const own = Object.entries(marks).map(([key, value]) => [`nlb-janitor/${key}`, value]);
  return tagReading(inTreeTags(Object.fromEntries(own) as Record<string, string>));
}

/** What the last writing noted. */
const NOTED: string[] = [];
/** Records that were stored, by all of them. */
const STORED: string[] = [];

/** What one piece of news makes of these tags. */
async function writing(
  news: News,
  tags: TagReading = marked(QUARANTINED),
  { settings = REAP, answer = { ok: true } }: { settings?: PlanSettings; answer?: WriteResult } = {},
): Promise<{ result: WriteResult; writes: readonly string[] }> {
  const writes: string[] = [];
  NOTED.length = 0;
  const did = async (said: string): Promise<WriteResult> => {
    writes.push(said.replaceAll('nlb-janitor/', ''));
    return answer;
  };
  const tagWriter: TagWriter = {
    add: (_, added) =>
      did(
        `add ${Object.entries(added)
          .map(([key, value]) => `${key}=${value}`)
          .join(' ')}`,
      ),
    remove: (_, keys) => did(`remove ${keys.join(' ')}`),
  };
  const snapshots: SnapshotStore = {
    ...NO_WORLD.write.snapshots,
    put: (key, json) => {
      STORED.push(json);
      return did(`put ${key} ${(JSON.parse(json) as { reportedAt: string }).reportedAt}`);
    },
  };
  const result = await writeDown(news, HEARD_AT, settings, {
    read: {
      loadBalancers: { ...NO_LOAD_BALANCERS, tagsOf: async () => tags },
      journal: { note: (message, _, level) => void NOTED.push(`${level} ${message}`) },
    },
    write: { tagWriter, snapshots },
    now: () => NOW,
  });
  return { result, writes };
}

describe('a notice', () => {
  it('is written down with the end of its window, by the instant at which SNS accepted it', async () => {
    expect((await writing(NOTICE)).writes).toEqual([
      'add notified-at=2026-03-02T09:04:00Z delete-after=2026-03-09T09:04:00Z',
    ]);
  });

  it('takes back an approval that was given before it, where it says so', async () => {
    const approved = marked({ ...QUARANTINED, approval: 'approved' });
    const restartedBecause = earlierApproval(new Map([['nlb-janitor/approval', 'approved']]), REAP);
    expect((await writing({ ...NOTICE, restartedBecause }, approved)).writes).toEqual([
      'add notified-at=2026-03-02T09:04:00Z delete-after=2026-03-09T09:04:00Z approval=pending',
    ]);
    expect(NOTED).toEqual([expect.stringMatching(/^warning an approval was given before this notice/)]);
  });

  it.each([undefined, 'its approval tag was removed'])(
    'leaves an approval of which it does not speak to the next one: %s',
    async (restartedBecause) => {
      const approved = marked({ ...QUARANTINED, approval: 'approved' });
      const { result, writes } = await writing({ ...NOTICE, restartedBecause }, approved);
      expect([result, writes]).toEqual([{ ok: true }, []]);
      expect(NOTED).toEqual([expect.stringMatching(/^warning an approval was given before this notice/)]);
    },
  );

  it('is written over an approval where nothing is ever deleted, without a word of it', async () => {
    const settings: PlanSettings = { ...REAP, mode: 'quarantine' };
    const { writes } = await writing(NOTICE, marked({ ...QUARANTINED, approval: 'approved' }), { settings });
    expect(writes).toEqual(['add notified-at=2026-03-02T09:04:00Z approval=pending']);
    expect(NOTED).toEqual([]);
  });

  it.each(['pending', undefined])('says nothing of an approval where it is %s', async (approval) => {
    const { approval: _, ...others } = QUARANTINED;
    await writing(NOTICE, marked(approval === undefined ? others : QUARANTINED));
    expect(NOTED).toEqual([]);
  });

  it('has no deadline in a mode that never deletes', async () => {
    const settings = { ...REAP, mode: 'quarantine' } as const;
    expect((await writing(NOTICE, marked(QUARANTINED), { settings })).writes).toEqual([
      'add notified-at=2026-03-02T09:04:00Z',
    ]);
  });

  it.each<[string, TagReading]>([
    ['the fingerprint changed', marked({ ...QUARANTINED, evidence: '0123456789abcdef' })],
    ['the quarantine is malformed', marked({ ...QUARANTINED, 'quarantined-at': 'yesterday' })],
    ['it was released', marked({})],
    ['a person keeps it', marked({ ...QUARANTINED, keep: 'true' })],
    ['a person rejected it', marked({ ...QUARANTINED, approval: 'rejected' })],
    ['somebody wrote another word', marked({ ...QUARANTINED, approval: 'not yet' })],
    [
      'another run was quicker',
      marked({
        ...QUARANTINED,
        'notified-at': '2026-03-02T09:03:00Z',
        'delete-after': '2026-03-09T09:03:00Z',
        approval: 'approved',
      }),
    ],
    ['it is gone', GONE],
  ])('is not written down, and that is no failure, when %s', async (_, tags) => {
    expect(await writing(NOTICE, tags)).toEqual({ result: { ok: true }, writes: [] });
  });

  it('fails when the tags could not be read: whether it was vetoed is not known', async () => {
    expect(await writing(NOTICE, unreadable('denied'))).toEqual({
      result: { ok: false, kind: 'other', why: 'denied' },
      writes: [],
    });
  });
});

describe('a release', () => {
  it('ends with the last of the janitor tags, and never takes a keep', async () => {
    const tags = marked({ 'notified-at': '2026-03-02T09:00:00Z', keep: 'true' });
    expect((await writing(RELEASE, tags)).writes).toEqual(['remove notified-at']);
  });

  it('takes what another run has written meanwhile, but never a rejection', async () => {
    const rejected = marked({ ...QUARANTINED, 'notified-at': '2026-03-02T09:00:00Z', approval: 'rejected' });
    expect((await writing(RELEASE, rejected)).writes).toEqual(['remove quarantined-at reason evidence notified-at']);
  });

  it('has nothing to end on an NLB that is gone', async () => {
    expect(await writing(RELEASE, GONE)).toEqual({ result: { ok: true }, writes: [] });
  });

  it('fails when the tags could not be read', async () => {
    expect((await writing(RELEASE, unreadable('denied'))).result.ok).toBe(false);
  });
});

it('writes into the record of a delete when people heard of it', async () => {
  const record = aMadeDeletion();
  const key = record.snapshotKey.replace('snapshot', 'outcome');
  expect((await writing({ is: 'deleted', record })).writes).toEqual([`put ${key} 2026-03-02T09:04:00Z`]);
});

it('writes into the record what was left behind, and when people heard of the delete itself', async () => {
  const record = aMadeDeletion({ reportedAt: new Date('2026-02-20T00:00:00Z') });
  const key = record.snapshotKey.replace('snapshot', 'outcome');
  const news: News = { is: 'left-behind', record, targetGroups: [] };
  expect((await writing(news)).writes).toEqual([`put ${key} 2026-02-20T00:00:00Z`]);
});

it('fails loudly where there is no bucket to write the record into', async () => {
  const world = { ...NO_WORLD, write: { tagWriter: NO_WORLD.write.tagWriter } };
  expect(await writeDown({ is: 'deleted', record: aMadeDeletion() }, HEARD_AT, REAP, world)).toMatchObject({
    ok: false,
  });
});

it('remembers on the NLB, and in the record, why AWS refused its delete and that people know', async () => {
  const record = aRefusedDeletion();
  const key = record.snapshotKey.replace('snapshot', 'outcome');
  const { writes } = await writing(aRefusal({ lastError: 'Z in-use', record }));
  expect(writes).toEqual([`put ${key} null`, 'add last-error=Z in-use']);
  expect(parseOutcome(STORED.at(-1) ?? '')).toEqual({ ...record, refused: { kind: 'in-use', isTold: true } });
});

it.each<[string, News]>([
  ['a notice', NOTICE],
  ['a release', RELEASE],
  ['a delete', { is: 'deleted', record: aMadeDeletion() }],
  ['a refusal', aRefusal()],
])('says what AWS or the bucket refused to take: %s', async (_, news) => {
  const answer: WriteResult = { ok: false, kind: 'denied', why: 'AccessDenied' };
  expect((await writing(news, marked(QUARANTINED), { answer })).result).toEqual(answer);
});

it('writes nothing of a breaker that refused', async () => {
  expect((await writing({ is: 'breaker-refused', why: 'x' })).writes).toEqual([]);
});

it.each<[News, boolean]>([
  [NOTICE, false],
  [RELEASE, true],
  [{ is: 'deleted', record: aMadeDeletion() }, false],
  [{ is: 'left-behind', record: aMadeDeletion(), targetGroups: [] }, false],
  [aRefusal(), true],
  [{ is: 'breaker-refused', why: 'x' }, false],
])('is done also when nobody listens: %#', (news, isUnheard) => {
  expect(isWrittenDownUnheard(news)).toBe(isUnheard);
});
