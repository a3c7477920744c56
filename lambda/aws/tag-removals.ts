/**
 * Who took the janitor's tags off a load balancer, from CloudTrail's event history: the AWS Load Balancer Controller takes
 * off whatever it did not write itself, so a removal by it proves that it still looks after the load balancer.
 */
import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient, Event } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod/mini';

import type { TagRemoval } from '../model/aws.ts';
import { CONTROLLER_AGENT } from '../model/controller.ts';
import type { TagRemovals } from '../ports/read.ts';
import { IncompleteAnswerError } from './errors.ts';
import { reading, required } from './reading.ts';
import { ELB_SOURCE } from '../model/elb-events.ts';
import { parsedJson } from '../model/parsed-json.ts';

const CALL = { service: 'cloudtrail', action: 'LookupEvents' } as const;
const EVENT_NAME = 'RemoveTags';
const JANITOR_KEYS = 'nlb-janitor/';

/** 50 events a page and 2 calls a second for each account and region: API_LookupEvents. */
const MOST_PAGES = 20;

const head = z.object({ eventSource: z.string(), userAgent: z.optional(z.string()) });
const removal = z.object({
  eventTime: z.iso.datetime(),
  requestParameters: z.object({ resourceArns: z.array(z.string()), tagKeys: z.array(z.string()) }),
});

export function trailTagRemovals(client: CloudTrailClient): TagRemovals {
  return {
    byController: (since) =>
      reading(CALL, async () => {
        const found: TagRemoval[] = [];
        const pages = paginateLookupEvents(
          { client },
          { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: EVENT_NAME }], StartTime: since },
        );
        let pagesRead = 0;
        for await (const page of pages) {
          pagesRead += 1;
          for (const event of required(page?.Events, 'Events')) found.push(...removalsIn(event));
          // SAFETY: the removal that would save may stand on a page that was not read.
          if (pagesRead === MOST_PAGES && page.NextToken !== undefined) {
            throw new IncompleteAnswerError(
              `more than ${MOST_PAGES * 50} RemoveTags events since ${since.toISOString()}`,
            );
          }
        }
        return found;
      }),
  };
}

/**
 * A refused removal counts too: the controller tried, and will try again.
 *
 * @throws IncompleteAnswerError for what may be one and cannot be read
 */
function removalsIn(event: Event): readonly TagRemoval[] {
  const content = parsedJson(event.CloudTrailEvent);
  const about = head.safeParse(content);
  if ((about.data?.eventSource ?? event.EventSource) !== ELB_SOURCE) return [];
  if (about.success && about.data.userAgent?.includes(CONTROLLER_AGENT) !== true) return [];
  const { success, data } = removal.safeParse(content);
  // SAFETY: it may say that the controller looks after an NLB.
  if (!success)
    throw new IncompleteAnswerError(`event ${event.EventId ?? 'without an id'} cannot be read, and may be a removal`);
  const { resourceArns, tagKeys } = data.requestParameters;
  if (!tagKeys.some((key) => key.startsWith(JANITOR_KEYS))) return [];
  return resourceArns.map((arn) => ({ arn, at: new Date(data.eventTime) }));
}
