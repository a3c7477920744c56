/** Every signal of `explain`: each is there, points the right way, and never says nothing of what could not be read. */
import { sourceName } from '../../../lambda/core/judge/users/references.ts';
import { USER_SOURCES } from '../../../lambda/model/users.ts';
import type { Signal } from '../../../lambda/core/explain/signal.ts';
import { signalsOf } from '../../../lambda/core/explain/signals.ts';
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

/** Users outside Kubernetes. */
const OUTSIDE = USER_SOURCES.map(sourceName);

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
      'name by UID',
      'target groups',
      'TargetGroupBindings',
      'other load balancers',
      'Auto Scaling groups',
      'AWS Load Balancer Controller',
      ...OUTSIDE,
      'external-dns annotations',
      'capacity reservations',
      'other clusters',
      'targets',
      'traffic',
      'deletion protection',
    ]);
    expect(found.filter(({ points }) => points === 'keeps' || points === 'unread')).toEqual([]);
    expect(found.filter(({ points }) => points === 'condemns').map(({ name }) => name)).toEqual([
      'hostname',
      'Service',
      'name by UID',
      'TargetGroupBindings',
      'other load balancers',
      'Auto Scaling groups',
      // A DNS record that is not there may be that of another account.
      ...OUTSIDE.filter((name) => name !== 'Route 53 records'),
      'targets',
      'traffic',
    ]);
  });

  it('have no UID in the dialect that knows none', () => {
    expect(signal('name by UID', { tagged: controllerTags() })).toBeUndefined();
    expect(signal('name by UID', { tagged: inTreeTags() })).toBe(
      'condemns: no Service read has the UID from which this name is made',
    );
  });
});

