/**
 * How much of what was looked at could not be judged, and because of which clusters. A run that read nothing must never
 * look like one that found nothing. Pure.
 */
import type { Facts } from '../../model/facts.ts';
import type { Unreadable } from '../../model/reading.ts';
import type { UnknownReason, Verdict } from '../../model/verdict.ts';
import { gapOf } from '../judge/cluster.ts';
import { unknownInWords } from '../reason-words.ts';
import { count } from '../words.ts';

export interface UnreadCluster {
  readonly name: string;
  /** What it did, after "3 clusters": `answered 401`. */
  readonly how: string;
}

/** Every cluster that was asked and is not known completely, once each. */
export function unreadClusters({ clusters, views }: Pick<Facts, 'clusters' | 'views'>): readonly UnreadCluster[] {
  const found = new Map<string, UnreadCluster>();
  for (const [name, view] of views) {
    const gap = gapOf(view);
    if (gap !== undefined) found.set(name, { name, how: inWords(gap) });
  }
  for (const [name, reading] of clusters) {
    if (!reading.ok) found.set(name, { name, how: 'could not be looked up in EKS' });
  }
  return [...found.values()];
}

function inWords({ cause, status }: Unreadable): string {
  if (status !== undefined) return `answered ${status}`;
  return cause === 'unreachable' ? 'did not answer' : 'could not be read completely';
}

interface Looked {
  readonly judged: readonly Verdict[];
  readonly unreadClusters: readonly UnreadCluster[];
}

/** Their clusters say it already. */
const BY_CLUSTER: ReadonlySet<UnknownReason> = new Set([
  'cluster-unreachable',
  'cluster-unauthorized',
  'cluster-view-incomplete',
]);

/** `14 of 14 could not be judged: 3 clusters answered 401`; undefined when everything was judged. */
export function unjudgedInWords(looked: readonly Looked[]): string | undefined {
  const judged = looked.flatMap((one) => one.judged);
  const unknown = judged.flatMap((one) => (one.is === 'unknown' ? [one.reason] : []));
  if (unknown.length === 0) return undefined;
  const clusters = looked.flatMap((one) => one.unreadClusters.map(({ how }) => how));
  const others = clusters.length === 0 ? unknown : unknown.filter((reason) => !BY_CLUSTER.has(reason));
  const causes = [
    ...tally(clusters).map(([how, number]) => `${count(number, 'cluster')} ${how}`),
    ...tally(others).map(([reason, number]) => `${count(number, 'NLB')} ${unknownInWords(reason)}`),
  ];
  return `${unknown.length} of ${judged.length} could not be judged: ${causes.join(', ')}`;
}

/** The commonest first. */
function tally<T extends string>(words: readonly T[]): readonly (readonly [T, number])[] {
  const numbers = new Map<T, number>();
  for (const word of words) numbers.set(word, (numbers.get(word) ?? 0) + 1);
  return [...numbers].toSorted(([one, times], [other, otherTimes]) => otherTimes - times || (one < other ? -1 : 1));
}
