/**
 * CloudTrail in the sandbox: its trails, and its event history of 90 days on the movable clock, newest first, with a lag
 * that can be set.
 */
import {
  CloudTrailServiceException,
  InvalidLookupAttributesException,
  InvalidMaxResultsException,
  InvalidNextTokenException,
} from '@aws-sdk/client-cloudtrail';
import type { LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';

import type { Account } from '../account.ts';
import { pageOf } from './paging.ts';
import type { SandboxService } from './service.ts';
import { describeTrails, getEventSelectors, getTrailStatus } from './trails.ts';

const HISTORY_MS = 90 * 86_400_000;
const MAX_RESULTS = 50;

export const cloudTrail: SandboxService = {
  name: 'cloudtrail',
  clientName: 'CloudTrailClient',
  ServiceException: CloudTrailServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: {
    DescribeTrails: describeTrails,
    GetEventSelectors: getEventSelectors,
    GetTrailStatus: getTrailStatus,
    LookupEvents: lookupEvents,
  },
};

function lookupEvents(account: Account, input: LookupEventsRequest): LookupEventsResponse {
  const { LookupAttributes: attributes = [], StartTime, EndTime, NextToken, MaxResults = MAX_RESULTS } = input;
  const $metadata = { httpStatusCode: 400 };
  const [attribute] = attributes;
  const { AttributeKey: key, AttributeValue: value } = attribute ?? {};
  if (attributes.length > 1 || (attribute !== undefined && key !== 'EventName' && key !== 'EventId')) {
    const message = 'The sandbox looks up one EventName or EventId at a time';
    throw new InvalidLookupAttributesException({ message, $metadata });
  }
  if (MaxResults < 1 || MaxResults > MAX_RESULTS) {
    throw new InvalidMaxResultsException({ message: `MaxResults must be 1 to ${MAX_RESULTS}`, $metadata });
  }

  const oldest = Math.max(
    account.clock.now().getTime() - HISTORY_MS,
    StartTime === undefined ? 0 : StartTime.getTime(),
  );
  const newest = EndTime === undefined ? account.clock.now().getTime() : EndTime.getTime();
  const newestFirst = account.trailEvents
    .filter(({ at }) => at.getTime() >= oldest && at.getTime() <= newest)
    .filter(({ at }) => at.getTime() + account.trailLagSeconds * 1000 <= account.clock.now().getTime())
    .filter(({ eventName, eventId }) => key === undefined || value === (key === 'EventId' ? eventId : eventName))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.sequence - a.sequence)
    .map((event, index) => ({ event, sequence: index + 1 }));
  const page = pageOf(newestFirst, NextToken, MaxResults);
  if (page === undefined) throw new InvalidNextTokenException({ message: 'Invalid token', $metadata });
  return {
    Events: page.items.map(({ event }) => ({
      EventId: event.eventId,
      EventName: event.eventName,
      EventSource: event.eventSource,
      EventTime: event.at,
      CloudTrailEvent: event.record,
    })),
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
}
