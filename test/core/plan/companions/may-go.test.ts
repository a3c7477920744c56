/** Whether a target group goes after its NLB: each doubt keeps it, and each has a twin without the doubt. */
import { companionMark } from '../../../../lambda/core/plan/companions/mark.ts';
import { mayGo, mayGoByTags, type FormerOwner, type MayGo } from '../../../../lambda/core/plan/companions/may-go.ts';
import type { AutoScalingGroup, ClusterAnswer, TagReading, TargetGroup } from '../../../../lambda/model/aws.ts';
import type { Facts } from '../../../../lambda/model/facts.ts';
import type { ClusterView, Service, TargetGroupBinding } from '../../../../lambda/model/kubernetes.ts';
import type { Reading } from '../../../../lambda/model/reading.ts';
import type { OrphanReason } from '../../../../lambda/model/verdict.ts';
import {
  aBinding,
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  controllerTags,
  facts,
  GONE,
  inspectionsOf,
  inTreeTags,
  OTHER_UID,
  tagReading,
  unreadable,
  VPC,
  withServices,
} from '../../../support/builders.ts';

const NLB = aLoadBalancer();
const GROUP = aTargetGroup({ loadBalancerArns: [] });
const OTHER = arnOf('other');
const FORMER: FormerOwner = {
  arn: NLB.arn,
  owner: { is: 'service', controller: 'in-tree', cluster: 'prod', service: { namespace: 'payments', name: 'api' } },
  reason: 'service-gone',
};
const FAR = 'vpc-0b22';

const YES: MayGo = { is: 'yes' };
const left = (why: string): MayGo => ({ is: 'leave', why });
const nextRun = (why: string): MayGo => ({ is: 'not-yet', until: 'next-run', why });
const unread = (cluster: string, why: string): MayGo =>
  nextRun(`cluster ${cluster}, which could use it, was not read: ${why}`);
const again = (why: string): MayGo => ({ is: 'not-yet', until: 'again', why });

const may = (given: Facts, group: Partial<TargetGroup> = {}, former: Partial<FormerOwner> = {}): MayGo =>
  mayGo({ ...GROUP, ...group }, { ...FORMER, ...former }, given);

it('goes when nobody else uses it', () => {
  expect(may(facts())).toEqual(YES);
});

describe('the load balancers that AWS links with it', () => {
  it.each<[string, readonly string[], MayGo]>([
    ['none', [], YES],
    ['its own', [NLB.arn], again('AWS still counts it as used by the NLB')],
    ['another', [OTHER], left(`another load balancer uses it: ${OTHER}`)],
    ['its own and another', [NLB.arn, OTHER], left(`another load balancer uses it: ${OTHER}`)],
    ['one made again under its name', [`${NLB.arn}0`], left(`another load balancer uses it: ${NLB.arn}0`)],
  ])('%s', (_, loadBalancerArns, expected) => {
    expect(may(facts(), { loadBalancerArns })).toEqual(expected);
  });
});

function withBinding(part: Partial<TargetGroupBinding>, cluster = 'prod'): Facts {
  const binding = aBinding({ namespace: 'a', name: 'b', targetGroupArn: undefined, ...part });
  const given = facts();
  const view = aView(cluster, { bindings: { ok: true, value: [binding] } });
  return { ...given, views: new Map([...given.views, [cluster, view]]) };
}

describe('a TargetGroupBinding', () => {
  it.each<[string, Facts, MayGo]>([
    [
      'that names it',
      withBinding({ targetGroupArn: GROUP.arn }),
      left('TargetGroupBinding a/b in cluster prod names it'),
    ],
    [
      'that names it by its name',
      withBinding({ targetGroupName: GROUP.name }),
      left('TargetGroupBinding a/b in cluster prod names it'),
    ],
    [
      'of another cluster that names it',
      withBinding({ targetGroupArn: GROUP.arn }, 'dev'),
      left('TargetGroupBinding a/b in cluster dev names it'),
    ],
    ['that names another', withBinding({ targetGroupArn: `${GROUP.arn}0` }), YES],
  ])('%s', (_, given, expected) => {
    expect(may(given)).toEqual(expected);
  });
});

