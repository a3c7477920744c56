/**
 * Small worlds that people who do this job have reported, each with the verdict that is right, its twins and siblings. All
 * are of one region; clusters are active, readable and old unless said otherwise, the NLB has no healthy target, no flows.
 */
import type {
  ClusterAnswer,
  ClusterDeletion,
  ConfigDeletion,
  TrailDeletion,
  LoadBalancer,
} from '../../../lambda/model/aws.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { ClusterView } from '../../../lambda/model/kubernetes.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import {
  aBinding,
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  controllerTags,
  DEFAULT_SERVICE,
  facts,
  flowsOf,
  healthOf,
  inspectionsOf,
  inTreeTags,
  inWords,
  NOW,
  OTHER_UID,
  tagReading,
  unreadable,
  verdictOn,
  VPC,
} from '../../support/builders.ts';

const day = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const MADE = day(90);
const present = (part: Parameters<typeof aCluster>[0]): Reading<ClusterAnswer> => ({
  ok: true,
  value: { is: 'present', cluster: aCluster({ createdAt: day(400), ...part }) },
});
const ABSENT: Reading<ClusterAnswer> = { ok: true, value: { is: 'absent' } };
const services = (...more: ReturnType<typeof aService>[]) =>
  ({ services: { ok: true, value: [DEFAULT_SERVICE, ...more] } }) as const;
const proved = (by: ClusterDeletion): Facts['deletions'] => ({ ok: true, value: [by] });
const deleted = (part: Partial<TrailDeletion> & { name: string }): Facts['deletions'] =>
  proved({ deletedAt: day(20), vpcId: VPC, source: 'cloudtrail', ...part });

interface World {
  readonly nlb: LoadBalancer;
  readonly tags: Record<string, string>;
  readonly clusters: Readonly<Record<string, readonly [Reading<ClusterAnswer>, ClusterView | undefined]>>;
  readonly more?: Partial<Facts>;
}

function verdict({ nlb, tags, clusters, more = {} }: World) {
  const names = Object.entries(clusters);
  return verdictOn({
    ...facts({ loadBalancer: nlb, tagged: tags, inspections: inspectionsOf(nlb) }),
    clusterList: { ok: true, value: names.filter(([, [answer]]) => answer !== ABSENT).map(([name]) => name) },
    clusters: new Map(names.map(([name, [answer]]) => [name, answer])),
    views: new Map(names.flatMap(([name, [, view]]) => (view === undefined ? [] : [[name, view] as const]))),
    ...more,
  });
}

const IN_TREE = aLoadBalancer({ createdAt: MADE });
const CONTROLLER = aLoadBalancer({
  name: 'k8s-team-web-0123456789',
  arn: arnOf('k8s-team-web-0123456789'),
  dnsName: 'k8s-team-web-0123456789-50dc.elb.eu-west-3.amazonaws.com',
  createdAt: MADE,
});
const blueTags = controllerTags({ 'elbv2.k8s.aws/cluster': 'blue', 'service.k8s.aws/stack': 'team/web' });
const groupOf = (nlb: LoadBalancer) => aTargetGroup({ loadBalancerArns: [nlb.arn] });
const web = aService({
  namespace: 'team',
  name: 'web',
  uid: OTHER_UID,
  loadBalancerType: 'external',
  hostnames: [CONTROLLER.dnsName],
});
const green = (view: Partial<ClusterView>) => [present({ name: 'green' }), aView('green', view)] as const;
const blue = [present({ name: 'blue' }), aView('blue')] as const;

