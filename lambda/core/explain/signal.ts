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

/** Clusters that are there and were not read completely: what was seen nowhere may be in one of them. */
export function unreadClusters({ clusters, views }: Pick<Facts, 'clusters' | 'views'>): readonly string[] {
  const names = [...new Set([...clusters.keys(), ...views.keys()])];
  return names.filter((name) => {
    const reading = clusters.get(name);
    if (reading?.ok === true && reading.value.is === 'absent') return false;
    const view = views.get(name);
    return view === undefined || gapOf(view) !== undefined;
  });
}

/** `cluster edge was`, `clusters edge and staging were`. */
export function clustersWere(names: readonly string[]): string {
  return names.length === 1 ? `cluster ${listed(names)} was` : `clusters ${listed(names)} were`;
}
