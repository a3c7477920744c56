/** What stands against a person's word that a cluster is gone, each with its twin, and on which NLBs it is written. */
import {
  changesSince,
  confirmPlan,
  madeLater,
  whyNotGone,
  wordsOf,
  type Look,
} from '../../../lambda/core/plan/confirm-gone.ts';
import type { Cluster, ClusterAnswer, LoadBalancer, TagReading } from '../../../lambda/model/aws.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import {
  aCluster,
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
  tagReading,
  unreadable,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const ABSENT: Reading<ClusterAnswer> = { ok: true, value: { is: 'absent' } };
const NONE = { ok: true, value: [] } as const;
const present = (vpcId: string | undefined): Reading<ClusterAnswer> => ({
  ok: true,
  value: { is: 'present', cluster: aCluster({ vpcId }) },
});
const refusals = (
  given: Facts = facts({ cluster: 'absent', view: undefined }),
  answer: Reading<ClusterAnswer> = ABSENT,
  instances: Reading<readonly string[]> = NONE,
) => whyNotGone('prod', given, answer, instances);

const beside = (tags: Facts['tags'] extends ReadonlyMap<string, infer R> ? R : never): Facts => {
  const other = aLoadBalancer({ name: 'other', arn: arnOf('other') });
  return facts({
    loadBalancers: [L, other],
    tags: new Map([
      [L.arn, tagReading(inTreeTags())],
      [other.arn, tags],
    ]),
  });
};
const inspected = (part: Parameters<typeof inspectionsOf>[1]) => facts({ inspections: inspectionsOf(L, part) });

it('is nothing when EKS does not know it, nothing serves and no instance is left', () => {
  expect(refusals()).toEqual([]);
  expect(refusals(facts(), present('vpc-elsewhere'))).toEqual([]);
  expect(refusals(beside(GONE))).toEqual([]);
  expect(refusals(beside(tagReading({ team: 'network' })))).toEqual([]);
});

it.each<[string, readonly string[], string]>([
  ['EKS has it in the VPC', refusals(facts(), present(L.vpcId)), `EKS has it, ACTIVE, in ${L.vpcId}.`],
  ['EKS has it in an unknown VPC', refusals(facts(), present(undefined)), 'EKS has it, ACTIVE, in an unknown VPC.'],
  [
    'EKS could not be asked',
    refusals(facts(), unreadable('eks: denied')),
    'EKS could not be asked about it: eks: denied',
  ],
  [
    'a target may be healthy',
    refusals(inspected({ health: new Map([[aTargetGroup().arn, healthOf('initial')]]) })),
    `${L.name} names it, and may be serving: 1 target is healthy.`,
  ],
  [
    'clients are answered',
    refusals(inspected({ flows: new Map([[L.arn, flowsOf(3, { bytes: 1536 })]]) })),
    'may be serving: clients are answered: 3 flows',
  ],
  ['its flows were not read', refusals(inspected({ flows: new Map() })), 'flows were not read'],
  ['the tags of another were not read', refusals(beside(unreadable('throttled'))), 'The tags of other were not read'],
  [
    'another NLB of it was not looked at',
    refusals(beside(tagReading(controllerTags()))),
    'other names it, and may be serving',
  ],
  [
    'an instance of it runs, or may again',
    refusals(facts(), ABSENT, { ok: true, value: ['i-1', 'i-2'] }),
    'Instances of it run, or are stopped and can run again: i-1 and i-2.',
  ],
  ['EC2 could not be asked', refusals(facts(), ABSENT, unreadable('ec2: denied')), 'EC2 could not be asked'],
])('%s', (_, found, words) => {
  expect(found).toEqual([expect.stringContaining(words) as string]);
});