describe('a cluster that no tag names', () => {
  it('has the Service that shows the NLB: in use', () => {
    const world = { nlb: CONTROLLER, tags: blueTags, clusters: { blue, green: green(services(web)) } };
    expect(inWords(verdict(world))).toBe('in-use: serves-service');
    expect(verdict(world).explanation).toContain('cluster green');
    const silent = { ...world, clusters: { blue, green: green({}) } };
    expect(inWords(verdict(silent))).toBe('orphan: service-gone');
  });

  it.each(['eks.amazonaws.com', 'elbv2.k8s.aws'])(
    'binds its target group by %s, though its own cluster was deleted: in use',
    (apiGroup) => {
      const bindings = {
        ok: true,
        value: [aBinding({ apiGroup, namespace: 'shop', name: 'web', targetGroupArn: groupOf(CONTROLLER).arn })],
      } as const;
      const world = (view: Partial<ClusterView>) => ({
        nlb: CONTROLLER,
        tags: blueTags,
        clusters: { blue: [ABSENT, undefined] as const, green: green(view) },
        more: {
          deletions: deleted({ name: 'blue' }),
          inspections: inspectionsOf(CONTROLLER, { flows: new Map([[CONTROLLER.arn, flowsOf(16_800)]]) }),
        },
      });
      expect(inWords(verdict(world({ bindings })))).toBe('in-use: target-group-binding');
      expect(inWords(verdict(world({})))).toBe('orphan: cluster-gone');
    },
  );

  it('binds the target group of an in-tree NLB: in use', () => {
    const bindings = { ok: true, value: [aBinding({ targetGroupArn: groupOf(IN_TREE).arn })] } as const;
    const tags = inTreeTags({});
    const own = [present({ name: 'prod' }), aView()] as const;
    expect(inWords(verdict({ nlb: IN_TREE, tags, clusters: { prod: own, green: green({ bindings }) } }))).toBe(
      'in-use: target-group-binding',
    );
    expect(inWords(verdict({ nlb: IN_TREE, tags, clusters: { prod: own, green: green({}) } }))).toBe(
      'orphan: service-gone',
    );
  });

  it('answers 403: unknown, and is named', () => {
    const dark = aView('green', {
      services: { ...unreadable('cluster green: 403 listing services', 'denied'), seen: [] },
    });
    const found = verdict({
      nlb: CONTROLLER,
      tags: blueTags,
      clusters: { blue, green: [present({ name: 'green' }), dark] },
    });
    expect([found.is, found.explanation]).toEqual(['unknown', expect.stringContaining('green') as string]);
  });

  it('cannot be listed: unknown, and the missing right is named', () => {
    const clusterList = { ...unreadable('eks ListClusters: AccessDeniedException', 'denied'), seen: [] };
    const found = verdict({ nlb: CONTROLLER, tags: blueTags, clusters: { blue }, more: { clusterList } });
    expect([found.is, found.explanation]).toEqual(['unknown', expect.stringContaining('eks ListClusters') as string]);
    expect(inWords(verdict({ nlb: CONTROLLER, tags: blueTags, clusters: { blue } }))).toBe('orphan: service-gone');
  });

  it('is only registered, in another VPC: the orphan stays one', () => {
    const registered = present({ name: 'rke2', isRegisteredOnly: true, vpcId: undefined, endpoint: undefined });
    const far = aLoadBalancer({ name: 'k8s-a-b-1', arn: arnOf('k8s-a-b-1'), vpcId: 'vpc-z' });
    const more = {
      loadBalancers: [IN_TREE, far],
      tags: new Map([
        [IN_TREE.arn, tagReading(inTreeTags())],
        [far.arn, tagReading(controllerTags({ 'elbv2.k8s.aws/cluster': 'rke2' }))],
      ]),
    };
    const clusters = { prod: [present({ name: 'prod' }), aView()] as const, rke2: [registered, undefined] as const };
    expect(inWords(verdict({ nlb: IN_TREE, tags: {}, clusters, more }))).toBe('orphan: service-gone');
    const near = { ...more, loadBalancers: [IN_TREE, { ...far, vpcId: VPC }] };
    expect(verdict({ nlb: IN_TREE, tags: {}, clusters, more: near })).toMatchObject({
      is: 'unknown',
      explanation: expect.stringContaining('rke2') as string,
    });
  });
});

