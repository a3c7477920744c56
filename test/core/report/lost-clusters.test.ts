/** Clusters that EKS does not know, one entry each: what their NLBs cost and show, and the command that answers for them. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { neverSeen } from '../../../lambda/core/judge/to-read.ts';
import { lostClusters } from '../../../lambda/core/report/lost-clusters.ts';
import type { Inspections } from '../../../lambda/model/facts.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  controllerTags,
  facts,
  flowsOf,
  healthOf,
  inspectionsOf,
  inTreeTags,
  REGION,
  SETTINGS,
  tagReading,
  unreadable,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const LOST: FactsPart = { cluster: 'absent', view: undefined };

function lost(part: FactsPart) {
  const given = facts({ ...LOST, ...part });
  return lostClusters(given, judge(given, SETTINGS));
}
const signs = (part: Partial<Inspections>) => lost({ inspections: inspectionsOf(L, part) })[0]?.signs;

it('groups by cluster, in both dialects, and names the command', () => {
  const other = aLoadBalancer({ name: 'k8s-a-b-0123456789', arn: arnOf('k8s-a-b-0123456789') });
  const two = {
    loadBalancers: [L, other],
    tags: new Map([
      [L.arn, tagReading(inTreeTags())],
      [other.arn, tagReading(controllerTags())],
    ]),
  };
  expect(lost(two)).toEqual([
    {
      cluster: 'prod',
      loadBalancers: 2,
      monthlyCostUsd: 53.24,
      signs: ['no healthy target', `traffic of ${other.name} not known`],
      confirm: `nlb-janitor confirm-gone --region ${REGION} prod`,
    },
  ]);
  expect(neverSeen(facts({ ...LOST, ...two }))).toEqual(new Set([L.arn, other.arn]));
});

it('names no command for a name that no answer can hold', () => {
  const owned = { 'kubernetes.io/cluster/old --yes': 'owned', 'kubernetes.io/service-name': 'payments/api' };
  const tags = new Map([[L.arn, tagReading(owned)]]);
  expect(lost({ tags, clusters: new Map([['old --yes', { ok: true, value: { is: 'absent' } }]]) })).toMatchObject([
    { cluster: 'old --yes', confirm: undefined },
  ]);
});

it('has none of a cluster that is there, or that was seen to go', () => {
  const deletions = {
    ok: true,
    value: [{ name: 'prod', deletedAt: new Date('2026-01-20T00:00:00Z'), vpcId: undefined, source: 'cloudtrail' }],
  } as const;
  expect(lostClusters(facts(), judge(facts(), SETTINGS))).toEqual([]);
  expect(lost({ deletions })).toEqual([]);
  const madeAgain = facts({ cluster: aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') }) });
  const [verdict] = judge(madeAgain, SETTINGS);
  expect(verdict?.reason).toBe('cluster-never-seen');
  expect(lostClusters(madeAgain, judge(madeAgain, SETTINGS))).toEqual([]);
  expect(neverSeen(facts())).toEqual(new Set());
});

it.each<[Partial<Inspections>, readonly string[]]>([
  [{}, ['no healthy target', 'no client in 7 days']],
  [
    { health: new Map([[aTargetGroup().arn, healthOf('healthy', 'initial')]]) },
    ['2 targets healthy', 'no client in 7 days'],
  ],
  [
    { flows: new Map([[L.arn, flowsOf(3)]]) },
    ['no healthy target', 'flows in the last 7 days, perhaps of scanners only'],
  ],
  [{ flows: new Map([[L.arn, flowsOf(3, { bytes: 9999 })]]) }, ['no healthy target', 'clients are answered']],
  [{ flows: new Map([[L.arn, unreadable('x')]]) }, ['no healthy target', `traffic of ${L.name} not known`]],
  [{ targetGroups: unreadable('x') }, ['targets not known', 'no client in 7 days']],
])('says what their targets and traffic show: %#', (part, expected) => {
  expect(signs(part)).toEqual(expected);
});
