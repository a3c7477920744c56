/** What goes with an orphan, and the digest of what its verdict rests on: what changes it, and what must not. */
import { candidateOf, carriesOwnership, companionMark } from '../../lambda/core/companions.ts';
import type { Candidate, CompanionFacts, Orphan } from '../../lambda/model.ts';
import {
  aCluster,
  aLoadBalancer,
  aTargetGroup,
  companionsOf,
  controllerTags,
  facts,
  flowsOf,
  healthOf,
  inTreeTags,
  tagsFrom,
  unreadable,
  verdictOn,
  type FactsPart,
} from '../support/builders.ts';

const FRAME = { mode: 'delete', approval: 'required' };
const GROUP = aTargetGroup();

function orphanOf(part: FactsPart = {}): Orphan {
  const verdict = verdictOn(facts(part));
  if (verdict.is !== 'orphan') throw new Error(`${verdict.is}: ${verdict.reason}`);
  return verdict;
}

function candidate(part: FactsPart = {}, companions = facts(part).companions, frame = FRAME): Candidate {
  const reading = candidateOf(orphanOf(part), companions, frame);
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

function tagged(tags: Record<string, string>, part: Partial<CompanionFacts> = {}): CompanionFacts {
  return companionsOf(aLoadBalancer(), {
    targetGroupTags: new Map([[GROUP.arn, { ok: true, value: tagsFrom(tags) }]]),
    ...part,
  });
}

it('takes a target group along that is attached to this NLB alone and tagged like it', () => {
  expect(candidate()).toMatchObject({ companions: [{ arn: GROUP.arn, name: GROUP.name }], left: [] });
});

it.each([
  ['has no tags', {}],
  ['is of another Service', inTreeTags({ 'kubernetes.io/service-name': 'payments/web' })],
  ['is of another cluster', { 'kubernetes.io/cluster/edge': 'owned', 'kubernetes.io/service-name': 'payments/api' }],
  ['is shared', inTreeTags({ 'kubernetes.io/cluster/prod': 'shared' })],
  ['is tagged by the other controller', controllerTags()],
])('leaves a target group that %s, and names it', (_, tags) => {
  expect(candidate({}, tagged(tags))).toMatchObject({
    companions: [],
    left: [{ name: GROUP.name, why: 'does not carry the same ownership tags' }],
  });
});

it('leaves a target group that another load balancer uses too', () => {
  const shared = aTargetGroup({ loadBalancerArns: [aLoadBalancer().arn, 'other'] });
  const companions = tagged(inTreeTags(), { targetGroups: { ok: true, value: [shared] } });
  expect(candidate({}, companions).left).toEqual([{ name: GROUP.name, why: 'not attached to this NLB alone' }]);
});

it('forgets a target group that is gone', () => {
  const companions = companionsOf(aLoadBalancer(), { targetGroupTags: new Map([[GROUP.arn, { ok: 'gone' }]]) });
  expect(candidate({}, companions)).toMatchObject({ companions: [], left: [] });
});

it.each([
  ['the target groups', { targetGroups: unreadable('denied') }],
  ['the tags of one', { targetGroupTags: new Map([[GROUP.arn, unreadable('denied')]]) }],
  ['the tags of one, which nobody read', { targetGroupTags: new Map() }],
])('is unreadable when %s are', (_, part) => {
  expect(candidateOf(orphanOf(), companionsOf(aLoadBalancer(), part), FRAME).ok).toBe(false);
});

it('reads the tags of both dialects', () => {
  const service = { namespace: 'payments', name: 'api' };
  const owner = { is: 'service', controller: 'aws-load-balancer-controller', cluster: 'prod', service } as const;
  expect(carriesOwnership(owner, tagsFrom(controllerTags()))).toBe(true);
  expect(carriesOwnership(owner, tagsFrom(controllerTags({ 'elbv2.k8s.aws/cluster': 'edge' })))).toBe(false);
  expect(carriesOwnership(owner, tagsFrom(inTreeTags()))).toBe(false);
});

it('marks with the name and the id of the NLB', () => {
  expect(companionMark('arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/abc/50dc')).toBe(
    'abc/50dc',
  );
});

describe('the evidence', () => {
  const { evidence } = candidate();

  it('is the same for the same facts', () => {
    expect(candidate().evidence).toBe(evidence);
    expect(evidence).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['the mode', () => candidate({}, undefined, { ...FRAME, mode: 'quarantine' })],
    ['the approval policy', () => candidate({}, undefined, { ...FRAME, approval: 'automatic' })],
    ['what goes with it', () => candidate({}, tagged({}))],
    ['the age of the cluster', () => candidate({ cluster: aCluster({ createdAt: new Date('2025-06-02T00:00:00Z') }) })],
    [
      'the load balancer',
      () => {
        const loadBalancer = aLoadBalancer({ arn: `${aLoadBalancer().arn}0` });
        return candidate({ loadBalancer });
      },
    ],
  ])('changes with %s', (_, other) => {
    expect(other().evidence).not.toBe(evidence);
  });

  it.each([
    ['traffic', { flows: new Map([[aLoadBalancer().arn, flowsOf(7)]]) }],
    ['health', { health: new Map([[GROUP.arn, healthOf('unused')]]) }],
  ])('does not change with %s', (_, part) => {
    expect(candidate({}, companionsOf(aLoadBalancer(), part)).evidence).toBe(evidence);
  });

  it('does not change with time', () => {
    expect(candidate({ now: new Date('2026-03-05T00:00:00Z') }).evidence).toBe(evidence);
  });

  it('does not depend on the order in which target groups are listed', () => {
    const two = [aTargetGroup(), aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second' })];
    const tags = new Map(two.map(({ arn }) => [arn, { ok: true, value: tagsFrom(inTreeTags()) } as const]));
    const health = new Map(two.map(({ arn }) => [arn, healthOf('unhealthy')]));
    const listed = (value: typeof two): CompanionFacts =>
      companionsOf(aLoadBalancer(), { targetGroups: { ok: true, value }, targetGroupTags: tags, health });
    const one = listed(two);
    const other = listed(two.toReversed());
    expect(candidate({ companions: one }, one).evidence).toBe(candidate({ companions: other }, other).evidence);
  });
});
