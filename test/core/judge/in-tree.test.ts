/**
 * One row for each line of the table over `judgeInTree`, in the same words and order, each with the facts that make it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterView, Service } from '../../../lambda/model/kubernetes.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aView,
  DEFAULT_SERVICE,
  facts,
  inTreeTags,
  inWords,
  OTHER_UID,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
  tagReading,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const OTHER_NLB = aLoadBalancer({ name: 'k8s-payments-api-979d598956', arn: arnOf('k8s-payments-api-979d598956') });
const YOUNG = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
const DELETED = {
  name: 'prod',
  deletedAt: new Date('2026-01-20T00:00:00Z'),
  vpcId: undefined,
  source: 'cloudtrail',
} as const;
const PROOF = { ok: true, value: [DELETED] } as const;
const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';

const both = [L, OTHER_NLB];

/** [row, what it says, verdict, facts] */
const CLASSIC = { ok: true, value: [{ name: 'a1', dnsName: 'a1-1.eu-west-3.elb.amazonaws.com' }] } as const;
const TO_CLASSIC = { hostnames: ['A1-1.eu-west-3.elb.amazonaws.com'] };

const rows: readonly [row: string, says: string, verdict: string, part: FactsPart][] = [
  [
    '1',
    'any status hostname, in any cluster, is L’s DNS name',
    'in-use: serves-service',
    { view: withServices(aService({ uid: OTHER_UID, name: 'other', hostnames: [L.dnsName] })) },
  ],
  [
    '2',
    'U = N, type LB, no class, annotation nlb; hostname empty or L’s',
    'in-use: serves-service',
    { view: withServices(aService()) },
  ],
  [
    '2b',
    'U = N, type LB, no class, annotation nlb; hostname of another',
    'in-use: serves-service',
    { view: withServices(aService({ hostnames: [OTHER_NLB.dnsName] })) },
  ],
  [
    '3',
    'U = N, being deleted',
    'in-use: controller-deleting',
    { view: withServices(aService({ type: 'ClusterIP', deletingSince: new Date('2026-03-01T09:00:00Z') })) },
  ],
  [
    '3',
    'U = N, clean-up finalizer with type not LB',
    'in-use: controller-deleting',
    { view: withServices(aService({ type: 'ClusterIP', finalizers: [FINALIZER] })) },
  ],
  [
    '8',
    'U present, N another Service',
    'unknown: contradictory-tags',
    { view: withServices(aService({ name: 'renamed' }), aService({ uid: OTHER_UID })) },
  ],
  ['8', 'U present, N absent', 'unknown: contradictory-tags', { view: withServices(aService({ name: 'renamed' })) }],
  [
    '14',
    'cluster present but not active',
    'unknown: cluster-not-active',
    { cluster: aCluster({ status: 'DELETING' }), view: undefined },
  ],
  ['14', 'cluster elsewhere: another VPC', 'unknown: cluster-elsewhere', { cluster: aCluster({ vpcId: 'vpc-0b22' }) }],
  [
    '14',
    'cluster elsewhere: another VPC, younger, without proof',
    'unknown: cluster-elsewhere',
    { cluster: { ...YOUNG, vpcId: 'vpc-0b22' } },
  ],
  [
    '14',
    'cluster unreachable',
    'unknown: cluster-unreachable',
    { view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) },
  ],
  [
    '14',
    'cluster unauthorized',
    'unknown: cluster-unauthorized',
    { view: aView('prod', { services: { ...unreadable('cluster prod: 403', 'denied'), seen: [] } }) },
  ],
  [
    '14',
    'cluster incomplete',
    'unknown: cluster-view-incomplete',
    {
      view: aView('prod', {
        bindings: { ...unreadable('cluster prod: 403 listing targetgroupbindings', 'incomplete'), seen: [] },
      }),
    },
  ],
  [
    '12',
    'cluster not found, with proof that it was here and deleted after L was made',
    'orphan: cluster-gone',
    { cluster: 'absent', view: undefined, deletions: PROOF },
  ],
  [
    '13',
    'cluster not found, without that proof',
    'unknown: cluster-never-seen',
    { cluster: 'absent', view: undefined },
  ],
  [
    '11',
    'cluster younger than L, no U, with proof that an earlier one was deleted',
    'orphan: previous-cluster',
    { cluster: YOUNG, deletions: PROOF },
  ],
  [
    '11',
    'the same, the younger cluster in another VPC',
    'orphan: previous-cluster',
    { cluster: { ...YOUNG, vpcId: 'vpc-0b22' }, deletions: PROOF },
  ],
  ['11b', 'cluster younger than L, no U, without that proof', 'unknown: cluster-never-seen', { cluster: YOUNG }],
  [
    '11c',
    'cluster younger than L, U present',
    'unknown: contradictory-tags',
    { cluster: YOUNG, deletions: PROOF, view: withServices(aService({ type: 'ClusterIP' })) },
  ],
  [
    '11c',
    'the same, in another VPC',
    'unknown: contradictory-tags',
    {
      cluster: { ...YOUNG, vpcId: 'vpc-0b22' },
      deletions: PROOF,
      view: withServices(aService({ type: 'ClusterIP' })),
    },
  ],
  [
    '4',
    'U = N, type not LB, no clean-up finalizer, no hostname match',
    'orphan: service-not-load-balancer',
    { view: withServices(aService({ type: 'ClusterIP' })) },
  ],
  [
    '5',
    'U = N, type LB, class of another controller; hostname of another LB',
    'orphan: superseded',
    {
      loadBalancers: both,
      view: withServices(aService({ loadBalancerClass: 'service.k8s.aws/nlb', hostnames: [OTHER_NLB.dnsName] })),
    },
  ],
  [
    '5',
    'U = N, type LB, class of another controller; hostname of another LB in one zone',
    'orphan: superseded',
    {
      loadBalancers: both,
      view: withServices(
        aService({ loadBalancerClass: 'service.k8s.aws/nlb', hostnames: [`eu-west-3a.${OTHER_NLB.dnsName}`] }),
      ),
    },
  ],
  [
    '5b',
    'the same, and of a name that only ends alike',
    'unknown: migration-in-flight',
    {
      loadBalancers: both,
      view: withServices(
        aService({ loadBalancerClass: 'service.k8s.aws/nlb', hostnames: [`eu-west-3a-${OTHER_NLB.dnsName}`] }),
      ),
    },
  ],
  [
    '5',
    'U = N, type LB, annotation of another controller; hostname of another LB',
    'orphan: superseded',
    {
      loadBalancers: both,
      view: withServices(aService({ loadBalancerType: 'external', hostnames: [OTHER_NLB.dnsName] })),
    },
  ],
  [
    '5',
    'the same with a stale clean-up finalizer',
    'orphan: superseded',
    {
      loadBalancers: both,
      view: withServices(
        aService({ loadBalancerType: 'nlb-ip', finalizers: [FINALIZER], hostnames: [OTHER_NLB.dnsName.toUpperCase()] }),
      ),
    },
  ],
  [
    '5b',
    'as 5, but no load balancer with that hostname is found',
    'unknown: migration-in-flight',
    { view: withServices(aService({ loadBalancerType: 'external', hostnames: [OTHER_NLB.dnsName] })) },
  ],
  [
    '5b',
    'as 5, but the one with that hostname is not active yet',
    'unknown: migration-in-flight',
    {
      loadBalancers: [L, { ...OTHER_NLB, state: 'provisioning' }],
      view: withServices(aService({ loadBalancerType: 'external', hostnames: [OTHER_NLB.dnsName] })),
    },
  ],
  [
    '6',
    'as 5, but hostname empty',
    'unknown: migration-in-flight',
    { loadBalancers: both, view: withServices(aService({ loadBalancerType: 'external' })) },
  ],
  [
    '7',
    'U = N, type LB, no class, annotation absent; hostname of a Classic one',
    'orphan: superseded',
    { classicLoadBalancers: CLASSIC, view: withServices(aService({ ...TO_CLASSIC, loadBalancerType: undefined })) },
  ],
  [
    '7',
    'U = N, type LB, no class, annotation of a Classic one; hostname of a Classic one',
    'orphan: superseded',
    { classicLoadBalancers: CLASSIC, view: withServices(aService({ ...TO_CLASSIC, loadBalancerType: 'clb' })) },
  ],
  [
    '7b',
    'as 7, but nobody listed Classic ones',
    'unknown: migration-in-flight',
    { view: withServices(aService({ ...TO_CLASSIC, loadBalancerType: undefined })) },
  ],
  [
    '7b',
    'as 7, but Classic ones could not be listed',
    'unknown: migration-in-flight',
    {
      classicLoadBalancers: unreadable('elasticloadbalancing DescribeLoadBalancers: AccessDenied', 'denied'),
      view: withServices(aService({ ...TO_CLASSIC, loadBalancerType: undefined })),
    },
  ],
  [
    '7b',
    'as 7, but there is none of that hostname',
    'unknown: migration-in-flight',
    {
      classicLoadBalancers: { ok: true, value: [] },
      view: withServices(aService({ ...TO_CLASSIC, loadBalancerType: undefined })),
    },
  ],
  [
    '7b',
    'as 7, but hostname empty',
    'unknown: migration-in-flight',
    { classicLoadBalancers: CLASSIC, view: withServices(aService({ loadBalancerType: undefined })) },
  ],
  [
    '7b',
    'as 7, but its status shows another active load balancer',
    'unknown: migration-in-flight',
    {
      loadBalancers: both,
      classicLoadBalancers: CLASSIC,
      view: withServices(aService({ loadBalancerType: undefined, hostnames: [OTHER_NLB.dnsName] })),
    },
  ],
  [
    '9',
    'no U, N present with another UID, type LB; hostname of another active LB',
    'orphan: superseded',
    { loadBalancers: both, view: withServices(aService({ uid: OTHER_UID, hostnames: [OTHER_NLB.dnsName] })) },
  ],
  [
    '9',
    'the same, hostname of a Classic one',
    'orphan: superseded',
    { classicLoadBalancers: CLASSIC, view: withServices(aService({ ...TO_CLASSIC, uid: OTHER_UID })) },
  ],
  [
    '9b',
    'as 9, but hostname empty',
    'unknown: migration-in-flight',
    { view: withServices(aService({ uid: OTHER_UID })) },
  ],
  [
    '9b',
    'as 9, but of no active LB',
    'unknown: migration-in-flight',
    {
      loadBalancers: [L, { ...OTHER_NLB, state: 'provisioning' }],
      view: withServices(aService({ uid: OTHER_UID, hostnames: [OTHER_NLB.dnsName] })),
    },
  ],
  [
    '9c',
    'no U, N present with another UID, type not LB',
    'orphan: service-gone',
    { view: withServices(aService({ uid: OTHER_UID, type: 'ClusterIP' })) },
  ],
  ['10', 'no U, no N, no hostname match', 'orphan: service-gone', {}],
];

