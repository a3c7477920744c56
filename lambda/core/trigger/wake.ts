/**
 * The message with which `sweep` wakes `reap`, and how it is read. Pure. It names its run: the queue folds equal messages
 * of five minutes into one, and two runs must not be taken for one. What it does not plainly name is not in its scope.
 */
import { someOf, type Scope } from '../scope.ts';
import { isName, isNetworkLoadBalancer, isRecord, type Fields } from '../fields.ts';
import type { Trigger } from './outcome.ts';

export const WAKE_SOURCE = 'nlb-janitor.sweep';

const EVERYTHING = 'everything';

/** @param runId of the run of `sweep` that sends it */
export function wakeMessage(scope: Scope, runId: string): string {
  const named = scope.is === 'everything' ? EVERYTHING : { arns: scope.arns, clusters: scope.clusters };
  return JSON.stringify({ source: WAKE_SOURCE, run: runId, scope: named });
}

export function parseWake({ scope }: Fields): Trigger {
  const because = 'sweep found something that may be due';
  if (scope === EVERYTHING) return { is: 'run', scope: { is: 'everything' }, because };
  const { arns, clusters } = isRecord(scope) ? scope : {};
  // SAFETY: what cannot be read must not become everything.
  if (!isListOf(arns, isNetworkLoadBalancer) || !isListOf(clusters, isName)) {
    return { is: 'unreadable', because: 'it comes from sweep and names no scope' };
  }
  return { is: 'run', scope: someOf({ arns, clusters }), because };
}

function isListOf(value: unknown, fits: (item: unknown) => item is string): value is readonly string[] {
  return Array.isArray(value) && value.every(fits);
}
