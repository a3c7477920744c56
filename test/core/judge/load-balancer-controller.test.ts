/** One row for each line of table L over `judgeLoadBalancerController`, in the same words and order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  inWords,
  OTHER_UID,
  tagReading,
  unreadable,
  verdictOn,
  VPC,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';

const NAME = 'k8s-payments-api-979d598956';
const L = aLoadBalancer({ name: NAME, arn: arnOf(NAME) });
const GROUP = aTargetGroup({ loadBalancerArns: [L.arn] });
const OTHER = aLoadBalancer({ name: 'k8s-payments-api-5555555555', arn: arnOf('k8s-payments-api-5555555555') });
const YOUNG = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
const YOUNG_ELSEWHERE = { ...YOUNG, vpcId: 'vpc-0b22' };
const proof = (vpcId: string | undefined) =>
  ({
    ok: true,
    value: [{ name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId, source: 'cloudtrail' }],
  }) as const;
const PROOF = proof(VPC);
const WORD = { ok: true, value: [{ ...proof(undefined).value[0], source: 'settings' }] } as const;
const FINALIZER = 'service.k8s.aws/resources';
const AUTO_MODE = 'eks.amazonaws.com/nlb';

/** A Service of the stack with nothing of the controller on it. */
const plain = (part: Parameters<typeof aService>[0] = {}) =>
  aService({ uid: OTHER_UID, loadBalancerType: undefined, ...part });
const bound = (part: Parameters<typeof aBinding>[0]) =>
  aView('prod', { bindings: { ok: true, value: [aBinding(part)] } });
const both = (part: FactsPart, tagsOfOther = tagReading({ 'eks:eks-cluster-name': 'prod' })): FactsPart => ({
  loadBalancers: [L, OTHER],
  tags: new Map([
    [L.arn, tagReading(controllerTags())],
    [OTHER.arn, tagsOfOther],
  ]),
  ...part,
});
const takenOver = plain({ loadBalancerClass: AUTO_MODE, hostnames: [OTHER.dnsName] });

type Row = readonly [row: string, says: string, verdict: string, part: FactsPart];