it('says why it knows of no Classic load balancer', () => {
  const lost = unreadable('elasticloadbalancing DescribeLoadBalancers: AccessDenied', 'denied');
  const view = withServices(aService({ ...TO_CLASSIC, loadBalancerType: undefined }));
  expect(verdictOn(facts({ view, classicLoadBalancers: lost })).explanation).toContain(lost.why);
  expect(verdictOn(facts({ view, classicLoadBalancers: CLASSIC })).explanation).toContain(
    'is now served by Classic load balancer a1 (a1-1.eu-west-3.elb.amazonaws.com)',
  );
});

describe('the truth table of in-tree NLBs', () => {
  test.each(rows)('row %s: %s → %s', (_row, _says, verdict, part) => {
    const given = facts(part);
    // A second load balancer of the account is there to be found, not to be judged.
    const tagged = new Map(given.tags).set(OTHER_NLB.arn, tagReading({}));
    expect(inWords(verdictOn({ ...given, tags: tagged }))).toBe(verdict);
  });

  it('has every row of the comment over the judge, in its order', () => {
    const source = readFileSync(join(process.cwd(), 'lambda/core/judge/in-tree.ts'), 'utf8');
    const lines = [...source.matchAll(/^ \* (\d+[a-z]?) +\| .* \| ([a-z-]+): ([a-z-]+|cluster-…)$/gm)];
    const commented = lines.map(([, row, is]) => `${row} ${is}`);
    const tested = rows.map(([row, , verdict]) => `${row} ${verdict.split(':')[0]}`);
    expect(commented).toEqual([...new Set(tested)]);
  });
});