describe('Auto Scaling', () => {
  const withGroups = (autoScalingGroups: Reading<readonly AutoScalingGroup[]>): Facts =>
    facts({ inspections: inspectionsOf(NLB, { autoScalingGroups }) });
  const naming = (...targetGroupArns: readonly string[]): Facts =>
    withGroups({ ok: true, value: [{ name: 'workers', targetGroupArns }] });

  it.each<[string, Facts, MayGo]>([
    ['a group that names it', naming('arn:other', GROUP.arn), left('Auto Scaling group workers uses it')],
    ['a group that names another', naming('arn:other'), YES],
    ['a group that names none', naming(), YES],
    ['no group', withGroups({ ok: true, value: [] }), YES],
    ['groups that could not be read', withGroups(unreadable('denied')), nextRun('denied')],
  ])('%s', (_, given, expected) => {
    expect(may(given)).toEqual(expected);
  });
});

const present = (name: string, vpcId: string | undefined): Reading<ClusterAnswer> => ({
  ok: true,
  value: { is: 'present', cluster: aCluster({ name, vpcId }) },
});

describe('its own cluster', () => {
  const unreadBindings = aView('prod', { bindings: { ...unreadable('403'), seen: [] } });

  it.each<[string, Facts, MayGo]>([
    ['was read', facts(), YES],
    ['is gone: then nothing in it can use it', facts({ cluster: 'absent', view: undefined }), YES],
    ['could not be described', facts({ cluster: unreadable('EKS: denied') }), nextRun('EKS: denied')],
    ['was not described', facts({ clusters: new Map() }), nextRun('cluster prod was not read')],
    [
      'is not known to be the only one',
      facts({ clusterList: { ...unreadable('eks ListClusters: denied'), seen: [] } }),
      nextRun('eks ListClusters: denied'),
    ],
    ['was not viewed', facts({ view: undefined }), unread('prod', 'cluster prod: not read (ACTIVE)')],
    ['has TargetGroupBindings that could not be read', facts({ view: unreadBindings }), unread('prod', '403')],
    [
      'is another one of its name by now, in another VPC, and could not be read',
      facts({ cluster: aCluster({ vpcId: FAR }), view: unreadBindings }),
      unread('prod', '403'),
    ],
    [
      'is another one of its name by now, in another VPC, and was read',
      facts({ cluster: aCluster({ vpcId: FAR }) }),
      YES,
    ],
    [
      'has Services that could not be read',
      facts({ view: aView('prod', { services: { ...unreadable('403'), seen: [] } }) }),
      unread('prod', '403'),
    ],
  ])('%s', (_, given, expected) => {
    expect(may(given)).toEqual(expected);
  });
});

describe('another cluster', () => {
  const dark = aView('dev', { bindings: { ...unreadable('403'), seen: [] } });
  const doubt = unread('dev', '403');
  const unviewed = unread('dev', 'cluster dev: not read (ACTIVE)');

  function beside(cluster: Reading<ClusterAnswer>, view: ClusterView | undefined): Facts {
    const given = facts();
    return {
      ...given,
      clusters: new Map([...given.clusters, ['dev', cluster]]),
      views: new Map([...given.views, ...(view === undefined ? [] : [['dev', view] as const])]),
    };
  }

  const listing = (...value: readonly string[]): Facts => facts({ clusterList: { ok: true, value } });

  it.each<[string, Facts, MayGo]>([
    ['of its VPC that was read', beside(present('dev', VPC), aView('dev')), YES],
    ['of its VPC that could not be read', beside(present('dev', VPC), dark), doubt],
    ['of its VPC that was not viewed', beside(present('dev', VPC), undefined), unviewed],
    ['of an unknown VPC that was read', beside(present('dev', undefined), aView('dev')), YES],
    ['of an unknown VPC that could not be read', beside(present('dev', undefined), dark), doubt],
    ['of an unknown VPC that was not viewed', beside(present('dev', undefined), undefined), unviewed],
    ['of another VPC that could not be read', beside(present('dev', FAR), dark), YES],
    ['of another VPC that was not viewed', beside(present('dev', FAR), undefined), YES],
    ['that could not be described', beside(unreadable('EKS: denied'), undefined), unread('dev', 'EKS: denied')],
    ['that nobody looked up', listing('prod', 'dev'), unread('dev', 'cluster dev was not looked up')],
    ['that is on no list', listing('prod'), YES],
    ['that does not exist', beside({ ok: true, value: { is: 'absent' } }, undefined), YES],
  ])('%s', (_, given, expected) => {
    expect(may(given)).toEqual(expected);
  });

  it.each(['services', 'ingresses', 'gateways', 'bindings'] as const)('of its VPC whose %s have a gap', (kind) => {
    const view = aView('dev', { [kind]: { ...unreadable('a page was lost', 'incomplete'), seen: [] } });
    expect(may(beside(present('dev', VPC), view))).toEqual(unread('dev', 'a page was lost'));
    expect(may(beside(present('dev', VPC), aView('dev')))).toEqual(YES);
  });

  it('counts by the VPC of the target group, not by that of its own cluster', () => {
    const given = beside(present('dev', FAR), dark);
    expect(may(given, { vpcId: FAR })).toEqual(doubt);
    expect(may(given, { vpcId: VPC })).toEqual(YES);
  });
});

