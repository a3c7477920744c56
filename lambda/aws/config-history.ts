/**
 * What AWS Config's history of one EKS cluster proves: when it was found deleted, and in which network it was. Pure. An item
 * that does not say plainly what it must is passed over, which can only keep a load balancer.
 */
import type { ConfigurationItem } from '@aws-sdk/client-config-service';

import type { ConfigDeletion } from '../model/aws.ts';
import { parsedJson } from '../model/parsed-json.ts';

export interface HistoryOf {
  readonly cluster: string;
  /** Config's own id of it. */
  readonly resourceId: string;
  readonly account: string;
  readonly region: string;
  /** Nothing that was deleted at or before it is looked for. */
  readonly since: Date;
}

interface Proved {
  readonly deletions: readonly ConfigDeletion[];
  /** Whether older items could add nothing. */
  readonly isWhole: boolean;
}

export const EKS_CLUSTER = 'AWS::EKS::Cluster';

/**
 * Each deletion, with what the newest item before it says of the cluster's network.
 *
 * @param history configuration items of one cluster name, newest first
 */
export function deletionsIn(history: readonly ConfigurationItem[], of: HistoryOf): Proved {
  const items = history.filter((item) => isOfHere(item, of));
  const ends = items.flatMap(({ configurationItemStatus }, index) =>
    // `ResourceDeletedNotRecorded` ends a cluster too, and proves nothing: nobody looked at what was deleted.
    configurationItemStatus?.startsWith('ResourceDeleted') === true ? [index] : [],
  );
  const sinceMs = of.since.getTime();
  const proofs = ends.flatMap((end, nth) => {
    const deletedAtMs = capturedAtMs(items[end]);
    // SAFETY: states what must hold, so that an invalid time proves nothing.
    if (items[end]?.configurationItemStatus !== 'ResourceDeleted' || !(deletedAtMs > sinceMs)) return [];
    // Before the end of an earlier cluster of the name stands what that one was.
    const earlierEnd = ends[nth + 1];
    const network = items
      .slice(end + 1, earlierEnd)
      .filter((item) => capturedAtMs(item) <= deletedAtMs)
      .map(({ configuration }) => networkIn(configuration, of.cluster))
      .find((found) => found !== undefined);
    const deletedAt = new Date(deletedAtMs);
    const madeAt = items
      .slice(end, earlierEnd)
      .find((item) => item.resourceCreationTime !== undefined)?.resourceCreationTime;
    const made = madeAt === undefined ? {} : { madeAt };
    const proof: ConfigDeletion = {
      name: of.cluster,
      deletedAt,
      vpcId: undefined,
      source: 'config',
      ...made,
      ...network,
    };
    return [{ proof, isDescribed: network !== undefined || earlierEnd !== undefined }];
  });
  return {
    deletions: proofs.map(({ proof }) => proof),
    isWhole: items.some((item) => capturedAtMs(item) <= sinceMs) && proofs.every(({ isDescribed }) => isDescribed),
  };
}

function isOfHere(item: ConfigurationItem, { account, region, resourceId }: HistoryOf): boolean {
  // SAFETY: a cluster of the same name in another account or region proves nothing here.
  const isHere = item.accountId === account && item.awsRegion === region;
  return isHere && item.resourceType === EKS_CLUSTER && item.resourceId === resourceId;
}

function capturedAtMs(item: ConfigurationItem | undefined): number {
  return item?.configurationItemCaptureTime?.getTime() ?? Number.NaN;
}

/**
 * `{"Name": …, "ResourcesVpcConfig": {"SubnetIds": […]}}`: Config has no VPC for a cluster (awslabs/aws-config-resource-schema,
 * AWS::EKS::Cluster). EKS's own answer has the same fields with small first letters, and the VPC.
 */
function networkIn(
  configuration: string | undefined,
  cluster: string,
): Pick<ConfigDeletion, 'vpcId' | 'subnetIds'> | undefined {
  const described = parsedJson(configuration);
  const name = field(described, 'name');
  if (name !== undefined && name !== cluster) return undefined;
  const network = field(described, 'resourcesVpcConfig');
  const vpcId = field(network, 'vpcId');
  const subnetIds = field(network, 'subnetIds');
  if (typeof vpcId === 'string' && vpcId !== '') return { vpcId };
  if (!Array.isArray(subnetIds) || subnetIds.length === 0) return undefined;
  return { vpcId: undefined, subnetIds: subnetIds.filter((id) => typeof id === 'string') };
}

/** Whatever the case of its first letter. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const own: unknown = Reflect.get(value, name);
  return own === undefined ? Reflect.get(value, name.charAt(0).toUpperCase() + name.slice(1)) : own;
}