describe('an application load balancer in its VPC', () => {
  const ALB = aLoadBalancer({ name: 'shop', arn: arnOf('shop', 'app'), type: 'application' });
  const GROUP = aTargetGroup({ arn: `${aTargetGroup().arn}2`, name: 'shop', loadBalancerArns: [ALB.arn] });
  const ITS = tagReading({ 'elbv2.k8s.aws/cluster': 'prod' });
  const withApplication = (tags: TagReading | undefined, state = 'healthy', vpcId = L.vpcId): Facts => {
    const { health } = inspectionsOf();
    return facts({
      loadBalancers: [L, { ...ALB, vpcId }],
      tags: new Map([[L.arn, tagReading(inTreeTags())]]),
      inspections: inspectionsOf(L, {
        targetGroups: { ok: true, value: [aTargetGroup(), GROUP] },
        health: new Map([...health, [GROUP.arn, healthOf(state)]]),
        applicationTags: new Map(tags === undefined ? [] : [[ALB.arn, tags]]),
      }),
    });
  };

  it.each<[string, Facts, string]>([
    ['serves', withApplication(ITS), 'shop names it, and may be serving: 1 target is healthy.'],
    [
      'has unreadable tags',
      withApplication(unreadable('throttled')),
      'The tags of shop were not read: they may name it.',
    ],
    ['has tags that nobody read', withApplication(undefined), 'The tags of shop were not read: they may name it.'],
  ])('stands against it when it %s', (_, given, words) => {
    expect(refusals(given)).toEqual([words]);
  });

  it.each<[string, Facts]>([
    ['serves nobody', withApplication(ITS, 'unhealthy')],
    ['is gone', withApplication(GONE)],
    ['names another cluster', withApplication(tagReading({ 'elbv2.k8s.aws/cluster': 'dev' }))],
    ['is in a VPC in which no NLB names it', withApplication(ITS, 'healthy', 'vpc-elsewhere')],
  ])('does not when it %s', (_, given) => {
    expect(refusals(given)).toEqual([]);
  });

  it('is asked about once for each VPC', () => {
    expect(wordsOf('prod', beside(tagReading(inTreeTags())))).toEqual([{ clusterName: 'prod', vpcId: L.vpcId }]);
    expect(wordsOf('dev', facts())).toEqual([]);
  });
});