it.each(['Shop/Web', 'shop/a b', 'shop/-a', 'shop/a_b', 'shop/a.b', `shop/${'a'.repeat(64)}`, '/web', 'shop/', 'shop'])(
  'no controller wrote the name %s of a Service: left alone',
  (name) => {
    const clusters = { prod: [present({ name: 'prod' }), aView()] as const };
    const tags = (service: string) => inTreeTags({ 'kubernetes.io/service-name': service });
    expect(verdict({ nlb: IN_TREE, tags: tags(name), clusters }).is).toBe('leave-alone');
    expect(inWords(verdict({ nlb: IN_TREE, tags: tags('shop/a-b'), clusters }))).toBe('orphan: service-gone');
    const stack = (service: string) => controllerTags({ 'service.k8s.aws/stack': service });
    expect(verdict({ nlb: CONTROLLER, tags: stack(name), clusters }).is).toBe('leave-alone');
    expect(inWords(verdict({ nlb: CONTROLLER, tags: stack('shop/a-b'), clusters }))).toBe('orphan: service-gone');
  },
);

describe('a cluster of the name in another VPC', () => {
  const world = (createdAt: Date, deletions: Facts['deletions']) =>
    inWords(
      verdict({
        nlb: IN_TREE,
        tags: inTreeTags(),
        clusters: { prod: [present({ name: 'prod', vpcId: 'vpc-new', createdAt }), aView()] },
        more: { deletions },
      }),
    );

  it('made after the one that CloudTrail saw go: its predecessor’s NLB is an orphan', () => {
    expect(world(day(10), deleted({ name: 'prod' }))).toBe('orphan: previous-cluster');
  });

  it.each<[string, Date, Facts['deletions']]>([
    ['nothing proves that one went', day(10), { ok: true, value: [] }],
    ['the one that went was of another VPC', day(10), deleted({ name: 'prod', vpcId: 'vpc-else' })],
    ['it is older than the NLB', day(400), deleted({ name: 'prod' })],
    ['it was made before that one went', day(30), deleted({ name: 'prod' })],
  ])('%s: unknown', (_, createdAt, deletions) => {
    expect(world(createdAt, deletions)).toBe('unknown: cluster-elsewhere');
  });
});

describe('a Service that was made again for another controller', () => {
  const auto = aLoadBalancer({ name: 'k8s-shop-web-9', arn: arnOf('k8s-shop-web-9'), dnsName: 'auto.elb' });
  const tags = controllerTags({ 'service.k8s.aws/stack': 'shop/web' });
  const world = (part: Parameters<typeof aService>[0]) =>
    inWords(
      verdict({
        nlb: CONTROLLER,
        tags,
        clusters: {
          prod: [
            present({ name: 'prod' }),
            aView(
              'prod',
              services(
                aService({ namespace: 'shop', name: 'web', uid: OTHER_UID, loadBalancerType: undefined, ...part }),
              ),
            ),
          ],
        },
        more: {
          loadBalancers: [CONTROLLER, auto],
          tags: new Map([
            [CONTROLLER.arn, tagReading(tags)],
            [auto.arn, tagReading({ 'eks:eks-cluster-name': 'prod' })],
          ]),
        },
      }),
    );

  it.each<[string, Parameters<typeof aService>[0], string]>([
    [
      'Auto Mode, and served by it',
      { loadBalancerClass: 'eks.amazonaws.com/nlb', hostnames: ['auto.elb'] },
      'orphan: superseded',
    ],
    [
      'a class nobody knows',
      { loadBalancerClass: 'mycorp/nlb', hostnames: ['auto.elb'] },
      'unknown: migration-in-flight',
    ],
    [
      'Auto Mode, with the finalizer of the first',
      {
        loadBalancerClass: 'eks.amazonaws.com/nlb',
        hostnames: ['auto.elb'],
        finalizers: ['service.k8s.aws/resources'],
      },
      'in-use: serves-service',
    ],
    ['nobody: type ClusterIP', { type: 'ClusterIP' }, 'orphan: service-not-load-balancer'],
    [
      'nobody yet: type ClusterIP with annotation and finalizer',
      { type: 'ClusterIP', loadBalancerType: 'external', finalizers: ['service.k8s.aws/resources'] },
      'in-use: serves-service',
    ],
  ])('%s: %s', (_, part, expected) => {
    expect(world(part)).toBe(expected);
  });
});

