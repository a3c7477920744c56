/** A TargetGroupBinding, of whatever cluster and API group, that names a target group of the NLB. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { targetGroupBindings } from '../../../../lambda/core/judge/users/target-group-bindings.ts';
import type { Facts } from '../../../../lambda/model/facts.ts';
import type { TargetGroupBinding } from '../../../../lambda/model/kubernetes.ts';
import {
  aBinding,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  controllerTags,
  DEFAULT_SERVICE,
  facts,
  healthOf,
  inspectionsOf,
  inTreeTags,
  inWords,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();

const look = (given: Facts) => targetGroupBindings.look(L, given, indexClaims(given));

/** Read completely, or cut short after this binding. */
function withBinding(part: Partial<TargetGroupBinding>, cluster = 'prod', isCutShort = false): Facts {
  const binding = aBinding({ namespace: 'a', name: 'b', targetGroupArn: undefined, ...part });
  const bindings = isCutShort
    ? { ...unreadable('a page was lost', 'incomplete'), seen: [binding] }
    : ({ ok: true, value: [binding] } as const);
  const given = facts();
  return { ...given, views: new Map([...given.views, [cluster, aView(cluster, { bindings })]]) };
}

it.each<[string, Facts, string]>([
  ['by its ARN', withBinding({ targetGroupArn: GROUP.arn }), 'prod'],
  ['by its name', withBinding({ targetGroupName: GROUP.name }), 'prod'],
  [
    'of the API group of EKS Auto Mode',
    withBinding({ apiGroup: 'eks.amazonaws.com', targetGroupArn: GROUP.arn }),
    'prod',
  ],
  ['in a cluster that is not the NLB’s', withBinding({ targetGroupArn: GROUP.arn }, 'dev'), 'dev'],
  ['in a list that was cut short', withBinding({ targetGroupArn: GROUP.arn }, 'dev', true), 'dev'],
])('uses the NLB when it names its target group %s', (_, given, cluster) => {
  expect(look(given)).toEqual({
    is: 'uses',
    reason: 'target-group-binding',
    who: `TargetGroupBinding a/b in cluster ${cluster} names its target group k8s-payments-api-b244acfeb0.`,
  });
});

it.each<[string, Facts]>([
  ['there is none', facts()],
  ['it names another group by ARN', withBinding({ targetGroupArn: `${GROUP.arn}0` })],
  ['it names another group by name', withBinding({ targetGroupName: 'another' })],
  ['it names nothing', withBinding({})],
  [
    'the NLB has no target group',
    {
      ...withBinding({ targetGroupArn: GROUP.arn }),
      inspections: inspectionsOf(L, { targetGroups: { ok: true, value: [] } }),
    },
  ],
])('is no user when %s', (_, given) => {
  expect(look(given)).toEqual({ is: 'none', says: 'none seen names its target groups' });
});

it('uses the NLB when it names but the second of its target groups', () => {
  const second = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second' });
  const inspections = inspectionsOf(L, {
    targetGroups: { ok: true, value: [GROUP, second] },
    health: new Map([GROUP, second].map(({ arn }) => [arn, healthOf('unhealthy')])),
  });
  expect(look({ ...withBinding({ targetGroupArn: second.arn }), inspections }).is).toBe('uses');
  expect(look({ ...withBinding({ targetGroupArn: `${GROUP.arn}2` }), inspections }).is).toBe('none');
});

it('is not known when the target groups are not', () => {
  const inspections = inspectionsOf(L, { targetGroups: unreadable('DescribeTargetGroups: Throttling') });
  expect(look({ ...facts(), inspections })).toEqual({
    is: 'unread',
    reason: 'unreadable',
    source: 'target groups',
    why: 'DescribeTargetGroups: Throttling',
  });
});

it('says nothing for deleting unless every cluster was read', () => {
  expect(targetGroupBindings.absence).toBe('condemns-if-every-cluster-was-read');
});

it('makes an NLB one in use, whatever cluster it is in', () => {
  const verdict = verdictOn(withBinding({ targetGroupArn: GROUP.arn }, 'dev'));
  expect(inWords(verdict)).toBe('in-use: target-group-binding');
  expect(verdict.explanation).toBe(
    'TargetGroupBinding a/b in cluster dev names its target group k8s-payments-api-b244acfeb0.',
  );
});

describe('a binding that the controller left behind', () => {
  const NAME = 'k8s-shop-old-0123456789';
  const NLB = aLoadBalancer({ name: NAME, arn: arnOf(NAME) });
  const STACK = { 'service.k8s.aws/stack': 'shop/old' };
  const LEFT = { namespace: 'shop', name: 'old', serviceName: 'old', stack: { namespace: 'shop', name: 'old' } };

  function left(part: Partial<TargetGroupBinding> = {}, more: FactsPart = {}, cluster = 'prod'): Facts {
    const given = facts({
      loadBalancer: NLB,
      tagged: controllerTags(STACK),
      inspections: inspectionsOf(NLB),
      ...more,
    });
    const bindings = { ok: true, value: [aBinding({ ...LEFT, ...part })] } as const;
    const before = given.views.get(cluster) ?? aView(cluster);
    return { ...given, views: new Map(given.views).set(cluster, { ...before, bindings }) };
  }
  const lookAt = (given: Facts) => targetGroupBindings.look(NLB, given, indexClaims(given));

  it('is a caution: it only takes targets off', () => {
    expect(lookAt(left())).toEqual({
      is: 'hint',
      caution: {
        kind: 'remainder-binding',
        words:
          'TargetGroupBinding shop/old in cluster prod of the AWS Load Balancer Controller names its target groups still; the Service that it was made for does not exist.',
        about: ['TargetGroupBinding shop/old in cluster prod'],
      },
    });
    expect(inWords(verdictOn(left()))).toBe('orphan: service-gone');
  });

  const SERVICE = aService({ namespace: 'shop', name: 'old', loadBalancerType: undefined, type: 'NodePort' });
  it.each<[string, Facts]>([
    ['its Service exists', left({}, { view: withServices(SERVICE) })],
    ['it has no labels of the controller', left({ stack: undefined })],
    ['its labels name another Service', left({ stack: { namespace: 'shop', name: 'new' } })],
    ['its labels name another namespace', left({ stack: { namespace: 'edge', name: 'old' } })],
    ['it names no Service', left({ serviceName: undefined })],
    ['it is of EKS Auto Mode', left({ apiGroup: 'eks.amazonaws.com' })],
    ['it is in another cluster', left({}, {}, 'dev')],
    [
      'the Services of its cluster were not all read',
      left(
        {},
        {
          view: aView('prod', { services: { ...unreadable('a page was lost'), seen: [DEFAULT_SERVICE] } }),
        },
      ),
    ],
    [
      'the NLB is of the in-tree controller',
      left({}, { tagged: inTreeTags({ 'kubernetes.io/service-name': 'shop/old' }) }),
    ],
  ])('is a claim when %s', (_, given) => {
    expect(lookAt(given)).toMatchObject({ is: 'uses' });
  });

  it('does not hide a claim beside it', () => {
    const given = left();
    const bindings = { ok: true, value: [aBinding(LEFT), aBinding({ name: 'by-hand' })] } as const;
    const view = { ...(given.views.get('prod') ?? aView()), bindings };
    expect(lookAt({ ...given, views: new Map([['prod', view]]) })).toMatchObject({
      is: 'uses',
      who: expect.stringContaining('payments/by-hand') as string,
    });
  });
});