describe('what is written', () => {
  const SINCE = new Date('2026-01-20T00:00:00Z');

  it('is the name and the instant, on every NLB of a Service of the cluster', () => {
    const both = confirmPlan('prod', SINCE, beside(tagReading(controllerTags())), undefined);
    expect([both.value, both.write.map(({ name }) => name), both.unchanged]).toEqual([
      'prod 2026-01-20T00:00:00Z',
      [L.name, 'other'],
      [],
    ]);
  });

  it('names those that were made after the end that is said', () => {
    const at = (instant: string) => madeLater('prod', new Date(instant), facts()).length;
    expect([at('2026-01-10T00:00:00Z'), at('2026-01-10T00:00:01Z')]).toEqual([1, 0]);
    // The tag holds whole seconds.
    expect(at('2026-01-10T00:00:00.900Z')).toBe(1);
  });

  it('is nothing on what is of another cluster, of no Service, or says so already', () => {
    const write = (more: Record<string, string>) =>
      confirmPlan('prod', SINCE, facts({ tagged: inTreeTags(more) }), undefined).write.length;
    expect(write({})).toBe(1);
    expect(write({ 'nlb-janitor/cluster-gone': 'other 2026-01-01T00:00:00Z' })).toBe(1);
    expect(write({ 'nlb-janitor/cluster-gone': 'prod 2026-01-15T00:00:00Z' })).toBe(0);
    expect(write({ 'nlb-janitor/cluster-gone': 'prod' })).toBe(0);
    // Of before the NLB was made: it proves nothing, and can be said anew.
    expect(write({ 'nlb-janitor/cluster-gone': 'prod 2026-01-01T00:00:00Z' })).toBe(1);
    expect(write({ 'kubernetes.io/cluster/second': 'owned' })).toBe(0);
    expect(confirmPlan('dev', SINCE, facts(), undefined).write).toEqual([]);
  });

  it('counts whoever names it among those that were made later, though nothing is written there', () => {
    const later = new Date('2026-01-25T00:00:00Z');
    const other = aLoadBalancer({ name: 'other', arn: arnOf('other'), createdAt: later });
    const alb = aLoadBalancer({ name: 'web', arn: arnOf('web', 'app'), type: 'application', createdAt: later });
    const names = (loadBalancer: LoadBalancer, tags: Record<string, string>, since: Date) =>
      madeLater(
        'prod',
        since,
        facts({
          loadBalancers: [L, loadBalancer],
          tags: new Map([
            [L.arn, tagReading(inTreeTags())],
            [other.arn, tagReading(tags)],
          ]),
          inspections: inspectionsOf(L, { applicationTags: new Map([[alb.arn, tagReading(tags)]]) }),
        }),
      ).map(({ name }) => name);
    const kept = controllerTags({ 'nlb-janitor/keep': 'true' });
    for (const tags of [kept, { KubernetesCluster: 'prod' }]) {
      expect(names(other, tags, SINCE)).toEqual(['other']);
      expect(names(alb, tags, SINCE)).toEqual(['web']);
      expect(names(other, tags, new Date('2026-01-26T00:00:00Z'))).toEqual([]);
    }
    expect(names(other, { KubernetesCluster: 'dev' }, SINCE)).toEqual([]);
  });

  it.each<[string, string, 'unchanged' | 'write']>([
    ['is old enough', 'prod 2026-01-15T00:00:00Z', 'unchanged'],
    ['names no instant', 'prod', 'unchanged'],
    ['lies in the future', 'prod 2099-01-01T00:00:00Z', 'write'],
    ['is of before the NLB was made', 'prod 2026-01-01T00:00:00Z', 'write'],
    ['cannot be read', 'prod yesterday', 'write'],
    ['is of another cluster', 'production 2026-01-15T00:00:00Z', 'write'],
  ])('leaves a word as it is only where the judge goes by it: one that %s', (_, word, expected) => {
    const plan = confirmPlan(
      'prod',
      SINCE,
      facts({ tagged: inTreeTags({ 'nlb-janitor/cluster-gone': word }) }),
      undefined,
    );
    expect(plan[expected].map(({ name }) => name)).toEqual([L.name]);
    expect(plan.write.length + plan.unchanged.length).toBe(1);
  });

  it('writes a word anew that one contradicts which was made since', () => {
    const other = aLoadBalancer({ name: 'other', arn: arnOf('other'), createdAt: new Date('2026-01-17T00:00:00Z') });
    const said = (word: string) =>
      confirmPlan(
        'prod',
        SINCE,
        facts({
          loadBalancers: [L, other],
          tags: new Map([
            [L.arn, tagReading(inTreeTags({ 'nlb-janitor/cluster-gone': word }))],
            [other.arn, tagReading(controllerTags())],
          ]),
        }),
        undefined,
      ).write.map(({ name }) => name);
    expect(said('prod 2026-01-16T00:00:00Z')).toEqual([L.name, 'other']);
    expect(said('prod 2026-01-18T00:00:00Z')).toEqual(['other']);
  });

  describe('while another cluster has the name, in another VPC', () => {
    const young = aCluster({ vpcId: 'vpc-0b22', createdAt: new Date('2026-01-20T00:00:00Z') });
    const plan = (since: string, word?: string, named: Cluster = young) =>
      confirmPlan(
        'prod',
        new Date(since),
        facts({ tagged: inTreeTags(word === undefined ? {} : { 'nlb-janitor/cluster-gone': word }) }),
        named,
      );

    it('has to be of before that one, and says so', () => {
      expect(plan('2026-01-19T23:59:59Z')).toMatchObject({ write: [{ name: L.name }], useless: [] });
      for (const since of ['2026-01-20T00:00:00Z', '2026-02-20T00:00:00Z']) {
        expect(plan(since).write).toEqual([]);
        expect(plan(since).useless.map(({ why }) => why)).toEqual([
          `${L.name} was made at 2026-01-10 00:00 UTC, and cluster prod of vpc-0b22 at 2026-01-20 00:00 UTC; the end of the earlier one must lie between the two: say when with --since`,
        ]);
      }
      expect(plan('2026-01-15T00:00:00Z', undefined, { ...young, createdAt: new Date(Number.NaN) }).write).toEqual([]);
    });

    it('is written over one that proves nothing, and left where it proves something', () => {
      for (const word of ['prod', 'prod 2026-02-20T00:00:00Z']) {
        expect(plan('2026-01-15T00:00:00Z', word)).toMatchObject({ write: [{ name: L.name }], unchanged: [] });
      }
      expect(plan('2026-01-15T00:00:00Z', 'prod 2026-01-14T00:00:00Z').unchanged).toHaveLength(1);
    });
  });

  it('proves nothing of what was made after it, and says so', () => {
    const { useless } = confirmPlan('prod', new Date('2026-01-10T00:00:00.500Z'), facts(), undefined);
    expect(useless.map(({ why }) => why)).toEqual([
      `${L.name} was made at 2026-01-10 00:00 UTC; the end of the cluster must lie between that and now`,
    ]);
  });

  it.each([
    ['my cluster', 1],
    [' prod', 0],
  ])('is written for the name %j only where it reads back: %s', (cluster, written) => {
    const tagged = { [`kubernetes.io/cluster/${cluster}`]: 'owned', 'kubernetes.io/service-name': 'payments/api' };
    const plan = confirmPlan(cluster, SINCE, facts({ tagged }), undefined);
    expect(plan.write).toHaveLength(written);
    expect(plan.useless.map(({ why }) => why)).toEqual(
      written === 1 ? [] : ['the name " prod" cannot be read back from a tag'],
    );
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['kept', { 'nlb-janitor/keep': 'true' }, ['tag nlb-janitor/keep keeps it']],
    ['rejected', { 'nlb-janitor/approval': 'Rejected' }, ['it was rejected']],
    [
      'answered by a word that nobody knows',
      { 'nlb-janitor/approval': 'NO' },
      ["its tag nlb-janitor/approval may be somebody's no"],
    ],
    ['approved', { 'nlb-janitor/approval': 'approved' }, []],
    ['kept no longer', { 'nlb-janitor/keep': 'until=2026-02-27' }, []],
  ])('leaves one that is %s to whoever said so', (_, more, whys) => {
    const { write, vetoed } = confirmPlan('prod', SINCE, facts({ tagged: inTreeTags(more) }), undefined);
    expect(vetoed.map(({ loadBalancer, why }) => [loadBalancer.name, why])).toEqual(whys.map((why) => [L.name, why]));
    expect(write.length).toBe(1 - whys.length);
  });
});

