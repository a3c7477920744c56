/** A person's word that a cluster is gone, against one sign of life on any NLB that names the cluster in the same VPC. */
import { namingCluster, signOfLife } from '../../../lambda/core/judge/same-cluster.ts';
import type { LoadBalancer, TagReading } from '../../../lambda/model/aws.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import {
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  controllerTags,
  facts,
  flowsOf,
  GONE,
  healthOf,
  inspectionsOf,
  inTreeTags,
  inWords,
  tagReading,
  unreadable,
  verdictOn,
  VPC,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const OTHER = aLoadBalancer({ name: 'other', arn: arnOf('other') });
const GROUP = aTargetGroup();
const ITS_GROUP = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'its', loadBalancerArns: [OTHER.arn] });
const WORD = inTreeTags({ 'nlb-janitor/cluster-gone': 'prod 2026-01-20T00:00:00Z' });

const SAID = {
  name: 'prod',
  deletedAt: new Date('2026-01-20T00:00:00Z'),
  vpcId: undefined,
  source: 'cluster-gone',
} as const;

interface Part {
  readonly tags?: TagReading;
  readonly other?: Partial<LoadBalancer>;
  readonly state?: string;
  readonly flows?: number;
  readonly itsFlows?: number | 'not read';
  readonly bytesEach?: number;
  readonly isWholeFleet?: boolean;
}

/** The NLB whose cluster a person calls gone, and another that names the cluster too; both plainly do not serve. */
function given({ tags = tagReading(inTreeTags()), other = {}, state = 'unhealthy', ...part }: Part = {}): Facts {
  const its = { ...OTHER, ...other };
  const { flows = 0, itsFlows = 0, bytesEach = 512, isWholeFleet = true } = part;
  const inspections = inspectionsOf(L, {
    targetGroups: { ok: true, value: [GROUP, ITS_GROUP] },
    health: new Map([
      [GROUP.arn, healthOf('unhealthy')],
      ...(state === 'not read' ? [] : [[ITS_GROUP.arn, healthOf(state)] as const]),
    ]),
    flows: new Map([
      [L.arn, flowsOf(flows, { bytes: flows * 512 })],
      ...(itsFlows === 'not read' ? [] : [[OTHER.arn, flowsOf(itsFlows, { bytes: itsFlows * bytesEach })] as const]),
    ]),
  });
  return facts({
    loadBalancers: [L, its],
    tags: new Map([
      [L.arn, tagReading(WORD)],
      [OTHER.arn, tags],
    ]),
    cluster: 'absent',
    view: undefined,
    isWholeFleet,
    inspections,
  });
}

it('stands when nothing contradicts it, as a caution', () => {
  const verdict = verdictOn(given());
  expect(inWords(verdict)).toBe('orphan: cluster-gone');
  expect(verdict).toMatchObject({
    cautions: [{ kind: 'persons-word', words: expect.stringContaining("person's word") as string }],
  });
});

it.each<[string, Part, string]>([
  [
    'a target of the other may be healthy',
    { state: 'initial' },
    'other names the cluster too, and 1 target is healthy',
  ],
  ['the health of the other was not read', { state: 'not read' }, 'the health of target group its was not read'],
  [
    'clients of the other are answered',
    { itsFlows: 3 },
    'other names the cluster too, and clients are answered: 3 flows',
  ],
  ['the flows of the other were not read', { itsFlows: 'not read' }, 'flows were not read'],
  ['its own are', { flows: 3 }, 'it names the cluster too, and clients are answered: 3 flows'],
  [
    'the tags of an NLB of the VPC were not read',
    { tags: unreadable('throttled') },
    'the tags of other, in the same VPC',
  ],
  ['the other is of another dialect', { tags: tagReading(controllerTags()), state: 'healthy' }, '1 target is healthy'],
  [
    'the other is of EKS Auto Mode',
    { tags: tagReading({ 'eks:eks-cluster-name': 'prod' }), state: 'healthy' },
    'healthy',
  ],
  [
    'the other names a second cluster besides',
    { tags: tagReading({ ...controllerTags(), 'kubernetes.io/cluster/x': 'owned' }), state: 'healthy' },
    'healthy',
  ],
  [
    'the other was made after the end',
    { other: { createdAt: new Date('2026-01-21T00:00:00Z') } },
    'other names the cluster too, and was made later',
  ],
  [
    'nobody knows when the other was made',
    { other: { createdAt: new Date(Number.NaN) } },
    'other names the cluster too, and was made later',
  ],
  ['the run read some NLBs only', { isWholeFleet: false }, 'not every NLB that names cluster prod was looked at'],
])('falls when %s', (_, part, words) => {
  const contradicted = given(part);
  expect(signOfLife(L, SAID, contradicted)).toContain(words);
  const verdict = verdictOn(contradicted);
  expect(inWords(verdict)).toBe('unknown: contradictory-tags');
  expect(verdict.explanation).toContain(words);
});

