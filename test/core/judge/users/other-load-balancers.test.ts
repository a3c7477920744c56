/** Another load balancer that forwards to a target group of the NLB. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { otherLoadBalancers } from '../../../../lambda/core/judge/users/other-load-balancers.ts';
import type { TargetGroup } from '../../../../lambda/model/aws.ts';
import type { Reading } from '../../../../lambda/model/reading.ts';
import {
  aLoadBalancer,
  arnOf,
  aTargetGroup,
  facts,
  inspectionsOf,
  inWords,
  unreadable,
  verdictOn,
  type FactsPart,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const GROUP = aTargetGroup();
const SECOND = aTargetGroup({ arn: `${GROUP.arn}1`, name: 'second' });
const OTHER = arnOf('other');

const withGroups = (...value: readonly TargetGroup[]): FactsPart => withReading({ ok: true, value });
const withReading = (targetGroups: Reading<readonly TargetGroup[]>): FactsPart => ({
  inspections: inspectionsOf(L, { targetGroups }),
});

function look(part: FactsPart) {
  const given = facts(part);
  return otherLoadBalancers.look(L, given, indexClaims(given));
}

it.each<[string, FactsPart, string]>([
  ['beside it', withGroups({ ...GROUP, loadBalancerArns: [L.arn, OTHER] }), `${GROUP.name} also serves ${OTHER}`],
  [
    'and is listed first',
    withGroups({ ...GROUP, loadBalancerArns: [OTHER, L.arn] }),
    `${GROUP.name} also serves ${OTHER}`,
  ],
  ['of the second only', withGroups(GROUP, { ...SECOND, loadBalancerArns: [L.arn, OTHER] }), 'second also serves'],
  [
    'of another type',
    withGroups({ ...GROUP, loadBalancerArns: [L.arn, arnOf('web', 'app')] }),
    `also serves ${arnOf('web', 'app')}`,
  ],
])('uses the NLB when it forwards to its target group %s', (_, part, words) => {
  expect(look(part)).toEqual({
    is: 'uses',
    reason: 'shared-target-group',
    who: expect.stringContaining(words) as string,
  });
});

it.each<[string, FactsPart]>([
  ['the target group is the NLB’s alone', withGroups(GROUP)],
  ['the NLB is listed twice', withGroups({ ...GROUP, loadBalancerArns: [L.arn, L.arn] })],
  [
    'only a foreign target group is shared',
    withGroups(GROUP, { ...SECOND, loadBalancerArns: [OTHER, arnOf('third')] }),
  ],
  ['the NLB has no target group', withGroups()],
])('is no user when %s', (_, part) => {
  expect(look(part)).toEqual({ is: 'none', says: 'none forwards to its target groups' });
});

it('is not known when the target groups are not', () => {
  expect(look(withReading(unreadable('DescribeTargetGroups: Throttling')))).toEqual({
    is: 'unread',
    reason: 'unreadable',
    source: 'target groups',
    why: 'DescribeTargetGroups: Throttling',
  });
});

it('makes an NLB with a shared target group one in use, and one with its own not', () => {
  const shared = { ...GROUP, loadBalancerArns: [L.arn, OTHER] };
  expect(inWords(verdictOn(facts(withGroups(shared))))).toBe('in-use: shared-target-group');
  expect(inWords(verdictOn(facts(withGroups(GROUP))))).toBe('orphan: service-gone');
});
