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
import type { NoticeSettings } from './tell.ts';

/** Enough for a call that is not answered, and for what follows: to wake `reap`. */
const NEEDED_MS = 30_000;

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
  if (events.length === 0) return NOTHING_DONE;
  if (world.deadline.remainingMs() < NEEDED_MS) {
    const what = count(events.length, 'event was', 'events were');
    return { ...NOTHING_DONE, failures: [`${what} not put: the time of this run is over`] };
  }
  const results = await world.events.put(events);
  const lost = new Map<string, number>();
  for (const [index, { type }] of events.entries()) {
    const result = results[index] ?? { ok: false, why: 'nobody says what became of it' };
    if (result.ok) continue;
    const what = `${type}: ${result.why}`;
    lost.set(what, (lost.get(what) ?? 0) + 1);
  }
  const failures = [...lost].map(([what, number]) => `${count(number, 'event was', 'events were')} not put: ${what}`);
  return { ...NOTHING_DONE, failures };
}