const rows: readonly Row[] = [
  [
    'L1',
    'a status hostname of any Service is L’s DNS name',
    'in-use: serves-service',
    { view: withServices(plain({ name: 'other', hostnames: [L.dnsName] })) },
  ],
  [
    'L1',
    'an address of a Gateway is L’s DNS name',
    'in-use: serves-service',
    {
      view: aView('prod', {
        gateways: {
          ok: true,
          value: [{ kind: 'Gateway', namespace: 'edge', name: 'gw', hostnames: [L.dnsName], externalDnsTargets: [] }],
        },
      }),
    },
  ],
  [
    'L1',
    'an externalName is L’s DNS name',
    'in-use: serves-service',
    { view: withServices(plain({ name: 'alias', type: 'ExternalName', externalName: L.dnsName })) },
  ],
  [
    'L2',
    'S exists with the finalizer',
    'in-use: serves-service',
    { view: withServices(plain({ finalizers: [FINALIZER] })) },
  ],
  [
    'L2',
    'S exists with the finalizer, whatever its type',
    'in-use: serves-service',
    { view: withServices(plain({ type: 'NodePort', finalizers: [FINALIZER] })) },
  ],
  [
    'L2',
    'S exists with the class',
    'in-use: serves-service',
    { view: withServices(plain({ loadBalancerClass: 'service.k8s.aws/nlb' })) },
  ],
  [
    'L2',
    'S exists with annotation external and no class',
    'in-use: serves-service',
    { view: withServices(plain({ loadBalancerType: 'external' })) },
  ],
  [
    'L2',
    'S exists with annotation nlb-ip and no class',
    'in-use: serves-service',
    { view: withServices(plain({ loadBalancerType: 'nlb-ip' })) },
  ],
  [
    'L2',
    'S exists with the finalizer in a younger cluster',
    'in-use: serves-service',
    { cluster: YOUNG, deletions: PROOF, view: withServices(plain({ finalizers: [FINALIZER] })) },
  ],
  [
    'L2',
    'S exists with the finalizer in a cluster of another VPC',
    'in-use: serves-service',
    { cluster: aCluster({ vpcId: 'vpc-0b22' }), view: withServices(plain({ finalizers: [FINALIZER] })) },
  ],
  [
    'L3',
    'a TargetGroupBinding of elbv2.k8s.aws names one of its target groups',
    'in-use: target-group-binding',
    { view: bound({ targetGroupArn: GROUP.arn }) },
  ],
  [
    'L3',
    'a TargetGroupBinding of eks.amazonaws.com names one by name',
    'in-use: target-group-binding',
    { view: bound({ apiGroup: 'eks.amazonaws.com', targetGroupArn: undefined, targetGroupName: GROUP.name }) },
  ],
  [
    'L3',
    'one names it, though S was handed to a class that nobody knows',
    'in-use: target-group-binding',
    {
      view: aView('prod', {
        services: { ok: true, value: [DEFAULT_SERVICE, plain({ loadBalancerClass: 'mycorp/nlb' })] },
        bindings: { ok: true, value: [aBinding({ targetGroupArn: GROUP.arn })] },
      }),
    },
  ],
  [
    'L3',
    'one names it, though the Ingresses of the cluster could not be read',
    'in-use: target-group-binding',
    {
      view: aView('prod', {
        ingresses: { ...unreadable('cluster prod: 403', 'incomplete'), seen: [] },
        bindings: { ok: true, value: [aBinding({ targetGroupArn: GROUP.arn })] },
      }),
    },
  ],
  [
    'L2b',
    'S exists, of EKS Auto Mode, and shows another active load balancer',
    'orphan: superseded',
    both({ view: withServices(takenOver) }),
  ],
  [
    'L2b',
    'S exists, of the in-tree controller, and shows another active load balancer',
    'orphan: superseded',
    both({ view: withServices(plain({ loadBalancerType: 'nlb', hostnames: [OTHER.dnsName] })) }),
  ],
  [
    'L2b',
    'the same, and shows a Classic one',
    'orphan: superseded',
    {
      classicLoadBalancers: { ok: true, value: [{ name: 'a1', dnsName: 'a1.elb' }] },
      view: withServices(plain({ hostnames: ['a1.elb'] })),
    },
  ],
  [
    'L2c',
    'S exists, type not LoadBalancer, nothing of the controller on it',
    'orphan: service-not-load-balancer',
    { view: withServices(plain({ type: 'ClusterIP' })) },
  ],
  [
    'L2d',
    'S shows a hostname of which nobody knows whose it is',
    'unknown: migration-in-flight',
    { view: withServices(plain({ hostnames: ['a1.elb'] })) },
  ],
  [
    'L2d',
    'S exists, of a class that nobody knows',
    'unknown: migration-in-flight',
    both({ view: withServices(plain({ loadBalancerClass: 'mycorp/nlb', hostnames: [OTHER.dnsName] })) }),
  ],
  [
    'L2d',
    'S exists, of Auto Mode, and shows no hostname yet',
    'unknown: migration-in-flight',
    both({ view: withServices(plain({ loadBalancerClass: AUTO_MODE })) }),
  ],
  [
    'L2d',
    'S exists, of Auto Mode, and shows a load balancer that carries the same tags',
    'unknown: migration-in-flight',
    both({ view: withServices(takenOver) }, tagReading(controllerTags())),
  ],
  [
    'L2d',
    'S exists, of Auto Mode, and shows a load balancer whose tags were not read',
    'unknown: migration-in-flight',
    both({ view: withServices(takenOver) }, unreadable('throttled')),
  ],
  [
    'L2d',
    'S exists, with an annotation of no controller that is known',
    'unknown: migration-in-flight',
    both({ view: withServices(plain({ loadBalancerType: 'clb', hostnames: [OTHER.dnsName] })) }),
  ],
  [
    'L2d',
    'S exists, type not LoadBalancer, and is being deleted',
    'unknown: migration-in-flight',
    { view: withServices(plain({ type: 'ClusterIP', deletingSince: new Date('2026-02-01T00:00:00Z') })) },
  ],
  [
    'L2d',
    'S exists, type not LoadBalancer, and has a class',
    'unknown: migration-in-flight',
    { view: withServices(plain({ type: 'ClusterIP', loadBalancerClass: 'mycorp/nlb' })) },
  ],
  ['L5', 'cluster gone, with proof', 'orphan: cluster-gone', { cluster: 'absent', view: undefined, deletions: PROOF }],
  [
    'L5',
    'cluster of the name younger than L, with proof',
    'orphan: previous-cluster',
    { cluster: YOUNG, deletions: PROOF },
  ],
  [
    'L5',
    'cluster of the name younger than L, in another VPC, with proof',
    'orphan: previous-cluster',
    { cluster: YOUNG_ELSEWHERE, deletions: PROOF },
  ],
  [
    'L5',
    'cluster of the name younger than L, without proof, and S was handed over',
    'unknown: cluster-never-seen',
    both({ cluster: YOUNG, view: withServices(takenOver) }),
  ],
  [
    'L5',
    'cluster of the name younger than L, without proof, and S is of another type',
    'unknown: cluster-never-seen',
    { cluster: YOUNG, view: withServices(plain({ type: 'ClusterIP' })) },
  ],
  ['L5', 'cluster gone, without proof', 'unknown: cluster-never-seen', { cluster: 'absent', view: undefined }],
  ['L5', 'cluster of the name younger than L, without proof', 'unknown: cluster-never-seen', { cluster: YOUNG }],
  [
    'L6',
    'anything unreadable',
    'unknown: cluster-view-incomplete',
    { view: aView('prod', { gateways: { ...unreadable('cluster prod: 403', 'incomplete'), seen: [] } }) },
  ],
  ['L6', 'the cluster’s VPC is another', 'unknown: cluster-elsewhere', { cluster: aCluster({ vpcId: 'vpc-0b22' }) }],
  [
    'L6',
    'the cluster’s VPC is another and it is younger, without proof',
    'unknown: cluster-elsewhere',
    { cluster: YOUNG_ELSEWHERE },
  ],
  [
    'L6',
    'the cluster’s VPC is another, younger, with proof, and has S of another controller',
    'unknown: cluster-elsewhere',
    { cluster: YOUNG_ELSEWHERE, deletions: PROOF, view: withServices(plain()) },
  ],
  ['L4', 'none of these', 'orphan: service-gone', {}],
];