it.each<[string, Part]>([
  ['in another VPC', { other: { vpcId: 'vpc-0b22' }, state: 'healthy' }],
  [
    'of another cluster',
    { tags: tagReading(inTreeTags({ 'kubernetes.io/cluster/prod': '' })), other: { vpcId: 'vpc-9' }, state: 'healthy' },
  ],
  ['that is gone', { tags: GONE, state: 'healthy' }],
  ['of another type', { other: { type: 'gateway' }, state: 'healthy' }],
  ['that names no cluster', { tags: tagReading({ team: 'network' }), state: 'healthy' }],
])('does not hear of a living one %s', (_, part) => {
  expect(signOfLife(L, SAID, given(part))).toBeUndefined();
  expect(inWords(verdictOn(given(part)))).toBe('orphan: cluster-gone');
});

describe('an application load balancer', () => {
  const ALB = aLoadBalancer({ name: 'shop', arn: arnOf('shop', 'app'), type: 'application' });
  const ALB_GROUP = aTargetGroup({ arn: `${GROUP.arn}2`, name: 'shop', loadBalancerArns: [ALB.arn] });
  const ITS = tagReading({ 'elbv2.k8s.aws/cluster': 'prod', 'ingress.k8s.aws/stack': 'shop/web' });

  interface AlbPart {
    readonly alb?: Partial<LoadBalancer>;
    readonly tags?: TagReading | 'not read';
    /** `not read`: nobody asked. */
    readonly state?: string;
  }

  /** Beside the NLBs that plainly do not serve: one that names the cluster, and has a healthy target. */
  function beside({ alb = {}, tags = ITS, state = 'healthy' }: AlbPart = {}): Facts {
    const world = given();
    const { inspections } = world;
    return {
      ...world,
      loadBalancers: [...world.loadBalancers, { ...ALB, ...alb }],
      inspections: {
        ...inspections,
        targetGroups: { ok: true, value: [GROUP, ITS_GROUP, ALB_GROUP] },
        health: new Map([
          ...inspections.health,
          ...(state === 'not read' ? [] : [[ALB_GROUP.arn, healthOf(state)] as const]),
        ]),
        applicationTags: new Map(tags === 'not read' ? [] : [[ALB.arn, tags]]),
      },
    };
  }

  it.each<[string, AlbPart, string]>([
    ['names it and has a healthy target', {}, 'shop names the cluster too, and 1 target is healthy'],
    [
      'names it in the tag of an older controller',
      { tags: tagReading({ 'kubernetes.io/cluster/prod': 'owned' }) },
      '1 target',
    ],
    ['has a target that may be healthy', { state: 'initial' }, '1 target is healthy'],
    ['has targets that were not read', { state: 'not read' }, 'the health of target group shop was not read'],
    [
      'has tags that could not be read',
      { tags: unreadable('throttled') },
      'the tags of shop, in the same VPC, were not',
    ],
    ['has tags that nobody read', { tags: 'not read' }, 'the tags of shop, in the same VPC, were not read'],
    ['is impaired', { alb: { state: 'active_impaired' } }, '1 target is healthy'],
    [
      'was made after the end, though it serves nobody',
      { alb: { createdAt: new Date('2026-01-21T00:00:00Z') }, state: 'unhealthy' },
      'shop names the cluster too, and was made later',
    ],
  ])('contradicts when it %s', (_, part, words) => {
    expect(signOfLife(L, SAID, beside(part))).toContain(words);
    expect(inWords(verdictOn(beside(part)))).toBe('unknown: contradictory-tags');
  });

  it.each<[string, AlbPart]>([
    ['has no target that may be healthy, whatever its traffic', { state: 'unhealthy' }],
    ['names another cluster', { tags: tagReading({ 'elbv2.k8s.aws/cluster': 'dev' }) }],
    ['names none', { tags: tagReading({ team: 'shop' }) }],
    ['is in another VPC', { alb: { vpcId: 'vpc-0b22' } }],
    ['is gone', { tags: GONE }],
    ['failed', { alb: { state: 'failed' } }],
  ])('does not when it %s', (_, part) => {
    expect(signOfLife(L, SAID, beside(part))).toBeUndefined();
    expect(inWords(verdictOn(beside(part)))).toBe('orphan: cluster-gone');
  });
});

it('is not needed where CloudTrail recorded the deletion', () => {
  const recorded = {
    ok: true,
    value: [{ name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId: VPC, source: 'cloudtrail' }],
  } as const;
  expect(inWords(verdictOn({ ...given({ state: 'healthy' }), deletions: recorded }))).toBe('orphan: cluster-gone');
});

it('counts the NLB itself among those that name the cluster', () => {
  expect(namingCluster('prod', VPC, given()).map(({ arn }) => arn)).toEqual([L.arn, OTHER.arn]);
});
