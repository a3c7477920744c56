/** How a person's answer is carried out: tags read just then, one call, and nothing where something is in doubt. */
import { giveAnswer, type AnswerResult } from '../../lambda/act/answer.ts';
import type { Answer } from '../../lambda/core/plan/answer.ts';
import type { LoadBalancer, TagReading } from '../../lambda/model/aws.ts';
import { aLoadBalancer, GONE, inTreeTags, tagReading, unreadable } from '../support/builders.ts';
import { NO_LOAD_BALANCERS } from '../support/ports.ts';

const NOW = new Date('2026-03-05T09:00:00Z');
const NOTICED = {
  'quarantined-at': '2026-03-02T09:00:00Z',
  reason: 'service-gone',
  evidence: '0123456789abcdef',
  'notified-at': '2026-03-02T09:00:00Z',
  'delete-after': '2026-03-09T09:00:00Z',
  approval: 'pending',
};

async function answer(
  which: Answer,
  marks: Readonly<Record<string, string>> | TagReading,
  part: { target?: LoadBalancer; failure?: string } = {},
): Promise<{ result: AnswerResult; writes: readonly string[] }> {
  const target = part.target ?? aLoadBalancer();
  const own = Object.entries(marks).map(([key, value]) => [`nlb-janitor/${key}`, String(value)]);
  const reading: TagReading = 'ok' in marks ? (marks as TagReading) : tagReading(inTreeTags(Object.fromEntries(own)));
  const writes: string[] = [];
  const write = async (said: string) => {
    writes.push(said);
    return part.failure === undefined
      ? { ok: true as const }
      : { ok: false as const, kind: 'denied' as const, why: part.failure };
  };
  const result = await giveAnswer(which, target, NOW, {
    loadBalancers: { ...NO_LOAD_BALANCERS, tagsOf: async (arn) => (arn === target.arn ? reading : GONE) },
    tagWriter: {
      add: (arn, tags) => write(`add ${arn === target.arn ? JSON.stringify(tags) : arn}`),
      remove: (arn, keys) => write(`remove ${arn === target.arn ? keys.join(' ') : arn}`),
    },
  });
  return { result, writes };
}

const APPROVE: Answer = { is: 'approve' };
const REJECT: Answer = { is: 'reject' };
const KEEP: Answer = { is: 'keep', until: undefined };
const RELEASE: Answer = { is: 'release' };
const { name } = aLoadBalancer();

it.each<[Answer, Readonly<Record<string, string>>, string, string]>([
  [APPROVE, NOTICED, 'add {"nlb-janitor/approval":"approved"}', 'approved: deleted after 2026-03-09 09:00 UTC'],
  [REJECT, NOTICED, 'add {"nlb-janitor/approval":"rejected"}', 'rejected: '],
  [KEEP, NOTICED, 'add {"nlb-janitor/keep":"true"}', 'kept forever'],
  [{ is: 'keep', until: '2026-03-05' }, {}, 'add {"nlb-janitor/keep":"until=2026-03-05"}', 'kept through 2026-03-05'],
  [RELEASE, { approval: 'rejected', keep: 'true' }, 'remove nlb-janitor/approval nlb-janitor/keep', 'released ('],
])('carries out $is in one call, and says for which NLB: %#', async (which, marks, call, said) => {
  const { result, writes } = await answer(which, marks);
  expect(writes).toEqual([call]);
  expect(result).toEqual({ ok: true, said: expect.stringContaining(`${name}: ${said}`) as string });
});

it.each<[Answer, Readonly<Record<string, string>>, string]>([
  [APPROVE, {}, 'is not quarantined'],
  [{ is: 'keep', until: '2026-03-04' }, NOTICED, 'lies in the past'],
])('writes nothing where the answer makes no sense, and says why: %#', async (which, marks, why) => {
  const { result, writes } = await answer(which, marks);
  expect(result).toEqual({ ok: false, why: expect.stringContaining(why) as string });
  expect(writes).toEqual([]);
});

it.each<[Answer, Readonly<Record<string, string>>, string]>([
  [REJECT, { approval: 'rejected' }, 'unchanged: rejected already'],
  [RELEASE, {}, 'unchanged: it has no tag of the janitor'],
])('writes nothing where the answer stands already, and calls it no error: %#', async (which, marks, said) => {
  const { result, writes } = await answer(which, marks);
  expect(result).toEqual({ ok: true, said: expect.stringContaining(said) as string });
  expect(writes).toEqual([]);
});

it('takes an approval though the window is shorter than some setting, which a shell does not know', async () => {
  const target = aLoadBalancer({ createdAt: new Date('2026-03-02T09:00:00Z') });
  const short = { ...NOTICED, 'delete-after': '2026-03-02T09:00:00Z' };
  expect((await answer(APPROVE, short, { target })).result.ok).toBe(true);
  const before = { ...short, 'delete-after': '2026-03-02T08:59:59Z' };
  expect((await answer(APPROVE, before, { target })).result.ok).toBe(false);
});

describe.each([APPROVE, REJECT, KEEP, RELEASE])('whatever the answer: $is', (which) => {
  it.each<[string, TagReading]>([
    ['the NLB is gone', GONE],
    ['its tags cannot be read', unreadable('DescribeTags: denied')],
  ])('nothing is written when %s', async (_, reading) => {
    expect(await answer(which, reading)).toMatchObject({ result: { ok: false }, writes: [] });
  });

  it.each(['application', 'gateway', 'unrecognized'] as const)('nothing is written to one of type %s', async (type) => {
    const target = aLoadBalancer({ type });
    expect(await answer(which, NOTICED, { target })).toMatchObject({ result: { ok: false }, writes: [] });
  });

  it('a failure of AWS is said', async () => {
    const { result } = await answer(which, NOTICED, { failure: 'AccessDenied' });
    expect(result).toEqual({ ok: false, why: expect.stringContaining('AccessDenied') as string });
  });
});
