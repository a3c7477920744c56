/** The last look at a would-be orphan: what outweighs what, what could not be read, and what is left as a caution. */
import type { Cluster } from '../../../lambda/model/aws.ts';
import type { Inspections, LeftOut } from '../../../lambda/model/facts.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  facts,
  flowsOf,
  healthOf,
  inspectionsOf,
  inTreeTags,
  inWords,
  OTHER_UID,
  successorState,
  tagReading,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();
const SUCCESSOR = aLoadBalancer({ name: 'k8s-payments-api-0123456789', arn: arnOf('k8s-payments-api-0123456789') });
const YOUNG = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
const PROOF = {
  ok: true,
  value: [{ name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId: undefined, source: 'cloudtrail' }],
} as const;

const REASONS: Record<string, FactsPart> = {
  'service-gone': {},
  'service-not-load-balancer': { view: withServices(aService({ type: 'ClusterIP' })) },
  superseded: {
    loadBalancers: [L, SUCCESSOR],
    tags: new Map([
      [L.arn, tagReading(inTreeTags())],
      [SUCCESSOR.arn, tagReading({})],
    ]),
    view: withServices(aService({ uid: OTHER_UID, hostnames: [SUCCESSOR.dnsName] })),
  },
  'previous-cluster': { cluster: YOUNG, deletions: PROOF },
  'cluster-gone': { cluster: 'absent', view: undefined, deletions: PROOF },
};

function weighed(reason: string, companions: Partial<Inspections>) {
  return verdictOn(facts({ ...REASONS[reason], inspections: inspectionsOf(L, companions) }));
}

const health = (...states: string[]) => new Map([[GROUP.arn, healthOf(...states)]]);
const flows = (reading: ReturnType<typeof flowsOf>) => new Map([[L.arn, reading]]);
const cautionsOf = (verdict: ReturnType<typeof verdictOn>) =>
  verdict.is === 'orphan' ? verdict.cautions.map(({ words }) => words) : 'no orphan';

const present = (cluster: Cluster) => ({ ok: true, value: { is: 'present', cluster } }) as const;

const SCAN =
  '3 new flows in 7 days, 0 active at the peak, 60 bytes a flow, no reset: cannot tell whether anybody is answered (traffic comes in, but figures alone do not show whether a client gets an answer: ask who still connects)';
const LOST = unreadable('elasticloadbalancing Describe…: Throttling');
const SHARED = { ok: true, value: [{ ...GROUP, loadBalancerArns: [L.arn, arnOf('other')] }] } as const;
const PROTECTED = new Map([[L.arn, { ok: true, value: true } as const]]);

describe('a healthy target', () => {
  // [reason, healthy alone, healthy and flows]
  test.each([
    ['cluster-gone', 'in-use: healthy-targets', 'in-use: healthy-targets'],
    ['previous-cluster', 'in-use: healthy-targets', 'in-use: healthy-targets'],
    ['service-gone', 'orphan: service-gone', 'in-use: serving-traffic'],
    ['service-not-load-balancer', 'orphan: service-not-load-balancer', 'in-use: serving-traffic'],
    ['superseded', 'orphan: superseded', 'in-use: serving-traffic'],
  ])('%s: healthy → %s; healthy with flows → %s', (reason, alone, withFlows) => {
    expect(inWords(weighed(reason, { health: health('healthy') }))).toBe(alone);
    expect(inWords(weighed(reason, { health: health('healthy'), flows: flows(flowsOf(12)) }))).toBe(withFlows);
    expect(inWords(weighed(reason, {}))).toBe(`orphan: ${reason}`);
  });

  it('is a caution where it does not save, in words', () => {
    expect(cautionsOf(weighed('superseded', { health: health('healthy', 'unhealthy') }))).toEqual([
      '1 target is healthy: i-00:31234.',
    ]);
    expect(cautionsOf(weighed('superseded', { health: health('healthy', 'initial') }))).toEqual([
      '2 targets are healthy: i-00:31234 and i-01:31234.',
    ]);
    expect(cautionsOf(weighed('superseded', { health: health('unhealthy') }))).toEqual([]);
  });
});

