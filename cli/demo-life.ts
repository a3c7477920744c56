/**
 * The ten days of the demo, lived: each day people and controllers do something, then `sweep` and `reap` run. What is
 * shown of a day comes from the runs' own outcomes and messages, never from a script.
 */
import type { Outcome } from '../lambda/model/outcome.ts';
import type { Journal } from '../lambda/ports/read.ts';
import { reap } from '../lambda/reap.ts';
import { sweep } from '../lambda/sweep.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import type { StoredMessage } from '../sandbox/aws/topic.ts';
import type { Box } from '../sandbox/box.ts';
import { eventsOf } from './demo-events.ts';

export interface Day {
  /** From 0. */
  readonly number: number;
  readonly at: Date;
  /** What people and controllers did, in words. */
  readonly events: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly held: readonly Held[];
  readonly messages: readonly StoredMessage[];
  /** The Service of each NLB, by the NLB's name: hashes are hard to follow through ten days. */
  readonly services: ReadonlyMap<string, string>;
}

/** What a run held back, from its log. */
interface Held {
  readonly name: string;
  /** `frozen`: cannot be read now. `waiting`: beyond the day's limit. */
  readonly is: 'frozen' | 'waiting';
  readonly why: string;
}

/** Day after day, as long as somebody looks. The clock moves on after each. */
export async function* liveDays(box: Box, settings: Settings, last: number): AsyncGenerator<Day> {
  box.account.subscribe({ protocol: 'email', endpoint: 'platform@example.com', confirmed: true });
  for (let number = 0; number <= last; number += 1) {
    yield await liveDay(box, settings, number);
    box.clock.advance({ days: 1 });
  }
}

async function liveDay(box: Box, settings: Settings, number: number): Promise<Day> {
  const at = box.clock.now();
  const events = eventsOf(number);
  for (const { happens } of events) await happens(box);
  const told = box.account.messages.length;
  // Taken down before the runs: afterwards some are gone.
  const services = servicesByName(box);
  const held: Held[] = [];
  const journal = heldJournal(box, held);
  const runs = [
    await sweep({ is: 'everything' }, box.sweepWorld(journal), settings),
    await reap({ is: 'everything' }, box.reapWorld(journal), settings),
  ];
  return {
    number,
    at,
    events: events.map(({ says }) => says),
    outcomes: runs.flatMap(({ outcomes }) => outcomes),
    held,
    messages: box.account.messages.slice(told),
    services,
  };
}

function heldJournal(box: Box, held: Held[]): Journal {
  return {
    note: (message, fields = {}) => {
      if (message !== 'frozen' && message !== 'waiting') return;
      const { name } = box.account.loadBalancer(String(fields['arn']));
      held.push({ name, is: message, why: String(fields['why']) });
    },
  };
}

function servicesByName(box: Box): ReadonlyMap<string, string> {
  const nlbs = [...box.account.loadBalancers.values()];
  return new Map(
    nlbs.map(({ name, tags }) => [
      name,
      tags.get('kubernetes.io/service-name') ?? tags.get('service.k8s.aws/stack') ?? 'no Service',
    ]),
  );
}