describe('the proof that a cluster is gone', () => {
  const gone = { dev: [ABSENT, undefined] as const };
  const devTags = { 'kubernetes.io/cluster/dev': 'owned', 'kubernetes.io/service-name': 'payments/api' };

  it('names no VPC: a caution', () => {
    const world = (vpcId: string | undefined) =>
      verdict({ nlb: IN_TREE, tags: devTags, clusters: gone, more: { deletions: deleted({ name: 'dev', vpcId }) } });
    expect(world(undefined)).toMatchObject({
      is: 'orphan',
      cautions: [{ kind: 'proof-without-vpc', words: expect.stringContaining('names no VPC') as string }],
    });
    expect(world(VPC)).toMatchObject({ is: 'orphan', cautions: [] });
  });

  it('is a record of AWS Config, older than CloudTrail remembers: without a caution where they share a subnet', () => {
    const nlb = aLoadBalancer({ createdAt: day(700), subnetIds: ['subnet-1', 'subnet-2'] });
    const world = (part: Partial<ConfigDeletion>) => {
      const record = { name: 'dev', deletedAt: day(400), vpcId: undefined, source: 'config' } as const;
      return verdict({ nlb, tags: devTags, clusters: gone, more: { deletions: proved({ ...record, ...part }) } });
    };
    expect(world({ subnetIds: ['subnet-2', 'subnet-3'] })).toMatchObject({ reason: 'cluster-gone', cautions: [] });
    const elsewhere = world({ subnetIds: ['subnet-8', 'subnet-9'] });
    expect(elsewhere).toMatchObject({
      reason: 'cluster-gone',
      cautions: [{ kind: 'proof-without-vpc', words: expect.stringContaining('names no VPC') as string }],
      evidence: expect.arrayContaining([expect.stringContaining('AWS Config: cluster dev was deleted')]) as string[],
    });
    expect(inWords(world({ subnetIds: ['subnet-2'], deletedAt: day(701) }))).toBe('unknown: cluster-never-seen');
    expect(inWords(world({ subnetIds: ['subnet-2'], vpcId: 'vpc-0b22' }))).toBe('unknown: cluster-never-seen');
  });

  it('of an earlier cluster of the name is a record of AWS Config too, if it ended before the present one began', () => {
    const world = (deletedAt: Date) =>
      inWords(
        verdict({
          nlb: IN_TREE,
          tags: devTags,
          clusters: { dev: [present({ name: 'dev', createdAt: day(10) }), aView('dev')] },
          more: { deletions: proved({ name: 'dev', deletedAt, vpcId: undefined, source: 'config' }) },
        }),
      );
    expect(world(day(20))).toBe('orphan: previous-cluster');
    expect(world(day(5))).toBe('unknown: cluster-never-seen');
  });

  it('may have been lost with AWS Config: unknown, and the message says which rights would help', () => {
    const why = 'config ListDiscoveredResources: AccessDeniedException; it takes config:GetResourceConfigHistory';
    const deletions = { ...unreadable(why, 'denied'), seen: [] };
    const found = verdict({ nlb: IN_TREE, tags: devTags, clusters: gone, more: { deletions } });
    expect([inWords(found), found.explanation]).toEqual([
      'unknown: cluster-never-seen',
      expect.stringMatching(
        /\(config ListDiscoveredResources.*config:GetResourceConfigHistory\).*confirm-gone .*dev/,
      ) as string,
    ]);
  });

  it('is a person’s word about a cluster that EKS never had: a caution', () => {
    const name = 'foo.k8s.example.com';
    const found = verdict({
      nlb: CONTROLLER,
      tags: controllerTags({ 'elbv2.k8s.aws/cluster': name }),
      clusters: { [name]: [ABSENT, undefined] },
      more: { deletions: proved({ name, deletedAt: day(20), source: 'settings' }) },
    });
    expect(found).toMatchObject({
      is: 'orphan',
      reason: 'cluster-gone',
      cautions: [{ kind: 'persons-word', words: expect.stringContaining("person's word") as string }],
    });
  });

  it('is a person’s word, and another NLB of the cluster lives: unknown for both', () => {
    const other = aLoadBalancer({ name: `a${'0'.repeat(31)}`, arn: arnOf('other'), createdAt: MADE });
    const group = aTargetGroup({ arn: `${groupOf(other).arn}1`, name: 'its', loadBalancerArns: [other.arn] });
    const world = (state: string, judged: LoadBalancer, beside: LoadBalancer) => {
      const tagged = tagReading({ ...devTags, 'nlb-janitor/cluster-gone': 'dev 2026-01-01T00:00:00Z' });
      return inWords(
        verdict({
          nlb: judged,
          tags: {},
          clusters: gone,
          more: {
            loadBalancers: [judged, beside],
            tags: new Map([
              [judged.arn, tagged],
              [beside.arn, tagged],
            ]),
            inspections: inspectionsOf(IN_TREE, {
              targetGroups: { ok: true, value: [groupOf(IN_TREE), group] },
              health: new Map([
                [groupOf(IN_TREE).arn, healthOf('unhealthy')],
                [group.arn, healthOf(state)],
              ]),
              flows: new Map([IN_TREE, other].map(({ arn }) => [arn, flowsOf(0)])),
              deletionProtection: new Map([IN_TREE, other].map(({ arn }) => [arn, { ok: true, value: false }])),
            }),
          },
        }),
      );
    };
    expect(world('healthy', IN_TREE, other)).toBe('unknown: contradictory-tags');
    expect(world('healthy', other, IN_TREE)).toBe('unknown: contradictory-tags');
    expect(world('unhealthy', IN_TREE, other)).toBe('orphan: cluster-gone');
  });
});