function on(part: FactsPart) {
  return verdictOn(facts({ loadBalancer: L, tagged: controllerTags(), inspections: inspectionsOf(L), ...part }));
}

function cautions(part: FactsPart): readonly string[] {
  const verdict = on(part);
  if (verdict.is !== 'orphan') throw new Error(`${inWords(verdict)}: ${verdict.explanation}`);
  return verdict.cautions.map(({ words }) => words);
}

describe('table L: NLBs of the AWS Load Balancer Controller', () => {
  test.each(rows)('%s: %s → %s', (_row, _says, verdict, part) => {
    expect(inWords(on(part))).toBe(verdict);
  });

  it('has every row of the comment over the judge, in its order', () => {
    const source = readFileSync(join(process.cwd(), 'lambda/core/judge/load-balancer-controller.ts'), 'utf8');
    const lines = [...source.matchAll(/^ \* (L\d[a-d]?) +\| .* \| ([a-z-]+): /gm)].map(([, row, is]) => `${row} ${is}`);
    const tested = rows.map(([row, , verdict]) => `${row} ${verdict.split(':')[0]}`);
    expect([...new Set(lines)]).toEqual([...new Set(tested)]);
  });
});

describe('cautions', () => {
  const ADOPTION = 'The present cluster prod adopts it if Service payments/api comes back.';
  const NO_VPC = 'The proof that cluster prod was deleted names no VPC: it may have been another cluster of that name.';

  const SAID = "That cluster prod is gone is a person's word (setting deletedClusters); nothing recorded it.";

  it.each<[string, FactsPart, readonly string[]]>([
    ['of a younger cluster: it adopts by tags', { cluster: YOUNG, deletions: PROOF }, [ADOPTION]],
    ['of a younger one elsewhere: so does that', { cluster: YOUNG_ELSEWHERE, deletions: PROOF }, [ADOPTION]],
    ['of a younger one, proof without VPC', { cluster: YOUNG, deletions: proof(undefined) }, [NO_VPC, ADOPTION]],
    [
      'of a younger one whose Service was handed over',
      both({ cluster: YOUNG, deletions: PROOF, view: withServices(takenOver) }),
      [ADOPTION],
    ],
    [
      'of a younger one whose Service was handed over, proof without VPC',
      both({ cluster: YOUNG, deletions: proof(undefined), view: withServices(takenOver) }),
      [NO_VPC, ADOPTION],
    ],
    [
      'of a younger one whose Service is of another type, by a person’s word',
      { cluster: YOUNG, deletions: WORD, view: withServices(plain({ type: 'ClusterIP' })) },
      [SAID, ADOPTION],
    ],
    [
      'of an older one whose Service is of another type: no proof is needed',
      { deletions: WORD, view: withServices(plain({ type: 'ClusterIP' })) },
      [],
    ],
    ['of a cluster that is gone: none', { cluster: 'absent', view: undefined, deletions: PROOF }, []],
    ['of an older cluster: none', {}, []],
  ])('%s', (_, part, expected) => {
    expect(cautions(part)).toEqual(expected);
  });
});

