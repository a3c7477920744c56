/** When `sweep` wakes `reap`, and for what. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { wakeScope, wakeUnseen } from '../../../lambda/core/plan/wake.ts';
import { someOf, type Scope } from '../../../lambda/core/scope.ts';
import { unreadable } from '../../support/builders.ts';
import { dueFacts, nthLoadBalancer, REAP } from '../../support/quarantines.ts';

const EVERYTHING: Scope = { is: 'everything' };
const AUTOMATIC = { ...REAP, approval: 'automatic' } as const;
const arns = [0, 1, 2].map((index) => nthLoadBalancer(index).arn);
const PENDING = { approval: 'pending' };

function scopeFor(scope: Scope, given = dueFacts([{}]), settings: typeof REAP = REAP): Scope | undefined {
  return wakeScope(judge(given, settings), given, settings, scope);
}

it('wakes it for everything after a run about everything', () => {
  expect(scopeFor(EVERYTHING)).toEqual(EVERYTHING);
});

it('wakes it for what was approved and is named after a run about some', () => {
  const given = dueFacts([{}, {}, PENDING]);
  expect(scopeFor(someOf({ arns: arns.slice(0, 1) }), given)).toEqual(someOf({ arns: arns.slice(0, 1) }));
  expect(scopeFor(someOf({ clusters: ['prod'] }), given)).toEqual(someOf({ arns: arns.slice(0, 2) }));
});

it.each<[string, Record<string, string>]>([
  ['nobody has approved', PENDING],
  ['somebody rejected', { approval: 'rejected' }],
  ['the window is not over', { 'delete-after': '2026-03-02T00:00:00Z' }],
])('lets it sleep while %s', (_, marks) => {
  expect(scopeFor(EVERYTHING, dueFacts([marks]))).toBeUndefined();
  expect(scopeFor(someOf({ arns }), dueFacts([marks]))).toBeUndefined();
});

it('lets it sleep when the NLB is not among those that the run is about', () => {
  expect(scopeFor(someOf({ arns: arns.slice(1) }))).toBeUndefined();
});

it.each(['report', 'quarantine'] as const)('lets it sleep in mode %s, where it is not', (mode) => {
  expect(scopeFor(EVERYTHING, dueFacts([{}]), { ...REAP, mode })).toBeUndefined();
  expect(wakeUnseen({ mode }, EVERYTHING)).toBeUndefined();
});

it('wakes it for an automatic delete only after a run about everything', () => {
  const given = dueFacts([PENDING], AUTOMATIC);
  expect(scopeFor(EVERYTHING, given, AUTOMATIC)).toEqual(EVERYTHING);
  expect(scopeFor(someOf({ arns }), given, AUTOMATIC)).toBeUndefined();
});

it('wakes it although a verdict is unknown: by its own reads it may not be', () => {
  const given = dueFacts([{}], REAP, { clusters: new Map([['prod', unreadable('cluster prod: throttled')]]) });
  expect(judge(given, REAP).map(({ is }) => is)).toEqual(['unknown']);
  expect(scopeFor(EVERYTHING, given)).toEqual(EVERYTHING);
});

it('wakes it with the scope of a run that could not list the load balancers', () => {
  expect(wakeUnseen(REAP, EVERYTHING)).toEqual(EVERYTHING);
  expect(wakeUnseen(REAP, someOf({ arns }))).toEqual(someOf({ arns }));
});
