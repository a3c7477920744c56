/** Targets and traffic: each weight fires once, beside a twin that differs by one fact. */
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  companionsOf,
  facts,
  flowsOf,
  healthOf,
  inTreeTags,
  inWords,
  OTHER_UID,
  unreadable,
  verdictOn,
  VPC,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';
import type { CompanionFacts } from '../../../lambda/model.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();
const YOUNG = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
const PROOF = {
  ok: true,
  value: [{ name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId: undefined, source: 'cloudtrail' }],
} as const;

const REASONS: Record<string, FactsPart> = {
  'service-gone': {},
  'service-not-load-balancer': { view: withServices(aService({ type: 'ClusterIP' })) },
  superseded: { view: withServices(aService({ uid: OTHER_UID })) },
  'previous-cluster': { cluster: YOUNG, deletions: PROOF },
  'cluster-gone': { cluster: 'absent', view: undefined, deletions: PROOF },
};

function weighed(reason: string, companions: Partial<CompanionFacts>) {
  return verdictOn(facts({ ...REASONS[reason], companions: companionsOf(L, companions) }));
}

const health = (...states: string[]) => new Map([[GROUP.arn, healthOf(...states)]]);
const flows = (reading: ReturnType<typeof flowsOf>) => new Map([[L.arn, reading]]);
const cautionsOf = (verdict: ReturnType<typeof verdictOn>) =>
  verdict.is === 'orphan' ? verdict.cautions : 'no orphan';

describe('a healthy target', () => {
  // [reason, healthy alone, healthy and flows]
  test.each([
    ['cluster-gone', 'in-use: healthy-targets', 'in-use: healthy-targets'],
    ['previous-cluster', 'in-use: healthy-targets', 'in-use: healthy-targets'],
    ['service-gone', 'orphan: service-gone', 'in-use: serving-traffic'],
    ['service-not-load-balancer', 'orphan: service-not-load-balancer', 'in-use: serving-traffic'],
    ['superseded', 'orphan: superseded', 'orphan: superseded'],
  ])('%s: healthy → %s; healthy with flows → %s', (reason, alone, withFlows) => {
    expect(inWords(weighed(reason, { health: health('healthy') }))).toBe(alone);
    expect(inWords(weighed(reason, { health: health('healthy'), flows: flows(flowsOf(12)) }))).toBe(withFlows);
    expect(inWords(weighed(reason, {}))).toBe(`orphan: ${reason}`);
  });

  it.each(['initial', 'unavailable', 'a-state-of-next-year'])('counts a target that is %s as healthy', (state) => {
    expect(inWords(weighed('cluster-gone', { health: health(state) }))).toBe('in-use: healthy-targets');
  });

  it.each(['unhealthy', 'unused', 'draining', 'unhealthy.draining'])('does not count one that is %s', (state) => {
    expect(inWords(weighed('cluster-gone', { health: health(state) }))).toBe('orphan: cluster-gone');
  });

  it('is a caution where it does not save, in words', () => {
    expect(cautionsOf(weighed('superseded', { health: health('healthy', 'unhealthy') }))).toEqual([
      '1 target is healthy: i-00:31234.',
    ]);
  });
});

describe('flows', () => {
  it('are a caution without a healthy target', () => {
    expect(cautionsOf(weighed('service-gone', { flows: flows(flowsOf(3)) }))).toEqual([
      'Traffic: 3 new flows in 7 days, 0 active at the peak.',
    ]);
    expect(cautionsOf(weighed('service-gone', {}))).toEqual([]);
  });

  it('count a long-lived flow as traffic, though no new one began', () => {
    const verdict = weighed('service-gone', { health: health('healthy'), flows: flows(flowsOf(0, 1)) });
    expect(inWords(verdict)).toBe('in-use: serving-traffic');
  });

  it.each([
    ['missing', { ok: true, value: { is: 'missing', why: 'NewFlowCount has no data for 2 of 7 whole days' } } as const],
    ['unreadable', unreadable('cloudwatch GetMetricData: AccessDenied', 'denied')],
  ])('that are %s are never zero: unknown with a healthy target, a caution without', (_what, reading) => {
    expect(inWords(weighed('service-gone', { health: health('healthy'), flows: flows(reading) }))).toBe(
      'unknown: unreadable',
    );
    expect(cautionsOf(weighed('service-gone', { flows: flows(reading) }))).toHaveLength(1);
  });

  it('that were not asked for are never zero either', () => {
    expect(inWords(weighed('service-gone', { health: health('healthy'), flows: new Map() }))).toBe(
      'unknown: unreadable',
    );
  });
});

