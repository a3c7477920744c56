/** A person's answers: what each writes, what is refused and why, and that none writes a tag of the janitor's own. */
import { flip, type Flip, type FlipResult } from '../lambda/flip.ts';
import type { LoadBalancer, TagReading } from '../lambda/model.ts';
import { aLoadBalancer, inTreeTags, tagsFrom, unreadable } from './support/builders.ts';

const NOW = new Date('2026-03-05T09:00:00Z');
const NOTICED = {
  'quarantined-at': '2026-03-02T09:00:00Z',
  reason: 'service-gone',
  evidence: '0123456789abcdef',
  'notified-at': '2026-03-02T09:00:00Z',
  'delete-after': '2026-03-09T09:00:00Z',
  approval: 'pending',
};
const UNNOTICED = without('notified-at', 'delete-after');
const WITHOUT_DEADLINE = without('delete-after');

function without(...keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(NOTICED).filter(([key]) => !keys.includes(key)));
}

async function answer(
  which: Flip,
  marks: Readonly<Record<string, string>> | TagReading,
  part: { target?: LoadBalancer; failure?: string } = {},
): Promise<{ result: FlipResult; writes: readonly string[] }> {
  const target = part.target ?? aLoadBalancer();
  const own = Object.entries(marks).map(([key, value]) => [`nlb-janitor/${key}`, String(value)]);
  const reading: TagReading =
    'ok' in marks ? (marks as TagReading) : { ok: true, value: tagsFrom(inTreeTags(Object.fromEntries(own))) };
  const writes: string[] = [];
  const write = async (said: string) => {
    writes.push(said);
    return part.failure === undefined
      ? { ok: true as const }
      : { ok: false as const, kind: 'denied' as const, why: part.failure };
  };
  const unexpected = (): never => {
    throw new Error('unexpected call');
  };
  const result = await flip(target, which, NOW, {
    loadBalancers: {
      list: unexpected,
      targetGroups: unexpected,
      targetHealth: unexpected,
      deletionProtection: unexpected,
      tags: async () => new Map([[target.arn, reading]]),
    },
    tagWriter: {
      add: (arn, tags) => write(`add ${arn === target.arn ? JSON.stringify(tags) : arn}`),
      remove: (arn, keys) => write(`remove ${arn === target.arn ? keys.join(' ') : arn}`),
    },
  });
  return { result, writes };
}

const KEEP: Flip = { is: 'keep', until: undefined };

describe('approve', () => {
  it('writes the one tag, and says when it is deleted', async () => {
    const { result, writes } = await answer({ is: 'approve' }, NOTICED);
    expect(writes).toEqual(['add {"nlb-janitor/approval":"approved"}']);
    expect(result).toEqual({ ok: true, said: expect.stringContaining('deleted after 2026-03-09 09:00 UTC') as string });
  });

  it.each([
    ['is not quarantined', {}],
    ['is not valid', { ...NOTICED, 'quarantined-at': 'yesterday' }],
    ['was not noticed yet', UNNOTICED],
    ['in a mode that never deletes', WITHOUT_DEADLINE],
    ['is approved already', { ...NOTICED, approval: 'approved' }],
    ['was rejected', { ...NOTICED, approval: 'rejected' }],
    ['is kept', { ...NOTICED, keep: 'until=2026-03-05' }],
  ])('is refused, with the reason, when it %s', async (words, marks) => {
    const { result, writes } = await answer({ is: 'approve' }, marks);
    expect(result).toEqual({ ok: false, why: expect.stringContaining(words) as string });
    expect(writes).toEqual([]);
  });

  it('is taken once a keep has lapsed', async () => {
    expect((await answer({ is: 'approve' }, { ...NOTICED, keep: 'until=2026-03-04' })).result.ok).toBe(true);
  });
});

describe('reject', () => {
  it.each([
    ['in quarantine', NOTICED],
    ['before there is one', {}],
    ['after an approval', { ...NOTICED, approval: 'approved' }],
  ])('writes the one tag %s', async (_, marks) => {
    expect((await answer({ is: 'reject' }, marks)).writes).toEqual(['add {"nlb-janitor/approval":"rejected"}']);
  });

  it('is refused when it is rejected already', async () => {
    expect(await answer({ is: 'reject' }, { approval: 'rejected' })).toMatchObject({
      result: { ok: false },
      writes: [],
    });
  });
});

describe('keep', () => {
  it('keeps for ever without a day', async () => {
    expect((await answer(KEEP, NOTICED)).writes).toEqual(['add {"nlb-janitor/keep":"true"}']);
  });

  it.each([
    ['2026-03-05', true],
    ['2026-12-31', true],
    ['2026-03-04', false],
    ['2026-02-30', false],
    ['31.12.2026', false],
    ['', false],
  ])('until %s: %s', async (until, isTaken) => {
    const { result, writes } = await answer({ is: 'keep', until }, NOTICED);
    expect(result.ok).toBe(isTaken);
    expect(writes).toEqual(isTaken ? [`add {"nlb-janitor/keep":"until=${until}"}`] : []);
  });
});

describe('release', () => {
  it('takes off all tags of the janitor, vetoes too, and no other', async () => {
    const { writes } = await answer({ is: 'release' }, { approval: 'rejected', keep: 'true' });
    expect(writes).toEqual(['remove nlb-janitor/approval nlb-janitor/keep']);
  });

  it('is refused when there is none', async () => {
    expect(await answer({ is: 'release' }, {})).toMatchObject({ result: { ok: false }, writes: [] });
  });
});

const ALL: readonly Flip[] = [{ is: 'approve' }, { is: 'reject' }, KEEP, { is: 'release' }];

describe.each(ALL)('whatever the answer: $is', (which) => {
  it.each<[string, TagReading]>([
    ['the NLB is gone', { ok: 'gone' }],
    ['its tags cannot be read', unreadable('DescribeTags: denied')],
  ])('nothing is written when %s', async (_, reading) => {
    expect(await answer(which, reading)).toMatchObject({ result: { ok: false }, writes: [] });
  });

  it('nothing is written to another type of load balancer', async () => {
    const target = aLoadBalancer({ type: 'application' });
    expect(await answer(which, NOTICED, { target })).toMatchObject({ result: { ok: false }, writes: [] });
  });

  it('a failure of AWS is said', async () => {
    const { result } = await answer(which, NOTICED, { failure: 'AccessDenied' });
    expect(result).toEqual({ ok: false, why: expect.stringContaining('AccessDenied') as string });
  });
});
