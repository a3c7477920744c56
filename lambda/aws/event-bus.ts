/**
 * The default event bus. One call takes several events and may accept some of them only: each has a result of its own, and
 * what may pass is tried again. An event counts as put only when EventBridge gave it an id.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';

import { EVENT_SOURCE, type JanitorEvent } from '../model/event.ts';
import type { EventBus, WriteFailure, WriteResult } from '../ports/write.ts';
import type { ClientMaker } from './clients.ts';
import { awsError } from './errors.ts';
import type { AwsCall } from './errors.ts';
import { HangingCallError } from './hanging.ts';
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

/** A call may take so long, with all that the SDK tries: no run waits for programs longer. */
const MOST_WAIT_MS = 10_000;

type Sleep = (milliseconds: number) => Promise<void>;

/**
 * The bus of one run. Once it stays silent, nothing more is tried on it: in a VPC without a way to it each call would take
 * its time from what the run is for.
 *
 * @param mostWaitMs for one call
 */
export function eventBus(clients: ClientMaker, sleep: Sleep, mostWaitMs = MOST_WAIT_MS): EventBus {
  let silence: WriteFailure | undefined;
  return {
    put: async (events) => {
      const client = clients.of(EventBridgeClient);
      const results: WriteResult[] = events.map(() => refused(PUT, 'it was left out'));
      for (const batch of batchesOf(events, results)) {
        silence ??= await putBatch(client, batch, results, { sleep, mostWaitMs });
        if (silence === undefined) continue;
        for (const { place } of batch) if (!(results[place]?.ok ?? false)) results[place] = silence;
      }
      return results;
    },
  };
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

/** @returns why nothing more is worth trying; undefined where something is */
async function putBatch(
  client: EventBridgeClient,
  batch: readonly Placed[],
  results: WriteResult[],
  { sleep, mostWaitMs }: { readonly sleep: Sleep; readonly mostWaitMs: number },
): Promise<WriteFailure | undefined> {
  let left = batch;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await sleep(PAUSE_MS * 2 ** (attempt - 2));
    try {
      const Entries = await answerTo(
        client,
        left.map(({ entry }) => entry),
        mostWaitMs,
      );
      const answered = left;
      for (const [index, { place }] of answered.entries()) results[place] = resultOf(Entries?.[index]);
      left = answered.filter((_, index) => PASSING.has(Entries?.[index]?.ErrorCode ?? ''));
    } catch (error) {
      // The SDK has tried it again already.
      const failure = writeFailure(PUT, error);
      for (const { place } of left) results[place] = failure;
      return awsError(PUT, error).kind === 'unreachable' ? failure : undefined;
    }
  }
  return undefined;
}

/** @throws also when no answer comes in time */
async function answerTo(
  client: EventBridgeClient,
  entries: PutEventsRequestEntry[],
  mostWaitMs: number,
): Promise<readonly PutEventsResultEntry[] | undefined> {
  const abort = new AbortController();
  const over = Promise.withResolvers<never>();
  // The SDK looks at the signal only while it sends; it may also wait before it tries again.
  const timer = setTimeout(() => {
    abort.abort();
    over.reject(new HangingCallError(`no answer within ${mostWaitMs / 1000} s`));
  }, mostWaitMs);
  try {
    const asked = client.send(new PutEventsCommand({ Entries: entries }), { abortSignal: abort.signal });
    return (await Promise.race([asked, over.promise])).Entries;
  } finally {
    clearTimeout(timer);
  }
}

/** Entries of the answer are in the order of the request, refused ones among them. */
function resultOf(entry: PutEventsResultEntry | undefined): WriteResult {
  if (entry?.ErrorCode !== undefined) return notPut(`${entry.ErrorCode}: ${entry.ErrorMessage ?? ''}`.trim());
  // A proxy's 200 has put nothing.
  return entry?.EventId === undefined ? notPut('the answer has no EventId') : { ok: true };
}

function notPut(why: string): WriteFailure {
  return { ok: false, kind: 'other', why: `${PUT.service} ${PUT.action}: ${why}` };
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
