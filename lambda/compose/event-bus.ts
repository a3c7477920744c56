/** The event bus of one run, loaded when something is put on it. */
import type { ClientMaker } from '../aws/clients.ts';
import type { EventBus } from '../ports/write.ts';

export function defaultEventBus(clients: ClientMaker, sleep: (milliseconds: number) => Promise<void>): EventBus {
  let made: Promise<EventBus> | undefined;
  const load = async (): Promise<EventBus> => (await import('../aws/event-bus.ts')).eventBus(clients, sleep);
  return {
    put: async (events) => {
      made ??= load();
      return (await made).put(events);
    },
  };
}
