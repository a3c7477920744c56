/** One row for each line of table L over `judgeLoadBalancerController`, in the same words. */
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aService,
  aTargetGroup,
  aView,
  inspectionsOf,
  controllerTags,
  facts,
  inWords,
  OTHER_UID,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer({ name: 'k8s-payments-api-979d598956', arn: arnOf('k8s-payments-api-979d598956') });
const GROUP = aTargetGroup({ loadBalancerArns: [L.arn] });
const PROOF = {
  ok: true,
  value: [{ name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId: undefined, source: 'cloudtrail' }],
} as const;
const stranger = aService({ uid: OTHER_UID, name: 'other', hostnames: [L.dnsName] });
const binding = { namespace: 'payments', name: 'tgb', targetGroupArn: undefined, targetGroupName: undefined };

const rows: readonly [row: string, says: string, verdict: string, part: FactsPart][] = [
  [
    'L1',
    'a status hostname of any Service equals its DNS name',
    'in-use: serves-service',
    { view: withServices(stranger) },
  ],
  [
    'L1',
    'an address of a Gateway equals its DNS name',
    'in-use: serves-service',
    {
      view: aView('prod', {
        gateways: { ok: true, value: [{ kind: 'Gateway', namespace: 'edge', name: 'gw', hostnames: [L.dnsName] }] },
      }),
    },
  ],
  [
    'L2',
    'the stack’s Service exists, of any type',
    'in-use: serves-service',
    { view: withServices(aService({ uid: OTHER_UID, type: 'NodePort', loadBalancerType: undefined })) },
  ],
  [
    'L2',
    'the stack’s Service exists, in any state',
    'in-use: serves-service',
    { view: withServices(aService({ uid: OTHER_UID, deletingSince: new Date('2026-02-01T00:00:00Z') })) },
  ],
  [
    'L3',
    'a TargetGroupBinding of elbv2.k8s.aws names one of its target groups',
    'in-use: target-group-binding',
    {
      view: aView('prod', {
        bindings: { ok: true, value: [{ ...binding, apiGroup: 'elbv2.k8s.aws', targetGroupArn: GROUP.arn }] },
      }),
    },
  ],
  [
    'L3',
    'a TargetGroupBinding of eks.amazonaws.com names one by name',
    'in-use: target-group-binding',
    {
      view: aView('prod', {
        bindings: { ok: true, value: [{ ...binding, apiGroup: 'eks.amazonaws.com', targetGroupName: GROUP.name }] },
      }),
    },
  ],
  ['L4', 'none of these, in a complete view', 'orphan: service-gone', {}],
  ['L5', 'cluster gone, with proof', 'orphan: cluster-gone', { cluster: 'absent', view: undefined, deletions: PROOF }],
  ['L5', 'cluster gone, without proof', 'unknown: cluster-never-seen', { cluster: 'absent', view: undefined }],
  [
    'L6',
    'anything unreadable',
    'unknown: cluster-view-incomplete',
    { view: aView('prod', { gateways: { ...unreadable('cluster prod: 403', 'incomplete'), seen: [] } }) },
  ],
  ['L6', 'the cluster’s VPC is another', 'unknown: cluster-elsewhere', { cluster: aCluster({ vpcId: 'vpc-0b22' }) }],
];

function given(part: FactsPart) {
  return facts({ loadBalancer: L, tagged: controllerTags(), inspections: inspectionsOf(L), ...part });
}

describe('table L: NLBs of the AWS Load Balancer Controller', () => {
  test.each(rows)('%s: %s → %s', (_row, _says, verdict, part) => {
    expect(inWords(verdictOn(given(part)))).toBe(verdict);
  });

  it('uses no UID: a Service made again under the same name adopts the NLB by its tags', () => {
    expect(inWords(verdictOn(given({ view: withServices(aService({ uid: OTHER_UID })) })))).toBe(
      'in-use: serves-service',
    );
  });

  it('cautions where the cluster of that name is younger than the NLB, and not where it is older', () => {
    const younger = verdictOn(given({ cluster: aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') }) }));
    const older = verdictOn(given({}));
    expect([inWords(younger), younger.is === 'orphan' && younger.cautions.length]).toEqual(['orphan: service-gone', 1]);
    expect([inWords(older), older.is === 'orphan' && older.cautions.length]).toEqual(['orphan: service-gone', 0]);
  });
});
