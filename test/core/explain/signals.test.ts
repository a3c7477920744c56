/** Every signal of `explain`: each is there, points the right way, and never says nothing of what could not be read. */
import { signalsOf, type Signal } from '../../../lambda/core/explain/signals.ts';
import {
  aBinding,
  aCluster,
  aLoadBalancer,
  aService,
  aTargetGroup,
  aView,
  inspectionsOf,
  controllerTags,
  facts,
  flowsOf,
  healthOf,
  inTreeTags,
  OTHER_UID,
  UID,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();

function signals(part: FactsPart = {}): readonly Signal[] {
  const given = facts(part);
  return signalsOf(verdictOn(given), given);
}

/** `keeps: Service payments/api in cluster prod`; undefined when there is no such signal. */
function signal(name: string, part: FactsPart = {}): string | undefined {
  const found = signals(part).filter((one) => one.name === name);
  if (found.length > 1) throw new Error(`${name} is told ${found.length} times`);
  return found[0] && `${found[0].points}: ${found[0].says}`;
}

const inspections = (part: Parameters<typeof inspectionsOf>[1]): FactsPart => ({ inspections: inspectionsOf(L, part) });

describe('the signals of an orphan', () => {
  it('are all told, once each, and none of them keeps it', () => {
    const found = signals();
    expect(found.map(({ name }) => name)).toEqual([
      'state',
      'made',
      'keep tag',
      'approval tag',
      'owner',
      'hostname',
      'cluster',
      'Service',
      'UID',
      'target groups',
      'TargetGroupBindings',
      'other load balancers',
      'Auto Scaling groups',
      'AWS Load Balancer Controller',
      'other clusters',
      'targets',
      'traffic',
      'deletion protection',
    ]);
    expect(found.filter(({ points }) => points === 'keeps' || points === 'unknown')).toEqual([]);
    expect(found.filter(({ points }) => points === 'condemns').map(({ name }) => name)).toEqual([
      'hostname',
      'Service',
      'UID',
      'TargetGroupBindings',
      'other load balancers',
      'Auto Scaling groups',
      'targets',
      'traffic',
    ]);
  });

  it('have no UID in the dialect that knows none', () => {
    expect(signal('UID', { tagged: controllerTags() })).toBeUndefined();
    expect(signal('UID', { tagged: inTreeTags() })).toBe('condemns: no Service seen has a UID that gives this name');
  });
});

describe('the signal', () => {
  it.each<[string, string, FactsPart]>([
    ['state', 'neutral: active', {}],
    ['state', 'keeps: provisioning', { loadBalancer: aLoadBalancer({ state: 'provisioning' }) }],
    ['made', 'neutral: 2026-01-10 00:00 UTC', {}],
    ['made', 'neutral: an unknown time', { loadBalancer: aLoadBalancer({ createdAt: new Date(Number.NaN) }) }],
    ['keep tag', 'neutral: absent', {}],
    ['keep tag', 'keeps: vetoes forever', { tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) }],
    [
      'keep tag',
      'keeps: vetoes through 2026-06-30',
      { tagged: inTreeTags({ 'nlb-janitor/keep': 'until=2026-06-30' }) },
    ],
    ['keep tag', 'neutral: lapsed', { tagged: inTreeTags({ 'nlb-janitor/keep': 'until=2026-02-01' }) }],
    ['approval tag', 'neutral: absent', {}],
    ['approval tag', 'neutral: approved', { tagged: inTreeTags({ 'nlb-janitor/approval': 'approved' }) }],
    ['approval tag', 'keeps: rejected', { tagged: inTreeTags({ 'nlb-janitor/approval': 'rejected' }) }],
    ['owner', 'neutral: in-tree, cluster prod, Service payments/api', {}],
    ['hostname', 'condemns: in no status of the 1 cluster read', {}],
    [
      'hostname',
      'keeps: Service payments/api in cluster prod has its DNS name in its status',
      { view: withServices(aService({ hostnames: [L.dnsName] })) },
    ],
    ['cluster', 'neutral: prod ACTIVE: 1 Service, 0 Ingresses, 0 Gateways, 0 TargetGroupBindings, read at 10:02', {}],
    ['cluster', 'unknown: Cluster prod was not read.', { view: undefined }],
    ['cluster', 'unknown: Cluster prod: no answer.', { cluster: unreadable('cluster prod: no answer') }],
    ['cluster', 'unknown: no EKS cluster prod here, and no proof that there was one', { cluster: 'absent' }],
    [
      'cluster',
      'condemns: setting deletedClusters: cluster prod was deleted at 2026-02-01 00:00 UTC',
      {
        cluster: 'absent',
        deletions: {
          ok: true,
          value: [{ name: 'prod', deletedAt: new Date('2026-02-01T00:00:00Z'), vpcId: undefined, source: 'settings' }],
        },
      },
    ],
    ['Service', 'condemns: payments/api: not there', {}],
    [
      'Service',
      'unknown: payments/api: not seen, and its cluster has no complete view',
      { view: aView('prod', { gateways: { ...unreadable('403'), seen: [] } }) },
    ],
    [
      'TargetGroupBindings',
      'unknown: none seen names its target groups',
      { view: aView('prod', { bindings: { ...unreadable('403'), seen: [] } }) },
    ],
    ['other load balancers', 'condemns: none forwards to its target groups', {}],
    [
      'other load balancers',
      `keeps: Its target group ${GROUP.name} also serves other.`,
      inspections({ targetGroups: { ok: true, value: [{ ...GROUP, loadBalancerArns: [L.arn, 'other'] }] } }),
    ],
    ['Auto Scaling groups', 'condemns: none registers instances with its target groups', {}],
    [
      'Auto Scaling groups',
      'keeps: Auto Scaling group workers registers its instances with it.',
      inspections({ autoScalingGroups: { ok: true, value: [{ name: 'workers', targetGroupArns: [GROUP.arn] }] } }),
    ],
    ['Auto Scaling groups', 'unknown: denied', inspections({ autoScalingGroups: unreadable('denied') })],
    [
      'Service',
      `neutral: payments/api: type LoadBalancer, class none, aws-load-balancer-type nlb, hostname none, UID ${UID}`,
      { view: withServices(aService()) },
    ],
    ['UID', 'keeps: payments/api in prod: the UID gives this name', { view: withServices(aService()) }],
    [
      'UID',
      'condemns: no Service seen has a UID that gives this name',
      { view: withServices(aService({ uid: OTHER_UID })) },
    ],
    ['target groups', `neutral: ${GROUP.name}`, {}],
    ['target groups', 'neutral: none', inspections({ targetGroups: { ok: true, value: [] } })],
    ['target groups', 'unknown: throttled', inspections({ targetGroups: unreadable('throttled') })],
    ['targets', 'condemns: 1 target, 0 healthy', {}],
    [
      'targets',
      'keeps: 2 targets, 1 healthy',
      inspections({ health: new Map([[GROUP.arn, healthOf('healthy', 'unused')]]) }),
    ],
    ['targets', `unknown: the health of target group ${GROUP.name} was not read.`, inspections({ health: new Map() })],
    ['targets', 'unknown: denied', inspections({ health: new Map([[GROUP.arn, unreadable('denied')]]) })],
    ['traffic', 'condemns: 0 new flows in 7 days, 0 active at the peak', {}],
    [
      'traffic',
      'keeps: 0 new flows in 7 days, 1 active at the peak',
      inspections({ flows: new Map([[L.arn, flowsOf(0, 1)]]) }),
    ],
    ['traffic', 'unknown: flows were not read', inspections({ flows: new Map() })],
    ['traffic', 'unknown: throttled', inspections({ flows: new Map([[L.arn, unreadable('throttled')]]) })],
    [
      'traffic',
      'unknown: no data',
      inspections({ flows: new Map([[L.arn, { ok: true, value: { is: 'missing', why: 'no data' } }]]) }),
    ],
    ['deletion protection', 'neutral: off', {}],
    [
      'deletion protection',
      'keeps: on',
      inspections({ deletionProtection: new Map([[L.arn, { ok: true, value: true }]]) }),
    ],
    ['deletion protection', 'unknown: attributes were not read', inspections({ deletionProtection: new Map() })],
    [
      'deletion protection',
      'unknown: denied',
      inspections({ deletionProtection: new Map([[L.arn, unreadable('denied')]]) }),
    ],
    ['other clusters', 'neutral: every cluster that could use it was read', {}],
  ])('%s is %s', (name, expected, part) => {
    expect(signal(name, part)).toBe(expected);
  });

  it('of a younger cluster says so', () => {
    const cluster = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
    expect(signal('cluster', { cluster })).toMatch(/^neutral: prod ACTIVE, younger than the NLB: /);
  });

  it('of a TargetGroupBinding keeps, by name or by ARN', () => {
    const binding = aBinding({ apiGroup: 'eks.amazonaws.com', namespace: 'shop', name: 'web' });
    expect(signal('TargetGroupBindings', { view: aView('prod', { bindings: { ok: true, value: [binding] } }) })).toBe(
      `keeps: TargetGroupBinding shop/web in cluster prod names its target group ${GROUP.name}.`,
    );
    expect(signal('TargetGroupBindings')).toBe('condemns: none seen names its target groups');
  });

  it('of a neighbour that could not be read is unknown', () => {
    const lost = unreadable('cluster edge: no answer');
    const clusters = new Map(facts().clusters).set('edge', lost);
    expect(signal('other clusters', { clusters })).toMatch(
      /^unknown: Cluster edge, which may be in the same VPC, may use it and could not be read/,
    );
  });

  it('of an owner that Kubernetes does not name keeps', () => {
    expect(signal('owner', { tagged: { team: 'network' } })).toMatch(/^keeps: /);
    expect(signal('cluster', { tagged: { team: 'network' } })).toBeUndefined();
  });
});