describe('a binding that the controller left behind', () => {
  const tags = controllerTags({ 'service.k8s.aws/stack': 'shop/old' });
  const left = { namespace: 'shop', name: 'old', serviceName: 'old', targetGroupArn: groupOf(CONTROLLER).arn };
  const stack = { namespace: 'shop', name: 'old' };
  const world = (binding: Parameters<typeof aBinding>[0], ...more: ReturnType<typeof aService>[]) =>
    verdict({
      nlb: CONTROLLER,
      tags,
      clusters: {
        prod: [
          present({ name: 'prod' }),
          aView('prod', { ...services(...more), bindings: { ok: true, value: [aBinding(binding)] } }),
        ],
      },
    });

  it('of a Service that is gone: an orphan with a caution', () => {
    expect(world({ ...left, stack })).toMatchObject({
      is: 'orphan',
      reason: 'service-gone',
      cautions: [
        { kind: 'remainder-binding', words: expect.stringContaining('TargetGroupBinding shop/old') as string },
      ],
    });
  });

  it('whose Service exists, or that a person wrote: in use', () => {
    const old = aService({
      namespace: 'shop',
      name: 'old',
      uid: OTHER_UID,
      type: 'ClusterIP',
      loadBalancerType: undefined,
    });
    expect(inWords(world({ ...left, stack }, old))).toBe('in-use: target-group-binding');
    expect(inWords(world(left))).toBe('in-use: target-group-binding');
  });
});

it('a Service that was made again under its name and is still pending: its clients flow through this NLB', () => {
  const again = (part: Parameters<typeof aService>[0]) =>
    inWords(
      verdict({
        nlb: IN_TREE,
        tags: inTreeTags(),
        clusters: { prod: [present({ name: 'prod' }), aView('prod', services(aService({ uid: OTHER_UID, ...part })))] },
        more: {
          inspections: inspectionsOf(IN_TREE, {
            health: new Map([[groupOf(IN_TREE).arn, healthOf('healthy')]]),
            flows: new Map([[IN_TREE.arn, flowsOf(5000)]]),
          }),
        },
      }),
    );
  expect(again({})).toBe('unknown: migration-in-flight');
  expect(again({ hostnames: ['not-there-yet.elb'] })).toBe('unknown: migration-in-flight');
  expect(again({ type: 'ClusterIP' })).toBe('in-use: serving-traffic');
});

