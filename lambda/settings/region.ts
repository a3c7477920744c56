/**
 * The settings of one region: what belongs to another is left out, and what is left names no region any more. A person's
 * word about a cluster of one region must never count in another, where one of the same name may be in use.
 */
import { EKS_CLUSTER_NAME } from '../model/cluster-name.ts';
import type { Settings } from './settings.ts';

interface Regional {
  readonly region?: string;
}

/** @param region of the stack, or of the scan */
export function settingsFor(settings: Settings, region: string): Settings {
  const { slack, chat, deletedClusters, clusterAccess } = settings;
  const unplaced = new Set(unplacedWords(settings, region));
  return {
    ...settings,
    regions: [region],
    slack: slack === undefined || isOf(slack, region) ? without(slack) : undefined,
    // Every region has a topic of the chat, whoever owns the channel.
    chat: chat === undefined ? undefined : without(chat),
    deletedClusters: deletedClusters.filter((one) => isOf(one, region) && !unplaced.has(one)).map(without),
    clusterAccess: clusterAccess.filter((one) => isOf(one, region)).map(without),
  };
}

/**
 * What the settings say of EKS clusters without saying where, while they are not of this region alone: it says nothing
 * about this one. Other names have a domain of their own, and hold everywhere.
 */
export function unplacedWords(
  { regions, deletedClusters }: Settings,
  region: string,
): readonly Settings['deletedClusters'][number][] {
  // SAFETY: the cluster of that name in this region may be alive.
  if (regions.length === 1 && regions[0] === region) return [];
  return deletedClusters.filter((one) => one.region === undefined && EKS_CLUSTER_NAME.test(one.name));
}

// SAFETY: a proof of another region is none here.
function isOf(setting: Regional, region: string): boolean {
  return setting.region === undefined || setting.region === region;
}

function without<T extends Regional | undefined>(setting: T): T {
  if (setting === undefined) return setting;
  const { region: _, ...rest } = setting;
  return rest as T;
}