describe.each<[string, Parameters<typeof withServices>[0]]>([
  ['was handed over', takenOver],
  ['is of another type', plain({ type: 'ClusterIP' })],
])('a younger cluster whose Service %s', (_, service) => {
  const witness = aLoadBalancer({ name: 'k8s-shop-web-0123456789', arn: arnOf('k8s-shop-web-0123456789') });
  const its = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'its', loadBalancerArns: [witness.arn] });

  function judged(deletions: FactsPart['deletions'], state: string, stateOfWitness: string) {
    return on({
      loadBalancers: [L, OTHER, witness],
      tags: new Map([
        [L.arn, tagReading(controllerTags())],
        [OTHER.arn, tagReading({})],
        [witness.arn, tagReading(controllerTags({ 'service.k8s.aws/stack': 'shop/web' }))],
      ]),
      cluster: YOUNG,
      ...(deletions === undefined ? {} : { deletions }),
      view: withServices(service),
      inspections: inspectionsOf(L, {
        targetGroups: { ok: true, value: [GROUP, its] },
        health: new Map([
          [GROUP.arn, healthOf(state)],
          [its.arn, healthOf(stateOfWitness)],
        ]),
        flows: new Map([L, witness].map(({ arn }) => [arn, flowsOf(0)])),
      }),
    });
  }

  it('is in use while a target answers, whoever proves the end of the earlier one', () => {
    expect(inWords(judged(PROOF, 'healthy', 'unhealthy'))).toBe('in-use: healthy-targets');
    expect(judged(PROOF, 'unhealthy', 'unhealthy').is).toBe('orphan');
  });

  it('is unknown while one of the earlier cluster lives, where its end is a person’s word', () => {
    expect(inWords(judged(WORD, 'unhealthy', 'healthy'))).toBe('unknown: contradictory-tags');
    expect(judged(WORD, 'unhealthy', 'unhealthy').is).toBe('orphan');
    expect(judged(PROOF, 'unhealthy', 'healthy').is).toBe('orphan');
  });

  it('has its proof among the evidence', () => {
    const line = 'CloudTrail: cluster prod was deleted at 2026-01-20 00:00 UTC, in vpc-0a11';
    expect(judged(PROOF, 'unhealthy', 'unhealthy').evidence).toContain(line);
  });
});