describe('what saves an in-tree NLB', () => {
  it('compares hostnames in lower case, without a trailing dot and dualstack', () => {
    const hostnames = [`dualstack.${L.dnsName.toUpperCase()}.`];
    expect(inWords(verdictOn(facts({ view: withServices(aService({ uid: OTHER_UID, hostnames })) })))).toBe(
      'in-use: serves-service',
    );
  });

  it.each(['Ingress', 'Gateway'] as const)('takes the hostname of a %s as a claim', (kind) => {
    const holder = { kind, namespace: 'edge', name: 'front', hostnames: [L.dnsName], externalDnsTargets: [] };
    const view = aView(
      'prod',
      kind === 'Ingress' ? { ingresses: { ok: true, value: [holder] } } : { gateways: { ok: true, value: [holder] } },
    );
    const verdict = verdictOn(facts({ view }));
    expect(inWords(verdict)).toBe('in-use: serves-service');
    expect(verdict.explanation).toContain(`${kind} edge/front`);
  });

  describe('of a claim by name', () => {
    const ingress = { kind: 'Ingress', namespace: 'shop', name: 'web', hostnames: [L.dnsName], externalDnsTargets: [] };
    const claimed = (services: readonly Service[], part: Partial<ClusterView> = {}) =>
      verdictOn(
        facts({ view: { ...withServices(...services), ingresses: { ok: true, value: [ingress as never] }, ...part } }),
      );

    it('says that its own Service is gone, and where to read how to clear it', () => {
      const verdict = claimed([]);
      expect(inWords(verdict)).toBe('in-use: serves-service');
      expect(verdict.explanation).toBe(
        'Ingress shop/web in cluster prod has its DNS name in its status. Its own Service payments/api is not in cluster prod (1 Service read at 10:02): if nobody uses that claim any more, clear it (docs/runbook.md, "A stale claim keeps a load balancer").',
      );
      expect(verdict.evidence).toContain(
        'possibly a stale claim: its own Service payments/api is not in cluster prod (1 Service read at 10:02)',
      );
    });

    it.each<[string, ReturnType<typeof claimed>]>([
      ['it is there', claimed([aService({ type: 'ClusterIP', hostnames: [] })])],
      ['one of another name has the UID that gives the name', claimed([aService({ name: 'other', hostnames: [] })])],
      ['not all was read', claimed([], { bindings: { ...unreadable('a page was lost'), seen: [] } })],
    ])('says nothing of the kind where %s', (_, verdict) => {
      expect(inWords(verdict)).toBe('in-use: serves-service');
      expect(verdict.explanation).toBe('Ingress shop/web in cluster prod has its DNS name in its status.');
      expect(verdict.evidence).toHaveLength(2);
    });
  });

  it('takes an externalName as a claim', () => {
    const alias = aService({ uid: OTHER_UID, name: 'alias', type: 'ExternalName', externalName: `${L.dnsName}.` });
    const verdict = verdictOn(facts({ view: withServices(alias) }));
    expect(inWords(verdict)).toBe('in-use: serves-service');
    expect(verdict.explanation).toContain('payments/alias in cluster prod has its DNS name as its externalName');
  });

  it('takes a claim from another cluster than the one its tag names', () => {
    const dev = aView('dev', {
      services: { ok: true, value: [DEFAULT_SERVICE, aService({ uid: OTHER_UID, hostnames: [L.dnsName] })] },
    });
    const given = facts();
    expect(inWords(verdictOn({ ...given, views: new Map([...given.views, ['dev', dev]]) }))).toBe(
      'in-use: serves-service',
    );
  });

  it('takes a claim that was read before the rest of the cluster failed', () => {
    const services = { ...unreadable('cluster prod: page 2 lost', 'incomplete'), seen: [aService()] };
    expect(inWords(verdictOn(facts({ view: aView('prod', { services }) })))).toBe('in-use: serves-service');
  });

  it('finds the Service of a restored copy of the cluster, which looks NLBs up by the same name', () => {
    const copy = aView('copy', { services: { ok: true, value: [DEFAULT_SERVICE, aService()] } });
    const given = facts();
    expect(inWords(verdictOn({ ...given, views: new Map([...given.views, ['copy', copy]]) }))).toBe(
      'in-use: serves-service',
    );
  });

  it('tells of a controller that has been deleting for more than a day', () => {
    const part = { type: 'ClusterIP', deletingSince: new Date('2026-02-27T00:00:00Z') };
    expect(verdictOn(facts({ view: withServices(aService(part)) })).explanation).toContain('more than a day');
  });
});

