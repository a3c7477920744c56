/**
 * Whether EKS lets the functions into each cluster, as its access entries tell it: what the caller may read there says nothing
 * of them. What a group may read is said in the cluster alone.
 */
import type { ExaminedCluster, FunctionsAccess } from '../../model/doctor.ts';
import { shellWord } from '../commands.ts';
import { listed } from '../words.ts';
import { checksOfReading, failure, notChecked, ok, warning, type About, type Check } from './check.ts';

const TO_DO = 'see what is there and what to apply: docs/settings.md#cluster-access';

interface Asked {
  readonly clusters: readonly ExaminedCluster[];
  /** By the settings: they make no other NLB unknown. */
  readonly ignoredClusters: readonly string[];
  readonly region: string;
}

export function functionsAccessChecks({ clusters, ignoredClusters, region }: Asked): readonly Check[] {
  return clusters.flatMap(({ name, access }) => {
    const about = { id: `access-${name}`, title: `Access of the functions to cluster ${name}`, cluster: name };
    const isIgnored = ignoredClusters.includes(name);
    return access === undefined
      ? []
      : checksOfReading(about, access, (value) => [accessCheck(about, value, { name, region, isIgnored })]);
  });
}

interface Place {
  readonly name: string;
  readonly region: string;
  readonly isIgnored: boolean;
}

function accessCheck(about: About, access: FunctionsAccess, { name, region, isIgnored }: Place): Check {
  const sheet = [`npx nlb-janitor access ${shellWord(name)} --region ${region}`];
  if (access.is === 'config-map') {
    return notChecked(
      about,
      'its authentication mode is CONFIG_MAP: only its ConfigMap aws-auth says whom it lets in, and EKS does not show it',
      'look whether that names the roles of the functions, and write them in where it does not, as the output of `access` says',
      ['kubectl -n kube-system get configmap aws-auth -o yaml', ...sheet],
    );
  }
  const absent = access.of.filter(({ entry }) => entry === 'absent').map(({ role }) => role);
  const bare = access.of.filter(({ entry }) => entry === 'bare').map(({ role }) => role);
  if (absent.length > 0 && access.isConfigMapToo) {
    return warning(
      about,
      `no access entry for ${listed(absent, absent.length)}: it reads nothing there, unless the ConfigMap aws-auth names it`,
      TO_DO,
      sheet,
    );
  }
  if (absent.length > 0 || bare.length > 0) {
    const found = [
      ...(absent.length > 0 ? [`no access entry for ${listed(absent, absent.length)}`] : []),
      ...(bare.length > 0 ? [`the access entry of ${listed(bare, bare.length)} names no group and no policy`] : []),
    ].join('; ');
    return isIgnored
      ? warning(about, `${found}; "ignoredClusters" names it, so that others are judged without it`, TO_DO, sheet)
      : failure(about, `${found}; while it is so, what may be its own is kept`, TO_DO, sheet);
  }
  return ok(
    about,
    `an access entry for ${listed(
      access.of.map(({ role }) => role),
      access.of.length,
    )}`,
  );
}
