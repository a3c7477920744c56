/**
 * Proof that clusters were deleted, from AWS Config's history of `AWS::EKS::Cluster`, which goes back for years where
 * CloudTrail has forgotten. A cluster's last item says when it was found deleted, the newest one before it what it was.
 * What is not plainly such a proof is left out, which can only keep a load balancer.
 */
import {
  ConfigServiceClient,
  paginateGetResourceConfigHistory,
  paginateListDiscoveredResources,
} from '@aws-sdk/client-config-service';
import type { ConfigurationItem, ResourceIdentifier } from '@aws-sdk/client-config-service';

import type { ConfigDeletion } from '../model/aws.ts';
import { CAPTURE_LAG_MS } from '../model/capture-lag.ts';
import type { PartialReading, Unreadable } from '../model/reading.ts';
import type { LostCluster } from '../ports/read.ts';
import type { ClientMaker } from './clients.ts';
import { deletionsIn, EKS_CLUSTER } from './config-history.ts';
import { hasName, IncompleteAnswerError } from './errors.ts';
import { reading, required } from './reading.ts';
import type { Place } from './users/reader.ts';

const LIST = { service: 'config', action: 'ListDiscoveredResources' } as const;
const HISTORY = { service: 'config', action: 'GetResourceConfigHistory' } as const;
const RIGHTS =
  "AWS Config's history, which goes back further than CloudTrail's, takes config:ListDiscoveredResources and config:GetResourceConfigHistory";

/** AWS publishes no rate for Config's API (AWS General Reference, "AWS Config endpoints and quotas"): few, one by one. */
const RATE = { calls: 5, perMilliseconds: 1000 };
/** Both calls: at most 100. */
const PAGE_SIZE = 100;
/** A page of the history spans seven days at most, and may be empty: API_GetResourceConfigHistory. More than a year. */
const MOST_PAGES = 60;

/**
 * Deletions of these clusters that lie after `since`, newest first for each; empty where Config records none. Never rejects.
 */
export async function configClusterDeletions(
  clients: ClientMaker,
  place: Place,
  clusters: readonly LostCluster[],
): Promise<PartialReading<ConfigDeletion>> {
  const client = clients.of(ConfigServiceClient, { limit: RATE });
  const listed = await reading(LIST, () => identifiersOf(client, clusters));
  if (!listed.ok) return { ...withRights(listed), seen: [] };

  const found: ConfigDeletion[] = [];
  let cutShort: Unreadable | undefined;
  for (const identified of listed.value) {
    let own: readonly ConfigDeletion[] = [];
    const read = await reading(HISTORY, () => readHistory(client, place, identified, (deletions) => (own = deletions)));
    found.push(...own);
    if (read.ok) continue;
    // A history that is too long says nothing about the next one; a right that is missing does.
    if (read.cause !== 'incomplete') return { ...withRights(read), seen: found };
    cutShort ??= read;
  }
  return cutShort === undefined ? { ok: true, value: found } : { ...cutShort, seen: found };
}

/** A scan works without these rights: whoever reads why should learn of both at once. */
function withRights(failed: Unreadable): Unreadable {
  return failed.cause === 'denied' ? { ...failed, why: `${failed.why}; ${RIGHTS}` } : failed;
}

interface Identified {
  readonly cluster: LostCluster;
  readonly identifier: ResourceIdentifier & { readonly resourceId: string };
}

/** Those of the clusters that Config has ever seen here. */
async function identifiersOf(
  client: ConfigServiceClient,
  clusters: readonly LostCluster[],
): Promise<readonly Identified[]> {
  const found: Identified[] = [];
  const pages = paginateListDiscoveredResources(
    { client, pageSize: PAGE_SIZE },
    { resourceType: EKS_CLUSTER, includeDeletedResources: true },
  );
  try {
    for await (const page of pages) {
      for (const identifier of required(page?.resourceIdentifiers, 'resourceIdentifiers')) {
        const resourceId = required(identifier.resourceId, 'resourceId for one cluster');
        const name = nameOf(resourceId, identifier.resourceName);
        const cluster = clusters.find((one) => one.name === name);
        if (cluster !== undefined) found.push({ cluster, identifier: { ...identifier, resourceId } });
      }
    }
  } catch (error) {
    // Its owner never switched Config on in this region: then it knows of no cluster.
    if (!hasName(error, 'NoAvailableConfigurationRecorderException')) throw error;
  }
  return found;
}

/** Config's id of a cluster is its name; an ARN, as other types have it, ends with the name. */
function nameOf(resourceId: string, resourceName: string | undefined): string {
  if (resourceName !== undefined && resourceName !== '') return resourceName;
  return resourceId.startsWith('arn:') ? (resourceId.split('/').at(-1) ?? resourceId) : resourceId;
}

/** @param keep is given all that was found so far: a history that is cut short still proves what its newest part says */
async function readHistory(
  client: ConfigServiceClient,
  place: Place,
  { cluster: { name, since, until }, identifier: { resourceId, resourceDeletionTime } }: Identified,
  keep: (deletions: readonly ConfigDeletion[]) => void,
): Promise<void> {
  // It was gone for good before the first NLB that names it was made.
  if (resourceDeletionTime !== undefined && resourceDeletionTime.getTime() <= since.getTime()) return;
  const laterTime = earlier(until, resourceDeletionTime);
  const pages = paginateGetResourceConfigHistory(
    { client, pageSize: PAGE_SIZE },
    { resourceType: EKS_CLUSTER, resourceId, chronologicalOrder: 'Reverse', laterTime },
  );
  const items: ConfigurationItem[] = [];
  let pagesRead = 0;
  try {
    for await (const page of pages) {
      pagesRead += 1;
      items.push(...required(page?.configurationItems, 'configurationItems'));
      const { deletions, isWhole } = deletionsIn(items, { ...place, cluster: name, resourceId, since });
      keep(deletions);
      if (isWhole) return;
      if (pagesRead === MOST_PAGES && page.nextToken !== undefined) {
        throw new IncompleteAnswerError(`the history of cluster ${name} goes on after ${MOST_PAGES} pages`);
      }
    }
  } catch (error) {
    // Listed, but its history has outlived the retention.
    if (!hasName(error, 'ResourceNotDiscoveredException')) throw error;
  }
}

/** Where to begin: nothing follows the deletion of a cluster that was not made again. */
function earlier(until: Date, deletedAt: Date | undefined): Date {
  const lastMs = deletedAt === undefined ? Number.NaN : deletedAt.getTime() + CAPTURE_LAG_MS;
  return lastMs < until.getTime() ? new Date(lastMs) : until;
}
