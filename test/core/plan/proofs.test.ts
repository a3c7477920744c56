/** On which NLBs the deletion of their cluster is written down, each with its twin. */
import { proofToWrite } from '../../../lambda/core/plan/proofs.ts';
import type { TagRemoval } from '../../../lambda/model/aws.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import {
  aLoadBalancer,
  arnOf,
  controllerTags,
  facts,
  inspectionsOf,
  unreadable,
  verdictOn,
  VPC,
} from '../../support/builders.ts';

const L = aLoadBalancer({ name: 'k8s-payments-api-0123456789' });
const RECORDED = {
  name: 'prod',
  deletedAt: new Date('2026-02-01T00:00:00Z'),
  vpcId: VPC,
  source: 'cloudtrail',
} as const;
const QUARANTINED = {
  'nlb-janitor/quarantined-at': '2026-02-20T00:00:00Z',
  'nlb-janitor/reason': 'service-gone',
  'nlb-janitor/approval': 'pending',
};
const VALUE = 'prod 2026-02-01T00:00:00Z cloudtrail vpc-0a11';

interface Part {
  readonly tags?: Record<string, string>;
  readonly removals?: Reading<readonly TagRemoval[]>;
  readonly source?: 'cloudtrail' | 'settings';
}

/** What is written on an NLB of the AWS Load Balancer Controller whose cluster is gone. */
function written({ tags = {}, removals = { ok: true, value: [] }, source = 'cloudtrail' }: Part = {}):
  string | undefined {
  const given = facts({
    loadBalancer: L,
    tagged: controllerTags(tags),
    cluster: 'absent',
    view: undefined,
    deletions: { ok: true, value: [{ ...RECORDED, source }] },
    inspections: inspectionsOf(L, { controllerRemovals: removals }),
  });
  return proofToWrite(verdictOn(given), given)?.value;
}

it('is written while CloudTrail proves it, before the quarantine and beside one that began for another reason', () => {
  expect(written()).toBe(VALUE);
  expect(written({ tags: QUARANTINED })).toBe(VALUE);
});

it.each(['cluster-gone', 'previous-cluster'])(
  'is not written again beside a quarantine for %s: it was taken off',
  (reason) => {
    expect(written({ tags: { ...QUARANTINED, 'nlb-janitor/reason': reason } })).toBeUndefined();
    expect(written({ tags: { 'nlb-janitor/reason': reason } })).toBe(VALUE);
  },
);

it('is not written twice, nor a person’s word', () => {
  expect(written({ tags: { ...QUARANTINED, 'nlb-janitor/cluster-deleted': VALUE } })).toBeUndefined();
  expect(written({ source: 'settings' })).toBeUndefined();
});

it.each<[string, Reading<readonly TagRemoval[]>, string | undefined]>([
  ['took tags off it', { ok: true, value: [{ arn: L.arn, at: new Date('2026-02-27T00:00:00Z') }] }, undefined],
  [
    'took tags off another',
    { ok: true, value: [{ arn: arnOf('other'), at: new Date('2026-02-27T00:00:00Z') }] },
    VALUE,
  ],
  ['may have taken tags off: nobody looked', unreadable('RemoveTags events were not read.'), VALUE],
])('beside a quarantine while the controller %s', (_, removals, expected) => {
  expect(written({ tags: QUARANTINED, removals })).toBe(expected);
});

it.each([
  [35, VALUE],
  [36, undefined],
])(
  'beside %i tags of others, and three of the controller: it never takes the room of the quarantine',
  (others, expected) => {
    const tags = Object.fromEntries(Array.from({ length: others }, (_, index) => [`team-${index}`, 'x']));
    expect(written({ tags })).toBe(expected);
  },
);