it.each([
  [{ 'crossplane-kind': 'lb.elbv2.aws.upbound.io', 'crossplane-name': 'edge' }, 'leave-alone: infrastructure-as-code'],
  [{ 'services.k8s.aws/controller-version': 'elbv2-1.0.3' }, 'leave-alone: infrastructure-as-code'],
  [{ ManagedBy: 'Terraform' }, 'orphan: service-gone'],
])('an NLB of the controller whose Service is gone, tagged %j: %s', (tags, expected) => {
  const found = verdict({ nlb: CONTROLLER, tags: { ...blueTags, ...tags }, clusters: { blue } });
  expect(inWords(found)).toBe(expected);
  expect('cautions' in found ? found.cautions : []).toHaveLength(found.is === 'orphan' ? 1 : 0);
});

describe('an NLB whose targets are shown unhealthy', () => {
  const world = (protocol: string, reading: ReturnType<typeof flowsOf>) =>
    verdict({
      nlb: IN_TREE,
      tags: inTreeTags(),
      clusters: { prod: [present({ name: 'prod' }), aView()] },
      more: {
        inspections: inspectionsOf(IN_TREE, {
          targetGroups: { ok: true, value: [{ ...groupOf(IN_TREE), protocol }] },
          flows: new Map([[IN_TREE.arn, reading]]),
        }),
      },
    });

  it('by a wrong health check, and serves by UDP: in use, with the figures', () => {
    const found = world('UDP', flowsOf(4000, { bytes: 720_000 }));
    expect(inWords(found)).toBe('in-use: serving-traffic');
    expect(found.explanation).toContain(
      'clients are answered: 4,000 flows and 720 kB in the hour of 2026-02-28 13:00 UTC, over UDP.',
    );
    expect(inWords(world('UDP', flowsOf(0)))).toBe('orphan: service-gone');
  });

  it('and refuses what scanners try by TCP: an orphan, nobody is answered', () => {
    const found = world('TCP', flowsOf(5120, { bytes: 5120 * 98, resets: 5000 }));
    expect(found).toMatchObject({
      is: 'orphan',
      reason: 'service-gone',
      cautions: [{ kind: 'traffic', words: expect.stringContaining('nobody is answered') as string }],
    });
    expect(world('TCP', flowsOf(5120, { bytes: 5120 * 98, resets: 4000 }))).toMatchObject({
      is: 'orphan',
      cautions: [
        { kind: 'traffic', words: expect.stringContaining('cannot tell whether anybody is answered') as string },
      ],
    });
    expect(inWords(world('TCP', flowsOf(5120, { bytes: 5120 * 512, resets: 5000 })))).toBe('in-use: serving-traffic');
    expect(inWords(world('TCP', unreadable('CloudWatch is silent')))).toBe('unknown: unreadable');
  });
});

describe('a Service that lost the annotation', () => {
  const moved = aService({ loadBalancerType: undefined, hostnames: ['a1-1.eu-west-3.elb.amazonaws.com'] });
  const world = (more: Partial<Facts>) =>
    inWords(
      verdict({
        nlb: IN_TREE,
        tags: inTreeTags(),
        clusters: { prod: [present({ name: 'prod' }), aView('prod', services(moved))] },
        more,
      }),
    );

  it('and shows a Classic load balancer: superseded, as soon as that is known to exist', () => {
    const classicLoadBalancers = {
      ok: true,
      value: [{ name: 'a1', dnsName: 'a1-1.eu-west-3.elb.amazonaws.com' }],
    } as const;
    expect(world({ classicLoadBalancers })).toBe('orphan: superseded');
    expect(world({ classicLoadBalancers: { ok: true, value: [] } })).toBe('unknown: migration-in-flight');
    expect(world({ classicLoadBalancers: unreadable('denied', 'denied') })).toBe('unknown: migration-in-flight');
    expect(world({})).toBe('unknown: migration-in-flight');
  });
});