// What the judge does not wait for must not keep a target group waiting for ever.
describe('a cluster that the judge does not wait for', () => {
  const RKE2 = 'rke2';
  const registered = (vpcId: string, tags: Record<string, string>, part: Partial<Facts> = {}): Facts => {
    const given = facts();
    const other = aLoadBalancer({ name: 'other', arn: OTHER, vpcId });
    const cluster = aCluster({ name: RKE2, isRegisteredOnly: true, vpcId: undefined });
    return {
      ...given,
      loadBalancers: [...given.loadBalancers, other],
      tags: new Map([...given.tags, [OTHER, tagReading(tags)]]),
      clusters: new Map([...given.clusters, [RKE2, { ok: true, value: { is: 'present', cluster } }]]),
      ...part,
    };
  };
  const ITS = controllerTags({ 'elbv2.k8s.aws/cluster': RKE2 });
  const doubt = unread(RKE2, 'cluster rke2: not read (it is only registered with EKS and has no endpoint)');

  it.each<[string, Facts, MayGo]>([
    ['that is only registered, while no NLB of the VPC names it', registered(FAR, ITS), YES],
    ['that is only registered, while one does', registered(VPC, ITS), doubt],
    ['that is only registered, while not all NLBs are known', registered(FAR, ITS, { isWholeFleet: false }), doubt],
    ['that is only registered and ignored', registered(VPC, ITS, { ignoredClusters: [RKE2] }), YES],
    ['that is only registered, while another one is ignored', registered(VPC, ITS, { ignoredClusters: ['x'] }), doubt],
  ])('%s', (_, given, expected) => {
    expect(may(given)).toEqual(expected);
  });

  it('is near where an application load balancer of the VPC names it, or may', () => {
    const alb = aLoadBalancer({ name: 'web', arn: arnOf('web', 'app'), type: 'application' });
    const given = registered(FAR, ITS);
    const withTags = (...tags: readonly (readonly [string, TagReading])[]): Facts => ({
      ...given,
      loadBalancers: [...given.loadBalancers, alb],
      inspections: { ...given.inspections, applicationTags: new Map(tags) },
    });
    expect(may(withTags([alb.arn, tagReading(ITS)]))).toEqual(doubt);
    expect(may(withTags())).toEqual(doubt);
    expect(may(withTags([alb.arn, tagReading(controllerTags())]))).toEqual(YES);
  });

  it('is never its own', () => {
    const given = facts({ view: aView('prod', { bindings: { ...unreadable('403'), seen: [] } }) });
    expect(may({ ...given, ignoredClusters: ['prod'] })).toEqual(unread('prod', '403'));
  });
});

