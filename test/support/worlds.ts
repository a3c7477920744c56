/**
 * Random worlds for the safety properties: a few NLBs of both dialects in clusters that are well, young, gone,
 * elsewhere or
 * unreadable, with claims, targets and traffic; and every way of knowing less about such a world.
 *
 * Worlds keep to what can be: a cluster of another VPC reaches an NLB only by registering targets with it.
 */
import fc from 'fast-check';
import { inTreeName } from '../../lambda/core/tags/ownership.ts';
import type { Cluster, ClusterDeletion, LoadBalancer, TagReading, TargetGroup } from '../../lambda/model/aws.ts';
import type { ClusterView, Service, TargetGroupBinding } from '../../lambda/model/kubernetes.ts';
import type { Facts } from '../../lambda/model/facts.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { ClassicLoadBalancer, SuccessorState } from '../../lambda/model/traffic.ts';
import {
  aBinding,
  ACCOUNT,
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  DEFAULT_SERVICE,
  flowsOf,
  healthOf,
  noOutsideUsers,
  NOW,
  REGION,
  successorState,
  tagReading,
  unreadable,
} from './builders.ts';

const FATES = [
  'serves',
  'pending',
  'deleting',
  'not-load-balancer',
  'handed-over',
  'made-again',
  'service-gone',
  'renamed',
  'bound',
  'claimed-by-neighbour',
  'bound-by-neighbour',
  'taken-over',
  'bound-by-remainder',
  'alias',
  'gone-classic',
] as const;

const nlb = fc.record({
  controller: fc.constantFrom('in-tree', 'controller'),
  cluster: fc.constantFrom(
    'alpha',
    'alpha',
    'beta',
    'far',
    'young',
    'moved',
    'gone',
    'said',
    'recorded',
    'never',
    'broken',
  ),
  fate: fc.constantFrom(...FATES, 'service-gone' as const),
  health: fc.constantFrom('unhealthy', 'unhealthy', 'healthy', 'initial'),
  flows: fc.constantFrom(0, 0, 7, 'missing' as const),
  protectedFromDeletion: fc.constantFrom(false, false, false, true),
  protocol: fc.constantFrom('TCP', 'TCP', 'TCP', 'UDP'),
  served: fc.constantFrom(false, false, true),
  successor: fc.constantFrom('healthy', 'healthy', 'unhealthy', 'uncounted'),
  shared: fc.constantFrom(false, false, false, true),
  veto: fc.constantFrom('none', 'none', 'none', 'keep', 'rejected', 'young'),
  /** Health of the targets of an application load balancer that names the same cluster. */
  ingress: fc.constantFrom('none', 'none', 'unhealthy', 'healthy'),
});

type Nlb = typeof nlb extends fc.Arbitrary<infer T> ? T : never;

const VPCS: Readonly<Record<string, string>> = { far: 'vpc-far', broken: 'vpc-broken' };
const vpcOf = (cluster: string): string => VPCS[cluster] ?? 'vpc-near';
const uidOf = (index: number): string => `${String(index + 1).padStart(8, '0')}-0000-4000-8000-000000000000`;

export const world: fc.Arbitrary<Facts> = fc.array(nlb, { minLength: 1, maxLength: 6 }).map(build);

