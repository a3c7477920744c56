/** CloudTrail's trails in the sandbox, of one region. They deliver nothing. */
import { TrailNotFoundException } from '@aws-sdk/client-cloudtrail';
import type {
  DescribeTrailsResponse,
  GetEventSelectorsRequest,
  GetEventSelectorsResponse,
  GetTrailStatusRequest,
  GetTrailStatusResponse,
} from '@aws-sdk/client-cloudtrail';

import type { Account } from '../account.ts';

export interface StoredTrail {
  readonly name: string;
  isLogging: boolean;
  readonly logs: 'All' | 'ReadOnly' | 'WriteOnly';
}

export function describeTrails(account: Account): DescribeTrailsResponse {
  return {
    trailList: account.trails.map((trail) => ({
      Name: trail.name,
      TrailARN: arnOf(account, trail),
      HomeRegion: account.region,
      IsMultiRegionTrail: true,
    })),
  };
}

export function getTrailStatus(account: Account, { Name }: GetTrailStatusRequest): GetTrailStatusResponse {
  return { IsLogging: existing(account, Name).isLogging };
}

export function getEventSelectors(
  account: Account,
  { TrailName }: GetEventSelectorsRequest,
): GetEventSelectorsResponse {
  const { logs } = existing(account, TrailName);
  return { TrailARN: TrailName, EventSelectors: [{ ReadWriteType: logs, IncludeManagementEvents: true }] };
}

function existing(account: Account, arn: string | undefined): StoredTrail {
  const found = account.trails.find((trail) => arnOf(account, trail) === arn);
  if (found !== undefined) return found;
  throw new TrailNotFoundException({ message: `Unknown trail: ${arn}`, $metadata: { httpStatusCode: 400 } });
}

function arnOf({ region, accountId }: Account, { name }: StoredTrail): string {
  return `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`;
}