describe('a Service of the name that is there', () => {
  const back = withServices(aService({ uid: OTHER_UID }));
  const elsewhere = withServices(aService({ uid: OTHER_UID, name: 'web' }));
  const isBack = left('Service payments/api is back and may use it');

  // In-tree names of target groups follow from names and ports: where there was no Service, a new one may be taking it.
  it.each<[OrphanReason, MayGo]>([
    ['service-gone', isBack],
    ['previous-cluster', isBack],
    ['cluster-gone', isBack],
    ['superseded', YES],
    ['service-not-load-balancer', YES],
  ])('of no controller that made it, after %s', (reason, expected) => {
    const other = withServices(aService({ type: 'ClusterIP', loadBalancerType: undefined }));
    expect(may(facts({ view: other }), {}, { reason })).toEqual(expected);
    expect(may(facts({ view: elsewhere }), {}, { reason })).toEqual(YES);
  });

  const handedBack = left('Service payments/api is looked after by the controller that made it, and may use it');
  const IN_TREE = aService({ uid: OTHER_UID });
  const LBC = aService({ loadBalancerClass: 'service.k8s.aws/nlb' });

  it.each<[string, FormerOwner['owner']['controller'], Service, MayGo]>([
    ['is the in-tree controller, and has it again', 'in-tree', IN_TREE, handedBack],
    ['is the in-tree controller, and has handed it on', 'in-tree', LBC, YES],
    ['is this controller, and has it again', 'aws-load-balancer-controller', LBC, handedBack],
    ['is this controller, and has handed it on', 'aws-load-balancer-controller', IN_TREE, YES],
  ])('of which the controller %s', (_, controller, service, expected) => {
    const owner = { ...FORMER.owner, controller };
    for (const reason of ['superseded', 'service-not-load-balancer'] as const) {
      expect(may(facts({ view: withServices(service) }), {}, { owner, reason })).toEqual(expected);
    }
  });

  it('counts only in its own cluster', () => {
    const given = facts();
    const views = new Map([...given.views, ['dev', { ...back, cluster: 'dev' }]]);
    const clusters = new Map([...given.clusters, ['dev', present('dev', VPC)]]);
    expect(may({ ...given, clusters, views })).toEqual(YES);
  });
});

describe('its tags', () => {
  const MARK = { 'nlb-janitor/companion-of': companionMark(NLB.arn) };
  const MARKED = inTreeTags(MARK);
  const unmarked = left('it does not carry the mark of this quarantine');
  const changed = left('its ownership tags changed');

  it.each<[string, Record<string, string>, MayGo]>([
    ['are those of its quarantine', MARKED, YES],
    ['are one more', { ...MARKED, team: 'payments' }, YES],
    ['lack the mark', inTreeTags(), unmarked],
    ['hold the mark of another quarantine', { ...MARKED, 'nlb-janitor/companion-of': 'other/1' }, unmarked],
    ['hold an empty mark', { ...MARKED, 'nlb-janitor/companion-of': '' }, unmarked],
    ['name another Service', { ...MARKED, 'kubernetes.io/service-name': 'shop/web' }, changed],
    ['name no cluster', { ...MARK, 'kubernetes.io/service-name': 'payments/api' }, changed],
    ['say that it is shared', { ...MARKED, 'kubernetes.io/cluster/prod': 'shared' }, changed],
    ['are those of the other controller', controllerTags(MARK), changed],
  ])('%s', (_, tags, expected) => {
    expect(mayGoByTags(tagReading(tags), FORMER)).toEqual(expected);
  });

  it('are compared in the dialect of the NLB', () => {
    const owner = { ...FORMER.owner, controller: 'aws-load-balancer-controller' } as const;
    expect(mayGoByTags(tagReading(controllerTags(MARK)), { ...FORMER, owner })).toEqual(YES);
    expect(mayGoByTags(tagReading(MARKED), { ...FORMER, owner })).toEqual(changed);
  });

  it('that cannot be read are read again, and those of a group that is gone are no matter', () => {
    expect(mayGoByTags(unreadable('throttled'), FORMER)).toEqual(again('throttled'));
    expect(mayGoByTags(GONE, FORMER)).toEqual({ is: 'gone' });
  });
});

it('is left for good by one user, whatever else could not be read', () => {
  const given = withBinding({ targetGroupArn: GROUP.arn });
  const inspections = inspectionsOf(NLB, { autoScalingGroups: unreadable('denied') });
  expect(may({ ...given, clusters: new Map(), inspections }).is).toBe('leave');
  expect(may({ ...facts(), clusters: new Map(), inspections }).is).toBe('not-yet');
});