describe('the signal', () => {
  it.each<[string, string, FactsPart]>([
    ['state', 'nothing: it is active', {}],
    [
      'state',
      'keeps: it is provisioning; only an active one is judged',
      { loadBalancer: aLoadBalancer({ state: 'provisioning' }) },
    ],
    ['made', 'nothing: it was made at 2026-01-10 00:00 UTC', {}],
    [
      'made',
      'unread: AWS gave no time at which it was made',
      { loadBalancer: aLoadBalancer({ createdAt: new Date(Number.NaN) }) },
    ],
    ['keep tag', 'nothing: there is no tag nlb-janitor/keep', {}],
    ['keep tag', 'keeps: a person keeps it forever', { tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) }],
    [
      'keep tag',
      'keeps: a person keeps it through 2026-06-30',
      { tagged: inTreeTags({ 'nlb-janitor/keep': 'until=2026-06-30' }) },
    ],
    [
      'keep tag',
      'nothing: a person kept it through 2026-02-01, which is over',
      { tagged: inTreeTags({ 'nlb-janitor/keep': 'until=2026-02-01' }) },
    ],
    ['approval tag', 'nothing: there is no tag nlb-janitor/approval: nobody has answered', {}],
    [
      'approval tag',
      'nothing: a person approved its deletion, should it be an orphan',
      { tagged: inTreeTags({ 'nlb-janitor/approval': 'approved' }) },
    ],
    [
      'approval tag',
      'keeps: a person rejected its deletion',
      { tagged: inTreeTags({ 'nlb-janitor/approval': 'rejected' }) },
    ],
    ['owner', 'nothing: its tags name Service payments/api in cluster prod (in-tree)', {}],
    ['hostname', 'condemns: no Service, Ingress or Gateway of the 1 cluster read has its DNS name', {}],
    [
      'hostname',
      'keeps: Service payments/api in cluster prod has its DNS name in its status',
      { view: withServices(aService({ hostnames: [L.dnsName] })) },
    ],
    [
      'cluster',
      'nothing: prod is ACTIVE; read at 10:02: 1 Service, 0 Ingresses, 0 Gateways, 0 TargetGroupBindings',
      {},
    ],
    ['cluster', 'unread: Cluster prod was not read.', { view: undefined }],
    ['cluster', 'unread: Cluster prod: no answer.', { cluster: unreadable('cluster prod: no answer') }],
    ['cluster', 'nothing: EKS has no cluster prod here, and nothing proves that there was one', { cluster: 'absent' }],
    [
      'cluster',
      'condemns: setting deletedClusters: cluster prod was deleted at 2026-02-01 00:00 UTC',
      {
        cluster: 'absent',
        deletions: {
          ok: true,
          value: [{ name: 'prod', deletedAt: new Date('2026-02-01T00:00:00Z'), source: 'settings' }],
        },
      },
    ],
    ['Service', 'condemns: Service payments/api is not in cluster prod', {}],
    [
      'Service',
      'unread: not seen, but cluster prod could not be read completely',
      { view: aView('prod', { gateways: { ...unreadable('403'), seen: [] } }) },
    ],
    [
      'TargetGroupBindings',
      'unread: none seen names its target groups, but cluster prod could not be read completely',
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
    ['Auto Scaling groups', 'unread: denied', inspections({ autoScalingGroups: unreadable('denied') })],
    [
      'Service',
      `nothing: a Service payments/api is there: type LoadBalancer, class none, aws-load-balancer-type nlb, hostname none, UID ${UID}`,
      { view: withServices(aService()) },
    ],
    [
      'name by UID',
      'keeps: this name is made from the UID of Service payments/api in prod',
      { view: withServices(aService()) },
    ],
    [
      'name by UID',
      'condemns: no Service read has the UID from which this name is made',
      { view: withServices(aService({ uid: OTHER_UID })) },
    ],
    ['target groups', `nothing: it forwards to ${GROUP.name}`, {}],
    ['target groups', 'nothing: it forwards to none', inspections({ targetGroups: { ok: true, value: [] } })],
    ['target groups', 'unread: throttled', inspections({ targetGroups: unreadable('throttled') })],
    ['targets', 'condemns: 1 target, none of them healthy', {}],
    [
      'targets',
      'keeps: 2 targets, of which 1 may be healthy',
      inspections({ health: new Map([[GROUP.arn, healthOf('healthy', 'unused')]]) }),
    ],
    ['targets', `unread: the health of target group ${GROUP.name} was not read.`, inspections({ health: new Map() })],
    ['targets', 'unread: denied', inspections({ health: new Map([[GROUP.arn, unreadable('denied')]]) })],
    ['traffic', 'condemns: 0 new flows in 7 days, 0 active at the peak', {}],
    [
      'traffic',
      'keeps: clients are answered: 1 active and 0 bytes in the hour of 2026-02-28 13:00 UTC, without a new flow',
      inspections({ flows: new Map([[L.arn, flowsOf(0, 1)]]) }),
    ],
    [
      'traffic',
      'keeps: 1 new flow in 7 days, 0 active at the peak, 60 bytes a flow, 1 reset: nobody is answered',
      inspections({ flows: new Map([[L.arn, flowsOf(1, { resets: 1 })]]) }),
    ],
    ['traffic', 'unread: flows were not read', inspections({ flows: new Map() })],
    ['traffic', 'unread: throttled', inspections({ flows: new Map([[L.arn, unreadable('throttled')]]) })],
    [
      'traffic',
      'nothing: no data',
      inspections({ flows: new Map([[L.arn, { ok: true, value: { is: 'missing', why: 'no data' } }]]) }),
    ],
    ['deletion protection', 'nothing: is off', {}],
    [
      'deletion protection',
      'keeps: is on, a veto of its owner',
      inspections({ deletionProtection: new Map([[L.arn, { ok: true, value: true }]]) }),
    ],
    ['deletion protection', 'unread: was not looked at', inspections({ deletionProtection: new Map() })],
    [
      'deletion protection',
      'unread: denied',
      inspections({ deletionProtection: new Map([[L.arn, unreadable('denied')]]) }),
    ],
    ['other clusters', 'nothing: every cluster that could use it was read', {}],
  ])('%s is %s', (name, expected, part) => {
    expect(signal(name, part)).toBe(expected);
  });

  it('of a younger cluster says so', () => {
    const cluster = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
    expect(signal('cluster', { cluster })).toMatch(/^nothing: prod is ACTIVE, younger than the NLB; /);
  });

  it('of a TargetGroupBinding keeps, by name or by ARN', () => {
    const binding = aBinding({ apiGroup: 'eks.amazonaws.com', namespace: 'shop', name: 'web' });
    expect(signal('TargetGroupBindings', { view: aView('prod', { bindings: { ok: true, value: [binding] } }) })).toBe(
      `keeps: TargetGroupBinding shop/web in cluster prod names its target group ${GROUP.name}.`,
    );
    expect(signal('TargetGroupBindings')).toBe('condemns: none seen names its target groups');
  });

  it('of a neighbour that could not be read is not read', () => {
    const lost = unreadable('cluster edge: no answer');
    const clusters = new Map(facts().clusters).set('edge', lost);
    expect(signal('other clusters', { clusters })).toMatch(
      /^unread: Cluster edge, which may be in the same VPC, may use it and could not be read/,
    );
  });

  it('of an owner that Kubernetes does not name keeps', () => {
    expect(signal('owner', { tagged: { team: 'network' } })).toMatch(/^keeps: /);
    expect(signal('cluster', { tagged: { team: 'network' } })).toBeUndefined();
  });
});

