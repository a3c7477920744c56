/**
 * The settings of one region: what belongs to another is left out, and what is left names no region any more. A person's
 * word about a cluster of one region must never count in another, where one of the same name may be in use.
 */
import type { Settings } from './settings.ts';

interface Regional {
  readonly region?: string;
}

/** @param region of the stack, or of the scan */
export function settingsFor(settings: Settings, region: string): Settings {
  const { slack, deletedClusters, clusterAccess } = settings;
  return {
    ...settings,
    regions: [region],
    slack: slack === undefined || isOf(slack, region) ? without(slack) : undefined,
    deletedClusters: deletedClusters.filter((one) => isOf(one, region)).map(without),
    clusterAccess: clusterAccess.filter((one) => isOf(one, region)).map(without),
  };
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