describe('a blank hostname', () => {
  it('finds no successor among load balancers without a DNS name', () => {
    const gateway = aLoadBalancer({
      type: 'gateway',
      name: 'inspection',
      arn: arnOf('inspection', 'gwy'),
      dnsName: '',
    });
    const view = withServices(aService({ loadBalancerType: 'external', hostnames: [''] }));
    expect(inWords(verdictOn(facts({ loadBalancers: [L, gateway], view })))).toBe('unknown: migration-in-flight');
  });
});

describe('what an orphan verdict carries', () => {
  it('says how many Services were read, when, and what was not among them', () => {
    const { explanation } = verdictOn(facts());
    expect(explanation).toBe(
      "Service payments/api is not in cluster prod: 1 Service read at 10:02, but none has this name, none has the UID that gave the load balancer its name, and none has the load balancer's DNS name in its status.",
    );
    // Of one that is there, only the hostname is looked for.
    expect(verdictOn(facts({ view: withServices(aService({ type: 'ClusterIP' })) })).explanation).toBe(
      "Service payments/api is now of type ClusterIP and no controller is cleaning up: 2 Services read at 10:02, and none has the load balancer's DNS name in its status.",
    );
  });

  it('rests on the Services of its own cluster, not on a namesake in a copy of it', () => {
    const copy = aView('copy', { services: { ok: true, value: [DEFAULT_SERVICE, aService({ type: 'ClusterIP' })] } });
    const views = new Map([
      ['copy', copy],
      ['prod', aView()],
    ]);
    const present = (name: string) =>
      [name, { ok: true, value: { is: 'present', cluster: aCluster({ name }) } }] as const;
    const clusters = new Map([present('copy'), present('prod')]);
    expect(inWords(verdictOn(facts({ clusters, views })))).toBe('orphan: service-gone');
    const own = withServices(aService({ type: 'ClusterIP' }));
    expect(inWords(verdictOn(facts({ clusters, views: new Map([...views, ['prod', own]]) })))).toBe(
      'orphan: service-not-load-balancer',
    );
  });

  it('names the successor and the Service that it rests on', () => {
    const view = withServices(aService({ loadBalancerType: 'external', hostnames: [OTHER_NLB.dnsName] }));
    const given = facts({ loadBalancers: both, view });
    const tags = new Map(given.tags).set(OTHER_NLB.arn, tagReading({}));
    expect(verdictOn({ ...given, tags })).toMatchObject({ serviceUid: aService().uid, successor: OTHER_NLB.dnsName });
  });

  it('rests on the cluster’s ARN and creation', () => {
    expect(verdictOn(facts({ tagged: inTreeTags() }))).toMatchObject({
      cluster: { arn: aCluster().arn, createdAt: aCluster().createdAt },
    });
  });
});