describe('a target group', () => {
  it('that another load balancer uses is in use, and one of its own is not', () => {
    const shared = { ...GROUP, loadBalancerArns: [L.arn, arnOf('other')] };
    expect(inWords(weighed('service-gone', { targetGroups: { ok: true, value: [shared] } }))).toBe(
      'in-use: shared-target-group',
    );
    expect(inWords(weighed('service-gone', { targetGroups: { ok: true, value: [GROUP] } }))).toBe(
      'orphan: service-gone',
    );
  });

  it('that an Auto Scaling group uses is in use, and one of another group is not', () => {
    const group = (arn: string) => ({ ok: true, value: [{ name: 'workers', targetGroupArns: [arn] }] }) as const;
    expect(inWords(weighed('service-gone', { autoScalingGroups: group(GROUP.arn) }))).toBe(
      'in-use: shared-target-group',
    );
    expect(inWords(weighed('service-gone', { autoScalingGroups: group('arn:other') }))).toBe('orphan: service-gone');
  });

  it('that a TargetGroupBinding of any cluster names is in use', () => {
    const bindings = {
      ok: true,
      value: [
        { apiGroup: 'elbv2.k8s.aws', namespace: 'a', name: 'b', targetGroupArn: GROUP.arn, targetGroupName: undefined },
      ],
    } as const;
    const given = facts();
    const elsewhere = aView('dev', { bindings });
    const verdict = verdictOn({ ...given, views: new Map([...given.views, ['dev', elsewhere]]) });
    expect(inWords(verdict)).toBe('in-use: target-group-binding');
    expect(verdict.explanation).toBe(
      'TargetGroupBinding a/b in cluster dev names its target group k8s-payments-api-b244acfeb0.',
    );
  });

  it('none at all leaves an orphan', () => {
    expect(inWords(weighed('service-gone', { targetGroups: { ok: true, value: [] } }))).toBe('orphan: service-gone');
  });
});

describe('what could not be read', () => {
  const broken = unreadable('elasticloadbalancing Describe…: Throttling');
  test.each<[string, Partial<CompanionFacts>]>([
    ['target groups', { targetGroups: broken }],
    ['Auto Scaling groups', { autoScalingGroups: broken }],
    ['target health', { health: new Map([[GROUP.arn, broken]]) }],
    ['target health that nobody asked for', { health: new Map() }],
    ['deletion protection', { deletionProtection: new Map([[L.arn, broken]]) }],
    ['deletion protection that nobody asked for', { deletionProtection: new Map() }],
  ])('%s → unknown: unreadable', (_what, companions) => {
    expect(inWords(weighed('service-gone', companions))).toBe('unknown: unreadable');
  });
});

describe('deletion protection', () => {
  it('is a veto that says what it hides', () => {
    const verdict = weighed('service-gone', { deletionProtection: new Map([[L.arn, { ok: true, value: true }]]) });
    expect(inWords(verdict)).toBe('leave-alone: deletion-protected');
    expect(verdict.explanation).toContain('otherwise an orphan: service-gone');
  });
});

describe('a neighbour that could not be read', () => {
  const dev = (vpcId: string | undefined) =>
    ({ ok: true, value: { is: 'present', cluster: aCluster({ name: 'dev', vpcId }) } }) as const;
  const unread = aView('dev', { services: { ...unreadable('cluster dev: no answer'), seen: [] } });

  function beside(vpcId: string | undefined, view = unread, companions: Partial<CompanionFacts> = {}) {
    const given = facts({ companions: companionsOf(L, companions) });
    return inWords(
      verdictOn({
        ...given,
        clusters: new Map([...given.clusters, ['dev', dev(vpcId)]]),
        views: new Map([...given.views, ['dev', view]]),
      }),
    );
  }

  it('of the same VPC makes an orphan unknown; once it is read, it does not', () => {
    expect(beside(VPC)).toBe('unknown: cluster-view-incomplete');
    expect(beside(VPC, aView('dev'))).toBe('orphan: service-gone');
  });

  it('of an unknown VPC does too', () => {
    expect(beside(undefined)).toBe('unknown: cluster-view-incomplete');
  });

  it('of another VPC does only while a target is healthy', () => {
    expect(beside('vpc-0b22')).toBe('orphan: service-gone');
    expect(beside('vpc-0b22', unread, { health: health('healthy') })).toBe('unknown: cluster-view-incomplete');
  });

  it('that EKS would not describe does', () => {
    const given = facts();
    const clusters = new Map([
      ...given.clusters,
      ['dev', unreadable('eks DescribeCluster: AccessDenied', 'denied')] as const,
    ]);
    expect(inWords(verdictOn({ ...given, clusters }))).toBe('unknown: cluster-view-incomplete');
  });

  it('that does not exist does not', () => {
    const given = facts();
    const clusters = new Map([...given.clusters, ['dev', { ok: true, value: { is: 'absent' } }] as const]);
    expect(inWords(verdictOn({ ...given, clusters }))).toBe('orphan: service-gone');
  });

  it('that is an NLB of the same VPC with unread tags does, of another VPC does not', () => {
    const other = (vpcId: string) => aLoadBalancer({ name: 'other', arn: arnOf('other'), vpcId });
    const given = (vpcId: string) => {
      const one = facts({ tagged: inTreeTags() });
      const tags = new Map(one.tags).set(arnOf('other'), unreadable('tags of other: Throttling'));
      return inWords(verdictOn({ ...one, loadBalancers: [L, other(vpcId)], tags }));
    };
    expect(given(VPC)).toBe('unknown: cluster-view-incomplete');
    expect(given('vpc-0b22')).toBe('orphan: service-gone');
  });
});
