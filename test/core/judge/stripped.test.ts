/** Of which NLBs CloudTrail is asked whether the controller took the janitor's tags off. */
import { mayBeStripped } from '../../../lambda/core/judge/stripped.ts';
import { aLoadBalancer, controllerTags, facts, inTreeTags, unreadable } from '../../support/builders.ts';

const L = aLoadBalancer();

it.each([
  ['no quarantine', {}],
  [
    'a quarantine, which may have begun before CloudTrail listed it',
    { 'nlb-janitor/quarantined-at': '2026-02-20T00:00:00Z' },
  ],
])('may have been stripped of its tags: an NLB of the controller with %s', (_, more) => {
  expect(mayBeStripped(L, facts({ tagged: controllerTags(more) }))).toBe(true);
});

it('cannot be said of an NLB whose tags were not read', () => {
  expect(mayBeStripped(L, facts({ tags: new Map([[L.arn, unreadable('x')]]) }))).toBe(false);
});

it('cannot be of an NLB of the in-tree controller', () => {
  expect(mayBeStripped(L, facts({ tagged: inTreeTags() }))).toBe(false);
});
