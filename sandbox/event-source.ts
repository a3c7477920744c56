/**
 * What Lambda does with one queue: takes a batch, hands it to the function as one event, deletes it when the function
 * returned and leaves it where it is when the function threw (Lambda guide, "Using Lambda with Amazon SQS").
 */
import type { FifoQueue } from './aws/fifo-queue.ts';

/** The part of Lambda's event that the functions look at. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

export class EventSource {
  readonly #queue: FifoQueue;
  readonly #invoke: (event: QueueEvent) => Promise<unknown>;

  constructor(queue: FifoQueue, invoke: (event: QueueEvent) => Promise<unknown>) {
    this.#queue = queue;
    this.#invoke = invoke;
  }

  /** One batch. @returns how many messages were handed over; none while a batch of their group is in flight */
  async poll(): Promise<number> {
    const batch = this.#queue.receive();
    if (batch.length === 0) return 0;
    try {
      await this.#invoke({ Records: batch.map(({ id, body }) => ({ messageId: id, body })) });
    } catch {
      // Visible again once their time is over.
      return batch.length;
    }
    for (const { receiptHandle } of batch) this.#queue.delete(receiptHandle);
    return batch.length;
  }

  /** Batch after batch, until nothing can be handed over now. @returns how many messages each batch had */
  async drain(): Promise<readonly number[]> {
    const sizes: number[] = [];
    for (let size = await this.poll(); size > 0; size = await this.poll()) sizes.push(size);
    return sizes;
  }
}