describe('flows', () => {
  it('are a caution without a healthy target', () => {
    expect(cautionsOf(weighed('service-gone', { flows: flows(flowsOf(3)) }))).toEqual([`Traffic: ${SCAN}.`]);
    expect(cautionsOf(weighed('service-gone', {}))).toEqual([]);
  });

  it('count a long-lived flow as traffic, though no new one began', () => {
    const verdict = weighed('service-gone', { health: health('healthy'), flows: flows(flowsOf(0, 1)) });
    expect(inWords(verdict)).toBe('in-use: serving-traffic');
  });

  it.each([
    ['missing', { ok: true, value: { is: 'missing', why: 'NewFlowCount has no data for 2 of 7 whole days' } } as const],
    ['unreadable', unreadable('cloudwatch GetMetricData: AccessDenied', 'denied')],
  ])('that are %s are never zero: unknown with a registered target, a caution without', (_what, reading) => {
    for (const state of ['healthy', 'unhealthy']) {
      expect(inWords(weighed('service-gone', { health: health(state), flows: flows(reading) }))).toBe(
        'unknown: unreadable',
      );
    }
    expect(cautionsOf(weighed('service-gone', { health: health(), flows: flows(reading) }))).toHaveLength(1);
  });

  it('that were not asked for are never zero either', () => {
    expect(inWords(weighed('service-gone', { health: health('healthy'), flows: new Map() }))).toBe(
      'unknown: unreadable',
    );
    expect(cautionsOf(weighed('service-gone', { health: health(), flows: new Map() }))).toEqual([
      'Traffic: flows were not read.',
    ]);
  });

  it('that hold an answer save over any registered target, healthy or not', () => {
    const answered = flows(flowsOf(3, { bytes: 3 * 512 }));
    for (const reason of Object.keys(REASONS)) {
      expect(inWords(weighed(reason, { flows: answered }))).toBe('in-use: serving-traffic');
      expect(inWords(weighed(reason, { flows: answered, health: health() }))).toBe(`orphan: ${reason}`);
      expect(inWords(weighed(reason, { flows: flows(flowsOf(3)) }))).toBe(`orphan: ${reason}`);
    }
  });
});

describe('a superseded one', () => {
  const took = (state: Inspections['successors'] extends ReadonlyMap<string, infer R> ? R : never) =>
    new Map([[SUCCESSOR.dnsName, state]]);
  const answered = flows(flowsOf(1204, { bytes: 1204 * 512 }));

  it.each([
    ['clients are answered', { flows: answered }],
    ['a target is healthy, and there are flows', { health: health('healthy'), flows: flows(flowsOf(3)) }],
    ['flows could not be read', { flows: flows(LOST) }],
  ])('whose successor answers is left to a person, with the figures of both: %s', (_, part) => {
    const clients = { ok: true, value: { counts: 'flows', byDay: new Map([['2026-02-28', 88_310]]) } } as const;
    const verdict = weighed('superseded', { ...part, successors: took(successorState(1, clients)) });
    expect(verdict).toMatchObject({
      is: 'orphan',
      reason: 'superseded',
      cautions: expect.arrayContaining([
        { kind: 'traffic', words: expect.stringMatching(/^Traffic: /) as string },
        { kind: 'clients-not-moved', words: expect.stringMatching(/here, 88,310 there\.$/) as string },
      ]) as object[],
    });
    for (const state of [successorState(0), LOST]) {
      expect(weighed('superseded', { ...part, successors: took(state) }).is).not.toBe('orphan');
    }
    expect(weighed('superseded', part).is).not.toBe('orphan');
    expect(weighed('service-gone', { ...part, successors: took(successorState(1)) }).is).not.toBe('orphan');
  });

  it('that nobody uses any more is left to a person as well while its successor answers', () => {
    for (const part of [{}, { health: health() }]) {
      expect(cautionsOf(weighed('superseded', { ...part, successors: took(successorState(1)) }))).toEqual([
        expect.stringMatching(/^Clients here and at .+: 0 flows here, not known there\.$/) as string,
      ]);
      for (const state of [successorState(0), LOST]) {
        expect(cautionsOf(weighed('superseded', { ...part, successors: took(state) }))).toEqual([]);
      }
    }
  });
});

describe('what could not be read', () => {
  test.each<[string, Partial<Inspections>]>([
    ['target groups', { targetGroups: LOST }],
    ['Auto Scaling groups', { autoScalingGroups: LOST }],
    ['target health', { health: new Map([[GROUP.arn, LOST]]) }],
    ['target health that nobody asked for', { health: new Map() }],
    ['deletion protection', { deletionProtection: new Map([[L.arn, LOST]]) }],
    ['deletion protection that nobody asked for', { deletionProtection: new Map() }],
  ])('%s → unknown: unreadable', (_what, companions) => {
    expect(inWords(weighed('service-gone', companions))).toBe('unknown: unreadable');
    expect(inWords(weighed('service-gone', {}))).toBe('orphan: service-gone');
  });

  it('is named, with what the NLB looks like', () => {
    expect(weighed('superseded', { autoScalingGroups: LOST }).explanation).toBe(
      'It looks like an orphan (superseded), but: elasticloadbalancing Describe…: Throttling.',
    );
  });
});

