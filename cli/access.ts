/**
 * `nlb-janitor access <cluster>`: the least access that the janitor needs there, as a script to apply, with what is there
 * already and how to take it back. Writes nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EKSClient } from '@aws-sdk/client-eks';
import { partition } from '@aws-sdk/util-endpoints';
import { accessEntry, clusterDoor, type AuthenticationMode, type ClusterDoor } from '../lambda/aws/cluster-access.ts';
import { callerIdentity } from '../lambda/aws/identity.ts';
import { janitorStack } from '../lambda/aws/janitor-stack.ts';
import { plainJson } from '../lambda/core/report/plain-text.ts';
import { EKS_CLUSTER_NAME } from '../lambda/model/cluster-name.ts';
import type { Reading } from '../lambda/model/reading.ts';
import { settingsFor } from '../lambda/settings/region.ts';
import { sheetText } from './access-script.ts';
import { accessSheet, type AccessSheet, type Principal } from './access-sheet.ts';
import { forMe, IAM_ARN, ofTheJanitor, theseOnes } from './access-who.ts';
import { callerOf, clientsFor } from './clients.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { failureIn } from './known-regions.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { onlyRegion, regionsOf } from './regions.ts';

interface AccessOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  readonly quiet?: boolean;
  readonly by?: string;
  readonly roleArn?: readonly string[];
  readonly forMe?: boolean;
  readonly output: 'text' | 'json';
}

/** Of the object that `--output json` prints. */
const VERSION = 1;

/** @param root folder of this package, which holds infra/cluster-access.yaml */
export async function access(cluster: string, options: AccessOptions, output: Output, root: string): Promise<number> {
  requireUsage(cluster, options);
  const { settings, regions: ofSettings } = operatorSettings(options.settings);
  const region = onlyRegion(await regionsOf(options.region, options.profile, ofSettings), 'a cluster is of one region');
  const planned = settingsFor(settings, region).clusterAccess.find((one) => one.cluster === cluster);
  const by = wayOf(options.by) ?? planned?.by ?? 'group';

  const clients = clientsFor(region, callerOf(options, output));
  const mode = modeOf(await clusterDoor(clients.eks, cluster), cluster, region);
  if (mode.ok && mode.value === 'CONFIG_MAP' && by === 'view-policy') {
    throw new UsageError(
      `${cluster} is in authentication mode CONFIG_MAP, which has no access policies: use --by group`,
    );
  }

  const usesEntries = !(mode.ok && mode.value === 'CONFIG_MAP');
  const caller = await callerIdentity(clients.sts);
  const partitionName = caller.ok ? (caller.value.arn.split(':')[1] ?? 'aws') : partition(region).name;
  const who =
    options.roleArn !== undefined
      ? theseOnes(options.roleArn)
      : options.forMe === true
        ? forMe(caller, usesEntries)
        : ofTheJanitor({
            region,
            partition: partitionName,
            caller,
            usesEntries,
            stack: await janitorStack(clients),
            isPlanned: planned !== undefined,
            snippet: JSON.stringify({ cluster, by }),
          });
  const principals = usesEntries ? await withEntries(clients.eks, cluster, who.principals) : who.principals;

  const manifest = readFileSync(join(root, 'infra', 'cluster-access.yaml'), 'utf8');
  const sheet = accessSheet({ cluster, region, partition: partitionName, by, mode, principals, manifest });
  const whole = { ...sheet, notes: [...who.notes, ...sheet.notes] };
  output.result(
    options.output === 'json'
      ? json(whole, { cluster, region, by })
      : sheetText(whole, `Access to cluster ${cluster} in ${region}`),
  );
  return EXIT.judged;
}

/** @throws CouldNotError where it lets nobody in */
function modeOf(door: Reading<ClusterDoor>, cluster: string, region: string): Reading<AuthenticationMode> {
  if (!door.ok) return door;
  switch (door.value.is) {
    case 'absent':
      throw new CouldNotError(failureIn(region, `EKS knows no cluster ${cluster}`));
    case 'registered':
      throw new CouldNotError(
        `${cluster} is only registered with EKS (EKS Connector): it has no access entries, and the janitor cannot read it`,
      );
    case 'present':
      return { ok: true, value: door.value.mode };
  }
}

function requireUsage(cluster: string, { by, roleArn = [], forMe: isForMe }: AccessOptions): void {
  if (!EKS_CLUSTER_NAME.test(cluster)) {
    throw new UsageError(
      `${JSON.stringify(cluster)} is no name of an EKS cluster: letters, digits, - and _, at most 100, beginning with a letter or digit`,
    );
  }
  wayOf(by);
  const wrong = roleArn.find((arn) => !IAM_ARN.test(arn));
  if (wrong !== undefined) {
    throw new UsageError(
      `--role-arn ${JSON.stringify(wrong)}: give the ARN of an IAM role or user, such as arn:aws:iam::123456789012:role/name`,
    );
  }
  if (isForMe === true && roleArn.length > 0) throw new UsageError('give --for-me or --role-arn, not both');
}

function wayOf(by: string | undefined): 'group' | 'view-policy' | undefined {
  if (by === undefined || by === 'group' || by === 'view-policy') return by;
  throw new UsageError(`--by ${JSON.stringify(by)}: give group or view-policy`);
}

async function withEntries(
  client: EKSClient,
  cluster: string,
  principals: readonly Principal[],
): Promise<readonly Principal[]> {
  return Promise.all(
    principals.map(async (one) =>
      one.arn.is === 'known' ? { ...one, entry: await accessEntry(client, cluster, one.arn.text) } : one,
    ),
  );
}

function json(sheet: AccessSheet, about: Readonly<Record<string, string>>): string {
  return `${plainJson(JSON.stringify({ version: VERSION, ...about, ...sheet }, null, 2))}\n`;
}