describe('what changed since a person was shown it', () => {
  const SINCE = new Date('2026-01-20T00:00:00Z');
  const look = (given: Facts): Look => ({ facts: given, plan: confirmPlan('prod', SINCE, given, undefined) });
  const tagged = (more: Record<string, string>) => look(facts({ tagged: inTreeTags(more) }));
  const changes = (before: Look, after: Look) => changesSince(before, after, 'prod');
  const STRANGER = look(beside(tagReading({ team: 'network' })));
  const NAMING = look(beside(tagReading(controllerTags())));
  const NAMING_BESIDE_OTHERS = look(beside(tagReading({ KubernetesCluster: 'prod' })));
  const NO_MORE = `${L.name} would not be written to any more:`;

  it.each<[string, Look, Look, readonly string[]]>([
    ['nothing, for the same facts', NAMING, NAMING, []],
    ['nothing, for a stranger', look(facts()), STRANGER, []],
    ['one that names it now', STRANGER, NAMING, ['other names it too now.']],
    ['one that names it and is of no Service', STRANGER, NAMING_BESIDE_OTHERS, ['other names it too now.']],
    ['one that is gone', NAMING, STRANGER, ['other would not be written to any more: it changed, or is gone.']],
    [
      'one that is kept now',
      tagged({}),
      tagged({ 'nlb-janitor/keep': 'true' }),
      [`${NO_MORE} tag nlb-janitor/keep keeps it.`],
    ],
    [
      'one that was kept',
      tagged({ 'nlb-janitor/keep': 'true' }),
      tagged({}),
      [`${L.name} would be written to as well now.`],
    ],
    ['nothing, for a quarantine', tagged({}), tagged({ 'nlb-janitor/approval': 'pending' }), []],
  ])('is %s', (_, before, after, said) => {
    expect(changes(before, after)).toEqual(said);
  });
});
