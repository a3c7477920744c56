/**
 * The token buckets of the ELBv2 API on the movable clock: 40 tokens and 10 per second for all calls together, 20 and 3
 * for those that change something (elasticloadbalancing/latest/userguide/elb-api-throttling.html).
 */
import type { Clock } from '../clock.ts';

class Bucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #tokens: number;
  #at: Date;

  constructor(capacity: number, perSecond: number, at: Date) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#tokens = capacity;
    this.#at = at;
  }

  refill(now: Date): void {
    const seconds = Math.max(0, (now.getTime() - this.#at.getTime()) / 1000);
    this.#tokens = Math.min(this.#capacity, this.#tokens + seconds * this.#perSecond);
    this.#at = now;
  }

  get isEmpty(): boolean {
    return this.#tokens < 1;
  }

  take(): void {
    this.#tokens -= 1;
  }
}

export class TokenBuckets {
  readonly #clock: Clock;
  #buckets: { readonly all: Bucket; readonly mutating: Bucket } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts throttling with full buckets. */
  switchOn(): void {
    const now = this.#clock.now();
    this.#buckets = { all: new Bucket(40, 10, now), mutating: new Bucket(20, 3, now) };
  }

  switchOff(): void {
    this.#buckets = undefined;
  }

  /** Takes what the call costs. @returns false when the call is to be refused, which costs nothing */
  take(mutating: boolean): boolean {
    if (this.#buckets === undefined) return true;
    const needed = mutating ? [this.#buckets.all, this.#buckets.mutating] : [this.#buckets.all];
    for (const bucket of needed) bucket.refill(this.#clock.now());
    if (needed.some((bucket) => bucket.isEmpty)) return false;
    for (const bucket of needed) bucket.take();
    return true;
  }
}
