/**
 * Who answered, from CloudTrail's event history. What is plainly not the janitor's business is left out; an event that may
 * be an answer and cannot be read makes the whole list unreadable, since it may be somebody's no.
 */
import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient, Event } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod/mini';

import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerEvents } from '../ports/read.ts';
import { IncompleteAnswerError } from './errors.ts';
import { reading, required } from './reading.ts';
import { eventsOfId } from './trail-records.ts';
import { ELB_SOURCE, ELB_VERSION } from '../model/elb-events.ts';
import { parsedJson } from '../model/parsed-json.ts';

const CALL = { service: 'cloudtrail', action: 'LookupEvents' } as const;
const JANITOR_KEYS = 'nlb-janitor/';
const NAMES = { added: 'AddTags', removed: 'RemoveTags' } as const;

/** 50 events a page and 2 calls a second for each account and region: API_LookupEvents. */
const MOST_PAGES = 20;

export interface AnswerEventOptions {
  readonly account: string;
  readonly region: string;
  /** Roles of the janitor's functions. */
  readonly roleArns: readonly string[];
}

const head = z.object({
  eventSource: z.string(),
  eventName: z.string(),
  apiVersion: z.optional(z.string()),
  errorCode: z.optional(z.unknown()),
});

const answer = z.object({
  eventID: z.string().check(z.minLength(1)),
  eventTime: z.iso.datetime(),
  awsRegion: z.string(),
  recipientAccountId: z.string(),
  userIdentity: z.object({
    arn: z.optional(z.string()),
    // `{}` of an IAM user (docs/facts/aws.md 2.4).
    sessionContext: z.optional(z.object({ sessionIssuer: z.optional(z.object({ arn: z.optional(z.string()) })) })),
  }),
  requestParameters: z.object({
    resourceArns: z.array(z.string()),
    // CloudTrail leaves an empty value out.
    tags: z.optional(z.array(z.object({ key: z.string(), value: z.optional(z.string()) }))),
    tagKeys: z.optional(z.array(z.string())),
  }),
});

export function trailAnswerEvents(client: CloudTrailClient, options: AnswerEventOptions): AnswerEvents {
  return {
    byId: (eventId) =>
      reading(CALL, async () => {
        const events = (await eventsOfId(client, eventId)).map((event) => answerIn(event, options));
        // SAFETY: what answers to another id is another event.
        return events.find((event) => event?.eventId === eventId);
      }),
    list: (did, since) =>
      reading(CALL, async () => {
        const found: AnswerEvent[] = [];
        const pages = paginateLookupEvents(
          { client },
          { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: NAMES[did] }], StartTime: since },
        );
        let pagesRead = 0;
        for await (const page of pages) {
          pagesRead += 1;
          for (const listed of required(page?.Events, 'Events')) {
            const event = answerIn(listed, options);
            if (event !== undefined) found.push(event);
          }
          // SAFETY: what takes an approval back may stand on a page that was not read.
          if (pagesRead === MOST_PAGES && page.NextToken !== undefined) {
            throw new IncompleteAnswerError(
              `more than ${MOST_PAGES * 50} ${NAMES[did]} events since ${since.toISOString()}`,
            );
          }
        }
        return found;
      }),
  };
}

/** @throws IncompleteAnswerError for what may be an answer and cannot be read */
function answerIn(event: Event, options: AnswerEventOptions): AnswerEvent | undefined {
  const content = parsedJson(event.CloudTrailEvent);
  const about = head.safeParse(content);
  if ((about.data?.eventSource ?? event.EventSource) !== ELB_SOURCE) return undefined;
  // SAFETY: it may be somebody's no.
  if (!about.success) throw unreadableEvent(event);
  const { eventName, apiVersion, errorCode } = about.data;
  const did = eventName === NAMES.added ? 'added' : eventName === NAMES.removed ? 'removed' : undefined;
  // SAFETY: a call that failed, or of the Classic API, is nobody's answer.
  if (did === undefined || errorCode !== undefined || apiVersion !== ELB_VERSION) return undefined;
  const { success, data } = answer.safeParse(content);
  if (!success) throw unreadableEvent(event);
  // SAFETY: an answer of another account or region is about another load balancer.
  if (data.recipientAccountId !== options.account || data.awsRegion !== options.region) return undefined;
  const { requestParameters, userIdentity } = data;
  const pairs =
    did === 'added'
      ? requestParameters.tags?.map(({ key, value = '' }) => [key, value] as const)
      : requestParameters.tagKeys?.map((key) => [key, undefined] as const);
  if (pairs === undefined) throw unreadableEvent(event);
  const tags = new Map<string, string | undefined>(pairs);
  if (![...tags.keys()].some((key) => key.startsWith(JANITOR_KEYS))) return undefined;
  const issuerArn = userIdentity.sessionContext?.sessionIssuer?.arn;
  return {
    eventId: data.eventID,
    at: new Date(data.eventTime),
    did,
    arns: requestParameters.resourceArns,
    tags,
    by: {
      arn: userIdentity.arn ?? 'unknown',
      issuerArn,
      isJanitor: issuerArn !== undefined && options.roleArns.includes(issuerArn),
    },
  };
}

function unreadableEvent({ EventId: id }: Event): IncompleteAnswerError {
  return new IncompleteAnswerError(`event ${id ?? 'without an id'} cannot be read, and may be an answer`);
}
