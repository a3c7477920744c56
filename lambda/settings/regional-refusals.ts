/**
 * Settings that belong to one region: with several regions each must say which, and none may name a region that gets no
 * stack. Looks at settings before they are parsed too, so it takes nothing about their shape for granted.
 */

import { EKS_CLUSTER_NAME } from '../model/cluster-name.ts';
import { isFields } from './faults.ts';

interface Regional {
  readonly key: string;
  readonly region: unknown;
  /** Why it cannot hold for several regions; undefined where it can. */
  readonly because: string | undefined;
}

/** @returns one line for each fault: the key, what is wrong, and how to fix it */
export function regionRefusalsOf(given: Readonly<Record<string, unknown>>): string[] {
  const regions = Array.isArray(given['regions']) ? (given['regions'] as readonly unknown[]) : [];
  // A construct in an app of its own asks for no region: its stack's counts.
  if (regions.length === 0) return [];
  return regionalsIn(given).flatMap(({ key, region, because }) => {
    if (region === undefined) {
      if (regions.length === 1 || because === undefined) return [];
      return [`${key}: has no region — ${because}; add "region", one of ${regions.join(', ')}`];
    }
    if (regions.includes(region)) return [];
    return [`${key}.region: is ${JSON.stringify(region)} — is not in regions; give one of ${regions.join(', ')}`];
  });
}

function regionalsIn({ slack, chat, deletedClusters, clusterAccess }: Readonly<Record<string, unknown>>): Regional[] {
  const found: Regional[] = [];
  for (const [index, access] of itemsOf(clusterAccess)) {
    const because = 'an EKS cluster is in one region';
    found.push({ key: `clusterAccess[${index}]`, region: access['region'], because });
  }
  for (const [index, deleted] of itemsOf(deletedClusters)) {
    const { name } = deleted;
    const isOfEks = typeof name === 'string' && EKS_CLUSTER_NAME.test(name);
    // SAFETY: another region may have one of the same name, which was not deleted.
    const because = isOfEks ? 'an EKS cluster is in one region, and another may have one of that name' : undefined;
    found.push({ key: `deletedClusters[${index}]`, region: deleted['region'], because });
  }
  if (isFields(slack)) {
    const because = 'a secret, or a parameter, is in one region';
    found.push({ key: 'slack', region: slack['region'], because });
  }
  // The first of the regions owns the channel where it names none.
  if (isFields(chat)) found.push({ key: 'chat', region: chat['region'], because: undefined });
  return found;
}

function itemsOf(list: unknown): readonly (readonly [number, Readonly<Record<string, unknown>>])[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => (isFields(item) ? [[index, item] as const] : []));
}
