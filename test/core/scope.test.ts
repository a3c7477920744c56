/** What a run is about, and what is left for another. */
import { inScope } from '../../lambda/core/scope.ts';
import { aLoadBalancer, facts, unreadable, verdictOn } from '../support/builders.ts';

const VERDICT = verdictOn(facts());
const { arn } = aLoadBalancer();

it.each([
  [{ is: 'everything' }, true],
  [{ is: 'load-balancers', arns: ['other', arn] }, true],
  [{ is: 'load-balancers', arns: ['other'] }, false],
  [{ is: 'load-balancers', arns: [] }, false],
  [{ is: 'cluster', name: 'prod' }, true],
  [{ is: 'cluster', name: 'pro' }, false],
] as const)('%j: %s', (scope, expected) => {
  expect(inScope(VERDICT, scope)).toBe(expected);
});

it('leaves an NLB whose tags are unknown out of the scope of a cluster', () => {
  const unread = verdictOn(facts({ tags: new Map([[arn, unreadable('throttled')]]) }));
  expect(inScope(unread, { is: 'cluster', name: 'prod' })).toBe(false);
  expect(inScope(unread, { is: 'everything' })).toBe(true);
});
