/**
 * Proof that clusters were deleted, from CloudTrail's event history. A record that is not plainly such a proof is left
 * out, which can only keep a load balancer; a page that cannot be read makes the whole list unreadable.
 */
import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient, Event } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod/mini';

import type { ClusterDeletion } from '../model/aws.ts';
import type { ClusterDeletions, Journal } from '../ports/read.ts';
import { recordedInstant } from '../model/recorded-instant.ts';
import { reading, required } from './reading.ts';
import { parsedJson } from '../model/parsed-json.ts';

const CALL = { service: 'cloudtrail', action: 'LookupEvents' } as const;
const EVENT_NAME = 'DeleteCluster';
/** DeleteCluster is also an event of ECS, Redshift and MSK. */
const EVENT_SOURCE = 'eks.amazonaws.com';

interface ClusterDeletionOptions {
  readonly account: string;
  readonly region: string;
  readonly journal: Journal;
}

const record = z.object({
  eventSource: z.string(),
  eventName: z.optional(z.string()),
  errorCode: z.optional(z.unknown()),
});

const deletion = z.object({
  eventTime: z.iso.datetime(),
  awsRegion: z.string(),
  recipientAccountId: z.string(),
  // AWS documented `clusterName` in 2018; recorded events have `name`.
  requestParameters: z.object({ name: z.optional(z.string()), clusterName: z.optional(z.string()) }),
  responseElements: z.nullish(
    z.object({
      cluster: z.nullish(
        z.object({
          createdAt: z.optional(z.unknown()),
          resourcesVpcConfig: z.nullish(z.object({ vpcId: z.nullish(z.string()) })),
        }),
      ),
    }),
  ),
});

/** Deletions of this account and region, newest first. CloudTrail forgets after 90 days. */
export function trailClusterDeletions(client: CloudTrailClient, options: ClusterDeletionOptions): ClusterDeletions {
  return {
    list: (since) =>
      reading(CALL, async () => {
        const found: ClusterDeletion[] = [];
        const pages = paginateLookupEvents(
          { client },
          { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: EVENT_NAME }], StartTime: since },
        );
        for await (const page of pages) {
          for (const event of required(page?.Events, 'Events')) {
            const parsed = parseDeletion(event, options);
            if (parsed !== undefined) found.push(parsed);
          }
        }
        return found;
      }),
  };
}

function parseDeletion(
  event: Event,
  { account, region, journal }: ClusterDeletionOptions,
): ClusterDeletion | undefined {
  const content = parsedJson(event.CloudTrailEvent);
  const about = record.safeParse(content);
  const source = about.success ? about.data.eventSource : event.EventSource;
  if (source !== undefined && source !== EVENT_SOURCE) return undefined;

  const proof = deletion.safeParse(content);
  const name = proof.data?.requestParameters.name ?? proof.data?.requestParameters.clusterName;
  if (!about.success || !proof.success || name === undefined || name === '') {
    journal.note('A DeleteCluster event cannot be read: it proves nothing', { eventId: event.EventId });
    return undefined;
  }
  // SAFETY: a refused deletion, or one elsewhere, is no proof.
  if (about.data.eventName !== EVENT_NAME || about.data.errorCode !== undefined) return undefined;
  if (proof.data.recipientAccountId !== account || proof.data.awsRegion !== region) return undefined;
  const cluster = proof.data.responseElements?.cluster;
  const madeAt = recordedInstant(cluster?.createdAt);
  return {
    name,
    deletedAt: new Date(proof.data.eventTime),
    vpcId: cluster?.resourcesVpcConfig?.vpcId ?? undefined,
    source: 'cloudtrail',
    ...(madeAt === undefined ? {} : { madeAt }),
  };
}