describe('what the run did not look at', () => {
  const leftOut = (why: LeftOut, more: Partial<Inspections> = {}) =>
    weighed('service-gone', { leftOut: new Map([[L.arn, why]]), ...more });

  it.each([
    [
      'not-asked',
      'It looks like an orphan (service-gone), but: it was not looked at in this run: nothing is due by its tags.',
    ],
    ['out-of-time', 'It looks like an orphan (service-gone), but: it was not looked at in this run: time ran out.'],
  ] as const)('is unknown, and says why: %s', (why, explanation) => {
    for (const part of [{}, { health: new Map(), flows: new Map(), deletionProtection: new Map() }]) {
      expect(leftOut(why, part)).toMatchObject({ is: 'unknown', reason: 'unreadable', explanation });
    }
    expect(leftOut(why, { targetGroups: LOST })).toMatchObject({ is: 'unknown', explanation });
  });

  it('is in use all the same where a user is known', () => {
    expect(inWords(leftOut('not-asked', { targetGroups: SHARED }))).toBe('in-use: shared-target-group');
  });
});

describe('deletion protection', () => {
  it('is a veto that says what it hides', () => {
    const verdict = weighed('service-gone', { deletionProtection: PROTECTED });
    expect(inWords(verdict)).toBe('leave-alone: deletion-protected');
    expect(verdict).toMatchObject({ otherwise: 'service-gone' });
    expect(verdict.explanation).toContain('otherwise an orphan: its Service is gone (service-gone)');
    expect(inWords(weighed('service-gone', {}))).toBe('orphan: service-gone');
  });
});

describe('the order of the weights', () => {
  // Each line would be the next one without its first fact.
  it.each<[string, Partial<Inspections>]>([
    [
      'in-use: shared-target-group',
      {
        targetGroups: SHARED,
        health: new Map(),
        autoScalingGroups: LOST,
        flows: new Map(),
        deletionProtection: PROTECTED,
      },
    ],
    ['unknown: unreadable', { health: new Map(), deletionProtection: PROTECTED }],
    [
      'in-use: serving-traffic',
      {
        health: health('healthy'),
        flows: flows(flowsOf(3)),
        autoScalingGroups: LOST,
        deletionProtection: PROTECTED,
      },
    ],
    [
      'in-use: serving-traffic',
      { flows: flows(flowsOf(3, { bytes: 9999 })), autoScalingGroups: LOST, deletionProtection: PROTECTED },
    ],
    ['unknown: unreadable', { autoScalingGroups: LOST, deletionProtection: PROTECTED }],
    ['unknown: unreadable', { flows: new Map(), deletionProtection: PROTECTED }],
    ['leave-alone: deletion-protected', { flows: flows(flowsOf(3)), deletionProtection: PROTECTED }],
    ['orphan: service-gone', { flows: flows(flowsOf(3)) }],
  ])('%s (line %#)', (words, companions) => {
    expect(inWords(weighed('service-gone', companions))).toBe(words);
  });

  it('lets a healthy target save an NLB whose cluster is gone, whoever else could not be read', () => {
    const companions = { health: health('healthy'), autoScalingGroups: LOST };
    expect(inWords(weighed('cluster-gone', companions))).toBe('in-use: healthy-targets');
  });

  it('is that of the evidence', () => {
    expect(weighed('service-gone', {}).evidence.slice(-4)).toEqual([
      'target groups: k8s-payments-api-b244acfeb0',
      'targets: 0 of 1 healthy',
      'traffic: 0 new flows in 7 days, 0 active at the peak',
      'deletion protection: off',
    ]);
  });

  it('puts the cautions of the table before those of targets and traffic', () => {
    const cluster = aCluster({ name: 'dev', vpcId: L.vpcId });
    const given = facts({
      deletions: PROOF,
      cluster: 'absent',
      view: undefined,
      inspections: inspectionsOf(L, { flows: flows(flowsOf(3)) }),
    });
    const beside = {
      ...given,
      clusters: new Map(given.clusters).set('dev', present(cluster)),
      ignoredClusters: ['dev'],
    };
    expect(cautionsOf(verdictOn(beside))).toEqual([
      expect.stringContaining('names no VPC') as string,
      expect.stringContaining('ignoredClusters asks: dev') as string,
      `Traffic: ${SCAN}.`,
    ]);
  });
});

it('leaves an orphan without a target group one, and remembers the groups of any other by ARN', () => {
  expect(weighed('service-gone', { targetGroups: { ok: true, value: [] } })).toMatchObject({
    is: 'orphan',
    reason: 'service-gone',
    targetGroupArns: [],
  });
  const two = [aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second' }), GROUP];
  const both = new Map(two.map(({ arn }) => [arn, healthOf('unused')]));
  expect(weighed('service-gone', { targetGroups: { ok: true, value: two }, health: both })).toMatchObject({
    targetGroupArns: [GROUP.arn, `${GROUP.arn}1`],
  });
});
