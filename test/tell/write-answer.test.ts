/** What is written down of an answer, on the tags as they are when people have heard. */
import type { AnswerEvent } from '../../lambda/model/answer.ts';
import type { TagReading } from '../../lambda/model/aws.ts';
import type { News } from '../../lambda/model/outcome.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';
import { writeAnswerer, writeNote } from '../../lambda/tell/write-answer.ts';
import { GONE, tagReading, unreadable } from '../support/builders.ts';
import { anOrphanOf } from '../support/news.ts';
import { NO_LOAD_BALANCERS } from '../support/ports.ts';

const NOW = new Date('2026-03-03T10:00:00Z');
const verdict = anOrphanOf();
const EVENT: AnswerEvent = {
  eventId: 'e-1',
  at: new Date('2026-03-03T09:00:00Z'),
  did: 'added',
  arns: [verdict.loadBalancer.arn],
  tags: new Map([['nlb-janitor/approval', 'approved']]),
  by: { arn: 'arn:ada', issuerArn: undefined, isJanitor: false },
};

function answered(event: AnswerEvent | undefined, doesNotCount?: string): Extract<News, { is: 'answered' }> {
  return { is: 'answered', verdict, answered: { word: 'approved', event, doesNotCount }, notBefore: undefined };
}

const note = (what: 'approval-expired' | 'unknown-word'): Extract<News, { is: 'noted' }> => ({
  is: 'noted',
  what,
  verdict,
  why: 'why',
});
const marked = (tags: Readonly<Record<string, string>>): TagReading =>
  tagReading(Object.fromEntries(Object.entries(tags).map(([key, value]) => [`nlb-janitor/${key}`, value])));
const APPROVED = { approval: 'approved' };
const SEEN = { ...APPROVED, 'approved-by': 'unknown since 2026-03-03T09:00:00Z' };
const NOTED = { ...SEEN, 'approval-event': 'e-0' };

async function writing(
  news: Extract<News, { is: 'answered' | 'noted' }>,
  tags: TagReading,
  answer: WriteResult = { ok: true },
): Promise<{ result: WriteResult; writes: readonly string[] }> {
  const writes: string[] = [];
  const did = async (said: string): Promise<WriteResult> => {
    writes.push(said.replaceAll('nlb-janitor/', ''));
    return answer;
  };
  const pen = {
    read: { loadBalancers: { ...NO_LOAD_BALANCERS, tagsOf: async () => tags } },
    write: {
      tagWriter: {
        add: (_: string, added: Readonly<Record<string, string>>) => did(`add ${JSON.stringify(added)}`),
        remove: (_: string, keys: readonly string[]) => did(`remove ${keys.join(' ')}`),
      },
    },
    now: () => NOW,
  };
  const result = news.is === 'answered' ? await writeAnswerer(news, NOW, pen) : await writeNote(news, NOW, pen);
  return { result, writes };
}

it.each<[string, News & { is: 'answered' | 'noted' }, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'who gave it',
    answered(EVENT),
    APPROVED,
    ['add {"approved-by":"arn:ada at 2026-03-03T09:00:00Z","approval-event":"e-1"}'],
  ],
  [
    'that nobody knows',
    answered(undefined),
    SEEN,
    ['add {"approved-by":"unknown since 2026-03-03T09:00:00Z","approval-event":"unknown"}'],
  ],
  ['nothing where it is known by now', answered(undefined), NOTED, []],
  ['nothing where no run has seen it', answered(undefined), APPROVED, []],
  [
    'that it does not count',
    answered(EVENT, 'why'),
    NOTED,
    ['add {"approval":"pending","told":"answer-taken-back 2026-03-03"}', 'remove approved-by approval-event'],
  ],
  [
    'that it has expired',
    note('approval-expired'),
    SEEN,
    ['add {"approval":"pending","told":"approval-expired 2026-03-03"}', 'remove approved-by'],
  ],
  ['that a word is none', note('unknown-word'), { approval: 'no' }, ['add {"told":"unknown-word 2026-03-03"}']],
])('writes %s', async (_, news, tags, writes) => {
  expect(await writing(news, marked(tags))).toEqual({ result: { ok: true }, writes });
});

describe.each([answered(EVENT), answered(undefined), answered(EVENT, 'why'), note('approval-expired')])(
  '%#',
  (news) => {
    it.each(['rejected', 'pending', 'later'])('writes nothing over "%s", which came meanwhile', async (approval) => {
      expect(await writing(news, marked({ ...NOTED, approval }))).toEqual({ result: { ok: true }, writes: [] });
    });

    it('writes nothing on what is gone', async () => {
      expect(await writing(news, GONE)).toEqual({ result: { ok: true }, writes: [] });
    });

    it('writes nothing on tags that cannot be read, and says so', async () => {
      expect(await writing(news, unreadable('denied'))).toMatchObject({
        result: { ok: false, why: 'denied' },
        writes: [],
      });
    });
  },
);

it('what could not be set to pending keeps what was noted of it', async () => {
  const denied = { ok: false, kind: 'denied', why: 'no' } as const;
  const { result, writes } = await writing(answered(EVENT, 'why'), marked(NOTED), denied);
  expect([result, writes]).toEqual([denied, ['add {"approval":"pending","told":"answer-taken-back 2026-03-03"}']]);
});
