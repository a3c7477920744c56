/** What a run is about, what is left for another, and that merging makes a scope neither wider nor narrower. */
import fc from 'fast-check';
import {
  deletionsIn,
  inScope,
  mergeScopes,
  removalsIn,
  someOf,
  type Scope,
  type SeenDeletion,
} from '../../lambda/core/scope.ts';
import type { TagRemoval } from '../../lambda/model/aws.ts';
import { aLoadBalancer, facts, unreadable, verdictOn } from '../support/builders.ts';

const VERDICT = verdictOn(facts());
const { arn } = aLoadBalancer();
const EVERYTHING: Scope = { is: 'everything' };

const deletion = (eventId: string): SeenDeletion => ({
  cluster: 'prod',
  vpcId: 'vpc-0prod',
  madeAt: undefined,
  deletedAt: new Date('2026-03-01T10:00:00Z'),
  eventId,
});

const removal = (of: string, day = '01'): TagRemoval => ({ arn: of, at: new Date(`2026-03-${day}T10:00:00Z`) });

it.each<[Scope, boolean]>([
  [EVERYTHING, true],
  [someOf({ arns: ['other', arn] }), true],
  [someOf({ arns: ['other'] }), false],
  [someOf({}), false],
  [someOf({ clusters: ['prod'] }), true],
  [someOf({ clusters: ['pro'] }), false],
  [someOf({ arns: ['other'], clusters: ['prod'] }), true],
  [someOf({ deletions: [deletion('1')] }), false],
  [someOf({ removals: [removal(arn)] }), false],
])('%j: %s', (scope, expected) => {
  expect(inScope(VERDICT, scope)).toBe(expected);
});

it('leaves an NLB whose tags are unknown out of the scope of a cluster', () => {
  const unread = verdictOn(facts({ tags: new Map([[arn, unreadable('throttled')]]) }));
  expect(inScope(unread, someOf({ clusters: ['prod'] }))).toBe(false);
  expect(inScope(unread, EVERYTHING)).toBe(true);
});

describe('merging', () => {
  it('joins what is named, each once', () => {
    const one = someOf({ arns: ['b', 'a'], clusters: ['prod'] });
    const other = someOf({ arns: ['a', 'c'], deletions: [deletion('1')] });
    expect(mergeScopes([one, other])).toEqual(
      someOf({ arns: ['a', 'b', 'c'], clusters: ['prod'], deletions: [deletion('1')] }),
    );
  });

  it('makes everything of everything, and keeps what was seen besides', () => {
    expect(mergeScopes([someOf({ arns: ['a'] }), EVERYTHING])).toEqual(EVERYTHING);
    const seen = mergeScopes([someOf({ deletions: [deletion('1')] }), EVERYTHING]);
    expect(seen).toEqual({ is: 'everything', deletions: [deletion('1')] });
    expect(deletionsIn(seen)).toEqual([deletion('1')]);
    expect(deletionsIn(EVERYTHING)).toEqual([]);
  });

  it('makes nothing of nothing', () => {
    expect(mergeScopes([])).toEqual(someOf({}));
  });

  it('takes an event that came twice for one', () => {
    const twice = [someOf({ deletions: [deletion('1')] }), someOf({ deletions: [deletion('1'), deletion('2')] })];
    expect(deletionsIn(mergeScopes(twice)).map(({ eventId }) => eventId)).toEqual(['1', '2']);
  });

  it('keeps the last removal from each NLB, beside everything too', () => {
    const seen = [removal('b'), removal('a', '02'), removal('a', '01')].map((one) => someOf({ removals: [one] }));
    expect(removalsIn(mergeScopes(seen))).toEqual([removal('a', '02'), removal('b')]);
    expect(mergeScopes([...seen, EVERYTHING])).toEqual({
      is: 'everything',
      removals: [removal('a', '02'), removal('b')],
    });
    expect(removalsIn(EVERYTHING)).toEqual([]);
  });

  const names = fc.array(fc.constantFrom('a', 'b', arn), { maxLength: 3 });
  const clusters = fc.array(fc.constantFrom('prod', 'edge'), { maxLength: 2 });
  const deletions = fc.array(fc.constantFrom('1', '2', '3').map(deletion), { maxLength: 2 });
  const removals = fc.array(fc.constantFrom(removal('a'), removal('a', '02'), removal('b')), { maxLength: 2 });
  const some = fc.record({ arns: names, clusters, deletions, removals }).map(someOf);
  const scope: fc.Arbitrary<Scope> = fc.oneof(
    { weight: 5, arbitrary: some },
    { weight: 1, arbitrary: deletions.map((seen) => mergeScopes([EVERYTHING, someOf({ deletions: seen })])) },
  );
  const scopes = fc.array(scope, { maxLength: 5 });

  it('gives the same whatever the order and the grouping', () => {
    const check = (): void =>
      fc.assert(
        fc.property(scopes, scopes, (one, other) => {
          const merged = mergeScopes([...one, ...other]);
          expect(mergeScopes([...other, ...one])).toEqual(merged);
          expect(mergeScopes([mergeScopes(one), mergeScopes(other)])).toEqual(merged);
          expect(mergeScopes([merged, merged])).toEqual(merged);
        }),
      );
    expect(check).not.toThrow();
  });

  it('is about an NLB exactly when one of its parts is', () => {
    const check = (): void =>
      fc.assert(
        fc.property(scopes, (parts) => {
          expect(inScope(VERDICT, mergeScopes(parts))).toBe(parts.some((part) => inScope(VERDICT, part)));
        }),
      );
    expect(check).not.toThrow();
  });
});
