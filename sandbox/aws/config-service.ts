/** AWS Config in the sandbox: which clusters it has ever seen, and the history of each, a week on a page. */
import {
  ConfigServiceServiceException,
  InvalidLimitException,
  InvalidNextTokenException,
  InvalidTimeRangeException,
  NoAvailableConfigurationRecorderException,
  ResourceNotDiscoveredException,
  ValidationException,
} from '@aws-sdk/client-config-service';
import type {
  DescribeConfigurationRecordersResponse,
  DescribeConfigurationRecorderStatusResponse,
  GetResourceConfigHistoryRequest,
  GetResourceConfigHistoryResponse,
  ListDiscoveredResourcesRequest,
  ListDiscoveredResourcesResponse,
} from '@aws-sdk/client-config-service';

import type { Account } from '../account.ts';
import type { StoredItem } from './config-recorder.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';

const WEEK_MS = 7 * 86_400_000;
const MOST = 100;
const $metadata = { httpStatusCode: 400 };

export const configService: SandboxService = {
  name: 'config',
  clientName: 'ConfigServiceClient',
  ServiceException: ConfigServiceServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: {
    DescribeConfigurationRecorders: describeConfigurationRecorders,
    DescribeConfigurationRecorderStatus: describeConfigurationRecorderStatus,
    GetResourceConfigHistory: getResourceConfigHistory,
    ListDiscoveredResources: listDiscoveredResources,
  },
};

function describeConfigurationRecorders({ config }: Account): DescribeConfigurationRecordersResponse {
  return { ConfigurationRecorders: config.exists ? [{ name: 'default', recordingGroup: { allSupported: true } }] : [] };
}

function describeConfigurationRecorderStatus({ config }: Account): DescribeConfigurationRecorderStatusResponse {
  return { ConfigurationRecordersStatus: config.exists ? [{ name: 'default', recording: config.isRecording }] : [] };
}

function listDiscoveredResources(
  account: Account,
  {
    resourceType,
    resourceIds,
    resourceName,
    limit,
    includeDeletedResources,
    nextToken,
  }: ListDiscoveredResourcesRequest,
): ListDiscoveredResourcesResponse {
  checkRecorder(account);
  if (resourceType === undefined)
    throw new ValidationException({ message: 'resourceType must not be null', $metadata });
  const first = new Map<string, number>();
  const newest = new Map<string, StoredItem>();
  for (const stored of account.config.items) {
    if (stored.item.resourceType !== resourceType) continue;
    if (!first.has(stored.resourceId)) first.set(stored.resourceId, stored.sequence);
    newest.set(stored.resourceId, stored);
  }
  const known = [...newest.values()]
    .filter(({ resourceId }) => resourceIds === undefined || resourceIds.includes(resourceId))
    .filter(({ item }) => resourceName === undefined || item.resourceName === resourceName)
    .filter((stored) => includeDeletedResources === true || !isDeleted(stored))
    // In the order in which they were first seen.
    .map((stored) => ({ stored, sequence: first.get(stored.resourceId) ?? stored.sequence }));
  const page = pageOf(known, nextToken, checkedLimit(limit, MOST));
  if (page === undefined) throw new InvalidNextTokenException({ message: 'The token is not valid.', $metadata });
  return {
    resourceIdentifiers: page.items.map(({ stored }) => ({
      resourceType,
      resourceId: stored.resourceId,
      ...(stored.item.resourceName === undefined ? {} : { resourceName: stored.item.resourceName }),
      ...(isDeleted(stored) ? { resourceDeletionTime: stored.capturedAt } : {}),
    })),
    ...(page.next === undefined ? {} : { nextToken: page.next }),
  };
}

/** "Each call to the API is limited to span a duration of seven days": a page may be empty and not the last. */
function getResourceConfigHistory(
  account: Account,
  input: GetResourceConfigHistoryRequest,
): GetResourceConfigHistoryResponse {
  checkRecorder(account);
  const { resourceType, resourceId, earlierTime, laterTime, chronologicalOrder = 'Reverse', limit, nextToken } = input;
  if (chronologicalOrder !== 'Reverse') throw new Error('sandbox: only the newest first');
  const own = account.config.items.filter(
    (stored) => stored.item.resourceType === resourceType && stored.resourceId === resourceId,
  );
  const [first] = own;
  if (first === undefined) {
    throw new ResourceNotDiscoveredException({ message: `Resource ${resourceId} is not discovered.`, $metadata });
  }
  const oldestMs = earlierTime?.getTime() ?? Math.min(...own.map(capturedAtMs));
  const newestMs = laterTime?.getTime() ?? account.clock.now().getTime();
  if (earlierTime !== undefined && oldestMs >= newestMs) {
    throw new InvalidTimeRangeException({ message: 'The earlier time is not before the later time.', $metadata });
  }
  const size = checkedLimit(limit, 10);
  const { endMs, skipped } = nextToken === undefined ? { endMs: newestMs, skipped: 0 } : placeOf(nextToken);
  const week = own
    .filter(
      (item) => capturedAtMs(item) <= endMs && capturedAtMs(item) > endMs - WEEK_MS && capturedAtMs(item) >= oldestMs,
    )
    .sort((one, other) => capturedAtMs(other) - capturedAtMs(one) || other.sequence - one.sequence);
  const items = week.slice(skipped, skipped + size);
  const next =
    week.length > skipped + size
      ? { endMs, skipped: skipped + size }
      : endMs - WEEK_MS >= oldestMs
        ? { endMs: endMs - WEEK_MS, skipped: 0 }
        : undefined;
  return {
    configurationItems: items.map(({ item }) => item),
    ...(next === undefined ? {} : { nextToken: Buffer.from(`${next.endMs}+${next.skipped}`).toString('base64') }),
  };
}

function checkRecorder({ config }: Account): void {
  if (config.exists) return;
  throw new NoAvailableConfigurationRecorderException({
    message: 'There are no configuration recorders available to record your resources.',
    $metadata,
  });
}

/** 0 asks for the default. */
function checkedLimit(limit: number | undefined, byDefault: number): number {
  if (limit !== undefined && (limit < 0 || limit > MOST)) {
    throw new InvalidLimitException({ message: `The limit must be 0 to ${MOST}.`, $metadata });
  }
  return limit === undefined || limit === 0 ? byDefault : limit;
}

function placeOf(token: string): { readonly endMs: number; readonly skipped: number } {
  const place = /^(\d+)\+(\d+)$/.exec(Buffer.from(token, 'base64').toString());
  if (place === null) throw new InvalidNextTokenException({ message: 'The token is not valid.', $metadata });
  return { endMs: Number(place[1]), skipped: Number(place[2]) };
}

function isDeleted({ item }: StoredItem): boolean {
  return item.configurationItemStatus === 'ResourceDeleted';
}

function capturedAtMs({ capturedAt }: StoredItem): number {
  return capturedAt.getTime();
}
