/**
 * An SQS FIFO queue in memory, on the movable clock: message groups, de-duplication by content, visibility and redrive as
 * the service has them (SQS guide, "FIFO queue delivery logic", "Exactly-once processing", "Dead-letter queues"). Hands
 * messages over only when it is asked; who asks is event-source.ts.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';

/** Equal messages within this time are one, also after the first was handled. */
const DEDUPLICATION_MS = 5 * 60_000;
/** ReceiveMessage gives no more at once. */
const MOST_AT_ONCE = 10;

export interface QueueOptions {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  /** For how long nobody else gets a message that was received. */
  readonly visibilitySeconds: number;
  /** What is received more often goes to the queue behind, where there is one. */
  readonly mostReceives: number;
  readonly deadLetters?: FifoQueue;
}

export interface SentMessage {
  readonly body: string;
  readonly groupId: string;
  /** The SHA-256 of the body by default. */
  readonly deduplicationId?: string | undefined;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  readonly groupId: string;
  readonly receiptHandle: string;
  readonly receiveCount: number;
}

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly groupId: string;
  receiveCount: number;
  visibleAtMs: number;
}

export class FifoQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilitySeconds: number;
  readonly mostReceives: number;
  readonly deadLetters: FifoQueue | undefined;
  readonly #clock: Clock;
  #messages: Stored[] = [];
  readonly #accepted = new Map<string, { readonly id: string; readonly atMs: number }>();
  #sent = 0;

  constructor({ name, accountId, region, clock, visibilitySeconds, mostReceives, deadLetters }: QueueOptions) {
    this.name = name;
    this.arn = `arn:aws:sqs:${region}:${accountId}:${name}`;
    this.url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    this.visibilitySeconds = visibilitySeconds;
    this.mostReceives = mostReceives;
    this.deadLetters = deadLetters;
    this.#clock = clock;
  }

  /** Bodies of all that it holds, in flight or not, oldest first. */
  get bodies(): readonly string[] {
    return this.#messages.map(({ body }) => body);
  }

  /** @returns the id of the message, of the first one where it was sent before within five minutes */
  send({ body, groupId, deduplicationId }: SentMessage): string {
    const key = deduplicationId ?? createHash('sha256').update(body).digest('hex');
    const before = this.#accepted.get(key);
    if (before !== undefined && this.#nowMs() - before.atMs < DEDUPLICATION_MS) return before.id;
    this.#sent += 1;
    const id = `00000000-0000-4000-a000-${String(this.#sent).padStart(12, '0')}`;
    this.#accepted.set(key, { id, atMs: this.#nowMs() });
    this.#messages.push({ id, body, groupId, receiveCount: 0, visibleAtMs: this.#nowMs() });
    return id;
  }

  /** The oldest messages that may be handed over; none of a group of which one is in flight. */
  receive(most = MOST_AT_ONCE): readonly ReceivedMessage[] {
    const nowMs = this.#nowMs();
    const held = new Set(this.#messages.filter(({ visibleAtMs }) => visibleAtMs > nowMs).map(({ groupId }) => groupId));
    const free = this.#messages.filter(({ groupId }) => !held.has(groupId));
    const worn =
      this.deadLetters === undefined ? [] : free.filter(({ receiveCount }) => receiveCount >= this.mostReceives);
    for (const message of worn) this.#redrive(message);
    return free
      .filter((message) => !worn.includes(message))
      .slice(0, Math.min(most, MOST_AT_ONCE))
      .map((message) => {
        message.receiveCount += 1;
        message.visibleAtMs = nowMs + this.visibilitySeconds * 1000;
        const { id, body, groupId, receiveCount } = message;
        return { id, body, groupId, receiveCount, receiptHandle: `${id}#${receiveCount}` };
      });
  }

  /** The message is done with. A handle of an earlier receive deletes nothing, as in a FIFO queue. */
  delete(receiptHandle: string): void {
    this.#messages = this.#messages.filter(({ id, receiveCount }) => `${id}#${receiveCount}` !== receiptHandle);
  }

  #redrive(message: Stored): void {
    this.#messages = this.#messages.filter((other) => other !== message);
    const { id, body, groupId } = message;
    this.deadLetters?.send({ body, groupId, deduplicationId: id });
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}
