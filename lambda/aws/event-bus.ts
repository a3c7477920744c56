/**
 * The default event bus. One call takes several events and may accept some of them only: each has a result of its own, and
 * what may pass is tried again. An event counts as put only when EventBridge gave it an id.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';

import { EVENT_SOURCE, type JanitorEvent } from '../model/event.ts';
import type { WriteResult } from '../ports/write.ts';
import type { ClientMaker } from './clients.ts';
import type { AwsCall } from './errors.ts';
import { refused, writeFailure } from './writing.ts';

const PUT: AwsCall = { service: 'events', action: 'PutEvents' };
/** EventBridge API reference, PutEvents: "Array Members: … Maximum number of 10 items." */
const MOST_ENTRIES = 10;
/** EventBridge user guide, "Calculating PutEvents event entry size": 256 KB of all entries together. */
const MOST_BYTES = 256 * 1024;
/** In the same guide: the time of an entry counts so much. */
const BYTES_OF_TIME = 14;
const ATTEMPTS = 3;
const PAUSE_MS = 500;
/** Error codes of single entries that pass (API_PutEventsResultEntry); the others are for good. */
const PASSING: ReadonlySet<string> = new Set(['ThrottlingException', 'InternalFailure', 'InternalException']);

type Sleep = (milliseconds: number) => Promise<void>;

/** One result for each, in the same order. Never rejects. */
export async function putEvents(
  clients: ClientMaker,
  events: readonly JanitorEvent[],
  sleep: Sleep,
): Promise<readonly WriteResult[]> {
  const client = clients.of(EventBridgeClient);
  const results: WriteResult[] = events.map(() => refused(PUT, 'it was left out'));
  for (const batch of batchesOf(events, results)) await putBatch(client, batch, results, sleep);
  return results;
}

/** An entry with its place among the events. */
interface Placed {
  readonly place: number;
  readonly entry: PutEventsRequestEntry;
}

/** As many to a call as it takes. What is too large for any is refused here. */
function batchesOf(events: readonly JanitorEvent[], results: WriteResult[]): readonly (readonly Placed[])[] {
  const batches: Placed[][] = [];
  let bytes = 0;
  for (const [place, event] of events.entries()) {
    const entry = entryOf(event);
    const size = sizeOf(entry);
    if (size > MOST_BYTES) {
      results[place] = refused(PUT, `it has ${size} bytes, EventBridge takes ${MOST_BYTES}`);
      continue;
    }
    const last = batches.at(-1);
    if (last === undefined || last.length === MOST_ENTRIES || bytes + size > MOST_BYTES) {
      batches.push([{ place, entry }]);
      bytes = size;
    } else {
      last.push({ place, entry });
      bytes += size;
    }
  }
  return batches;
}

async function putBatch(
  client: EventBridgeClient,
  batch: readonly Placed[],
  results: WriteResult[],
  sleep: Sleep,
): Promise<void> {
  let left = batch;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await sleep(PAUSE_MS * 2 ** (attempt - 2));
    try {
      const { Entries } = await client.send(new PutEventsCommand({ Entries: left.map(({ entry }) => entry) }));
      const answered = left;
      for (const [index, { place }] of answered.entries()) results[place] = resultOf(Entries?.[index]);
      left = answered.filter((_, index) => PASSING.has(Entries?.[index]?.ErrorCode ?? ''));
    } catch (error) {
      // The SDK has tried it again already.
      for (const { place } of left) results[place] = writeFailure(PUT, error);
      return;
    }
  }
}

/** Entries of the answer are in the order of the request, refused ones among them. */
function resultOf(entry: PutEventsResultEntry | undefined): WriteResult {
  if (entry?.ErrorCode !== undefined) {
    return {
      ok: false,
      kind: 'other',
      why: `events PutEvents: ${entry.ErrorCode}: ${entry.ErrorMessage ?? ''}`.trim(),
    };
  }
  // A proxy's 200 has put nothing.
  return entry?.EventId === undefined
    ? { ok: false, kind: 'other', why: 'events PutEvents: the answer has no EventId' }
    : { ok: true };
}

function entryOf({ type, resources, at, detail }: JanitorEvent): PutEventsRequestEntry {
  return { Source: EVENT_SOURCE, DetailType: type, Resources: [...resources], Time: at, Detail: detail };
}

function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry): number {
  return [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text, 'utf8'),
    BYTES_OF_TIME,
  );
}
