/** What stands against a person's word that a cluster is gone, each with its twin, and on which NLBs it is written. */
import { confirmPlan, madeLater, whyNotGone } from '../../../lambda/core/plan/confirm-gone.ts';
import type { ClusterAnswer } from '../../../lambda/model/aws.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import {
  aCluster,
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  controllerTags,
  facts,
  flowsOf,
  GONE,
  healthOf,
  inspectionsOf,
  inTreeTags,
  tagReading,
  unreadable,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const ABSENT: Reading<ClusterAnswer> = { ok: true, value: { is: 'absent' } };
const NONE = { ok: true, value: [] } as const;
const present = (vpcId: string | undefined): Reading<ClusterAnswer> => ({
  ok: true,
  value: { is: 'present', cluster: aCluster({ vpcId }) },
});
const refusals = (
  given: Facts = facts({ cluster: 'absent', view: undefined }),
  answer: Reading<ClusterAnswer> = ABSENT,
  instances: Reading<readonly string[]> = NONE,
) => whyNotGone('prod', given, answer, instances);

const beside = (tags: Facts['tags'] extends ReadonlyMap<string, infer R> ? R : never): Facts => {
  const other = aLoadBalancer({ name: 'other', arn: arnOf('other') });
  return facts({
    loadBalancers: [L, other],
    tags: new Map([
      [L.arn, tagReading(inTreeTags())],
      [other.arn, tags],
    ]),
  });
};
const inspected = (part: Parameters<typeof inspectionsOf>[1]) => facts({ inspections: inspectionsOf(L, part) });

it('is nothing when EKS does not know it, nothing serves and no instance runs', () => {
  expect(refusals()).toEqual([]);
  expect(refusals(facts(), present('vpc-elsewhere'))).toEqual([]);
  expect(refusals(beside(GONE))).toEqual([]);
  expect(refusals(beside(tagReading({ team: 'network' })))).toEqual([]);
});

it.each<[string, readonly string[], string]>([
  ['EKS has it in the VPC', refusals(facts(), present(L.vpcId)), `EKS has it, ACTIVE, in ${L.vpcId}.`],
  ['EKS has it in an unknown VPC', refusals(facts(), present(undefined)), 'EKS has it, ACTIVE, in an unknown VPC.'],
  [
    'EKS could not be asked',
    refusals(facts(), unreadable('eks: denied')),
    'EKS could not be asked about it: eks: denied',
  ],
  [
    'a target may be healthy',
    refusals(inspected({ health: new Map([[aTargetGroup().arn, healthOf('initial')]]) })),
    `${L.name} names it, and may be serving: 1 target is healthy.`,
  ],
  [
    'clients are answered',
    refusals(inspected({ flows: new Map([[L.arn, flowsOf(3, { bytes: 1536 })]]) })),
    'may be serving: clients are answered: 3 flows',
  ],
  ['its flows were not read', refusals(inspected({ flows: new Map() })), 'flows were not read'],
  ['the tags of another were not read', refusals(beside(unreadable('throttled'))), 'The tags of other were not read'],
  [
    'another NLB of it was not looked at',
    refusals(beside(tagReading(controllerTags()))),
    'other names it, and may be serving',
  ],
  [
    'an instance of it runs',
    refusals(facts(), ABSENT, { ok: true, value: ['i-1', 'i-2'] }),
    'are running: i-1 and i-2.',
  ],
  ['EC2 could not be asked', refusals(facts(), ABSENT, unreadable('ec2: denied')), 'EC2 could not be asked'],
])('%s', (_, found, words) => {
  expect(found).toEqual([expect.stringContaining(words) as string]);
});

describe('what is written', () => {
  const SINCE = new Date('2026-01-20T00:00:00Z');

  it('is the name and the instant, on every NLB of a Service of the cluster', () => {
    const both = confirmPlan('prod', SINCE, beside(tagReading(controllerTags())));
    expect([both.value, both.write.map(({ name }) => name), both.unchanged]).toEqual([
      'prod 2026-01-20T00:00:00Z',
      [L.name, 'other'],
      [],
    ]);
  });

  it('names those that were made after the end that is said', () => {
    const at = (instant: string) => madeLater(confirmPlan('prod', SINCE, facts()), new Date(instant)).length;
    expect([at('2026-01-10T00:00:00Z'), at('2026-01-10T00:00:01Z')]).toEqual([1, 0]);
  });

  it('is nothing on what is of another cluster, of no Service, or says so already', () => {
    const write = (more: Record<string, string>) =>
      confirmPlan('prod', SINCE, facts({ tagged: inTreeTags(more) })).write.length;
    expect(write({})).toBe(1);
    expect(write({ 'nlb-janitor/cluster-gone': 'other 2026-01-01T00:00:00Z' })).toBe(1);
    expect(write({ 'nlb-janitor/cluster-gone': 'prod 2026-01-15T00:00:00Z' })).toBe(0);
    expect(write({ 'nlb-janitor/cluster-gone': 'prod' })).toBe(0);
    // Of before the NLB was made: it proves nothing, and can be said anew.
    expect(write({ 'nlb-janitor/cluster-gone': 'prod 2026-01-01T00:00:00Z' })).toBe(1);
    expect(write({ 'kubernetes.io/cluster/second': 'owned' })).toBe(0);
    expect(confirmPlan('dev', SINCE, facts()).write).toEqual([]);
  });
});
