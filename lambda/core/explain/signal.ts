/** One signal of `explain`: what was seen, and what it speaks for. Pure. */
import type { Facts } from '../../model/facts.ts';
import { gapOf } from '../judge/cluster.ts';
import { listed } from '../words.ts';

export interface Signal {
  readonly name: string;
  readonly says: string;
  /**
   * - `keeps`: speaks for keeping it.
   * - `condemns`: speaks for an orphan.
   * - `nothing`: was read, and speaks for neither. What is not there was read too.
   * - `unread`: could not be read, or not all of it.
   */
  readonly points: 'keeps' | 'condemns' | 'nothing' | 'unread';
}

export function signal(name: string, points: Signal['points'], says: string): Signal {
  return { name, points, says };
}

/**
 * What of the clusters is not known, in words: what was seen nowhere may be there. Undefined when every cluster was
 * read completely.
 */
export function gapInClusters({ clusterList, clusters, views }: Facts): string | undefined {
  if (!clusterList.ok) return 'not every cluster could be listed';
  const names = [...new Set([...clusterList.value, ...clusters.keys(), ...views.keys()])].filter((name) => {
    const reading = clusters.get(name);
    if (reading?.ok === true && reading.value.is === 'absent') return false;
    const view = views.get(name);
    return view === undefined || gapOf(view) !== undefined;
  });
  if (names.length === 0) return undefined;
  return `${names.length === 1 ? 'cluster' : 'clusters'} ${listed(names)} could not be read completely`;
}