function build(specs: readonly Nlb[]): Facts {
  const services = new Map<string, Service[]>();
  const bindings = new Map<string, TargetGroupBinding[]>();
  const put = <T>(map: Map<string, T[]>, cluster: string, item: T) =>
    void map.set(cluster, [...(map.get(cluster) ?? []), item]);
  const loadBalancers: LoadBalancer[] = [];
  const tags: [string, TagReading][] = [];
  const applicationTags: [string, TagReading][] = [];
  const groups: TargetGroup[] = [];
  const health: [string, ReturnType<typeof healthOf>][] = [];
  const flows: [string, ReturnType<typeof flowsOf>][] = [];
  const successors: [string, Reading<SuccessorState>][] = [];
  const classic: ClassicLoadBalancer[] = [];
  const protection: [string, { ok: true; value: boolean }][] = [];

  specs.forEach((spec, index) => {
    const inTree = spec.controller === 'in-tree';
    const uid = uidOf(index);
    const name = inTree ? inTreeName(uid) : `k8s-ns-svc${index}-0123456789`;
    const lb = aLoadBalancer({
      name,
      arn: arnOf(name),
      dnsName: `${name}.elb.${REGION}.amazonaws.com`,
      vpcId: vpcOf(spec.cluster),
      ...(spec.veto === 'young' ? { createdAt: new Date('2026-03-01T00:00:00Z') } : {}),
    });
    const service = (part: Partial<Service> = {}) => aService({ namespace: 'ns', name: `svc${index}`, uid, ...part });
    const group = aTargetGroup({
      arn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/tg-${index}/1`,
      name: `tg-${index}`,
      protocol: spec.protocol,
      loadBalancerArns: spec.shared ? [lb.arn, arnOf('somebody-else')] : [lb.arn],
    });
    const binding = aBinding({ namespace: 'ns', name: `tgb${index}`, targetGroupArn: group.arn });
    const successor = aLoadBalancer({
      name: `new-${index}`,
      arn: arnOf(`new-${index}`),
      dnsName: `new-${index}.elb`,
      vpcId: lb.vpcId,
    });
    switch (spec.fate) {
      case 'serves':
        put(services, spec.cluster, service({ hostnames: [lb.dnsName] }));
        break;
      case 'pending':
        put(services, spec.cluster, service());
        break;
      case 'deleting':
        put(services, spec.cluster, service({ type: 'ClusterIP', deletingSince: NOW }));
        break;
      case 'not-load-balancer':
        put(services, spec.cluster, service({ type: 'ClusterIP' }));
        break;
      case 'handed-over':
        put(services, spec.cluster, service({ loadBalancerType: 'external', hostnames: [successor.dnsName] }));
        loadBalancers.push(successor);
        tags.push([successor.arn, tagReading({})]);
        break;
      case 'gone-classic':
        put(services, spec.cluster, service({ loadBalancerType: undefined, hostnames: [`${name}.classic.elb`] }));
        classic.push({ name, dnsName: `${name}.classic.elb` });
        break;
      case 'made-again':
        put(services, spec.cluster, service({ uid: uidOf(index + 1000) }));
        break;
      case 'taken-over':
        put(
          services,
          spec.cluster,
          service({
            uid: uidOf(index + 3000),
            loadBalancerType: undefined,
            loadBalancerClass: 'eks.amazonaws.com/nlb',
            hostnames: [successor.dnsName],
          }),
        );
        loadBalancers.push(successor);
        tags.push([successor.arn, tagReading({ 'eks:eks-cluster-name': spec.cluster })]);
        break;
      case 'bound-by-remainder':
        put(bindings, spec.cluster, {
          ...binding,
          serviceName: `svc${index}`,
          stack: { namespace: 'ns', name: `svc${index}` },
        });
        break;
      case 'alias':
        // An alias that nobody follows, in a cluster of another VPC, is no use.
        if (lb.vpcId === 'vpc-near' || spec.flows !== 0)
          put(services, 'beta', service({ uid: uidOf(index + 4000), namespace: 'x', externalName: lb.dnsName }));
        break;
      case 'service-gone':
        break;
      case 'renamed':
        put(services, spec.cluster, service({ name: `other${index}` }));
        break;
      case 'bound':
        put(bindings, spec.cluster, binding);
        break;
      case 'claimed-by-neighbour':
        if (lb.vpcId === 'vpc-near')
          put(services, 'beta', service({ uid: uidOf(index + 2000), namespace: 'x', hostnames: [lb.dnsName] }));
        break;
      case 'bound-by-neighbour':
        if (lb.vpcId === 'vpc-near' || spec.health !== 'unhealthy') put(bindings, 'beta', binding);
        break;
    }
    loadBalancers.push(lb);
    const took = spec.fate === 'gone-classic' ? `${name}.classic.elb` : successor.dnsName;
    successors.push([
      took,
      successorState(
        spec.successor === 'unhealthy' ? 0 : 1,
        spec.successor === 'uncounted' ? unreadable('not counted') : undefined,
      ),
    ]);
    const veto =
      spec.veto === 'keep'
        ? { 'nlb-janitor/keep': 'x' }
        : spec.veto === 'rejected'
          ? { 'nlb-janitor/approval': 'rejected' }
          : {};
    const own = inTree
      ? { [`kubernetes.io/cluster/${spec.cluster}`]: 'owned', 'kubernetes.io/service-name': `ns/svc${index}` }
      : {
          'elbv2.k8s.aws/cluster': spec.cluster,
          'service.k8s.aws/stack': `ns/svc${index}`,
          'service.k8s.aws/resource': 'LoadBalancer',
        };
    tags.push([lb.arn, tagReading({ ...own, ...veto })]);
    if (spec.ingress !== 'none') {
      const application = aLoadBalancer({
        name: `alb-${index}`,
        arn: arnOf(`alb-${index}`, 'app'),
        dnsName: `alb-${index}.elb`,
        type: 'application',
        vpcId: lb.vpcId,
      });
      const its = aTargetGroup({ arn: `${group.arn}-alb`, name: `alb-${index}`, loadBalancerArns: [application.arn] });
      loadBalancers.push(application);
      applicationTags.push([application.arn, tagReading({ 'elbv2.k8s.aws/cluster': spec.cluster })]);
      groups.push(its);
      health.push([its.arn, healthOf(spec.ingress)]);
    }
    groups.push(group);
    health.push([group.arn, healthOf(spec.health)]);
    flows.push([
      lb.arn,
      spec.flows === 'missing'
        ? { ok: true, value: { is: 'missing', why: 'no data' } }
        : flowsOf(spec.flows, { bytes: spec.flows * (spec.served ? 5000 : 60) }),
    ]);
    protection.push([lb.arn, { ok: true, value: spec.protectedFromDeletion }]);
  });

  const named = [...new Set(['alpha', 'beta', ...specs.map((spec) => spec.cluster)])].toSorted();
  const present = (name: string): Cluster =>
    aCluster({
      name,
      vpcId: name === 'moved' ? 'vpc-new' : vpcOf(name),
      ...(name === 'young' || name === 'moved' ? { createdAt: new Date('2026-02-01T00:00:00Z') } : {}),
    });
  const absent = (name: string): boolean => ['gone', 'said', 'recorded', 'never'].includes(name);
  const view = (name: string): ClusterView =>
    name === 'broken'
      ? aView(name, { services: { ...unreadable('cluster broken: no answer'), seen: services.get(name) ?? [] } })
      : aView(name, {
          services: { ok: true, value: [DEFAULT_SERVICE, ...(services.get(name) ?? [])] },
          bindings: { ok: true, value: bindings.get(name) ?? [] },
        });
  const deletedAt = new Date('2026-01-20T00:00:00Z');
  const deletion = (name: string, vpcId?: string): ClusterDeletion => ({
    name,
    deletedAt,
    vpcId,
    source: 'cloudtrail',
  });
  return {
    account: ACCOUNT,
    region: REGION,
    now: NOW,
    isWholeFleet: true,
    ignoredClusters: [],
    dnsRecords: 'caution',
    loadBalancers,
    classicLoadBalancers: { ok: true, value: classic },
    clusterList: { ok: true, value: named.filter((name) => !absent(name)) },
    tags: new Map(tags),
    clusters: new Map(
      named.map((name) => [
        name,
        { ok: true, value: absent(name) ? { is: 'absent' } : { is: 'present', cluster: present(name) } },
      ]),
    ),
    views: new Map(named.filter((name) => !absent(name)).map((name) => [name, view(name)])),
    deletions: {
      ok: true,
      value: [
        deletion('gone'),
        deletion('young', 'vpc-near'),
        deletion('moved', 'vpc-near'),
        { name: 'said', deletedAt, source: 'settings' },
        { name: 'recorded', deletedAt, vpcId: undefined, source: 'config', subnetIds: ['subnet-a'] },
      ],
    },
    inspections: {
      targetGroups: { ok: true, value: groups },
      autoScalingGroups: { ok: true, value: [] },
      health: new Map(health),
      flows: new Map(flows),
      successors: new Map(successors),
      deletionProtection: new Map(protection),
      capacityReservations: new Map(protection.map(([arn]) => [arn, { ok: true, value: 0 }])),
      controllerRemovals: { ok: true, value: [] },
      applicationTags: new Map(applicationTags),
      targetGroupTags: new Map(),
      outsideUsers: noOutsideUsers(),
      addresses: { ok: true, value: new Map() },
      leftOut: new Map(),
    },
  };
}

/** Every single way of knowing less: each reading lost, each list cut short, each entry never read. */
export function lossesOf(facts: Facts): readonly { what: string; lose: (facts: Facts) => Facts }[] {
  const failed = unreadable('lost');
  const losses: { what: string; lose: (facts: Facts) => Facts }[] = [];
  const add = (what: string, lose: (facts: Facts) => Facts) => losses.push({ what, lose });
  const inspections = (what: string, change: (facts: Facts) => Partial<Facts['inspections']>) =>
    add(what, (given) => ({ ...given, inspections: { ...given.inspections, ...change(given) } }));

  for (const arn of facts.tags.keys()) {
    add(`tags of ${arn} unreadable`, (given) => ({ ...given, tags: changed(given.tags, arn, failed) }));
    add(`tags of ${arn} not read`, (given) => ({ ...given, tags: without(given.tags, arn) }));
  }
  for (const name of facts.clusters.keys()) {
    add(`cluster ${name} unreadable`, (given) => ({
      ...given,
      clusters: changed(given.clusters, name, failed),
      views: without(given.views, name),
    }));
    add(`cluster ${name} not looked up`, (given) => ({ ...given, clusters: without(given.clusters, name) }));
  }
  for (const [name, view] of facts.views) {
    add(`view of ${name} not read`, (given) => ({ ...given, views: without(given.views, name) }));
    for (const kind of ['services', 'ingresses', 'gateways', 'bindings'] as const) {
      const reading = view[kind];
      const seen = reading.ok ? reading.value : reading.seen;
      for (let kept = 0; kept <= seen.length; kept += 1) {
        add(`${kind} of ${name} cut after ${kept}`, (given) => ({
          ...given,
          views: changed(given.views, name, { ...view, [kind]: { ...failed, seen: seen.slice(0, kept) } }),
        }));
      }
    }
  }
  for (let kept = 0; kept <= presentIn(facts).length; kept += 1) {
    add(`list of clusters cut after ${kept}`, (given) => ({
      ...given,
      clusterList: { ...failed, seen: presentIn(facts).slice(0, kept) },
    }));
  }
  add('Classic load balancers unreadable', (given) => ({ ...given, classicLoadBalancers: failed }));
  add('Classic load balancers not read', (given) => ({ ...given, classicLoadBalancers: undefined }));
  add('deletions unreadable', (given) => ({ ...given, deletions: { ...failed, seen: [] } }));
  add('deletions cut short', (given) => ({
    ...given,
    deletions: { ...failed, seen: given.deletions.ok ? given.deletions.value.slice(1) : [] },
  }));
  // By the keys of Inspections, so that a reading which is added there is lost here too.
  for (const [key, value] of Object.entries(facts.inspections)) {
    if (!(value instanceof Map)) {
      inspections(`${key} unreadable`, () => ({ [key]: failed }));
      continue;
    }
    const readings = value as ReadonlyMap<string, unknown>;
    const lost = key === 'outsideUsers' ? { is: 'asked', answer: failed } : failed;
    for (const arn of readings.keys()) {
      inspections(`${key} of ${arn} unreadable`, () => ({ [key]: changed(readings, arn, lost) }));
      inspections(`${key} of ${arn} not read`, () => ({ [key]: without(readings, arn) }));
    }
  }
  for (const arn of facts.inspections.flows.keys()) {
    inspections(`resets of ${arn} not known`, (given) => ({
      flows: new Map(
        [...given.inspections.flows].map(([other, one]) => [
          other,
          other === arn && one.ok && one.value.is === 'measured'
            ? { ok: true, value: { ...one.value, resets: undefined } }
            : one,
        ]),
      ),
    }));
    inspections(`flows of ${arn} missing`, (given) => ({
      flows: changed(given.inspections.flows, arn, { ok: true, value: { is: 'missing', why: 'lost' } }),
    }));
  }
  for (const { arn } of facts.loadBalancers) {
    add(`${arn} not listed`, (given) => ({
      ...given,
      // A list of all load balancers is whole or unreadable: only a scoped run lists some.
      isWholeFleet: false,
      loadBalancers: given.loadBalancers.filter((lb) => lb.arn !== arn),
    }));
    add(`creation of ${arn} lost`, (given) => ({
      ...given,
      loadBalancers: given.loadBalancers.map((lb) =>
        lb.arn === arn ? { ...lb, createdAt: new Date(Number.NaN) } : lb,
      ),
    }));
  }
  return losses;
}

function presentIn({ clusterList }: Facts): readonly string[] {
  return clusterList.ok ? clusterList.value : clusterList.seen;
}

export function changed<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return new Map(map).set(key, value);
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  return new Map([...map].filter(([name]) => name !== key));
}
