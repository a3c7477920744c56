/** The CloudTrail trails that log events of this region, and whether they hand write events to EventBridge. */
import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import type {
  AdvancedEventSelector,
  CloudTrailClient,
  EventSelector,
  GetEventSelectorsResponse,
  Trail as TrailAnswer,
} from '@aws-sdk/client-cloudtrail';

import type { Trail, TrailStatus } from '../../model/doctor.ts';
import type { Reading } from '../../model/reading.ts';
import { reading, required, wholeReading } from '../reading.ts';

const TRAILS = { service: 'cloudtrail', action: 'DescribeTrails' } as const;
const STATUS = { service: 'cloudtrail', action: 'GetTrailStatus' } as const;
const SELECTORS = { service: 'cloudtrail', action: 'GetEventSelectors' } as const;
/** Of whose calls the rules are (infra/rules.ts). */
const SOURCES = ['elasticloadbalancing.amazonaws.com', 'eks.amazonaws.com'];

/** Never rejects; what one trail does not tell is unreadable there alone. */
export function trailsOf(client: CloudTrailClient, region: string): Promise<Reading<readonly Trail[]>> {
  return wholeReading(async (part) => {
    const listed = part(
      await reading(TRAILS, async () => {
        // Shadows are trails of another region, or of the organization, that log this one too.
        const answer = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
        return required(answer.trailList, 'trailList');
      }),
    );
    const here = listed.filter((trail) => trail.IsMultiRegionTrail === true || trail.HomeRegion === region);
    return Promise.all(here.map((trail) => trailOf(client, trail)));
  });
}

async function trailOf(client: CloudTrailClient, { Name = '', TrailARN = Name }: TrailAnswer): Promise<Trail> {
  const [logging, logsWrites] = await Promise.all([
    reading(STATUS, async (): Promise<TrailStatus> => {
      const answer = await client.send(new GetTrailStatusCommand({ Name: TrailARN }));
      return {
        isLogging: required(answer.IsLogging, 'IsLogging'),
        deliveryError: answer.LatestDeliveryError === '' ? undefined : answer.LatestDeliveryError,
      };
    }),
    reading(SELECTORS, async () => writesIn(await client.send(new GetEventSelectorsCommand({ TrailName: TrailARN })))),
  ]);
  return { name: Name, logging, logsWrites };
}

function writesIn({ EventSelectors = [], AdvancedEventSelectors = [] }: GetEventSelectorsResponse): boolean {
  return EventSelectors.some(isOfWrites) || AdvancedEventSelectors.some(isOfWritesAdvanced);
}

/** Of management events, what can be left out is of KMS and RDS alone. */
function isOfWrites({ ReadWriteType, IncludeManagementEvents }: EventSelector): boolean {
  return IncludeManagementEvents === true && ReadWriteType !== 'ReadOnly';
}

/** What narrows it by anything else may leave out what the rules are about. */
function isOfWritesAdvanced({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  const fields = FieldSelectors.map(({ Field, Equals, NotEquals, ...others }) => {
    const isPlain = Object.values(others).every((value) => value === undefined);
    switch (Field) {
      case 'eventCategory':
        return isPlain && Equals?.includes('Management') === true ? 'management' : 'other';
      case 'readOnly':
        return isPlain && Equals?.includes('false') === true ? 'harmless' : 'other';
      case 'eventSource': {
        const isExcluded = SOURCES.some((source) => NotEquals?.includes(source));
        const isIncluded = Equals === undefined || SOURCES.every((source) => Equals.includes(source));
        return isPlain && !isExcluded && isIncluded ? 'harmless' : 'other';
      }
      case undefined:
      default:
        return 'other';
    }
  });
  return fields.includes('management') && !fields.includes('other');
}