describe('a cluster of another VPC that could not be read', () => {
  const NOT_SEEN = ['hostname', 'TargetGroupBindings'];
  const withFar = (part: FactsPart = {}): FactsPart => ({
    clusters: new Map(facts().clusters).set('far', {
      ok: true,
      value: { is: 'present', cluster: aCluster({ name: 'far', vpcId: 'vpc-0far' }) },
    }),
    ...part,
  });
  const SERVING = inspections({ health: new Map([[GROUP.arn, healthOf('healthy')]]) });

  it.each(NOT_SEEN)('leaves %s of an orphan as it is, and says why that cluster cannot use it', (name) => {
    expect(verdictOn(facts(withFar())).is).toBe('orphan');
    expect(signal(name, withFar())).toMatch(
      /^condemns: .*; cluster far was not read completely, and cannot use it: not of the VPC of this NLB, which has no healthy target, and answers no client that is known of$/,
    );
  });

  it.each(NOT_SEEN)('leaves %s open while the NLB may be serving', (name) => {
    expect(signal(name, withFar(SERVING))).toMatch(/^unread: .*, but cluster far could not be read completely$/);
  });

  it.each(NOT_SEEN)(
    'leaves %s open where EKS lists the cluster and says that there is none, as the judge does',
    (name) => {
      const clusters = new Map(facts().clusters).set('far', { ok: true, value: { is: 'absent' } });
      const both = { clusters, clusterList: { ok: true, value: ['prod', 'far'] } } as const;
      expect(verdictOn(facts(both)).is).toBe('unknown');
      expect(signal(name, both)).toMatch(/^unread: .*, but cluster far could not be read completely$/);
      expect(signal(name, { clusters })).toMatch(/^condemns: /);
    },
  );

  it('proves nothing where no cluster at all was read', () => {
    const part = withFar({ views: new Map() });
    const clusters = new Map(part.clusters).set('prod', { ok: true, value: { is: 'absent' } });
    expect(signal('hostname', { ...part, clusters })).toMatch(
      /^nothing: cluster far was not read completely, and cannot/,
    );
    expect(signal('hostname', { ...part, clusters, ...SERVING })).toBe(
      'unread: cluster far could not be read completely',
    );
  });

  it.each(NOT_SEEN)('says of %s that nobody waits for a cluster that the settings leave out', (name) => {
    expect(signal(name, withFar({ ...SERVING, ignoredClusters: ['far'] }))).toMatch(
      /^nothing: .*; cluster far was not read completely, and nobody waits for it \(setting ignoredClusters\)$/,
    );
  });

  it.each([
    ['healthy', 'unread'],
    ['unhealthy', 'nothing'],
  ])('with a target that is %s is %s', (state, points) => {
    const clusters = new Map(facts().clusters).set('far', {
      ok: true,
      value: { is: 'present', cluster: aCluster({ name: 'far', vpcId: 'vpc-0far' }) },
    });
    const health = new Map([[GROUP.arn, healthOf(state)]]);
    expect(signal('other clusters', { clusters, ...inspections({ health }) })).toMatch(new RegExp(`^${points}: `));
  });
});

