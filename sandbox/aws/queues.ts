/** The queues of an account in a box: one for each function, with its dead letters, as infra/queues.ts makes them. */
import { FifoQueue, type QueueOptions } from './fifo-queue.ts';

export interface Queues {
  readonly sweep: FifoQueue;
  readonly reap: FifoQueue;
}

export function makeQueues(place: Pick<QueueOptions, 'accountId' | 'region' | 'clock'>): Queues {
  const queue = (name: string): FifoQueue => {
    const common = { ...place, visibilitySeconds: 20 * 60, mostReceives: 3 };
    const deadLetters = new FifoQueue({ ...common, name: `nlb-janitor-${name}-dead.fifo` });
    return new FifoQueue({ ...common, name: `nlb-janitor-${name}.fifo`, deadLetters });
  };
  return { sweep: queue('sweep'), reap: queue('reap') };
}
