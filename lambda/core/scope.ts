/** What a run is about: everything, or the load balancers or the cluster that an event names. Pure. */
import type { Verdict } from '../model/verdict.ts';

export type Scope =
  | { readonly is: 'everything' }
  | { readonly is: 'load-balancers'; readonly arns: readonly string[] }
  | { readonly is: 'cluster'; readonly name: string };

/** Everything is read and judged whatever the scope: only what is done is narrowed. */
export function inScope(verdict: Verdict, scope: Scope): boolean {
  switch (scope.is) {
    case 'everything':
      return true;
    case 'load-balancers':
      return scope.arns.includes(verdict.loadBalancer.arn);
    case 'cluster':
      return verdict.owner?.cluster === scope.name;
  }
}