describe('what was seen nowhere', () => {
  const DELETED: FactsPart = {
    cluster: 'absent',
    view: undefined,
    deletions: {
      ok: true,
      value: [{ name: 'prod', deletedAt: new Date('2026-02-01T00:00:00Z'), source: 'settings' }],
    },
  };
  const ELSEWHERE: FactsPart = { cluster: aCluster({ vpcId: 'vpc-0other' }) };
  const LOST: FactsPart = { cluster: unreadable('no answer'), view: undefined };

  it.each<[string, FactsPart, string, string]>([
    ['hostname', {}, 'condemns', 'no Service, Ingress or Gateway of the 1 cluster read'],
    ['hostname', DELETED, 'nothing', 'there is no cluster here that could be asked'],
    ['hostname', LOST, 'unread', 'cluster prod could not be read completely'],
    ['Service', {}, 'condemns', 'Service payments/api is not in cluster prod'],
    ['Service', DELETED, 'nothing', 'there is no cluster prod that could have it'],
    ['Service', ELSEWHERE, 'nothing', 'not seen, but the cluster prod that is here may not be the one that made it'],
    ['Service', LOST, 'unread', 'not seen, but cluster prod could not be read completely'],
    ['name by UID', DELETED, 'nothing', 'there is no cluster prod that could have it'],
    ['name by UID', LOST, 'unread', 'not seen, but cluster prod could not be read completely'],
    ['cluster', ELSEWHERE, 'nothing', 'Cluster prod is in vpc-0other'],
  ])('%s %#', (name, part, points, words) => {
    expect(signal(name, part)).toMatch(new RegExp(`^${points}: ${words}`));
  });

  it('counts as not read while a cluster was read in part, however many others were read', () => {
    const views = new Map(facts().views).set('edge', aView('edge', { gateways: { ...unreadable('403'), seen: [] } }));
    expect(signal('hostname', { views })).toMatch(/^unread: .* of the 2 clusters read .*, but cluster edge could not/);
    expect(signal('TargetGroupBindings', { views })).toMatch(
      /^unread: .*, but cluster edge could not be read completely$/,
    );
  });

  it('counts as not read while not every cluster could be listed', () => {
    const clusterList = { ...unreadable('eks ListClusters: AccessDenied'), seen: [] };
    expect(signal('hostname', { clusterList })).toMatch(/^unread: .*, but not every cluster could be listed$/);
    expect(signal('TargetGroupBindings', { clusterList })).toMatch(/^unread: .*, but not every cluster could be/);
  });

  it('proves nothing while nobody can say whether there was a cluster', () => {
    const deletions = { ...unreadable('cloudtrail LookupEvents: AccessDenied'), seen: [] };
    expect(signal('cluster', { cluster: 'absent', deletions })).toBe(
      'unread: EKS has no cluster prod here, and whether there was one is not known: cloudtrail LookupEvents: AccessDenied',
    );
  });

  it('is a target too', () => {
    expect(signal('targets', inspections({ health: new Map([[GROUP.arn, healthOf()]]) }))).toBe(
      'condemns: none is registered',
    );
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
      ...OUTSIDE,
      'external-dns annotations',
      'capacity reservations',
      'other clusters',
      'traffic',
      'deletion protection',
    ]);
    const clusters = new Map(facts().clusters).set('far', {
      ok: true,
      value: { is: 'present', cluster: aCluster({ name: 'far', vpcId: 'vpc-0far' }) },
    });
    expect(signal('other clusters', { clusters })).toMatch(/^nothing: /);
    expect(signal('other clusters', { clusters, ...inspections({ targetGroups: unreadable('throttled') }) })).toMatch(
      /^unread: Cluster far, though in another VPC/,
    );
  });
});

describe('tags that could not be read', () => {
  it('leave nothing more to be said', () => {
    const tags = new Map([[L.arn, unreadable('elasticloadbalancing DescribeTags: throttled')]]);
    expect(signals({ tags }).map(({ name, points }) => `${name} ${points}`)).toEqual([
      'state nothing',
      'made nothing',
      'tags unread',
    ]);
  });
});
