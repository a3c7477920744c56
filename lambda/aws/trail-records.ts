/** One event of CloudTrail's event history, whole: it lists an event some minutes after it happened, and for 90 days. */
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';

import type { TrailRecords } from '../ports/read.ts';
import { reading, required } from './reading.ts';

const CALL = { service: 'cloudtrail', action: 'LookupEvents' } as const;

export function trailRecords(client: CloudTrailClient): TrailRecords {
  return {
    byId: (eventId) =>
      reading(CALL, async () => {
        const { Events } = await client.send(
          new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: eventId }] }),
        );
        const found = required(Events, 'Events').find(({ EventId }) => EventId === eventId);
        return parsed(found?.CloudTrailEvent);
      }),
  };
}

function parsed(record: string | undefined): unknown {
  try {
    return record === undefined ? undefined : JSON.parse(record);
  } catch {
    return undefined;
  }
}
