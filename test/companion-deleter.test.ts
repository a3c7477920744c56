/** Target groups of an NLB that is gone: every doubt keeps one, and each doubt has a twin without it. */
import { deleteCompanions } from '../lambda/companion-deleter.ts';
import { companionMark } from '../lambda/core/companions.ts';
import type { AutoScalingGroup, Facts, OrphanReason, Owner, TagReading, TargetGroup } from '../lambda/model.ts';
import type { Describer, WriteResult } from '../lambda/ports.ts';
import {
  aLoadBalancer,
  aTargetGroup,
  aView,
  companionsOf,
  facts,
  inTreeTags,
  tagsFrom,
  unreadable,
} from './support/builders.ts';

const NLB = aLoadBalancer();
const GROUP = aTargetGroup({ loadBalancerArns: [] });
const OWNER: Extract<Owner, { is: 'service' }> = {
  is: 'service',
  controller: 'in-tree',
  cluster: 'prod',
  service: { namespace: 'payments', name: 'api' },
};
const MARKED = inTreeTags({ 'nlb-janitor/companion-of': companionMark(NLB.arn) });

interface Part {
  /** One answer after the other; the last one stays. */
  readonly groups?: readonly Awaited<ReturnType<Describer['targetGroup']>>[];
  readonly tags?: TagReading;
  readonly results?: readonly WriteResult[];
  readonly facts?: Facts;
  readonly reason?: OrphanReason;
  readonly remainingMs?: number;
}

async function fateOf(
  part: Part = {},
): Promise<{ did: string; why: string | undefined; tried: number; slept: number }> {
  const groups = [...(part.groups ?? [{ ok: true as const, value: GROUP }])];
  const results = [...(part.results ?? [{ ok: true as const }])];
  const next = <T>(answers: T[]): T => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new Error('no answer is left');
    return answer;
  };
  let tried = 0;
  let slept = 0;
  const unexpected = (): never => {
    throw new Error('unexpected call');
  };
  const [fate] = await deleteCompanions(
    { arn: NLB.arn, owner: OWNER, reason: part.reason ?? 'service-gone' },
    [GROUP],
    part.facts ?? facts(),
    {
      describer: {
        describe: unexpected,
        targetGroupsOf: unexpected,
        targetGroup: async () => next(groups),
        targetGroupTags: async (arns) =>
          new Map(arns.map((arn) => [arn, part.tags ?? { ok: true, value: tagsFrom(MARKED) }])),
      },
      deleter: {
        deleteLoadBalancer: unexpected,
        deleteTargetGroup: async () => {
          tried += 1;
          return next(results);
        },
      },
      deadline: { remainingMs: () => part.remainingMs ?? 60_000 },
      sleep: async (milliseconds) => void (slept += milliseconds),
    },
  );
  return { did: fate?.did ?? '', why: fate?.why, tried, slept };
}

const group = (part: Partial<TargetGroup>) => ({ ok: true as const, value: { ...GROUP, ...part } });

function withBinding(targetGroupArn: string): Facts {
  const binding = { namespace: 'a', name: 'b', apiGroup: 'elbv2.k8s.aws', targetGroupArn, targetGroupName: undefined };
  return facts({ view: aView('prod', { bindings: { ok: true, value: [binding] } }) });
}

function withAutoScaling(value: readonly AutoScalingGroup[]): Facts {
  return facts({ companions: companionsOf(NLB, { autoScalingGroups: { ok: true, value } }) });
}

it('deletes a target group that nobody else uses, at once', async () => {
  expect(await fateOf()).toEqual({ did: 'deleted', why: undefined, tried: 1, slept: 0 });
});

it('leaves a target group that another load balancer uses', async () => {
  expect(await fateOf({ groups: [group({ loadBalancerArns: ['other'] })] })).toMatchObject({ did: 'left', tried: 0 });
});

it.each([
  ['a TargetGroupBinding names', withBinding(GROUP.arn), 'left'],
  ['no TargetGroupBinding names, though there is one,', withBinding(`${GROUP.arn}0`), 'deleted'],
  ['an Auto Scaling group uses', withAutoScaling([{ name: 'workers', targetGroupArns: [GROUP.arn] }]), 'left'],
  [
    'no Auto Scaling group uses, though there is one,',
    withAutoScaling([{ name: 'workers', targetGroupArns: [] }]),
    'deleted',
  ],
])('leaves a target group that %s: %#', async (_, given, did) => {
  expect(await fateOf({ facts: given })).toMatchObject({ did, tried: did === 'deleted' ? 1 : 0 });
});

