/** Target groups of an NLB that is gone: looked at again, waited for, tried again, each in its time. */
import { deleteCompanions } from '../../lambda/act/companions.ts';
import { companionMark } from '../../lambda/core/plan/companions/mark.ts';
import type { TagReading, TargetGroup, TargetGroupAnswer } from '../../lambda/model/aws.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { DeletionHours } from '../../lambda/model/hours.ts';
import type { PauseState } from '../../lambda/model/pause.ts';
import type { ServiceOwner } from '../../lambda/model/verdict.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';
import {
  aBinding,
  aLoadBalancer,
  aTargetGroup,
  aView,
  inspectionsOf,
  facts,
  inTreeTags,
  GONE,
  tagReading,
  unreadable,
} from '../support/builders.ts';
import { ALWAYS_OPEN } from '../support/hours.ts';
import { NO_DESCRIBER, NO_LOAD_BALANCERS, NO_READS, NO_WORLD } from '../support/ports.ts';

const NLB = aLoadBalancer();
const GROUP = aTargetGroup({ loadBalancerArns: [] });
const OWNER: ServiceOwner = {
  is: 'service',
  controller: 'in-tree',
  cluster: 'prod',
  service: { namespace: 'payments', name: 'api' },
};
const MARKED = inTreeTags({ 'nlb-janitor/companion-of': companionMark(NLB.arn) });

interface Part {
  /** One answer after the other; the last one stays. */
  readonly groups?: readonly Reading<TargetGroupAnswer>[];
  readonly tags?: TagReading;
  readonly results?: readonly WriteResult[];
  readonly facts?: Facts;
  readonly pause?: PauseState;
  readonly deletionHours?: DeletionHours;
  /** One after the other; the last one stays. */
  readonly remainingMs?: readonly number[];
}

async function fateOf(
  part: Part = {},
): Promise<{ did: string; why: string | undefined; tried: number; slept: number }> {
  const groups = [...(part.groups ?? [group({})])];
  const results = [...(part.results ?? [{ ok: true as const }])];
  const remaining = [...(part.remainingMs ?? [60_000])];
  const next = <T>(answers: T[]): T => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new Error('no answer is left');
    return answer;
  };
  let tried = 0;
  let slept = 0;
  const [fate] = await deleteCompanions(
    { arn: NLB.arn, owner: OWNER, reason: 'service-gone' },
    [GROUP],
    part.facts ?? facts(),
    { deletionHours: part.deletionHours },
    {
      ...NO_WORLD,
      pauseSwitch: { state: async () => part.pause ?? { is: 'running' } },
      read: {
        ...NO_READS,
        describer: { ...NO_DESCRIBER, targetGroup: async () => next(groups) },
        loadBalancers: { ...NO_LOAD_BALANCERS, tagsOf: async () => part.tags ?? tagReading(MARKED) },
      },
      write: {
        ...NO_WORLD.write,
        deleter: {
          ...NO_WORLD.write.deleter,
          deleteTargetGroup: async () => {
            tried += 1;
            return next(results);
          },
        },
      },
      deadline: { remainingMs: () => next(remaining) },
      sleep: async (milliseconds) => void (slept += milliseconds),
    },
  );
  return { did: fate?.did ?? '', why: fate?.why, tried, slept };
}

const group = (part: Partial<TargetGroup>): Reading<TargetGroupAnswer> => ({
  ok: true,
  value: { is: 'present', targetGroup: { ...GROUP, ...part } },
});

function withBinding(targetGroupArn: string): Facts {
  const binding = aBinding({ targetGroupArn });
  return facts({ view: aView('prod', { bindings: { ok: true, value: [binding] } }) });
}

it('deletes a target group that nobody else uses, at once', async () => {
  expect(await fateOf()).toEqual({ did: 'deleted', why: undefined, tried: 1, slept: 0 });
});

// What each look says is may-go.test.ts's; one of each kind shows that it is heard.
it.each<[string, Part, object]>([
  [
    'another load balancer uses',
    { groups: [group({ loadBalancerArns: ['other'] })] },
    { did: 'left', tried: 0, slept: 0 },
  ],
  ['a TargetGroupBinding names', { facts: withBinding(GROUP.arn) }, { did: 'left', tried: 0, slept: 0 }],
  ['no TargetGroupBinding names', { facts: withBinding(`${GROUP.arn}0`) }, { did: 'deleted', tried: 1, slept: 0 }],
  ['carries no mark', { tags: tagReading(inTreeTags()) }, { did: 'left', tried: 0, slept: 0 }],
  [
    'carries one more tag',
    { tags: tagReading({ ...MARKED, team: 'payments' }) },
    { did: 'deleted', tried: 1, slept: 0 },
  ],
])('hears of a target group that %s', async (_, part, expected) => {
  expect(await fateOf(part)).toMatchObject(expected);
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
    facts({ inspections: inspectionsOf(NLB, { autoScalingGroups: unreadable('denied') }) }),
  ],
])('keeps it for the next run, without waiting, when %s', async (_, given) => {
  expect(await fateOf({ facts: given })).toMatchObject({ did: 'pending', tried: 0, slept: 0 });
});

it.each([
  ['keeps it for the next run, without waiting, outside', false, { did: 'pending', tried: 0, slept: 0 }],
  ['deletes it within', true, { did: 'deleted', tried: 1, slept: 0 }],
])('%s the hours of deletion', async (_what, isOpen, expected) => {
  expect(await fateOf({ deletionHours: { ...ALWAYS_OPEN, isOpen: () => isOpen } })).toMatchObject(expected);
});

it('looks again when it cannot be described, and gives up after six looks', async () => {
  const lost = unreadable('DescribeTargetGroups: Throttling');
  expect(await fateOf({ groups: [lost, group({})] })).toMatchObject({ did: 'deleted', tried: 1, slept: 5000 });
  expect(await fateOf({ groups: [lost] })).toMatchObject({
    did: 'pending',
    why: 'DescribeTargetGroups: Throttling',
    tried: 0,
    slept: 25_000,
  });
});

it('keeps it for the next run when its tags cannot be read', async () => {
  expect(await fateOf({ tags: unreadable('throttled') })).toMatchObject({ did: 'pending', tried: 0, slept: 25_000 });
});

it.each([
  ['it is gone', { groups: [{ ok: true as const, value: { is: 'gone' as const } }] }, 0],
  ['it goes while its tags are read', { tags: GONE }, 0],
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
  expect(await fateOf({ remainingMs: [remainingMs] })).toMatchObject({ did });
});

it('waits no longer than the time of the run, and says so', async () => {
  const linked = group({ loadBalancerArns: [NLB.arn] });
  expect(await fateOf({ groups: [linked], remainingMs: [60_000, 20_000, 19_999] })).toEqual({
    did: 'pending',
    why: 'the time of this run was over',
    tried: 0,
    slept: 10_000,
  });
});

test('waits for the first run after a pause, untried', async () => {
  const pause = { is: 'paused', by: 'person', why: 'paused by jane' } as const;
  expect(await fateOf({ pause })).toEqual({ did: 'pending', why: 'paused by jane', tried: 0, slept: 0 });
  expect(await fateOf({ pause: { is: 'running' } })).toMatchObject({ did: 'deleted', tried: 1 });
});
