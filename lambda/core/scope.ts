/**
 * What a run is about: everything, or the load balancers and clusters that its messages name. Pure. Scopes merge, so that
 * many messages make one run; a merged scope is never wider than its parts together.
 */
import type { Verdict } from '../model/verdict.ts';

export type Scope = Everything | Some;

/** Every NLB, whatever else was named. */
export interface Everything {
  readonly is: 'everything';
  readonly deletions?: readonly SeenDeletion[];
}

/** The NLBs that are named, and those whose tags name one of the clusters. */
export interface Some {
  readonly is: 'some';
  readonly arns: readonly string[];
  readonly clusters: readonly string[];
  readonly deletions: readonly SeenDeletion[];
}

/** An EKS cluster that is being deleted, as one CloudTrail event says it. It narrows nothing and widens nothing. */
export interface SeenDeletion {
  readonly cluster: string;
  /** Undefined where the event names none. */
  readonly vpcId: string | undefined;
  readonly deletedAt: Date;
  /** CloudTrail's own id of the event, by which it can be looked up. */
  readonly eventId: string;
}

/** A scope of what is named, and of nothing when nothing is. */
export function someOf({ arns = [], clusters = [], deletions = [] }: Partial<Omit<Some, 'is'>>): Some {
  return { is: 'some', arns: distinct(arns), clusters: distinct(clusters), deletions: distinctEvents(deletions) };
}

/** One scope about all that these are about. */
export function mergeScopes(scopes: readonly Scope[]): Scope {
  const deletions = distinctEvents(scopes.flatMap(deletionsIn));
  if (scopes.some(({ is }) => is === 'everything')) {
    return { is: 'everything', ...(deletions.length === 0 ? {} : { deletions }) };
  }
  const named = scopes.filter((scope) => scope.is === 'some');
  return someOf({
    arns: named.flatMap(({ arns }) => arns),
    clusters: named.flatMap(({ clusters }) => clusters),
    deletions,
  });
}

/** The cluster deletions that came with it. */
export function deletionsIn({ deletions = [] }: Scope): readonly SeenDeletion[] {
  return deletions;
}

/** Everything is read and judged whatever the scope: only what is done is narrowed. */
export function inScope(verdict: Verdict, scope: Scope): boolean {
  if (scope.is === 'everything') return true;
  const cluster = verdict.owner?.cluster;
  return scope.arns.includes(verdict.loadBalancer.arn) || (cluster !== undefined && scope.clusters.includes(cluster));
}

/** In one order, so that the same messages give the same scope however they arrive. */
function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

function distinctEvents(deletions: readonly SeenDeletion[]): readonly SeenDeletion[] {
  const byEvent = new Map(deletions.map((deletion) => [deletion.eventId, deletion]));
  return [...byEvent.values()].toSorted((one, other) => (one.eventId < other.eventId ? -1 : 1));
}