it.each([
  ['its cluster could not be described', facts({ cluster: unreadable('EKS: denied') })],
  ['its cluster was not described', facts({ clusters: new Map() })],
  ['its cluster was not viewed', facts({ view: undefined })],
  [
    'the TargetGroupBindings of its cluster could not be read',
    facts({ view: aView('prod', { bindings: { ...unreadable('403'), seen: [] } }) }),
  ],
  [
    'the Auto Scaling groups could not be read',
    facts({ companions: companionsOf(NLB, { autoScalingGroups: unreadable('denied') }) }),
  ],
])('keeps it for the next run, without waiting, when %s', async (_, given) => {
  expect(await fateOf({ facts: given })).toMatchObject({ did: 'pending', tried: 0, slept: 0 });
});

it('deletes it when its cluster is gone: then nothing in it can use it', async () => {
  expect(await fateOf({ facts: facts({ cluster: 'absent', view: undefined }) })).toMatchObject({ did: 'deleted' });
});

it.each([
  ['carries no mark', inTreeTags(), 'left'],
  ['carries the mark of another quarantine', { ...MARKED, 'nlb-janitor/companion-of': 'other/1' }, 'left'],
  ['names another Service', { ...MARKED, 'kubernetes.io/service-name': 'shop/web' }, 'left'],
  [
    'is of another cluster',
    { 'nlb-janitor/companion-of': companionMark(NLB.arn), 'kubernetes.io/service-name': 'payments/api' },
    'left',
  ],
  ['carries one more tag', { ...MARKED, team: 'payments' }, 'deleted'],
])('leaves a target group that is not provably its own: it %s', async (_, tags, did) => {
  expect(await fateOf({ tags: { ok: true, value: tagsFrom(tags) } })).toMatchObject({ did });
});

it('keeps it for the next run when its tags cannot be read', async () => {
  expect(await fateOf({ tags: unreadable('throttled') })).toMatchObject({ did: 'pending', tried: 0 });
});

it.each([
  ['it is gone', { groups: [{ ok: 'gone' as const }] }, 0],
  ['it goes while its tags are read', { tags: { ok: 'gone' as const } }, 0],
  ['it goes while it is deleted', { results: [{ ok: false as const, kind: 'gone' as const, why: 'not found' }] }, 1],
])('counts it as deleted when %s', async (_, part, tried) => {
  expect(await fateOf(part)).toMatchObject({ did: 'deleted', tried });
});

it('waits until AWS no longer counts the NLB as its user', async () => {
  const linked = group({ loadBalancerArns: [NLB.arn] });
  expect(await fateOf({ groups: [linked, linked, group({})] })).toEqual({
    did: 'deleted',
    why: undefined,
    tried: 1,
    slept: 10_000,
  });
});

it('gives up after six looks, for the next run to go on', async () => {
  const linked = group({ loadBalancerArns: [NLB.arn] });
  expect(await fateOf({ groups: [linked] })).toMatchObject({ did: 'pending', tried: 0, slept: 25_000 });
});

it('tries again when AWS says that it is in use', async () => {
  const inUse = { ok: false, kind: 'in-use', why: 'ResourceInUse' } as const;
  expect(await fateOf({ results: [inUse, { ok: true }] })).toMatchObject({ did: 'deleted', tried: 2, slept: 5000 });
});

it('does not try again in this run what a right forbids', async () => {
  const denied = { ok: false, kind: 'denied', why: 'AccessDenied' } as const;
  expect(await fateOf({ results: [denied] })).toMatchObject({
    did: 'pending',
    why: 'AccessDenied',
    tried: 1,
    slept: 0,
  });
});

it.each([
  [19_999, 'pending'],
  [20_000, 'deleted'],
])('with %i ms left is %s', async (remainingMs, did) => {
  expect(await fateOf({ remainingMs })).toMatchObject({ did });
});
