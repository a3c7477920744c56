/** One event of CloudTrail's event history, whole: it lists an event some minutes after it happened, and for 90 days. */
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient, Event } from '@aws-sdk/client-cloudtrail';

import type { TrailRecords } from '../ports/read.ts';
import { reading, required } from './reading.ts';
import { parsedJson } from '../model/parsed-json.ts';

const CALL = { service: 'cloudtrail', action: 'LookupEvents' } as const;

export function trailRecords(client: CloudTrailClient): TrailRecords {
  return {
    byId: (eventId) =>
      reading(CALL, async () => {
        const listed = await eventsOfId(client, eventId);
        return parsedJson(listed.find(({ EventId }) => EventId === eventId)?.CloudTrailEvent);
      }),
  };
}

/** As CloudTrail lists them. @throws IncompleteAnswerError for an answer without a list */
export async function eventsOfId(client: CloudTrailClient, eventId: string): Promise<readonly Event[]> {
  const { Events } = await client.send(
    new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: eventId }] }),
  );
  return required(Events, 'Events');
}
