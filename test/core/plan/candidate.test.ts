/** What goes with an orphan, and the digest of what its verdict rests on: what changes it, and what must not. */
import { candidateOf, type Policy } from '../../../lambda/core/plan/candidate.ts';
import { companionMark } from '../../../lambda/core/plan/companions/mark.ts';
import { carriesOwnership } from '../../../lambda/core/tags/ownership.ts';
import type { Candidate } from '../../../lambda/model/plan.ts';
import type { Orphan } from '../../../lambda/model/verdict.ts';
import type { Inspections } from '../../../lambda/model/facts.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  inspectionsOf,
  controllerTags,
  facts,
  flowsOf,
  healthOf,
  inTreeTags,
  OTHER_UID,
  tagReading,
  tagsFrom,
  withServices,
  unreadable,
  verdictOn,
  type FactsPart,
} from '../../support/builders.ts';

const FRAME: Policy = { mode: 'delete', approval: 'required' };
const GROUP = aTargetGroup();

function orphanOf(part: FactsPart = {}): Orphan {
  const verdict = verdictOn(facts(part));
  if (verdict.is !== 'orphan') throw new Error(`${verdict.is}: ${verdict.reason}`);
  return verdict;
}

function candidate(part: FactsPart = {}, companions = facts(part).inspections, frame = FRAME): Candidate {
  const reading = candidateOf(orphanOf(part), companions, frame);
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

function tagged(tags: Record<string, string>, part: Partial<Inspections> = {}): Inspections {
  return inspectionsOf(aLoadBalancer(), {
    targetGroupTags: new Map([[GROUP.arn, tagReading(tags)]]),
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

const MARK = { 'nlb-janitor/companion-of': companionMark(aLoadBalancer().arn) };

/** As many tags, its owner's included; those of `aws:` come on top. */
function full(counted: number, own: Readonly<Record<string, string>> = {}): Record<string, string> {
  const tags: Record<string, string> = { ...inTreeTags(), ...own };
  for (let number = Object.keys(tags).length; number < counted; number += 1) tags[`team-${number}`] = 'x';
  return { ...tags, 'aws:autoscaling:groupName': 'x' };
}

it.each([
  ['no room for the mark', full(50), 'left'],
  ['room for the mark alone', full(49), 'goes'],
  ['the mark, and no room for more', full(50, MARK), 'goes'],
])('a target group with %s: %s', (_, tags, fate) => {
  const { companions, left } = candidate({}, tagged(tags));
  expect(companions.map(({ name }) => name)).toEqual(fate === 'goes' ? [GROUP.name] : []);
  const why = 'has no room for the mark: it holds 50 tags, all that AWS allows';
  expect(left).toEqual(fate === 'goes' ? [] : [{ name: GROUP.name, why }]);
});

it('does not count a target group without room for the mark among what the fingerprint is of', () => {
  expect(candidate({}, tagged(full(50))).fingerprint).not.toBe(candidate({}, tagged(full(49))).fingerprint);
  expect(candidate({}, tagged(full(50, MARK))).fingerprint).toBe(candidate({}, tagged(full(49))).fingerprint);
});

it('forgets a target group that is gone', () => {
  const companions = inspectionsOf(aLoadBalancer(), {
    targetGroupTags: new Map([[GROUP.arn, { ok: true, value: { is: 'gone' } }]]),
  });
  expect(candidate({}, companions)).toMatchObject({ companions: [], left: [] });
});

it.each([
  ['the target groups', { targetGroups: unreadable('denied') }],
  ['the tags of one', { targetGroupTags: new Map([[GROUP.arn, unreadable('denied')]]) }],
  ['the tags of one, which nobody read', { targetGroupTags: new Map() }],
])('is unreadable when %s are', (_, part) => {
  expect(candidateOf(orphanOf(), inspectionsOf(aLoadBalancer(), part), FRAME).ok).toBe(false);
});

it('reads the tags of both dialects', () => {
  const service = { namespace: 'payments', name: 'api' };
  const owner = { is: 'service', controller: 'aws-load-balancer-controller', cluster: 'prod', service } as const;
  expect(carriesOwnership(owner, tagsFrom(controllerTags()))).toBe(true);
  expect(carriesOwnership(owner, tagsFrom(controllerTags({ 'elbv2.k8s.aws/cluster': 'edge' })))).toBe(false);
  expect(carriesOwnership(owner, tagsFrom(inTreeTags()))).toBe(false);
});

/** Its Service was made again under its name, and is served by another load balancer: `superseded`. */
function madeAgain(uid: string, successor = 'one'): FactsPart {
  const nlb = aLoadBalancer();
  const next = aLoadBalancer({ name: successor, arn: arnOf(successor), dnsName: `${successor}.elb` });
  return {
    loadBalancers: [nlb, next],
    tags: new Map([
      [nlb.arn, tagReading(inTreeTags())],
      [next.arn, tagReading({})],
    ]),
    view: withServices(aService({ uid, hostnames: [next.dnsName] })),
  };
}

/** A second target group, which is not tagged as its own. */
function withForeignGroup(): FactsPart {
  const foreign = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'by-hand' });
  return {
    inspections: inspectionsOf(aLoadBalancer(), {
      targetGroups: { ok: true, value: [GROUP, foreign] },
      health: new Map([GROUP, foreign].map(({ arn }) => [arn, healthOf('unhealthy')])),
      targetGroupTags: new Map([
        [GROUP.arn, tagReading(inTreeTags())],
        [foreign.arn, tagReading({})],
      ]),
    }),
  };
}

it('marks with the name and the id of the NLB', () => {
  expect(companionMark('arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/abc/50dc')).toBe(
    'abc/50dc',
  );
});

describe('the fingerprint', () => {
  const { fingerprint } = candidate();

  it('is the same for the same facts', () => {
    expect(candidate().fingerprint).toBe(fingerprint);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
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
    expect(other().fingerprint).not.toBe(fingerprint);
  });

  // Each pair differs in the one fact; the reason and the companions are the same.
  it.each<[string, FactsPart, FactsPart]>([
    ['the UID of the Service', madeAgain(OTHER_UID), madeAgain('22222222-2222-4333-8444-555555555555')],
    ['the successor', madeAgain(OTHER_UID, 'one'), madeAgain(OTHER_UID, 'other')],
    ['a target group that stays', {}, withForeignGroup()],
  ])('changes with %s', (_, one, other) => {
    expect(candidate(other).companions).toEqual(candidate(one).companions);
    expect(candidate(other).fingerprint).not.toBe(candidate(one).fingerprint);
  });

  it.each([
    ['traffic', { flows: new Map([[aLoadBalancer().arn, flowsOf(7)]]) }],
    ['health', { health: new Map([[GROUP.arn, healthOf('unused')]]) }],
  ])('does not change with %s', (_, part) => {
    expect(candidate({}, inspectionsOf(aLoadBalancer(), part)).fingerprint).toBe(fingerprint);
  });

  it('does not change with time', () => {
    expect(candidate({ now: new Date('2026-03-05T00:00:00Z') }).fingerprint).toBe(fingerprint);
  });

  it('does not depend on the order in which target groups are listed', () => {
    const two = [aTargetGroup(), aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second' })];
    const tags = new Map(two.map(({ arn }) => [arn, tagReading(inTreeTags())]));
    const health = new Map(two.map(({ arn }) => [arn, healthOf('unhealthy')]));
    const listed = (value: typeof two): Inspections =>
      inspectionsOf(aLoadBalancer(), { targetGroups: { ok: true, value }, targetGroupTags: tags, health });
    const one = listed(two);
    const other = listed(two.toReversed());
    expect(candidate({ inspections: one }, one).fingerprint).toBe(candidate({ inspections: other }, other).fingerprint);
  });
});
