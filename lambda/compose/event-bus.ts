/** The event bus, loaded when something is put on it. */
import type { ClientMaker } from '../aws/clients.ts';
import type { EventBus } from '../ports/write.ts';

export function defaultEventBus(clients: ClientMaker, sleep: (milliseconds: number) => Promise<void>): EventBus {
  return {
    put: async (events) => (await import('../aws/event-bus.ts')).putEvents(clients, events, sleep),
  };
}
