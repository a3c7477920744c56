/**
 * Says to programs what a run did, after people were told. An event that could not be put is told like every failure, and
 * stops nothing: what counts is in the tags and in the bucket.
 */
import { reapEvents, sweepCompleted, sweepEvents, type Completed, type EventFrame } from '../core/report/events.ts';
import { count } from '../core/words.ts';
import type { JanitorEvent } from '../model/event.ts';
import { NOTHING_DONE, type Done, type News } from '../model/outcome.ts';
import type { Verdict } from '../model/verdict.ts';
import type { World } from '../ports/world.ts';
import type { WriteResult } from '../ports/write.ts';
import type { NoticeSettings } from './tell.ts';

/** Enough for a call that is not answered, and for what follows: to wake `reap`. */
const NEEDED_MS = 30_000;
/** As many as EventBridge takes in a call. */
const AT_ONCE = 10;
const OUT_OF_TIME = 'the time of this run is over';
const NOBODY_SAYS: WriteResult = { ok: false, kind: 'other', why: 'nobody says what became of it' };

type EventWorld = Pick<World<unknown>, 'account' | 'region' | 'bucket' | 'deadline' | 'events' | 'now'>;

/** @param heard news that people were told just now */
export function announceSwept(
  steps: readonly Done[],
  heard: readonly News[],
  settings: NoticeSettings,
  world: EventWorld,
): Promise<Done> {
  const outcomes = steps.flatMap((step) => step.outcomes);
  return put(sweepEvents(outcomes, heard, frameOf(settings, world)), world);
}

export function announceReaped(
  steps: readonly Done[],
  verdicts: readonly Verdict[],
  settings: NoticeSettings,
  world: EventWorld,
): Promise<Done> {
  const outcomes = steps.flatMap((step) => step.outcomes);
  return put(reapEvents(outcomes, verdicts, frameOf(settings, world)), world);
}

/** Last of all that a `sweep` says. */
export function announceCompleted(
  { steps, ...completed }: Omit<Completed, 'outcomes' | 'failures'> & { readonly steps: readonly Done[] },
  settings: NoticeSettings,
  world: EventWorld,
): Promise<Done> {
  const outcomes = steps.flatMap((step) => step.outcomes);
  const failures = [...new Set(steps.flatMap((step) => step.failures))];
  return put([sweepCompleted({ ...completed, outcomes, failures }, frameOf(settings, world))], world);
}

function frameOf({ mode, ownerTagKeys }: NoticeSettings, { account, region, bucket, now }: EventWorld): EventFrame {
  return { account, region, bucket, mode, ownerTagKeys, at: now() };
}

async function put(events: readonly JanitorEvent[], world: EventWorld): Promise<Done> {
  const results: WriteResult[] = [];
  // A bus that is slow takes its time for each of them, again and again.
  while (results.length < events.length && world.deadline.remainingMs() >= NEEDED_MS) {
    const some = events.slice(results.length, results.length + AT_ONCE);
    const answers = await world.events.put(some);
    results.push(...some.map((_, index) => answers[index] ?? NOBODY_SAYS));
  }
  const lost = new Map<string, number>();
  for (const [index, { type }] of events.entries()) {
    const result = results[index];
    if (result?.ok === true) continue;
    const what = result === undefined ? OUT_OF_TIME : `${type}: ${result.why}`;
    lost.set(what, (lost.get(what) ?? 0) + 1);
  }
  const failures = [...lost].map(([what, number]) => `${count(number, 'event was', 'events were')} not put: ${what}`);
  return { ...NOTHING_DONE, failures };
}