describe('a cluster of another VPC that could not be read', () => {
  it.each([
    ['healthy', 'unknown'],
    ['unhealthy', 'neutral'],
  ])('with a target that is %s is %s', (state, points) => {
    const clusters = new Map(facts().clusters).set('far', {
      ok: true,
      value: { is: 'present', cluster: aCluster({ name: 'far', vpcId: 'vpc-0far' }) },
    });
    const health = new Map([[GROUP.arn, healthOf(state)]]);
    expect(signal('other clusters', { clusters, ...inspections({ health }) })).toMatch(new RegExp(`^${points}: `));
  });
});

describe('target groups that could not be read', () => {
  it('hide neither traffic nor deletion protection, and count as healthy', () => {
    const names = signals(inspections({ targetGroups: unreadable('throttled') })).map(({ name }) => name);
    expect(names.slice(names.indexOf('target groups'))).toEqual([
      'target groups',
      'TargetGroupBindings',
      'other load balancers',
      'Auto Scaling groups',
      'AWS Load Balancer Controller',
      'other clusters',
      'traffic',
      'deletion protection',
    ]);
    const clusters = new Map(facts().clusters).set('far', {
      ok: true,
      value: { is: 'present', cluster: aCluster({ name: 'far', vpcId: 'vpc-0far' }) },
    });
    expect(signal('other clusters', { clusters })).toMatch(/^neutral: /);
    expect(signal('other clusters', { clusters, ...inspections({ targetGroups: unreadable('throttled') }) })).toMatch(
      /^unknown: Cluster far, though in another VPC/,
    );
  });
});

describe('tags that could not be read', () => {
  it('leave nothing more to be said', () => {
    const tags = new Map([[L.arn, unreadable('elasticloadbalancing DescribeTags: throttled')]]);
    expect(signals({ tags }).map(({ name, points }) => `${name} ${points}`)).toEqual([
      'state neutral',
      'made neutral',
      'tags unknown',
    ]);
  });
});
